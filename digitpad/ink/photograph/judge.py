"""A network as the judge of what is a digit, where shape alone does not tell.

The network is a parameter: it tells its doubt about images, as in digitpad.ink.segmentation.
"""

import math
from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import Picture
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, mask_of, near_pairs
from digitpad.ink.photograph.broken_lines import continuing_pairs
from digitpad.ink.photograph.interpretation import Interpretation
from digitpad.ink.photograph.separating import separated

Doubt = Callable[[Sequence[Picture]], Sequence[float]]
"""Returns for each image, uint8 (28, 28), -log of the highest probability of a network."""

TOUCHING = 1.6
"""Pieces of one digit are so near to each other, in widths of the line."""

UNLIKE = -math.log(0.5)
"""The doubt of what is hardly a digit."""

CLEAR = -math.log(0.8)
"""The doubt of a clear digit, as a joined one must be."""

ABOUT = -math.log(0.95)
"""Pieces over each other are one digit where that is at most so much more in doubt."""

BESIDE = 0.4
"""Two pieces that share more of their height than this stand beside each other."""

WIDE, NARROW = 0.6, 0.06
"""Digits that touch, as in ``separating``, where a network tells whether the parts are digits."""

LESS = 0.8
"""What is no digit has less than this share of the best one's score, or of its contrast."""


def judged(
    digits: list[Blot],
    found: Interpretation,
    doubt: Doubt,
    image_of: Callable[[Blot], Picture],
) -> list[Blot]:
    """Digits, with pieces joined that make up one, and without what is none beside others.

    What is no clear digit is cut apart where that gives clear ones.

    Parameters
    ----------
    digits : of ``found``, at least one.
    image_of : the network's image of a blot.
    """
    doubts = dict(zip(digits, doubt([image_of(digit) for digit in digits]), strict=True))
    pairs = _touching_pairs(digits, found) + continuing_pairs(digits, found.labels, found.line)
    for one, other in dict.fromkeys(pairs):
        if one not in doubts or other not in doubts:
            continue
        joined = one.joined(other)
        joined_doubt = doubt([image_of(joined)])[0]
        beside = _shared_height(one, other) > BESIDE
        apart = (doubts[one] + doubts[other]) / 2
        if joined_doubt <= CLEAR and joined_doubt < apart + (-UNLIKE if beside else ABOUT):
            del doubts[one], doubts[other]
            doubts[joined] = joined_doubt
    scores = dict(zip(found.digits, found.scores, strict=True))
    deepest = max(digit.depth for digit in doubts)
    kept = [
        digit
        for digit, its_doubt in doubts.items()
        if its_doubt <= UNLIKE
        or (scores.get(digit, found.score) >= LESS * found.score and digit.depth >= LESS * deepest)
    ]
    return [
        part
        for digit in kept or digits
        for part in (_parts(digit, found, doubt, image_of) if doubts[digit] > CLEAR else [digit])
    ]


def _parts(
    digit: Blot, found: Interpretation, doubt: Doubt, image_of: Callable[[Blot], Picture]
) -> list[Blot]:
    """What is no clear digit cut apart, if each part is one."""
    parts = separated([digit], found.labels, WIDE, NARROW)
    if len(parts) > 1 and max(doubt([image_of(part) for part in parts])) <= CLEAR:
        return parts
    return [reduce(Blot.joined, parts)]


def _touching_pairs(digits: list[Blot], found: Interpretation) -> list[tuple[Blot, Blot]]:
    """Pairs whose ink nearly touches."""
    reach = TOUCHING * found.line
    return [pair for pair in near_pairs(digits, reach) if _gap(*pair, found.labels) <= reach]


def _gap(one: Blot, other: Blot, labels: NDArray[np.int32]) -> float:
    """Distance of the ink of two blots, pixels."""
    left, top, right, bottom = one.joined(other).box
    paper = np.ones((bottom - top, right - left), np.uint8)
    paper[_within(one, left, top)][mask_of(one, labels) > 0] = 0
    away = cv2.distanceTransform(paper, cv2.DIST_L2, 3)
    return float(away[_within(other, left, top)][mask_of(other, labels) > 0].min())


def _within(blot: Blot, left: int, top: int) -> tuple[slice, slice]:
    """Rows and columns of a blot's box in a picture that begins at ``left``, ``top``."""
    x0, y0, x1, y1 = blot.box
    return slice(y0 - top, y1 - top), slice(x0 - left, x1 - left)


def _shared_height(one: Blot, other: Blot) -> float:
    """How much of the height of the lower one both have in common."""
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared / min(one.height, other.height)
