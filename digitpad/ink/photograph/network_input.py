"""Pictures that are a network's input already, such as MNIST's: they stay as they are."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import BOX, SIDE, Picture, centre_of_mass, ink_box
from digitpad.ink.photograph.prepared import FAINTEST, opaque

OFF = 1.5
"""How far the centre of mass may lie from the middle, pixels."""


def is_network_input(picture: NDArray[np.uint8]) -> bool:
    """Whether a picture has a digit of MNIST's size at MNIST's place in 28x28 pixels."""
    if picture.shape[:2] != (SIDE, SIDE):
        return False
    image = network_input(picture)
    left, top, right, bottom = ink_box(image)
    longer = max(right - left, bottom - top)
    x, y = centre_of_mass(image)
    off = max(abs(x - SIDE / 2), abs(y - SIDE / 2))
    return bool(np.ptp(image) >= FAINTEST and abs(longer - BOX) <= 1 and off <= OFF)


def network_input(picture: NDArray[np.uint8]) -> Picture:
    """The ink of such a picture, uint8 (28, 28): how much it differs from its edge's colour."""
    colours = opaque(picture).reshape(SIDE, SIDE, -1).astype(np.int32)
    edge = np.concatenate([colours[0], colours[-1], colours[:, 0], colours[:, -1]])
    ground = np.median(edge, axis=0)
    return np.rint(np.abs(colours - ground).max(axis=2)).astype(np.uint8)
