"""Pieces of a line in which the pen has left gaps: each goes on where the other one points.

A gap is closed along the line: ink that runs in a direction is what an opening with a short
straight line leaves (Serra, 1982, "Image analysis and mathematical morphology"), and a dilation
with such a line makes it longer in that direction alone. So lines side by side do not meet, nor
does a line with another that passes its end.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, line_width, mask_of, near_pairs
from digitpad.ink.photograph.ground import Mask
from digitpad.ink.photograph.grouping import ALIKE, is_no_wider, is_underline

DIRECTIONS = 12
"""Directions of lines that are told apart, in half a turn."""

RUN = 1.6
"""Ink runs in a direction if it is so long there, in widths of its line."""

REACH = 3.5
"""The longest gap in a line, in widths of the line."""

TALL = 0.6
"""Two pieces that have this share of one another's height may be two digits."""


Directions = NDArray[np.uint16]
"""A bit for each direction."""


def without_gaps(digits: list[Blot], labels: NDArray[np.int32], line: float) -> list[Blot]:
    """Digits, each with the pieces that its line goes on in, if they are no digits of their own.

    Parameters
    ----------
    line : width of the digits' line, pixels.
    """
    whole = {digit: digit for digit in digits}
    for pair in continuing_pairs(digits, labels, line):
        one, other = (whole[piece] for piece in pair)
        both_tall = min(one.height, other.height) >= TALL * max(one.height, other.height)
        if one is not other and not both_tall and is_no_wider(one.joined(other), one, other):
            joined = one.joined(other)
            whole = {piece: joined if now in (one, other) else now for piece, now in whole.items()}
    return list(dict.fromkeys(whole.values()))


def continuing_pairs(
    digits: list[Blot], labels: NDArray[np.int32], line: float
) -> list[tuple[Blot, Blot]]:
    """Pairs of pieces, about as dark as one another, that are one line with a gap in it."""
    reach = round(REACH * line)
    near = [
        (one, other)
        for one, other in near_pairs(digits, reach)
        if ALIKE * one.depth <= other.depth <= one.depth / ALIKE
        and not (is_underline(one, other) or is_underline(other, one))
    ]
    pieces = {piece for pair in near for piece in pair}
    longer = {piece: _made_longer(mask_of(piece, labels, reach), reach) for piece in pieces}
    return [pair for pair in near if _meet(pair, [longer[piece] for piece in pair])]


def _made_longer(mask: Mask, reach: int) -> Directions:
    """Where the ink that runs in each direction would go on, for half of ``reach`` at both ends."""
    run = max(3, round(RUN * line_width(mask)))
    longer = np.zeros(mask.shape, np.uint16)
    for direction in range(DIRECTIONS):
        turn = direction * np.pi / DIRECTIONS
        along = cv2.morphologyEx(mask, cv2.MORPH_OPEN, _straight_line(turn, run))
        if cv2.hasNonZero(along):
            beyond = cv2.subtract(cv2.dilate(along, _straight_line(turn, reach)), mask)
            longer |= beyond.astype(np.uint16) << direction
    return longer


@cache
def _straight_line(turn: float, length: int) -> Mask:
    """A line through the middle of a square of odd side, 0 and 1."""
    half = max(1, length // 2)
    end = round(half * np.cos(turn)), round(half * np.sin(turn))
    square = np.zeros((2 * half + 1, 2 * half + 1), np.uint8)
    cv2.line(square, (half - end[0], half - end[1]), (half + end[0], half + end[1]), 1)
    return square


def _meet(pair: tuple[Blot, Blot], longer: list[Directions]) -> bool:
    """Whether two pieces meet where they would go on in the same direction."""
    one, other = pair
    margin = (longer[0].shape[0] - one.height) // 2
    low = [max(one.box[side], other.box[side]) - margin for side in (0, 1)]
    high = [min(one.box[side], other.box[side]) + margin for side in (2, 3)]

    def shared(blot: Blot) -> tuple[slice, slice]:
        left, top = blot.box[0] - margin, blot.box[1] - margin
        return slice(low[1] - top, high[1] - top), slice(low[0] - left, high[0] - left)

    return bool((longer[0][shared(one)] & longer[1][shared(other)]).any())
