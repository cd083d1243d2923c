"""Finds every digit of a picture: the way from pixels to the strokes' own 28x28."""

import math
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import InkError
from digitpad.ink.framing import Picture, ink_box
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, line_width, mask_of
from digitpad.ink.photograph.flaws import flaws_of
from digitpad.ink.photograph.found import Flaw, FoundDigit, PictureDigits, Step
from digitpad.ink.photograph.ground import HALF, WINDOW, Contrast
from digitpad.ink.photograph.grouping import in_rows
from digitpad.ink.photograph.interpretation import (
    LEAST,
    InkAtSizes,
    Interpretation,
    best_of,
    interpretations,
    with_whole_lines,
)
from digitpad.ink.photograph.judge import CLEAR, Doubt, judged
from digitpad.ink.photograph.network_input import is_network_input, network_input
from digitpad.ink.photograph.pen import network_image, with_pen
from digitpad.ink.photograph.plain import FAINT, plain_digit
from digitpad.ink.photograph.prepared import FAINTEST, Colours, prepared
from digitpad.translatable import translatable

FEW = 64
"""A picture with a longer side of at most so many pixels has an even ground."""

DEEP = 0.5
"""Other digits of a picture have this share of the contrast of the darkest."""

SOLID = 0.6
"""Ink is at least so dark, 0 to 1, where a pencil or chalk has not covered the paper evenly."""

DARKER = 0.7
"""Share of the darkest that ink has, where a shadow may be as dark as half of it."""

NARROWER = 21
"""Side of the window, pixels, where a shadow may be as narrow as the usual one."""

CERTAIN = 0.95
"""Probability of a digit for which no other interpretation is looked at."""

PENS = 1.9
"""The lines of a picture's digits are at most so many times as wide as one another."""

ALIKE = 0.45
"""Other digits of a picture have this share of the best one's height, and of its score. A low wide
2 is compared by its mean side."""


def found_digits(
    picture: NDArray[np.uint8],
    doubt: Doubt | None = None,
    check: Callable[[], None] = lambda: None,
) -> PictureDigits:
    """Find the digits of a picture, dark on light or light on dark, in any colour.

    Parameters
    ----------
    picture : uint8 (H, W) grey, (H, W, 3) or (H, W, 4) colour; the fourth is opacity, not
        premultiplied.
    doubt : a network's doubt about images; with it, what is no digit beside others is left out,
        pieces that only together are a digit are joined, and digits that touch are cut apart.
    check : called again and again; it may raise to end the search.

    Raises
    ------
    InkError : there is none; the text says why.
    """
    if is_network_input(picture):
        return _as_it_is(picture)
    plain = plain_digit(picture)
    if plain:
        return plain
    few_pixels = max(picture.shape[:2]) <= FEW
    if doubt is not None:
        doubt = _checked(doubt, check)
    colours = prepared(picture)
    extremes = [cv2.minMaxLoc(channel)[:2] for channel in cv2.split(colours)]
    if max(highest - lowest for lowest, highest in extremes) < FAINTEST:
        raise InkError("No digit found: the image has a single color.")
    best = _interpreted(colours, few_pixels, doubt, check)
    if best.score < LEAST:
        raise InkError("No digit found: nothing looks like a line drawn with a pen.")
    blots, image_of = _alike(best), partial(_network_image, best)
    if doubt is not None:
        blots = judged(blots, best, doubt, image_of)
    rows = in_rows(blots)
    scale = picture.shape[1] / best.ink.shape[1], picture.shape[0] / best.ink.shape[0]
    flaws = {} if few_pixels else flaws_of(blots, best, colours, image_of, doubt)
    digits = [[_digit(best, blot, scale, flaws.get(blot)) for blot in row] for row in rows]
    ink = np.zeros_like(best.ink)
    for blots, row in zip(rows, digits, strict=True):
        for blot, digit in zip(blots, row, strict=True):
            left, top, right, bottom = blot.box
            part = ink[top:bottom, left:right]
            small = cv2.resize(digit.ink, part.shape[::-1], interpolation=cv2.INTER_AREA)
            cv2.max(part, small, part)
    steps = (
        Step(translatable("Ground made flat"), _shown(best.flat.contrast)),
        Step(translatable("Rules and frames taken out"), best.ink * np.uint8(255)),
        Step(translatable("Digits"), ink),
    )
    return PictureDigits(tuple(tuple(row) for row in digits), ink, steps)


def _checked(doubt: Doubt, check: Callable[[], None]) -> Doubt:
    """A doubt that is asked again and again, and checks each time."""

    def checked(images: Sequence[Picture]) -> Sequence[float]:
        check()
        return doubt(images)

    return checked


def _interpreted(
    colours: Colours, few_pixels: bool, doubt: Doubt | None, check: Callable[[], None]
) -> Interpretation:
    """The best interpretation; where a network doubts it, one without shadows that is likelier.

    The shadow of a finger is not as dark as a pen's line, or it is wider. It is looked for at the
    sizes at which the first one was.
    """
    found: list[tuple[float, Interpretation]] = []
    highest, finest = 0.0, None
    for window in (WINDOW, NARROWER):
        inks = InkAtSizes(colours, few_pixels, window, check)
        for half in (HALF, DARKER):
            each = interpretations(inks, half, finest)
            one, finest = with_whole_lines(best_of(each)), max(each[0].labels.shape)
            if doubt is None or few_pixels or not (found or one.digits):
                return one
            likelihood, highest = _likelihood(one, doubt), max(highest, one.score)
            if likelihood > CERTAIN * highest:
                return one
            found.append((likelihood, one))
    return max(found, key=lambda each: each[0])[1]


def _likelihood(found: Interpretation, doubt: Doubt) -> float:
    """The score of the best digit times its probability; 0 where it is no clear digit."""
    if found.score < LEAST:
        return 0.0
    its_doubt = doubt([_network_image(found, found.best)])[0]
    return found.score * math.exp(-its_doubt) if its_doubt <= CLEAR else 0.0


def _network_image(found: Interpretation, blot: Blot) -> Picture:
    return network_image(with_pen(_soft_ink(found, blot)))


def _shown(contrast: Contrast) -> Picture:
    """Contrast as a picture: the strongest is full ink."""
    return np.rint(contrast * (255 / max(float(contrast.max()), 1e-6))).astype(np.uint8)


def _alike(found: Interpretation) -> list[Blot]:
    """The digits that are as good as the best one, nearly; what the edge cuts is none."""
    best = found.best
    whole = found.labels.shape
    deepest = max(
        digit.depth
        for digit, score in zip(found.digits, found.scores, strict=True)
        if score >= ALIKE * found.score
    )
    is_inside = _is_inside(best, whole)
    return [
        digit
        for digit, score in zip(found.digits, found.scores, strict=True)
        if score >= ALIKE * found.score
        and max(digit.height, math.sqrt(digit.width * digit.height)) >= ALIKE * best.height
        and (digit.depth >= DEEP * deepest or digit is best)
        and (_is_inside(digit, whole) or not is_inside or digit is best)
        and 1 / PENS <= line_width(mask_of(digit, found.labels, 1)) / found.line <= PENS
    ]


def _is_inside(blot: Blot, whole: tuple[int, ...]) -> bool:
    """Whether a blot keeps clear of the picture's edge."""
    left, top, right, bottom = blot.box
    return left > 1 and top > 1 and right < whole[1] - 1 and bottom < whole[0] - 1


def _digit(
    found: Interpretation, blot: Blot, scale: tuple[float, float], flaw: Flaw | None
) -> FoundDigit:
    """A digit as it is given out; ``scale`` leads to the pixels of the picture, across and down."""
    left, top, right, bottom = (
        round(side * scale[place % 2]) for place, side in enumerate(blot.box)
    )
    ink = with_pen(_soft_ink(found, blot))
    return FoundDigit((left, top, right, bottom), ink, network_image(ink), flaw)


def _soft_ink(found: Interpretation, blot: Blot) -> Picture:
    """The ink of one digit with soft edges, uint8 (h, w)."""
    left, top, right, bottom = blot.box
    mask = mask_of(blot, found.labels)
    part = found.flat.contrast[top:bottom, left:right]
    if found.flat.is_even:  # Few pixels: their greys are the edges.
        depth = np.quantile(part[mask > 0], 0.9)
        soft = np.maximum(part - FAINT * depth, 0) / ((1 - FAINT) * depth)
        return np.clip(np.rint(255 * soft), 0, 255).astype(np.uint8)
    depth = np.median(part[mask > 0])
    soft = np.where(mask, np.maximum(part / depth, SOLID), part / depth)
    soft = soft * cv2.dilate(mask, np.ones((3, 3), np.uint8))
    return np.clip(np.rint(255 * soft), 0, 255).astype(np.uint8)


def _as_it_is(picture: NDArray[np.uint8]) -> PictureDigits:
    """A picture that is a network's input already."""
    image = network_input(picture)
    left, top, right, bottom = box = ink_box(image)
    digit = FoundDigit(box, image[top:bottom, left:right], image)
    return PictureDigits(((digit,),), image, (Step(translatable("Network input"), image),))
