"""The ground made flat: how much darker, or lighter, is each pixel than the ground around it?

A shadow changes ground and ink alike, so that their ratio stays (E. Land, 1977, "The retinex theory
of color vision"). The ground is found by the closing of Serra (1982,
"Image analysis and mathematical morphology"): it fills whatever is narrower than its window, and
leaves the edges of all that is wider, such as a shadow or a desk, where they are.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.prepared import few_rows

WINDOW = 41
"""Side of the window, pixels: a line, and the places where lines meet, must be narrower."""

DARKEST = 24.0
"""Added to the brightness that a difference is compared with, of 255, for noise in the dark."""

FAINTEST = 0.05
"""The least difference that may be ink, as a share of the brightness."""

NOISE = 5.0
"""Ink differs by at least so many standard deviations of the ground's noise."""

HALF = 0.45
"""A pixel is ink if it differs by so much of the strongest difference nearby."""

Contrast = NDArray[np.float32]
Mask = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Flattened:
    """A picture and its ground, as the ink's colour shows in them.

    Parameters
    ----------
    value, ground : float32 (H, W), brightness; negative where the ink is light, so that ink always
        has less than its ground.
    contrast : float32 (H, W), how much of the ground's brightness is missing, 0 to 1.
    window : lines must be narrower than this, pixels; the ground is even where it is the picture.
    """

    value: Contrast
    ground: Contrast
    contrast: Contrast
    window: float

    @property
    def is_even(self) -> bool:
        """Whether one ground was taken for the whole picture."""
        return self.window >= max(self.contrast.shape)


def flattened(colour: NDArray[np.uint8], side: int = WINDOW, *, is_dark: bool) -> Flattened:
    """How much each pixel differs from the ground around it.

    Parameters
    ----------
    colour : uint8 (H, W, C), C of 1 or 3.
    side : of the window, pixels.
    is_dark : whether the ink is darker than the ground.
    """
    smooth = np.asarray(cv2.GaussianBlur(colour, (3, 3), 0), np.uint8).reshape(colour.shape)
    window = np.ones((side, side), np.uint8)
    how = cv2.MORPH_CLOSE if is_dark else cv2.MORPH_OPEN
    ground = np.asarray(cv2.morphologyEx(smooth, how, window), np.uint8).reshape(colour.shape)
    return _differing(smooth, ground, side, is_dark=is_dark)


def on_even_ground(colour: NDArray[np.uint8], *, is_dark: bool) -> Flattened:
    """The same for a picture of few pixels, whose ground is the colour that its edge has."""
    edge = np.concatenate([colour[0], colour[-1], colour[:, 0], colour[:, -1]])
    ground = np.broadcast_to(np.median(edge, axis=0).astype(np.uint8), colour.shape)
    how = np.minimum if is_dark else np.maximum
    inner = np.asarray(how(colour, ground), np.uint8)
    return _differing(inner, np.asarray(ground), max(colour.shape), is_dark=is_dark)


def _differing(
    smooth: NDArray[np.uint8], ground: NDArray[np.uint8], window: float, *, is_dark: bool
) -> Flattened:
    weights = _ink_colour(smooth, ground)
    sign = np.float32(1 if is_dark else -1)
    scale = weights.max() / max(float(weights @ weights), 1e-6)
    value, level, contrast = (np.empty(smooth.shape[:2], np.float32) for _ in range(3))
    for rows in few_rows(len(smooth)):
        value[rows], level[rows] = (
            each[rows].astype(np.float32) @ (sign * weights) for each in (smooth, ground)
        )
        contrast[rows] = _difference(smooth[rows], ground[rows]) @ (weights * scale)
    return Flattened(value, level, contrast, window)


def _difference(smooth: NDArray[np.uint8], ground: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How much of the brightness is missing in each channel, (H, W, C)."""
    difference = cv2.absdiff(np.ascontiguousarray(ground), np.ascontiguousarray(smooth))
    share = difference.reshape(smooth.shape).astype(np.float32)
    share /= np.maximum(ground, smooth).astype(np.float32) + np.float32(DARKEST)
    return share


def _ink_colour(smooth: NDArray[np.uint8], ground: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How much the ink shows in each channel, float32 (C,)."""
    strongest = np.empty(smooth.shape[:2], np.float32)
    for rows in few_rows(len(smooth)):
        strongest[rows] = reduce(cv2.max, cv2.split(_difference(smooth[rows], ground[rows])))
    is_ink = strongest > 0.6 * np.quantile(strongest[::2, ::2], 0.999)
    if not is_ink.any():
        ink = np.ones(smooth.shape[2])
    else:
        ink = _difference(smooth[is_ink][None], ground[is_ink][None])[0].mean(axis=0)
    return np.asarray(ink / max(float(ink.sum()), 1e-6), np.float32)


def inked(flat: Flattened) -> tuple[Mask, Mask]:
    """Where there is ink, 1, and where there is any, however faint.

    A pixel is ink if it differs from the ground by about half of the strongest nearby.
    """
    contrast = flat.contrast
    if flat.is_even:
        ink = (contrast > max(FAINTEST, HALF * float(contrast.max()))).astype(np.uint8)
        return ink, ink
    sample = contrast[::2, ::2]
    usual = np.median(sample)
    noise = 1.4826 * np.median(np.abs(sample - usual))
    strongest = cv2.dilate(contrast, np.ones((WINDOW, WINDOW), np.uint8))
    least = usual + max(FAINTEST, NOISE * noise)
    faint = contrast > least
    ink = faint & (contrast > usual + HALF * (strongest - usual))
    return ink.astype(np.uint8), faint.astype(np.uint8)


def cut_to_half(ink: Mask, contrast: Contrast, half: float = HALF) -> Mask:
    """Ink without what is much fainter than the strongest of the piece it hangs on to."""
    count, pieces = cv2.connectedComponents(ink)
    labels = np.asarray(pieces, np.int32)
    smooth = cv2.blur(contrast, (3, 3))
    strongest = np.zeros(count, np.float32)
    places = np.flatnonzero(labels)
    numbers = labels.ravel()[places]
    np.maximum.at(strongest, numbers, smooth.ravel()[places])
    cut = ink.copy()
    cut.ravel()[places[contrast.ravel()[places] < half * strongest[numbers]]] = 0
    return cut
