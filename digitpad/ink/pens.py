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
    chosen: dict[int, list[int]] = {-THINNER: [], **{side: [] for side in THICKER}}
    for number in np.flatnonzero(rng.random(len(images)) < SHARE).tolist():
        side = THICKER[rng.integers(len(THICKER))] if rng.random() < 0.5 else -THINNER
        chosen[side].append(number)
    changed = images.copy()
    for side, numbers in chosen.items():
        if numbers:
            changed[numbers] = _grown(images[numbers], side)
    return changed


def _grown(images: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Pictures uint8 (N, H, W) whose ink grows by a square; it shrinks where side < 0."""
    operation, edge = (cv2.dilate, 0) if side > 0 else (cv2.erode, 255)
    # All below each other, in one call; the row between two of them keeps them apart.
    apart = np.pad(images, ((0, 0), (0, 1), (0, 0)), constant_values=edge)
    square = np.ones((abs(side), abs(side)), np.uint8)
    grown = operation(apart.reshape(-1, apart.shape[2]), square)
    return np.asarray(grown, np.uint8).reshape(apart.shape)[:, :-1]
