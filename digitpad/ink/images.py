"""Pictures that were pasted or opened, taken as one digit."""

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import InkError
from digitpad.ink.framing import SIDE, Picture, ink_box
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.photograph.network_input import network_input
from digitpad.ink.picture_file import limited
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing

INK_SIDE = 560
"""Longer side of the ink of a picture, pixels; a larger picture is averaged down."""


def image_of_picture(picture: NDArray[np.uint8]) -> Picture:
    """The network's image, uint8 (28, 28), of a picture whose ink may be dark or light.

    Several digits are taken as one. A picture of 28x28 in which no digit is found stays as it is:
    whoever keeps pictures of this size has made them for a network.

    Raises
    ------
    InkError : there is no ink.
    """
    try:
        found = found_digits(picture)
    except InkError:
        if picture.shape[:2] != (SIDE, SIDE) or not np.ptp(image := network_input(picture)):
            raise
        return image
    if len(found.digits) == 1:
        return found.digits[0].image
    left, top, right, bottom = ink_box(found.ink)
    return rasterized(Drawing(picture=found.ink[top:bottom, left:right]))


def extract_ink(image: NDArray[np.uint8]) -> Picture:
    """Find the ink of a picture's digits, dark on light or light on dark, in any colour.

    Parameters
    ----------
    image : uint8 (H, W) grey, (H, W, 3) or (H, W, 4) colour; the fourth is opacity, not
        premultiplied.

    Returns
    -------
    uint8 (H, W), 0 paper to 255 ink, its longer side at most :data:`INK_SIDE`.

    Raises
    ------
    InkError : no digit was found.
    """
    return np.asarray(limited(found_digits(image).ink, INK_SIDE), np.uint8)
