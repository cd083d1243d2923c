"""The frame of every digit: ink fitted into 20x20, its centre of mass in the middle of 28x28.

MNIST's digits were made so (LeCun et al., 1998, "Gradient-based learning applied to document
recognition", section III-A). Pictures are uint8, 0 paper to 255 ink; coordinates count pixels
from the upper left corner.
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2

SIDE = 28
"""Side of the network's picture, pixels."""

BOX = 20
"""Side of the box that the ink is fitted into, pixels."""

FINE = 8
"""Ink is fitted and centred at this many times the size and averaged down at the end, which gives
the soft edges that MNIST's digits have."""

Picture = NDArray[np.uint8]


def fitted_into(ink: Picture, side: int) -> Picture:
    """A picture (H, W) scaled, aspect kept, into the middle of a square of ``side`` pixels."""
    square = np.zeros((side, side), np.uint8)
    if not ink.size:
        return square
    scale = side / max(ink.shape)
    height, width = (max(1, round(length * scale)) for length in ink.shape)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    y, x = (side - height) // 2, (side - width) // 2
    square[y : y + height, x : x + width] = cv2.resize(ink, (width, height), interpolation=how)
    return square


def centred(ink: Picture) -> Picture:
    """A box of ink laid into the larger square with its centre of mass in the middle.

    Ink that would fall off the edge stays inside it.
    """
    room = len(ink) * (SIDE - BOX) // BOX
    square = np.zeros((len(ink) + room, len(ink) + room), np.uint8)
    x, y = centre_of_mass(ink)
    left, top = (min(max(round(len(square) / 2 - c), 0), room) for c in (x, y))
    square[top : top + len(ink), left : left + len(ink)] = ink
    return square


def centre_of_mass(ink: Picture) -> tuple[float, float]:
    """x and y of the centre of mass, pixels; the middle where there is no ink."""
    moments = cv2.moments(ink)
    mass = moments["m00"]
    if not mass:
        return ink.shape[1] / 2, ink.shape[0] / 2
    return moments["m10"] / mass + 0.5, moments["m01"] / mass + 0.5


def downsampled(picture: Picture, side: int) -> Picture:
    """A square picture averaged down to ``side`` x ``side`` pixels."""
    return np.asarray(cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA), np.uint8)


def ink_box(ink: Picture) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the ink, pixels; right and bottom lie outside."""
    left, top, width, height = cv2.boundingRect(ink)
    return left, top, left + width, top + height
