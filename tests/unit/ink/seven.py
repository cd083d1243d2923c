"""A 7, painted in any colours, and how much what was found of it is like it."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.images import extract_ink
from digitpad.ink.opencv import cv2
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Stroke

SEVEN = np.array([[40, 50], [160, 50], [90, 250]], np.int32)


def painted(
    ground: tuple[int, ...], ink: tuple[int, ...], size: tuple[int, int] = (300, 200)
) -> NDArray[np.uint8]:
    """A 7 in any colours, with as many channels as the colours have."""
    image = np.full((*size, len(ground)), ground, np.uint8)
    scaled = (SEVEN * (size[1] / 200, size[0] / 300)).astype(np.int32)
    cv2.polylines(image, [scaled], False, ink, max(2, 14 * min(size) // 200))
    return image[:, :, 0] if len(ground) == 1 else image


def expected() -> NDArray[np.uint8]:
    return rasterized(Drawing((Stroke(SEVEN.astype(np.float32)),)))


def likeness(image: NDArray[np.uint8]) -> float:
    """Correlation of the network's picture with that of the same strokes."""
    picture = rasterized(Drawing(picture=extract_ink(image)))
    return float(np.corrcoef(picture.ravel(), expected().ravel())[0, 1])
