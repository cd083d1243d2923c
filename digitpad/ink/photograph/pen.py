"""The line of a digit in a picture brought to the pen that redraws strokes."""

import numpy as np

from digitpad.ink.framing import BOX, FINE, SIDE, Picture, centred, downsampled, fitted_into
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import line_width

PEN = 2.0
"""The thinnest line that the network is given, pixels of its picture: the pen of strokes."""


def with_pen(ink: Picture) -> Picture:
    """A digit with a line at least as wide as the pen.

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
        pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (grown + 1, grown + 1))
        return np.asarray(cv2.dilate(fine, pen), np.uint8)
    return fine


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
    return downsampled(centred(fitted_into(ink, BOX * FINE)), SIDE)
