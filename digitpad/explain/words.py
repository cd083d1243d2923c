"""An explanation in one sentence."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.evidence import Piece
from digitpad.explain.explanation import Explanation
from digitpad.files.untrusted import plural

PLACES = (
    ("at the top left", "at the top", "at the top right"),
    ("at the left", "in the middle", "at the right"),
    ("at the bottom left", "at the bottom", "at the bottom right"),
)
"""Of a piece in the box of the ink, by thirds of its height and width."""


def sentence(found: Explanation, labels: Sequence[int] = ()) -> str:
    """Why, in words, e.g. "4 rather than 9: the ink speaks most at the top left for 4."

    Parameters
    ----------
    labels : of the nearest digits.
    """
    digit, other = found.digit, found.against
    speaks = [
        f"{_listed(places)} for {number}"
        for number, is_for in ((digit, True), (other, False))
        if (places := _places(found, is_for))
    ]
    text = f"the ink speaks most {' and '.join(speaks)}" if speaks else "no ink speaks for either"
    like = f"; most like {_counted(labels)}" if labels else ""
    return f"{digit} rather than {other}: {text}{like}."


def place_of(piece: Piece, image: NDArray[np.uint8]) -> str:
    """Where a piece lies in the ink of an image uint8 (28, 28)."""
    rows, columns = np.nonzero(image)
    name = [
        int(np.clip(3 * (value - low) // (high - low + 1), 0, 2))
        for value, low, high in (
            (piece.row, rows.min(), rows.max()),
            (piece.column, columns.min(), columns.max()),
        )
    ]
    return PLACES[name[0]][name[1]]


def _places(found: Explanation, is_for: bool) -> list[str]:
    """Where the strongest pieces for the digit lie, or those against it; each once."""
    places = [place_of(piece, found.image) for piece in found.pieces if (piece.worth > 0) == is_for]
    return [*dict.fromkeys(places)]


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _counted(labels: Sequence[int]) -> str:
    """Labels with how many digits have each, the most frequent first: "7 digits 4, 3 digits 9"."""
    counts = Counter(labels).most_common()
    return ", ".join(f"{plural(count, 'digit')} {label}" for label, count in counts)
