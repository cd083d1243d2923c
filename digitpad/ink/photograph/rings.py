"""A ring around a digit is taken out where the two touch, or where the ring is open.

A ring that is closed and touches nothing is left out as a whole, see ``grouping``. What each value
has to be was seen in digits of all pens, of which none is taken for a ring with a digit in it.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import line_width
from digitpad.ink.photograph.found import Box
from digitpad.ink.photograph.ground import Mask

SMALLEST = 24
"""Longer side of a ring at least, pixels."""

LONGEST = 1.5
"""A ring is at most so many times as long as wide: a 0 may be longer."""

THICKEST = 0.1
"""Its line, as a share of its width."""

OFF = 0.05
"""How far a ring may be from an ellipse, as a share of its width."""

COVERED = 0.9
"""A ring has ink along so much of its ellipse; a 6, an 8 and a 9 have less."""

INSIDE = 0.42
"""Height of the digit in a ring at least, as a share of the ring's: where a 0 overlaps itself less
is left."""

BAR = 0.74
"""A straight line in it is shorter, as a share of the ring's width: the bar of a 0 is longer."""

FEW = 12
"""An outline that is round has more corners than this in its hull."""


class Ellipse(NamedTuple):
    """As OpenCV has it: the middle, both diameters, the shorter first, and its turn in degrees."""

    middle: tuple[float, float]
    size: tuple[float, float]
    turn: float

    def smaller(self, by: float) -> "Ellipse":
        """The same with both diameters smaller."""
        return self._replace(size=(max(self.size[0] - by, 1), max(self.size[1] - by, 1)))

    def moved(self, x: float, y: float) -> "Ellipse":
        """The same elsewhere."""
        return self._replace(middle=(self.middle[0] + x, self.middle[1] + y))

    def box(self, shape: tuple[int, ...]) -> Box:
        """Where it lies in a picture (H, W), with room around it."""
        reach = math.ceil(self.size[1] * (0.5 + OFF)) + 2
        x, y = (round(middle) for middle in self.middle)
        right, bottom = min(x + reach, shape[1]), min(y + reach, shape[0])
        return max(x - reach, 0), max(y - reach, 0), right, bottom


def without_rings(ink: Mask) -> Mask:
    """Ink without rings that have a digit in them."""
    outlines, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    rest = ink.copy()
    for outline in outlines:
        ellipse = _ellipse(np.asarray(outline, np.int32), ink.shape)
        if ellipse is not None:
            left, top, right, bottom = ellipse.box(ink.shape)
            part = np.s_[top:bottom, left:right]
            ring = _ring(ellipse.moved(-left, -top), np.ascontiguousarray(ink[part]))
            if ring is not None:
                rest[part] = cv2.subtract(rest[part], ring)
    return rest


def _ellipse(outline: NDArray[np.int32], shape: tuple[int, ...]) -> Ellipse | None:
    """The ellipse on which the corners of the hull lie; None where it can be no ring.

    What the edge of the picture cuts off is straight there. The middle of a ring is not cut off.
    """
    if max(cv2.boundingRect(outline)[2:]) < SMALLEST:
        return None
    corners = cv2.convexHull(outline)[:, 0]
    inner = ((corners > 1) & (corners < np.array(shape[1::-1]) - 2)).all(axis=1)
    if np.count_nonzero(inner) <= FEW:
        return None
    (x, y), (width, length), turn = cv2.fitEllipse(corners[inner])
    found = Ellipse((x, y), (width, length), turn)
    is_round = 0 < width <= length <= min(LONGEST * width, 2 * max(shape))
    return found if is_round and 0 <= x < shape[1] and 0 <= y < shape[0] else None


def _ring(ellipse: Ellipse, ink: Mask) -> Mask | None:
    """The ink of a ring, 0 or 1; None where there is none, or no digit in it."""
    width = ellipse.size[0]
    outside = _filled(ellipse.smaller(-2 * OFF * width), ink.shape)
    part = ink & outside
    line = line_width(np.pad(part, 1))
    if line > THICKEST * width or _covered(ellipse.smaller(line), part) < COVERED:
        return None
    inside = _filled(ellipse.smaller(2 * (line + OFF * width)), ink.shape)
    if not _is_digit(part & inside, ellipse, line):
        return None
    outlines, _ = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    ring = np.zeros_like(ink)
    cv2.drawContours(ring, outlines, -1, 1, 2 * round(1.5 * line) + 1)
    return np.asarray(ring & (1 - inside) & outside, np.uint8)


def _is_digit(ink: Mask, ring: Ellipse, line: float) -> bool:
    """Whether what is in a ring is high, and no bar from side to side."""
    _, labels, pieces, _ = cv2.connectedComponentsWithStats(ink)
    if len(pieces) == 1:
        return False
    largest = 1 + int(np.argmax(pieces[1:, cv2.CC_STAT_AREA]))
    across, along = sorted(cv2.minAreaRect(np.argwhere(labels == largest).astype(np.int32))[1])
    is_bar = across <= 2 * line and along >= BAR * ring.size[0]
    return bool(pieces[largest, cv2.CC_STAT_HEIGHT] >= INSIDE * ring.size[1]) and not is_bar


def _filled(ellipse: Ellipse, shape: tuple[int, ...]) -> Mask:
    return np.asarray(cv2.ellipse(np.zeros(shape, np.uint8), ellipse, 1, cv2.FILLED), np.uint8)


def _covered(ellipse: Ellipse, ink: Mask) -> float:
    """Share of the line of an ellipse, as far as it is in the picture, that has ink near it."""
    near = 2 * round(OFF * ellipse.size[0] / 2) + 1
    wide = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (near, near)))
    line = cv2.ellipse(np.zeros_like(ink), ellipse, 1, 1)
    return float(cv2.mean(wide, line)[0])
