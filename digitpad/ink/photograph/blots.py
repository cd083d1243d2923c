"""Blots of ink, and what tells a pen's line from a speck, a shadow or a texture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.found import Box
from digitpad.ink.photograph.ground import Contrast, Flattened, Mask

WIDEST = 3.0
"""A blot that is more times as wide as high is no digit."""

BAR, LONGEST = 1.3, 6.5
"""Length of a digit's line, times its size: a straight line is shorter, a scribble is longer."""

HOLES = 4
"""A digit encloses at most so many pieces of paper; a scribble, a drawing or a texture more."""

FAINT = 0.15
"""A line of this contrast has half of the score; of few pixels none is a stain or a shadow."""


@dataclass(frozen=True, eq=False)
class Blot:
    """Ink that hangs together, or several such pieces that make up one digit.

    Parameters
    ----------
    box : left, top, right, bottom, pixels of the picture worked on.
    labels : numbers of the pieces.
    area : pixels of ink.
    depth : its mean contrast.
    """

    box: Box
    labels: tuple[int, ...]
    area: int
    depth: float

    @property
    def width(self) -> int:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]

    @property
    def side(self) -> int:
        """The longer side of the box."""
        return max(self.width, self.height)

    def joined(self, other: "Blot") -> "Blot":
        """Both as one."""
        mine, its = self.box, other.box
        left, top = min(mine[0], its[0]), min(mine[1], its[1])
        box = (left, top, max(mine[2], its[2]), max(mine[3], its[3]))
        area = self.area + other.area
        depth = (self.area * self.depth + other.area * other.depth) / area
        return Blot(box, self.labels + other.labels, area, depth)


def blots_of(ink: Mask, contrast: Contrast) -> tuple[NDArray[np.int32], list[Blot]]:
    """The number of the piece that each pixel belongs to, 0 for paper, and all pieces."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    places = np.flatnonzero(ink)
    totals = np.bincount(labels.ravel()[places], contrast.ravel()[places], len(stats))
    depths = totals / stats[:, 4]
    blots = []
    for number, (left, top, width, height, area) in enumerate(stats.tolist()):
        if number:
            box = (left, top, left + width, top + height)
            blots.append(Blot(box, (number,), area, float(depths[number])))
    return np.asarray(labels, np.int32), blots


def mask_of(blot: Blot, labels: NDArray[np.int32], margin: int = 0) -> Mask:
    """The ink of a blot within its box, 1, with ``margin`` pixels of paper around it."""
    left, top, right, bottom = blot.box
    part = labels[top:bottom, left:right]
    mask = np.isin(part, blot.labels) if len(blot.labels) > 1 else part == blot.labels[0]
    padded = np.zeros((bottom - top + 2 * margin, right - left + 2 * margin), np.uint8)
    padded[margin : margin + bottom - top, margin : margin + right - left] = mask
    return padded


def near_pairs(blots: list[Blot], reach: float) -> list[tuple[Blot, Blot]]:
    """Pairs whose boxes are at most ``reach`` pixels apart, across and down."""
    if not blots:
        return []
    ends = np.array([blot.box for blot in blots])
    low, high = ends[:, :2], ends[:, 2:]
    gaps = np.maximum(low[:, None], low) - np.minimum(high[:, None], high)
    ones, others = np.nonzero(np.triu(gaps.max(axis=2) <= reach, 1))
    return [(blots[one], blots[other]) for one, other in zip(ones, others, strict=True)]


def line_width(mask: Mask) -> float:
    """Width of the lines of a mask, pixels.

    Across a line of width w the distance to its edge goes from 0 to w / 2 and back, w / 4 in the
    mean. The mask needs a margin of paper.
    """
    distance = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    inside = distance[mask > 0]
    return max(1.0, 4 * float(inside.mean()) - 1) if inside.size else 1.0


def plausibility(blot: Blot, labels: NDArray[np.int32], flat: Flattened) -> float:
    """How much a blot looks like a digit that a pen drew, 0 to 1.

    The product of what a pen's line has: it is dark, and dark all over, not only in its middle as a
    shadow is; it is thin for its size, and narrower than the window that it was found with; what
    lies around it is not as dark; and it does not end at the edge of the picture.
    """
    left, top, right, bottom = blot.box
    height, length = labels.shape
    if blot.width > WIDEST * blot.height:
        return 0.0
    mask = mask_of(blot, labels, 1)
    width = line_width(mask)
    thickest = 0.6 if flat.is_even else 0.36
    score = _ramp(thickest - width / blot.side, 0, 0.14) * _ramp(0.75 - width / flat.window, 0, 0.2)
    if not score:
        return 0.0
    if _holes(mask, width) > HOLES:
        return 0.0
    contrast = flat.contrast[top:bottom, left:right]
    depth = float(np.median(contrast[mask[1:-1, 1:-1] > 0]))
    away = cv2.distanceTransform(1 - mask, cv2.DIST_L2, 3)[1:-1, 1:-1]
    near = away <= 2 + width / 2
    full = int(np.count_nonzero(contrast[near] > 0.75 * depth))
    evenness = full / max(int(np.count_nonzero(contrast[near] > 0.3 * depth)), 1)
    sharp = max((width - 1) / (width + 1.5), 0.25)  # of a line whose edges are a pixel wide
    score *= min(evenness / sharp, 1) ** 2
    if not flat.is_even:
        score *= depth / (depth + FAINT)
    line = blot.area / (width * blot.side)
    score *= _ramp(LONGEST - line, 0, 1) * (0.7 if line < BAR else 1)
    score *= _ramp(0.55 - alike_around(blot, labels, flat, width), 0, 0.3)
    at_edge = (left <= 1) + (top <= 1) + (right >= length - 1) + (bottom >= height - 1)
    return score * (1, 0.8, 0.7, 0.6, 0.55)[at_edge]


def _holes(mask: Mask, width: float) -> int:
    """How many pieces of paper the ink encloses, without those that are smaller than the line."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(1 - mask, connectivity=4)
    return int(np.count_nonzero(stats[1:, 4] >= width * width / 2)) - 1


def alike_around(blot: Blot, labels: NDArray[np.int32], flat: Flattened, width: float) -> float:
    """Share of the pixels around a blot that are as dark as it is.

    Between the lines of a digit lie islands of paper that are lighter than what is around them;
    but beyond the lines there is more of the same paper. Ink is the smaller part.
    """
    margin = round(3 * width) + 3
    height, length = labels.shape
    left, top = max(blot.box[0] - margin, 0), max(blot.box[1] - margin, 0)
    right, bottom = min(blot.box[2] + margin, length), min(blot.box[3] + margin, height)
    part = np.s_[top:bottom, left:right]
    inside = np.isin(labels[part], blot.labels)
    mask = inside.astype(np.float32)
    away = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 3)
    around = (away > 2) & (away <= margin)
    if not around.any():
        return 0.0
    size = (2 * margin + 1, 2 * margin + 1)
    near = np.maximum(cv2.blur(mask, size), 1e-6)
    middle = cv2.blur(mask * (flat.value[part] + flat.ground[part]) / 2, size) / near
    return float(np.mean(flat.value[part][around] < middle[around]))


def _ramp(value: float, low: float, high: float) -> float:
    """0 below ``low``, 1 above ``high``."""
    return float(np.clip((value - low) / (high - low), 0, 1))
