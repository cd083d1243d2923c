"""Pictures that were pasted or opened: where is the ink, and what does the network get?"""

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import InkError
from digitpad.ink.framing import SIDE, Picture
from digitpad.ink.opencv import cv2
from digitpad.ink.picture_file import limited
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing

INK_SIDE = 560
"""Longer side of the ink of a picture, pixels; a larger picture is averaged down first."""

FAINTEST = 24
"""A picture whose ink differs from its ground by less than this, of 255, is called empty."""

SPECK = 0.02
"""A blot with less than this share of all ink is dirt, not part of a digit."""


def image_of_picture(picture: NDArray[np.uint8]) -> Picture:
    """The network's image, uint8 (28, 28), of a picture whose ink may be dark or light.

    Raises
    ------
    InkError : there is no ink.
    """
    return rasterized(Drawing(picture=extract_ink(picture)))


def extract_ink(image: NDArray[np.uint8]) -> Picture:
    """Find the ink of a picture, dark on light or light on dark, in any colour.

    The ground is the colour that its edge has in the middle; ink is whatever differs from it.
    What is transparent is paper. A picture of 28x28 is taken to be a network's input already,
    and keeps its greys.

    Parameters
    ----------
    image : uint8 (H, W) grey, (H, W, 3) or (H, W, 4) colour; the fourth is opacity, not
        premultiplied.

    Returns
    -------
    uint8 (H, W), 0 paper to 255 ink, its longer side at most :data:`INK_SIDE`.

    Raises
    ------
    InkError : there is nothing but ground.
    """
    image = limited(image, INK_SIDE)
    colour, opacity = _colour_and_opacity(image)
    edge = np.ones(opacity.shape, bool)
    edge[1:-1, 1:-1] = False
    if opacity[edge].mean() < 0.5:
        distance = 255 * opacity
    else:
        ground = np.median(colour[edge & (opacity > 0.5)], axis=0)
        distance = np.abs(colour - ground).max(axis=2) * opacity
    if np.ptp(distance) < FAINTEST:
        raise InkError("No digit found: the image has a single color.")
    if distance.shape == (SIDE, SIDE):
        return np.rint(distance).astype(np.uint8)
    return _without_noise(distance)


def _colour_and_opacity(
    image: NDArray[np.uint8],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Colour (H, W, 1 or 3), 0 to 255, and opacity (H, W), 0 to 1."""
    values = image.astype(np.float32)
    if values.ndim == 2:
        values = values[:, :, None]
    if values.shape[2] == 4:
        return values[:, :, :3], values[:, :, 3] / np.float32(255)
    return values, np.ones(values.shape[:2], np.float32)


def _without_noise(distance: NDArray[np.float32]) -> Picture:
    """Stretch ink to 255, and drop shade, noise and specks.

    What is nearer to the ground than to the ink (Otsu, 1979) stays only as the soft edge of what
    is not.
    """
    grey = np.rint(distance * (255 / distance.max())).astype(np.uint8)
    threshold, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    sure = np.where(grey > threshold, grey, 0)
    count, blots = cv2.connectedComponents((sure > 0).astype(np.uint8))
    weights = np.bincount(blots.ravel(), sure.ravel(), minlength=count)
    weights[0] = 0
    kept = (weights >= SPECK * weights.sum())[blots] & (blots > 0)
    if not kept.any():
        raise InkError("No digit found: the image has only specks.")
    edge = cv2.dilate(kept.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    full = np.median(grey[kept])
    stretched = (grey - threshold / 2) * (255 / max(full - threshold / 2, 1))
    return np.where(edge, np.clip(np.rint(stretched), 0, 255), 0).astype(np.uint8)
