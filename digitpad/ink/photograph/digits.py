"""Finds every digit of a picture: the way from pixels to the strokes' own 28x28.

The ink is looked for at several sizes of the picture, as dark and as light ink: a line that is
narrow enough for the window at one size is too wide at another. The interpretation whose digit
looks most like a pen's is taken; of those that are about as good, the finest.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import InkError
from digitpad.ink.framing import Picture
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, blots_of, line_width, mask_of, plausibility
from digitpad.ink.photograph.found import FoundDigit, PictureDigits, Step
from digitpad.ink.photograph.ground import Flattened, Mask, cut_to_half, flattened, inked
from digitpad.ink.photograph.grouping import grouped, in_rows, without_enclosing
from digitpad.ink.photograph.pen import image_of
from digitpad.ink.photograph.prepared import Colours, prepared
from digitpad.ink.photograph.rules import without_rules
from digitpad.translatable import translatable

COARSEST = 100
"""Longer side of the smallest picture that ink is looked for in, pixels."""

AS_GOOD = 0.9
"""An interpretation of this share of the best one's score is as good."""

LEAST = 0.12
"""Score that a digit must have."""

ALIKE = 0.45
"""Other digits of a picture have this share of the best one's height, and of its score."""


@dataclass(frozen=True, eq=False)
class Interpretation:
    """What a picture shows at one size, if its ink is dark, or light.

    Parameters
    ----------
    flat, ink : the ground made flat; where ink is, rules taken out.
    labels : which piece each pixel belongs to.
    digits, scores : pieces put together, and how much each looks like a digit.
    """

    flat: Flattened
    ink: Mask
    labels: NDArray[np.int32]
    digits: list[Blot]
    scores: list[float]

    @property
    def score(self) -> float:
        return max(self.scores, default=0.0)


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
    colours = prepared(picture)
    if np.ptp(colours.reshape(-1, colours.shape[2]), axis=0).max() < 24:
        raise InkError("No digit found: the image has a single color.")
    best = _best(_interpretations(colours))
    if best.score < LEAST:
        raise InkError("No digit found: nothing looks like a line drawn with a pen.")
    scale = picture.shape[0] / best.ink.shape[0], picture.shape[1] / best.ink.shape[1]
    rows = tuple(
        tuple(_digit(best, blot, scale) for blot in row) for row in in_rows(_alike(best))
    )
    ink = np.clip(255 * best.flat.contrast, 0, 255).astype(np.uint8)
    steps = (
        Step(translatable("Ground made flat"), ink),
        Step(translatable("Ink without rules"), best.ink * 255),
    )
    return PictureDigits(rows, ink, steps)


def _interpretations(colours: Colours) -> list[Interpretation]:
    """Dark and light ink at each size, the finest first."""
    found = []
    while True:
        found += [_interpretation(colours, is_dark) for is_dark in (True, False)]
        if max(colours.shape) < 2 * COARSEST:
            return found
        height, width = ((side + 1) // 2 for side in colours.shape[:2])
        half = cv2.resize(colours, (width, height), interpolation=cv2.INTER_AREA)
        colours = half.reshape(height, width, -1)


def _interpretation(colours: Colours, is_dark: bool) -> Interpretation:
    flat = flattened(colours, is_dark=is_dark)
    ink = cut_to_half(without_rules(inked(flat.contrast)), flat.contrast)
    labels, blots = blots_of(ink, flat.contrast)
    largest = max((blot.side for blot in blots), default=0)
    blots = [blot for blot in blots if blot.area >= 6 and blot.side >= 0.04 * largest]
    blots = sorted(blots, key=lambda blot: -blot.area)[:300]
    digits = grouped(without_enclosing(blots))
    whole = max(ink.shape)
    scores = [
        plausibility(digit, labels, flat) * (digit.height / whole) ** 0.5 for digit in digits
    ]
    return Interpretation(flat, ink, labels, digits, scores)


def _best(found: list[Interpretation]) -> Interpretation:
    most = max(each.score for each in found)
    return next(each for each in found if each.score >= AS_GOOD * most)


def _alike(found: Interpretation) -> list[Blot]:
    """The digits that are as good as the best one, nearly."""
    best = found.digits[int(np.argmax(found.scores))]
    return [
        digit
        for digit, score in zip(found.digits, found.scores, strict=True)
        if score >= ALIKE * found.score and digit.height >= ALIKE * best.height
    ]


def _digit(found: Interpretation, blot: Blot, scale: tuple[float, float]) -> FoundDigit:
    left, top, right, bottom = blot.box
    down, across = scale
    ink = _soft_ink(found, blot)
    box = (
        round(left * across),
        round(top * down),
        round(right * across),
        round(bottom * down),
    )
    return FoundDigit(box, ink, image_of(ink))


def _soft_ink(found: Interpretation, blot: Blot) -> Picture:
    """The ink of one digit with soft edges, uint8 (h, w)."""
    left, top, right, bottom = blot.box
    mask = mask_of(blot, found.labels)
    part = found.flat.contrast[top:bottom, left:right]
    depth = np.median(part[mask > 0])
    edge = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    soft = np.where(mask, np.maximum(part / depth, 0.6), part / depth) * edge
    return np.clip(np.rint(255 * soft), 0, 255).astype(np.uint8)
