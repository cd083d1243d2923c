"""Sides of boxes and cells: what is left of a grid when the rules through the picture are out.

A side of a box ends at the rules above and below it, or at the picture's edge, is as straight and
thin, and as dark as they are. A digit 1 in its cell has another line, or keeps clear of one end.
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, mask_of
from digitpad.ink.photograph.ground import Contrast, Mask

THIN = 0.2
"""A bar is at most so wide, as a share of its length; two sides side by side make one bar."""

ALIKE = 0.6
"""The contrast of a bar has at least this share of that of the rules, and they of it."""

NARROW = 0.5
"""Of a piece of a rule with stubs of others at its ends: shorter side, as a share of the longer."""

HIGH = 0.3
"""Digits beside bars are so high, as a share of their length."""


def without_bars(
    blots: list[Blot], labels: NDArray[np.int32], rules: Mask, contrast: Contrast
) -> list[Blot]:
    """Blots without the sides of boxes, where there is anything else that may be a digit.

    Parameters
    ----------
    blots, labels : pieces of ink; the number of the piece that each pixel belongs to.
    rules : what was taken out, 1.
    contrast : of all pixels.
    """
    if not rules.any():
        return blots
    depth, near = _depth_and_reach(rules, contrast)
    bars = [blot for blot in blots if _is_bar(blot, labels, near, depth)]
    longest = max((bar.side for bar in bars), default=0)
    rest = [blot for blot in blots if blot not in bars]
    return rest if any(blot.side >= HIGH * longest for blot in rest) else blots


def like_rules(
    blots: list[Blot], labels: NDArray[np.int32], rules: Mask, contrast: Contrast
) -> list[Blot]:
    """Those of the blots that are narrow, as dark as the rules, and end at them or the edge.

    A piece of a rule may have a stub of another one at its end, so that it is no bar.
    """
    if not rules.any():
        return []
    depth, near = _depth_and_reach(rules, contrast)
    narrow = [blot for blot in blots if min(blot.width, blot.height) <= NARROW * blot.side]
    return [blot for blot in narrow if _ends_at_rules(blot, labels, near, depth)]


def _depth_and_reach(rules: Mask, contrast: Contrast) -> tuple[float, Mask]:
    """How dark the rules are, and what lies near to them or to the edge of the picture, 1."""
    depth = float(np.median(contrast[rules > 0]))
    around = np.pad(rules, 3, constant_values=1)
    near = cv2.dilate(around, np.ones((7, 7), np.uint8))[3:-3, 3:-3]
    return depth, np.asarray(near, np.uint8)


def _is_bar(blot: Blot, labels: NDArray[np.int32], near: Mask, depth: float) -> bool:
    """Whether a blot is thin, as dark as the rules, and ends at them or the edge."""
    if not _ends_at_rules(blot, labels, near, depth):
        return False
    rows, columns = np.nonzero(mask_of(blot, labels))
    points = np.stack([columns, rows], axis=1).astype(np.float32)
    shorter, longer = sorted(cv2.minAreaRect(points)[1])
    return bool(shorter + 1 <= max(THIN * longer, 4))


def _ends_at_rules(blot: Blot, labels: NDArray[np.int32], near: Mask, depth: float) -> bool:
    """Whether a blot is as dark as the rules, and both of its ends are near to them."""
    if not ALIKE * depth <= blot.depth <= depth / ALIKE:
        return False
    rows, columns = np.nonzero(mask_of(blot, labels))
    upright = blot.height >= blot.width
    along, length = (rows, blot.height) if upright else (columns, blot.width)
    ends = max(2, length // 12)
    at_rules = near[rows + blot.box[1], columns + blot.box[0]] > 0
    return all(bool(at_rules[end].any()) for end in (along < ends, along >= length - ends))
