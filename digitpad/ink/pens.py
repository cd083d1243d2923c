"""The same pictures, drawn with a thicker or a thinner pen."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2

SHARE = 0.5
"""Of the pictures that get another pen."""

THICKER, THINNER = (2, 3), 2
"""Side of the square that ink grows by, and shrinks by, pixels."""


def with_other_pens(images: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Pictures uint8 (N, 28, 28), half of which get a thicker or a thinner pen."""
    changed = images.copy()
    for number in np.flatnonzero(rng.random(len(images)) < SHARE).tolist():
        if rng.random() < 0.5:
            changed[number] = cv2.dilate(images[number], _square(int(rng.choice(THICKER))))
        else:
            changed[number] = cv2.erode(images[number], _square(THINNER))
    return changed


def _square(side: int) -> NDArray[np.uint8]:
    return np.ones((side, side), np.uint8)
