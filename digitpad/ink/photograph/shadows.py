"""The shadow of a finger looks like a 1, but it has no edges: the light has a width."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, line_width, mask_of
from digitpad.ink.photograph.ground import Mask
from digitpad.ink.photograph.prepared import Colours

SOFT = 0.0075
"""Standard deviation of the blur of its edge, as a share of the picture's longer side: that of a
line is less, if the picture is in focus."""

DARK = 0.6
"""Of the light, a shadow takes no more away; ink that is out of focus does."""

STRAIGHT = 0.5
"""A finger is so wide at most, as a share of its length."""

GRAIN = 0.003
"""Blur that takes the grain of a picture away first, as a share of its longer side."""


def is_shadow(digit: Blot, labels: NDArray[np.int32], colours: Colours) -> bool:
    """Whether what was found is a straight bar without sharp edges, and not very dark.

    Parameters
    ----------
    labels : the number of the piece that each pixel belongs to.
    colours : of the same picture, larger.
    """
    places = np.argwhere(mask_of(digit, labels)).astype(np.int32)
    shorter, longer = sorted(cv2.minAreaRect(places)[1])
    if shorter > STRAIGHT * longer:
        return False
    margin = round(line_width(mask_of(digit, labels, 1)))
    left, top = max(digit.box[0] - margin, 0), max(digit.box[1] - margin, 0)
    right, bottom = digit.box[2] + margin, digit.box[3] + margin
    scale = colours.shape[1] / labels.shape[1]
    x0, y0, x1, y1 = (round(side * scale) for side in (left, top, right, bottom))
    grey = colours[y0:y1, x0:x1].mean(axis=2, dtype=np.float32)
    smooth = np.asarray(cv2.GaussianBlur(grey, (0, 0), GRAIN * max(colours.shape)), np.float32)
    mask = np.isin(labels[top:bottom, left:right], digit.labels).astype(np.uint8)
    near = max(1, round(margin * scale / 4))
    return _is_soft(smooth, mask, near, SOFT * max(colours.shape))


def _is_soft(grey: NDArray[np.float32], mask: Mask, near: int, blur: float) -> bool:
    """Whether the edge of what the mask shows is blurred by more than so many pixels.

    Across an edge that was blurred with a deviation s, the steepest change is its height divided by
    s times the root of 2 pi.

    Parameters
    ----------
    near : how far from its edge ink is full, and paper empty, pixels.
    """
    fine = (cv2.resize(mask * 255, grey.shape[::-1]) > 127).astype(np.uint8)
    square = np.ones((2 * near + 1, 2 * near + 1), np.uint8)
    inner, outer = cv2.erode(fine, square) > 0, cv2.dilate(fine, square) > 0
    if not inner.any() or outer.all():
        return False
    ink, paper = float(np.median(grey[inner])), float(np.median(grey[~outer]))
    across, down = (cv2.Sobel(grey, -1, *way, scale=1 / 8) for way in ((1, 0), (0, 1)))
    steepest = float(np.quantile(np.hypot(across, down)[outer & ~inner], 0.9))
    height = abs(ink - paper)
    is_soft = height > blur * float(np.sqrt(2 * np.pi)) * steepest
    return is_soft and height <= DARK * max(ink, paper)
