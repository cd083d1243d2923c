"""The line of a digit in a picture brought to the pen that redraws strokes."""

import numpy as np

from digitpad.ink.framing import BOX, FINE, SIDE, Picture, centred, downsampled
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import line_width

PEN = 2.0
"""The thinnest line that the network is given, pixels of its picture: the pen of strokes."""


def with_pen(ink: Picture) -> Picture:
    """A digit fitted into the box of the network's picture, its line as wide as the pen at least.

    Parameters
    ----------
    ink : uint8 (h, w), nothing but the digit.

    Returns
    -------
    uint8, ``FINE`` times as large as the box.
    """
    side = BOX * FINE
    grown = 0
    for _ in range(2):  # The digit shrinks to make room for the wider line, which is then thinner.
        fine = _fitted(ink, side - grown)
        width = line_width((fine > 127).astype(np.uint8))
        grown = max(0, round(PEN * FINE - width))
    fine = _fitted(ink, side - grown)
    if grown:
        pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (grown + 1, grown + 1))
        fine = cv2.dilate(fine, pen)
    return np.asarray(fine, np.uint8)


def image_of(ink: Picture) -> Picture:
    """The network's input, uint8 (28, 28), of a digit's ink."""
    return downsampled(centred(with_pen(ink)), SIDE)


def _fitted(ink: Picture, side: int) -> Picture:
    """The digit scaled to ``side``, in the middle of the box."""
    room = BOX * FINE
    scale = side / max(ink.shape)
    height, width = (max(1, round(length * scale)) for length in ink.shape)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    square = np.zeros((room, room), np.uint8)
    y, x = (room - height) // 2, (room - width) // 2
    square[y : y + height, x : x + width] = cv2.resize(ink, (width, height), interpolation=how)
    return square
