"""Finds every digit of a picture: the way from pixels to the strokes' own 28x28.

The ink is looked for at several sizes of the picture, as dark and as light ink: a line that is
narrow enough for the window at one size is too wide at another. The interpretation whose digit
looks most like a pen's is taken; of those that are about as good, the finest.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import InkError
from digitpad.ink.framing import Picture, ink_box
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, blots_of, line_width, mask_of, plausibility
from digitpad.ink.photograph.found import FoundDigit, PictureDigits, Step
from digitpad.ink.photograph.ground import Flattened, Mask, cut_to_half, flattened, inked, on_even_ground
from digitpad.ink.photograph.grouping import grouped, in_rows, without_enclosing
from digitpad.ink.photograph.network_input import is_network_input, network_input
from digitpad.ink.photograph.pen import image_of
from digitpad.ink.photograph.prepared import FAINTEST, Colours, prepared
from digitpad.ink.photograph.rules import without_frame, without_rules
from digitpad.translatable import translatable

COARSEST = 100
"""Longer side of the smallest picture that ink is looked for in, pixels."""

AS_GOOD = 0.9
"""An interpretation of this share of the best one's score is as good."""

LEAST = 0.12
"""Score that a digit must have."""

FEW = 64
"""A picture with a longer side of at most so many pixels has an even ground."""

ENOUGH, THIN = 400, 4.0
"""A picture of this longer side is enough for lines of this width, pixels."""

MOST = 150
"""Pieces of ink that are looked at, the largest of all."""

CLEAR = 3
"""How many times the least score is so clear that the other brightness of ink is not looked for."""

ALIKE = 0.45
"""Other digits of a picture have this share of the best one's height, and of its score."""


@dataclass(frozen=True, eq=False)
class Interpretation:
    """What a picture shows at one size, if its ink is dark, or light.

    Parameters
    ----------
    is_dark : whether the ink is darker than the ground.
    flat, ink : the ground made flat; where ink is, rules taken out.
    labels : which piece each pixel belongs to.
    digits, scores : pieces put together, and how much each looks like a digit.
    """

    is_dark: bool
    flat: Flattened
    ink: Mask
    labels: NDArray[np.int32]
    digits: list[Blot]
    scores: list[float]

    @property
    def score(self) -> float:
        return max(self.scores, default=0.0)

    @property
    def best(self) -> Blot:
        """The digit that looks most like one."""
        return self.digits[int(np.argmax(self.scores))]

    @property
    def line(self) -> float:
        """Width of its line, pixels; 0 where there is none."""
        return line_width(mask_of(self.best, self.labels, 1)) if self.digits else 0.0


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
    if is_network_input(picture):
        return _as_it_is(picture)
    few_pixels = max(picture.shape[:2]) <= FEW
    colours = prepared(picture)
    lowest, highest = (
        cv2.reduce(colours.reshape(-1, colours.shape[2]), 0, how)
        for how in (cv2.REDUCE_MIN, cv2.REDUCE_MAX)
    )
    if cv2.absdiff(highest, lowest).max() < FAINTEST:
        raise InkError("No digit found: the image has a single color.")
    best = _best(_interpretations(colours, few_pixels))
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


def _interpretations(colours: Colours, few_pixels: bool) -> list[Interpretation]:
    """Dark and light ink at each size, the finest first.

    The full size of a large picture is looked at only for lines that are thin at half of it.
    """
    if few_pixels:
        return [
            _interpretation(on_even_ground(colours, is_dark=is_dark), is_dark)
            for is_dark in (True, False)
        ]
    found: list[Interpretation] = []
    for smaller in _sizes(colours):
        finer = [
            _interpretation(flattened(smaller, is_dark=is_dark), is_dark)
            for is_dark in _likely(found)
        ]
        found = finer + found
        if max(smaller.shape) >= ENOUGH and _best(found).line >= THIN:
            break
    return found


def _likely(found: list[Interpretation]) -> tuple[bool, ...]:
    """Whether ink is looked for as dark, as light, or as both: coarser sizes may have told."""
    scores = [
        max((each.score for each in found if each.is_dark == is_dark), default=0)
        for is_dark in (True, False)
    ]
    if max(scores) < CLEAR * LEAST or max(scores) < 2 * min(scores):
        return (True, False)
    return (scores[0] > scores[1],)


def _sizes(colours: Colours) -> list[Colours]:
    """A picture again and again at half of its size, the smallest first."""
    sizes = [colours]
    while max(sizes[0].shape) >= 2 * COARSEST:
        height, width = ((side + 1) // 2 for side in sizes[0].shape[:2])
        half = cv2.resize(sizes[0], (width, height), interpolation=cv2.INTER_AREA)
        sizes.insert(0, half.reshape(height, width, -1))
    return sizes


def _interpretation(flat: Flattened, is_dark: bool) -> Interpretation:
    ink = without_frame(inked(flat))
    ink = cut_to_half(without_rules(ink), flat.contrast)
    labels, blots = blots_of(ink, flat.contrast)
    largest = max((blot.side for blot in blots), default=0)
    blots = [blot for blot in blots if blot.area >= 6 and blot.side >= 0.04 * largest]
    blots = sorted(blots, key=lambda blot: -blot.area)[:MOST]
    digits = grouped(without_enclosing(blots))
    whole = max(ink.shape)
    scores = [
        plausibility(digit, labels, flat) * (digit.height / whole) ** 0.3 for digit in digits
    ]
    return Interpretation(is_dark, flat, ink, labels, digits, scores)


def _best(found: list[Interpretation]) -> Interpretation:
    """The best interpretation, or the finest of those that are as good."""
    best = max(found, key=lambda each: each.score)
    alike = (each for each in found if each.is_dark == best.is_dark)
    return next(each for each in alike if each.score >= AS_GOOD * best.score)


def _alike(found: Interpretation) -> list[Blot]:
    """The digits that are as good as the best one, nearly; what the edge cuts is none."""
    best = found.best
    whole = found.labels.shape
    is_inside = _is_inside(best, whole)
    return [
        digit
        for digit, score in zip(found.digits, found.scores, strict=True)
        if score >= ALIKE * found.score
        and digit.height >= ALIKE * best.height
        and (_is_inside(digit, whole) or not is_inside or digit is best)
    ]


def _is_inside(blot: Blot, whole: tuple[int, ...]) -> bool:
    """Whether a blot keeps clear of the picture's edge."""
    left, top, right, bottom = blot.box
    return left > 1 and top > 1 and right < whole[1] - 1 and bottom < whole[0] - 1


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


def _as_it_is(picture: NDArray[np.uint8]) -> PictureDigits:
    """A picture that is a network's input already."""
    image = network_input(picture)
    left, top, right, bottom = box = ink_box(image)
    digit = FoundDigit(box, image[top:bottom, left:right], image)
    return PictureDigits(((digit,),), image, (Step(translatable("Network input"), image),))
