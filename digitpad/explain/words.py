"""An explanation in one sentence, in any language."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.evidence import Piece
from digitpad.explain.explanation import Explanation
from digitpad.translatable import translatable

Say = Callable[[str], str]
"""Translates a text; ``str`` leaves it in English."""

PLACES = (
    (
        translatable("at the top left"),
        translatable("at the top"),
        translatable("at the top right"),
    ),
    (translatable("at the left"), translatable("in the middle"), translatable("at the right")),
    (
        translatable("at the bottom left"),
        translatable("at the bottom"),
        translatable("at the bottom right"),
    ),
)
"""Where a piece lies in the box of the ink, by thirds of its height and width."""

BOTH = translatable(
    "{digit} rather than {other}: the ink {places} supports {digit} most, and the ink {others} "
    "supports {other}."
)
ONE = translatable("{digit} rather than {other}: the ink {places} supports {digit} most.")
OTHER = translatable("{digit} rather than {other}, although the ink {others} supports {other}.")
NONE = translatable("{digit} rather than {other}: no ink clearly supports either.")
SIMILAR = translatable("Most similar digits: {digits}.")
BOTH_SENTENCES = translatable("{why} {similar}")
COUNTED = translatable("{count} labeled {label}")
UNLABELED = translatable("{count} unlabeled")
LISTED = translatable("{these}, {this}")
LAST_LISTED = translatable("{these} and {this}")


def sentence(found: Explanation, labels: Sequence[int] = (), say: Say = str) -> str:
    """Why, in words, e.g. "4 rather than 9: the ink at the top left supports 4 most."

    Parameters
    ----------
    labels : of the nearest digits; below 0 for none.
    """
    places, others = _places(found, is_for=True), _places(found, is_for=False)
    pattern = (BOTH if others else ONE) if places else (OTHER if others else NONE)
    why = say(pattern).format(
        digit=found.digit,
        other=found.against,
        places=_listed(places, say),
        others=_listed(others, say),
    )
    if not labels:
        return why
    similar = say(SIMILAR).format(digits=_counted(labels, say))
    return say(BOTH_SENTENCES).format(why=why, similar=similar)


def place_of(piece: Piece, image: NDArray[np.uint8]) -> str:
    """Where a piece lies in the ink of an image uint8 (28, 28), in English."""
    rows, columns = np.nonzero(image)
    name = [
        int(np.clip(3 * (value - low) // (high - low + 1), 0, 2))
        for value, low, high in (
            (piece.row, rows.min(), rows.max()),
            (piece.column, columns.min(), columns.max()),
        )
    ]
    return PLACES[name[0]][name[1]]


def _places(found: Explanation, *, is_for: bool) -> list[str]:
    """Where the strongest pieces for the digit lie, or those against it; each once."""
    places = [place_of(piece, found.image) for piece in found.pieces if (piece.worth > 0) == is_for]
    return [*dict.fromkeys(places)]


def _listed(texts: Sequence[str], say: Say) -> str:
    """Texts as one lists them: "a, b and c"."""
    listed = ""
    for number, text in enumerate(texts, 1):
        pattern = LAST_LISTED if number == len(texts) else LISTED
        listed = say(pattern).format(these=listed, this=say(text)) if listed else say(text)
    return listed


def _counted(labels: Sequence[int], say: Say) -> str:
    """Labels with how many digits have each, the most frequent first."""
    counts = [
        say(COUNTED if label >= 0 else UNLABELED).format(count=count, label=label)
        for label, count in Counter(labels).most_common()
    ]
    return _listed(counts, say)
