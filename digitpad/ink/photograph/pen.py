"""The line of a digit in a picture brought to the pen that redraws strokes."""

import numpy as np

from digitpad.ink.framing import (
    BOX,
    FINE,
    SIDE,
    Picture,
    centred,
    downsampled,
    fitted_into,
    ink_box,
)
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import line_width

PEN = 2.0
"""The thinnest line that the network is given, pixels of its picture: the pen of strokes."""

MARKER = 3.0
"""The widest line, likewise: with a wider one, holes and gaps are nearly closed."""


def with_pen(ink: Picture) -> Picture:
    """A digit with a line at least as wide as the pen, and no wider than a marker where it can be.

    Parameters
    ----------
    ink : uint8 (h, w), nothing but the digit.

    Returns
    -------
    uint8, of the same aspect, its longer side ``BOX * FINE``: a pen of ``PEN * FINE`` is the pen
    of strokes in the network's picture.
    """
    grown = 0
    for _ in range(2):  # The digit shrinks to make room for the wider line, and its line with it.
        fine = _shrunk(ink, grown)
        width = line_width(np.pad((fine > 127).astype(np.uint8), 1))
        grown = max(0, round(PEN * FINE - width))
    fine = _shrunk(ink, grown)
    if grown:
        return np.asarray(cv2.dilate(fine, _round(grown)), np.uint8)
    return _thinned(fine, round(width - MARKER * FINE))


def _thinned(fine: Picture, cut: int) -> Picture:
    """A digit without the ``cut`` outer pixels of its line, half of them on each side."""
    if cut <= 0:
        return fine
    thin = cv2.erode(fine, _round(cut), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    parts, parts_before = (
        cv2.connectedComponents((ink > 127).astype(np.uint8))[0] for ink in (thin, fine)
    )
    # A line that is thin elsewhere would break or be gone.
    return np.asarray(thin, np.uint8) if parts == parts_before else fine


def _round(size: int) -> Picture:
    ellipse = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size + 1, size + 1))
    return np.asarray(ellipse, np.uint8)


def _shrunk(ink: Picture, room: int) -> Picture:
    """The digit with ``room`` pixels of paper, half of them on each side."""
    scale = BOX * FINE / max(ink.shape)
    whole = [max(room + 1, round(length * scale)) for length in ink.shape]
    height, width = (length - room for length in whole)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    picture = np.zeros(whole, np.uint8)
    at = room // 2
    small = cv2.resize(ink, (width, height), interpolation=how)
    picture[at : at + height, at : at + width] = small
    return picture


def network_image(ink: Picture) -> Picture:
    """The network's image, uint8 (28, 28), of the ink of one digit."""
    left, top, right, bottom = ink_box(ink)
    return downsampled(centred(fitted_into(ink[top:bottom, left:right], BOX * FINE)), SIDE)
