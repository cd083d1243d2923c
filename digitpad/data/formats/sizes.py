"""Images of other sizes and other ranges of values, brought to uint8 (28, 28).

Images of 28x28 keep every pixel; only their values are scaled. Others are treated as pictures are:
the ink is fitted into a box of 20x20, its centre of mass comes to the middle of 28x28.
"""

import math

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import BATCH_SIZE, SIDE
from digitpad.ink.opencv import cv2
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing

MIN_SIDE, MAX_SIDE = 8, 64
"""Sides that images may have, pixels."""

COARSE = 14
"""An image with a shorter side than this is enlarged with soft edges before its ink is fitted: of
MNIST's test digits averaged down to 8x8, 96 % are read right after that, 93 % without it."""

NEARLY = 0.9
"""Of the lowest value of a range that has negative ones, at least so much is there: paper."""

Range = tuple[float, float]
"""The values of paper and of full ink."""

RANGES: tuple[Range, ...] = ((0, 1), (0, 16), (0, 255), (-1, 1))
"""Usual ranges, in the order in which they are tried."""


def is_known_size(height: int, width: int) -> bool:
    """Whether images of this size can be brought to 28x28."""
    return min(height, width) >= MIN_SIDE and max(height, width) <= MAX_SIDE


def side_of(count: int) -> int | None:
    """The side of a square image of so many pixels; None where there is none of a known size."""
    side = math.isqrt(max(count, 0))
    return side if side * side == count and is_known_size(side, side) else None


def measured_range(values: NDArray[np.generic]) -> Range | None:
    """The narrowest usual range that holds all values; None where none does.

    Ask for it with many images at once, as one image alone may be faint. Whole numbers from 0 to 1
    count as 0 to 1 too, so do not ask for 28x28 images of whole numbers, which are 0 to 255.
    """
    if not values.size:
        return RANGES[2]
    low, high = float(values.min()), float(values.max())
    for bottom, top in RANGES:
        if bottom < 0 and low > NEARLY * bottom:
            continue  # Not -1 to 1, but something that was computed.
        # 16 is the most that a count of pixels in 4x4 can be; decimal numbers mean 0 to 255.
        if bottom <= low and high <= top and (top != 16 or _are_whole(values)):
            return bottom, top
    return None


def _are_whole(values: NDArray[np.generic]) -> bool:
    """Whether all are whole numbers; some at a time, as rounded they take as much memory again."""
    if values.dtype.kind in "biu":
        return True
    parts = (values[start : start + BATCH_SIZE] for start in range(0, len(values), BATCH_SIZE))
    return all((part == np.rint(part)).all() for part in parts)


def scaled_values(values: NDArray[np.generic], span: Range) -> NDArray[np.uint8]:
    """Values from paper ``span[0]`` to ink ``span[1]`` as uint8 from 0 to 255, of the same shape.

    What lies outside is cut off; no value that is not a number is allowed.
    """
    if values.dtype == np.uint8 and span == (0, 255):
        return values.astype(np.uint8, copy=False)
    paper, ink = span
    scaled = (values.astype(np.float32) - np.float32(paper)) * np.float32(255 / (ink - paper))
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def as_digits(images: NDArray[np.generic], span: Range = (0, 255)) -> NDArray[np.uint8]:
    """Images of any known size as a network takes them.

    Parameters
    ----------
    images : numbers of shape (N, H, W), H and W of a known size.
    span : the values of paper and of full ink, see :func:`measured_range`.

    Returns
    -------
    uint8 (N, 28, 28), 0 paper to 255 ink.
    """
    pictures = scaled_values(images, span)
    if pictures.shape[1:] == (SIDE, SIDE):
        return pictures
    digits = np.zeros((len(pictures), SIDE, SIDE), np.uint8)
    for number, picture in enumerate(pictures):
        digits[number] = rasterized(Drawing(picture=_enlarged(picture)))
    return digits


def _enlarged(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A coarse picture at a multiple of its size, smooth between its pixels; others as they are."""
    factor = -(-4 * SIDE // min(picture.shape)) if min(picture.shape) < COARSE else 1
    if factor == 1:
        return np.ascontiguousarray(picture)
    size = (picture.shape[1] * factor, picture.shape[0] * factor)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), np.uint8)
