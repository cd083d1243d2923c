"""What tells an arrow from a digit: a straight line, and a barb on each side of one of its ends.

A network takes it for a 1 or a 6, as most of its ink is where theirs is.
"""

import math

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Drawing, bounds

Mask = NDArray[np.uint8]
"""1 where there is ink, else 0."""

LENGTH = 120
"""Pixels of the longer side that a mask is looked at with."""

HOLE = 0.003
"""Share of the longer side's square that a piece of paper covers at least: there are smaller ones
where the lines meet."""

SHAFT = 0.35
"""Share of an arrow's length, at least, that is nothing but a line."""

HEAD = 0.03
"""Likewise, where the line has a barb on each side."""

BENT = 0.07
"""Share of an arrow's length, at most, by which its line bends."""

EVEN = 0.4
"""One barb ends at least so many times as far aside as the other."""

NEARER = 1.2
"""Barbs end at least so many times as far aside as they are near the tip: those of a 4 do not."""


PEN = 3
"""Width of the line, of such pixels, that strokes are drawn with: a wider one joins the barbs."""


def is_drawn_arrow(drawing: Drawing) -> bool:
    """Whether the strokes of a drawing, without a picture, are an arrow."""
    if not drawing.strokes or drawing.picture is not None:
        return False
    low, high = bounds(drawing)
    scale = (LENGTH - PEN) / max(float((high - low).max()), 1.0)
    lines = [
        np.rint((stroke.points - low) * scale + PEN / 2).astype(np.int32)
        for stroke in drawing.strokes
    ]
    mask = np.zeros(np.ceil((high - low) * scale).astype(int)[::-1] + PEN, np.uint8)
    cv2.polylines(mask, lines, False, 1, PEN)
    return is_arrow(mask)


def is_arrow(mask: Mask) -> bool:
    """Whether ink is an arrow, in whatever direction it points. It encloses no paper."""
    if not mask.any():
        return False
    paper = np.pad(1 - mask, 1, constant_values=1)
    areas = cv2.connectedComponentsWithStats(paper, connectivity=4)[2][1:, cv2.CC_STAT_AREA]
    if np.count_nonzero(areas > HOLE * max(mask.shape) ** 2) > 1:  # One lies around it.
        return False
    upright = _upright(mask)
    return _points_down(upright) or _points_down(upright[::-1])


def _upright(mask: Mask) -> NDArray[np.bool_]:
    """The ink turned so that it is longest from top to bottom, without empty rows."""
    scale = LENGTH / max(mask.shape)
    height, width = (max(1, round(scale * side)) for side in mask.shape)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(mask.astype(np.float32), (width, height), interpolation=how)
    # A thin line covers little of a pixel. Without a margin, OpenCV takes two columns for points.
    small = np.pad(small / np.median(small[small > 0]), 1)
    moments = cv2.moments(small)
    x, y = (moments[first] / moments["m00"] for first in ("m10", "m01"))
    angle = math.atan2(2 * moments["mu11"], moments["mu20"] - moments["mu02"]) / 2
    turn = cv2.getRotationMatrix2D((x, y), math.degrees(angle) - 90, 1)
    side = math.ceil(1.5 * LENGTH)  # Room for its diagonal.
    to_the_middle = np.array([[0, 0, side / 2 - x], [0, 0, side / 2 - y]])
    turned = cv2.warpAffine(small, turn + to_the_middle, (side, side)) > 0.5
    return turned[turned.any(axis=1)]


def _points_down(ink: NDArray[np.bool_]) -> bool:
    """Whether each row has the line alone at first, then with a barb on each side, then the tip."""
    length = len(ink)
    edges = np.diff(ink.astype(np.int8), axis=1, prepend=0, append=0)
    count = np.count_nonzero(edges == 1, axis=1)
    head = np.flatnonzero(count == 3)
    if not len(head) or len(head) < HEAD * length or count.max() > 3 or count[-1] != 1:
        return False
    if np.flatnonzero(count > 1)[0] < SHAFT * length:
        return False
    middles = (np.nonzero(edges == 1)[1] + np.nonzero(edges == -1)[1]) / 2
    first = np.cumsum(count) - count
    line = middles[first + count // 2]
    bend = np.abs(line - np.linspace(line[0], line[-1], length))
    bend[count == 2] = 0  # Either of them may be the barb.
    if bend[: head[-1]].max() > BENT * length:
        return False
    aside = [line[head] - middles[first[head]], middles[first[head] + 2] - line[head]]
    if any(barb[0] < NEARER * barb[-1] for barb in aside):
        return False
    left, right = (float(barb[0]) for barb in aside)
    return min(left, right) >= EVEN * max(left, right)
