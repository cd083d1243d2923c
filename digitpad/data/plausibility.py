"""Finds datasets whose digits are transposed, inverted, faint or labelled wrongly.

Such a dataset loads without an error, and would be trained on. So a network that predicts well
tries some of its digits: if it misclassifies nearly all, but hardly any once they are transposed
or inverted, the user is told, and can repair the dataset.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, Chunk, DigitSet
from digitpad.ink.strokes import Drawing
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from digitpad.translatable import translatable

SAMPLE_SIZE = 500
"""Digits that are looked at, spread over the set."""

KEPT = 2000
"""Digits to keep, about, of a set that is read in parts, to look at some in the end."""

MIN_LABELLED = 10
"""Of fewer labelled digits nothing is said."""

MIN_DIGITS = 50
"""Of fewer nothing is said about the labels, or that these are no digits: a few may be odd."""

FAINTEST = 32
"""Where no value of any digit is as large, of 255, the values have another range."""

DARK = 127
"""A larger value is ink."""

WRONG = 0.5
"""A set of which a larger share is misclassified is looked at closely. Of the digits of any writer
that was measured, at most 0.29 were."""

RIGHT = 0.6
"""Of the digits, once turned or inverted, at least this share must be read right, and at least
twice as many as before."""

MIN_OF_A_LABEL = 5
"""Of a label with fewer digits nothing is said."""

MIN_CLASSES = 3
"""Where the labels or what was read are fewer different digits, they tell nothing: a network may
read all inverted digits as the same one."""

PURE = 0.7
"""Share of a label's digits that must be predicted as one other digit for a wrong label."""

UNLIKE = 0.35
"""Where a smaller share is read right in every way, these are no digits."""

SURE = 0.9
"""Probability of what was read, in the middle of all, from which on digits look like digits."""

Kind = Literal[
    "scale", "transposed", "inverted", "one class", "labels", "not digits", "misclassified"
]
Repair = Literal["scale", "transpose", "invert"]


@dataclass(frozen=True)
class Finding:
    """What looks wrong with a set.

    Parameters
    ----------
    kind : of the finding.
    template : a sentence or two for people, into which ``values`` are filled.
    repair : what would repair it, a key of :data:`REPAIRS`; None where nothing here would.
    values : by their names in the template.
    """

    kind: Kind
    template: str
    repair: Repair | None = None
    values: Mapping[str, float | str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The template with its values, in English."""
        return self.template.format(**self.values)


def transposed(digits: DigitSet) -> DigitSet:
    """The digits with rows and columns exchanged, their drawings too."""
    return replace(
        digits,
        images=np.ascontiguousarray(digits.images.transpose(0, 2, 1)),
        drawings=[_transposed_drawing(drawing) for drawing in digits.drawings],
    )


def inverted(digits: DigitSet) -> DigitSet:
    """The digits with paper and ink exchanged; drawings, which have no ground, are dropped."""
    return replace(digits, images=255 - digits.images, drawings=())


def scaled(digits: DigitSet) -> DigitSet:
    """The digits with the largest value of all as 255; drawings, which have none, are dropped."""
    largest = int(digits.images.max(initial=0)) or 255
    table = np.rint(np.minimum(np.arange(256) * (255 / largest), 255)).astype(np.uint8)
    return replace(digits, images=table[digits.images], drawings=())


INVERTED = (
    translatable(
        "These digits look inverted, dark on light: {wrong:.0%} of {n:,} digits are misclassified,"
        " but {after:.0%} after they are inverted."
    ),
    translatable(
        "These digits look inverted, dark on light: {wrong:.0%} of {n:,} digits are misclassified,"
        " but {after:.0%} after they are inverted and transposed."
    ),
)
"""Texts about digits that are right once inverted, or once inverted and transposed."""

TURNED = (
    translatable(
        "These digits look transposed, with rows and columns swapped as in EMNIST: {wrong:.0%} of"
        " {n:,} digits are misclassified, but {after:.0%} after they are transposed."
    ),
    translatable(
        "These digits look transposed, with rows and columns swapped as in EMNIST: {wrong:.0%} of"
        " {n:,} digits are misclassified, but {after:.0%} after they are inverted and transposed."
    ),
)
"""Texts about digits that are right once transposed, or once inverted and transposed."""

REPAIRS: dict[Repair, Callable[[DigitSet], DigitSet]] = {
    "scale": scaled,
    "transpose": transposed,
    "invert": inverted,
}
"""What repairs a set."""


def findings(network: Network, digits: DigitSet) -> list[Finding]:
    """What looks wrong with a set; usually nothing.

    Parameters
    ----------
    network : one that predicts well; its errors are taken for faults of the dataset.
    digits : the set, of which some labelled digits are looked at. Without labels, only the values
        tell: whether they are faint, or the ground is dark.

    Returns
    -------
    The findings in the order in which they are to be repaired: each holds once those before it are.
    """
    has_labels = int(np.count_nonzero(digits.labels != UNLABELLED)) >= MIN_LABELLED
    sample = _sample(digits, labelled_only=has_labels)
    if len(sample) < MIN_LABELLED:
        return []
    found = []
    largest = int(sample.images.max())
    if 0 < largest < FAINTEST:
        found.append(Finding("scale", _scale_text(largest), "scale", {"largest": largest}))
        sample = scaled(sample)
    if not has_labels:
        return found + _dark_ground(sample)
    probabilities = np.exp(predict_log_proba(network, sample.images))
    share = _share_right(probabilities, sample)
    if share > 1 - WRONG:
        return found + _swapped(probabilities, sample)
    return found + _turned_or_labels(network, sample, probabilities, share)


def some_of(digits: DigitSet, count: int, among: NDArray[np.integer] | None = None) -> DigitSet:
    """So many digits, spread over a set or a part of one, as pixels with labels.

    Parameters
    ----------
    among : the numbers of those that may be taken; None for all.
    """
    numbers = np.arange(len(digits)) if among is None else among
    places = np.linspace(0, len(numbers) - 1, min(count, len(numbers))).astype(np.intp)
    chosen = numbers[places]
    return DigitSet(digits.name, digits.images[chosen], digits.labels[chosen])


def kept_of(part: Chunk) -> DigitSet:
    """Some digits of a part of a set, as many as its share of the whole: to look at in the end."""
    return some_of(part.digits, math.ceil(KEPT * len(part.digits) / max(part.total, 1)))


def _sample(digits: DigitSet, *, labelled_only: bool) -> DigitSet:
    """Some digits, as many from each part of the set."""
    wanted = np.flatnonzero((digits.labels != UNLABELLED) | (not labelled_only))
    return some_of(digits, SAMPLE_SIZE, wanted)


def _dark_ground(sample: DigitSet) -> list[Finding]:
    """Digits without labels whose images have ink along most of their border."""
    borders = sample.images.copy()
    borders[:, 1:-1, 1:-1] = 0
    count = 2 * (borders.shape[1] + borders.shape[2]) - 4
    is_dark = np.count_nonzero(borders > DARK, axis=(1, 2)) > count / 2
    if is_dark.mean() < RIGHT:
        return []
    text = translatable(
        "These digits look inverted, dark on light: {share:.0%} of the images have a dark border."
    )
    return [Finding("inverted", text, "invert", {"share": float(is_dark.mean())})]


def _turned_or_labels(
    network: Network, sample: DigitSet, probabilities: NDArray[np.floating], share: float
) -> list[Finding]:
    """Why most of the digits are misclassified, as far as it can be told."""
    if len(np.unique(sample.labels)) < MIN_CLASSES:
        return _one_class(probabilities, sample, share)
    candidates: list[tuple[Repair, ...]] = [("transpose",), ("invert",), ("invert", "transpose")]
    tried = []
    for candidate in candidates:
        images = sample
        for repair in candidate:
            images = REPAIRS[repair](images)
        tried.append(_share_right(np.exp(predict_log_proba(network, images.images)), images))
    best = int(np.argmax(tried))
    if tried[best] >= max(RIGHT, 2 * share):
        return [
            _turned(repair, candidates[best], share, tried[best], len(sample))
            for repair in candidates[best]
        ]
    if len(sample) < MIN_DIGITS:
        return []
    if swapped := _swapped(probabilities, sample):
        return swapped
    wrong = {"wrong": 1 - share, "n": len(sample)}
    if np.median(probabilities.max(axis=1)) >= SURE:
        text = translatable(
            "The labels do not fit: {wrong:.0%} of {n:,} digits are misclassified, though they look"
            " like digits."
        )
        return [Finding("labels", text, values=wrong)]
    if max(share, *tried) < UNLIKE:
        text = translatable(
            "These do not look like digits: {wrong:.0%} of {n:,} are misclassified, even when"
            " transposed or inverted."
        )
        return [Finding("not digits", text, values=wrong)]
    text = translatable(
        "{wrong:.0%} of {n:,} digits are misclassified, even when transposed or inverted. Are they"
        " rotated, mirrored or cut off?"
    )
    return [Finding("misclassified", text, values=wrong)]


def _one_class(
    probabilities: NDArray[np.floating], sample: DigitSet, share: float
) -> list[Finding]:
    """Digits of every kind that all have the same label."""
    labels = np.unique(sample.labels)
    if len(labels) > 1 or len(np.unique(probabilities.argmax(axis=1))) < MIN_CLASSES:
        return []
    text = translatable(
        "All digits are labeled {label}, but {wrong:.0%} of {n:,} are predicted as others. Are the"
        " labels somewhere else, e.g. in another column?"
    )
    values = {"label": int(labels[0]), "wrong": 1 - share, "n": len(sample)}
    return [Finding("one class", text, values=values)]


def _turned(
    repair: Repair, candidate: Sequence[Repair], share: float, after: float, count: int
) -> Finding:
    """What to say of digits that are right once they are turned or inverted, or both."""
    values = {"wrong": 1 - share, "n": count, "after": 1 - after}
    if repair == "transpose":
        return Finding("transposed", TURNED[len(candidate) == 2], repair, values)
    return Finding("inverted", INVERTED[len(candidate) == 2], repair, values)


def _swapped(probabilities: NDArray[np.floating], sample: DigitSet) -> list[Finding]:
    """Labels that stand for other digits, each for one, and no two for the same."""
    table = np.zeros((10, 10), np.int64)
    np.add.at(table, (sample.labels, probabilities.argmax(axis=1)), 1)
    counts = table.sum(axis=1)
    known = np.flatnonzero(counts >= MIN_OF_A_LABEL)
    read_as = table.argmax(axis=1)
    moved = [
        int(label)
        for label in known
        if read_as[label] != label and table[label].max() >= PURE * counts[label]
    ]
    if len(moved) < 2 or len(set(read_as[known].tolist())) < len(known):
        return []
    pairs = ", ".join(f"{label} → {read_as[label]}" for label in moved[:3])
    more = ", …" if len(moved) > 3 else ""
    text = translatable("The labels look exchanged (label → prediction): {pairs}.")
    return [Finding("labels", text, values={"pairs": pairs + more})]


def _scale_text(largest: int) -> str:
    if largest == 1:
        return translatable(
            "The values are only 0 and 1, where ink is 255: all digits are nearly invisible."
        )
    return translatable(
        "The values are at most {largest}, where ink is 255: all digits are nearly invisible."
    )


def _share_right(probabilities: NDArray[np.floating], sample: DigitSet) -> float:
    return float((probabilities.argmax(axis=1) == sample.labels).mean())


def _transposed_drawing(drawing: Drawing) -> Drawing:
    strokes = tuple(
        replace(stroke, points=np.ascontiguousarray(stroke.points[:, ::-1]))
        for stroke in drawing.strokes
    )
    picture = drawing.picture
    return Drawing(strokes, None if picture is None else np.ascontiguousarray(picture.T))
