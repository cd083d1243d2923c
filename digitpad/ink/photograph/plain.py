"""The short way of a small clean picture: one digit on a plain ground, without rules or shadows.

Folders of labelled digits hold thousands of such pictures.
"""

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import Picture, ink_box
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, blots_of, plausibility
from digitpad.ink.photograph.found import FoundDigit, PictureDigits, Step
from digitpad.ink.photograph.ground import HALF, Flattened
from digitpad.ink.photograph.grouping import grouped, without_enclosing
from digitpad.ink.photograph.interpretation import LEAST
from digitpad.ink.photograph.pen import network_image, with_pen
from digitpad.ink.photograph.prepared import FAINTEST, SMALLEST, opaque
from digitpad.ink.photograph.separating import WIDE
from digitpad.translatable import translatable

SMALL = 128
"""Longer side of a small picture, pixels, at most."""

TINY = 16
"""A picture with a longer side of at most so many pixels shows one digit, whatever it is."""

LIGHT = 0.3
"""Share of the darkest ink that ink of a tiny picture has: a line may lie between two pixels."""

FAINT = 0.15
"""Where pixels are few, less than this share of the darkest ink is what reaches into a pixel."""

ROUNDS = 5
"""How often what an enlarged picture lacks is added; more changes little."""


def plain_digit(picture: NDArray[np.uint8]) -> PictureDigits | None:
    """The digit of a small clean picture; None for any other picture, which goes the long way."""
    longer = max(picture.shape[:2])
    if longer > SMALL:
        return None
    colours = opaque(picture).reshape(*picture.shape[:2], -1)
    is_tiny = longer <= TINY
    ground = _lighter_or_darker(colours) if is_tiny else _plain_ground(colours)
    if ground is None:
        return None
    ink = _differing(colours, ground)
    if ink.max() < FAINTEST or not (is_tiny or _is_one_digit(ink)):
        return None
    return _found(ink, LIGHT if is_tiny else HALF)


def _plain_ground(colours: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """The colour of all of the edge, (C,); None where it has several, as of rules or a shadow."""
    edge = np.concatenate([colours[0], colours[-1], colours[:, 0], colours[:, -1]])
    is_plain = np.ptp(edge, axis=0).max() < FAINTEST
    return np.median(edge, axis=0).astype(np.uint8) if is_plain else None


def _lighter_or_darker(colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The lightest or the darkest colour, (C,), whichever more of the picture is near to.

    The digit may cover most of the edge of so few pixels; but ink is the smaller part.
    """
    pixels = colours.reshape(-1, colours.shape[2])
    darkest, lightest = pixels.min(axis=0), pixels.max(axis=0)
    middle = (darkest.astype(float) + lightest) / 2
    return np.asarray(lightest if (pixels.mean(axis=0) - middle).sum() > 0 else darkest)


def _differing(colours: NDArray[np.uint8], ground: NDArray[np.uint8]) -> Picture:
    """How much each pixel differs from the ground, in the channel that shows it most."""
    channels = zip(cv2.split(colours), ground.tolist(), strict=True)
    shades = (cv2.absdiff(channel, np.full_like(channel, level)) for channel, level in channels)
    return np.asarray(reduce(cv2.max, shades), np.uint8)


def _is_one_digit(ink: Picture) -> bool:
    """Whether all ink is one digit."""
    contrast = ink.astype(np.float32) / np.float32(255)
    mask = (ink > HALF * ink.max()).astype(np.uint8)
    labels, pieces = blots_of(mask, contrast)
    digits = grouped(pieces)
    if len(digits) != 1 or len(without_enclosing(pieces)) < len(pieces):
        return False
    flat = Flattened(-contrast, np.zeros_like(contrast), contrast, max(ink.shape))
    digit = digits[0]
    return digit.width <= WIDE * digit.height and _score(digit, labels, flat) >= LEAST


def _score(digit: Blot, labels: NDArray[np.int32], flat: Flattened) -> float:
    share = digit.height / max(labels.shape)
    return float(plausibility(digit, labels, flat) * share**0.3)


def _found(ink: Picture, half: float) -> PictureDigits:
    """The digit where it lies in the whole picture; its edges are finer than the pixels."""
    full = float(ink.max())
    left, top, right, bottom = ink_box(np.asarray(ink > half * full, np.uint8))
    left, top = max(left - 2, 0), max(top - 2, 0)
    scale = max(1, SMALLEST // max(ink.shape))
    fine = enlarged(ink[top : bottom + 2, left : right + 2], scale)
    x0, y0, x1, y1 = ink_box(np.asarray(fine > half * full, np.uint8))
    faint = np.uint8(round(FAINT * full))
    part = np.maximum(fine[y0:y1, x0:x1], faint) - faint
    darkened = cv2.convertScaleAbs(part, None, 255 / (1 - FAINT) / full)
    digit = with_pen(np.asarray(darkened, np.uint8))
    x, y = (np.rint(np.array(ends) / scale).astype(int).tolist() for ends in ((x0, x1), (y0, y1)))
    box = left + x[0], top + y[0], left + x[1], top + y[1]
    steps = (Step(translatable("Digits"), ink),)
    return PictureDigits(((FoundDigit(box, digit, network_image(digit)),),), ink, steps)


def enlarged(ink: Picture, scale: int) -> Picture:
    """Ink at ``scale`` times the size: averaged down again it is nearly what it was.

    A pixel is the mean of what lies in it. A curve through the pixels makes thin lines fainter than
    that; what it lacks is added, again and again (Irani and Peleg, 1991, "Improving resolution by
    image registration").
    """
    if scale == 1:
        return ink
    small = ink.astype(np.float32)
    size = (small.shape[1] * scale, small.shape[0] * scale)
    fine = cv2.resize(small, size, interpolation=cv2.INTER_CUBIC)
    for _ in range(ROUNDS):
        mean = cv2.resize(fine, small.shape[::-1], interpolation=cv2.INTER_AREA)
        lacking = cv2.resize(small - mean, size, interpolation=cv2.INTER_CUBIC)
        fine = np.clip(fine + lacking, 0, small.max())
    return np.rint(fine).astype(np.uint8)
