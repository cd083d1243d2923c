"""Finds every digit of a picture."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import ink_box
from digitpad.ink.images import extract_ink
from digitpad.ink.photograph.found import FoundDigit, PictureDigits, Step
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing
from digitpad.translatable import translatable


def found_digits(picture: NDArray[np.uint8]) -> PictureDigits:
    """Find the digits of a picture, dark on light or light on dark, in any colour.

    Parameters
    ----------
    picture : uint8 (H, W) grey, (H, W, 3) or (H, W, 4) colour; the fourth is opacity, not
        premultiplied.

    Raises
    ------
    InkError : there is none; the text says why.
    """
    ink = extract_ink(picture)
    left, top, right, bottom = ink_box(ink)
    scale: Any = picture.shape[0] / ink.shape[0]
    box = tuple(round(side * scale) for side in (left, top, right, bottom))
    image = rasterized(Drawing(picture=ink))
    digit = FoundDigit(box, ink[top:bottom, left:right], image)
    return PictureDigits(((digit,),), ink, (Step(translatable("Ink"), ink),))
