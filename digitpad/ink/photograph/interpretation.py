"""What a picture may show: its ink dark or light, found at one size or another.

A line that is narrow enough for the window at one size is too wide at another. The interpretation
whose digit looks most like a pen's is taken; of those that are about as good, the finest.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.bars import without_bars
from digitpad.ink.photograph.blots import Blot, blots_of, line_width, mask_of, plausibility
from digitpad.ink.photograph.broken_lines import without_gaps
from digitpad.ink.photograph.ground import (
    HALF,
    WINDOW,
    Flattened,
    Mask,
    cut_to_half,
    flattened,
    inked,
    on_even_ground,
)
from digitpad.ink.photograph.grouping import ALIKE, grouped, without_enclosing
from digitpad.ink.photograph.prepared import Colours
from digitpad.ink.photograph.rings import without_rings
from digitpad.ink.photograph.rules import without_frame, without_rules
from digitpad.ink.photograph.separating import separated

COARSEST = 100
"""Longer side of the smallest picture that ink is looked for in, pixels."""

AS_GOOD = 0.9
"""An interpretation of this share of the best one's score is as good."""

LEAST = 0.23
"""Score that a digit must have."""

CLEAR = 1.75
"""How many times the least score is so clear that the other brightness of ink is not looked for."""

ENOUGH, THIN = 400, 4.0
"""A picture of this longer side is enough for lines of this width, pixels."""

MOST = 150
"""Pieces of ink that are looked at, the largest of all."""


@dataclass(frozen=True, eq=False)
class Interpretation:
    """What a picture shows at one size, if its ink is dark, or light.

    Parameters
    ----------
    is_dark : whether the ink is darker than the ground.
    flat, ink, rules : the ground made flat; where ink is, rules taken out; where those were.
    labels : which piece each pixel belongs to.
    digits, scores : pieces put together, and how much each looks like a digit.
    """

    is_dark: bool
    flat: Flattened
    ink: Mask
    rules: Mask
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


class InkAtSizes:
    """The ink of a picture at each size, the smallest first; each is looked for only once.

    Parameters
    ----------
    few_pixels : whether the picture has few pixels and an even ground: then there is one size.
    window : side of the window that the ground is found with, pixels.
    check : called again and again; it may raise to end the search.
    """

    def __init__(
        self,
        colours: Colours,
        few_pixels: bool,
        window: int = WINDOW,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self.check = check
        self._few_pixels = few_pixels
        self._window = window
        self._sizes = [colours] if few_pixels else _sizes(colours)
        self._known: dict[tuple[int, bool], tuple[Flattened, Mask, Mask]] = {}

    def __len__(self) -> int:
        return len(self._sizes)

    def at(self, size: int, is_dark: bool) -> tuple[Flattened, Mask, Mask]:
        """The ground made flat; where ink is, without rules and frames; where those were."""
        self.check()
        if (size, is_dark) not in self._known:
            self._known[size, is_dark] = self._found(self._sizes[size], is_dark)
            self.check()
        return self._known[size, is_dark]

    def _found(self, colours: Colours, is_dark: bool) -> tuple[Flattened, Mask, Mask]:
        if self._few_pixels:
            flat = on_even_ground(colours, is_dark=is_dark)
        else:
            flat = flattened(colours, self._window, is_dark=is_dark)
        self.check()
        every, faint = inked(flat)
        ink = without_frame(without_rules(every, faint, flat.contrast))
        return flat, ink, np.asarray(cv2.subtract(every, ink), np.uint8)


def interpretations(
    inks: InkAtSizes, half: float = HALF, finest: int | None = None
) -> list[Interpretation]:
    """Dark and light ink at each size, the finest first.

    The full size of a large picture is looked at only for lines that are thin at half of it.

    Parameters
    ----------
    half : as in ``cut_to_half``, and in ``grouped`` where it is more than usual.
    finest : longer side, pixels, of the largest size that is looked at.
    """
    found: list[Interpretation] = []
    for size in range(len(inks)):
        if found and finest and max(found[0].labels.shape) >= finest:
            break
        finer = [_interpretation(inks, size, is_dark, half) for is_dark in _likely(found)]
        found = finer + found
        if max(finer[0].labels.shape) >= ENOUGH and best_of(found).line >= THIN:
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
        sizes.insert(0, np.asarray(half, np.uint8).reshape(height, width, -1))
    return sizes


def _interpretation(inks: InkAtSizes, size: int, is_dark: bool, half: float) -> Interpretation:
    flat, without, rules = inks.at(size, is_dark)
    ink = without_rings(cut_to_half(without, flat.contrast, half))
    labels, blots = blots_of(ink, flat.contrast)
    largest = max((blot.side for blot in blots), default=0)
    blots = [blot for blot in blots if blot.area >= 6 and blot.side >= 0.04 * largest]
    blots = sorted(blots, key=lambda blot: -blot.area)[:MOST]
    blots = without_bars(blots, labels, rules, flat.contrast)
    digits = separated(grouped(without_enclosing(blots), max(half, ALIKE)), labels)
    inks.check()
    scores = _scores(digits, labels, flat)
    return Interpretation(is_dark, flat, ink, rules, labels, digits, scores)


def _scores(digits: list[Blot], labels: NDArray[np.int32], flat: Flattened) -> list[float]:
    whole = max(labels.shape)
    return [plausibility(digit, labels, flat) * (digit.height / whole) ** 0.3 for digit in digits]


def with_whole_lines(found: Interpretation) -> Interpretation:
    """The same with the pieces of broken lines joined, where that leaves a digit."""
    if found.score < LEAST:
        return found
    digits = without_gaps(found.digits, found.labels, found.line)
    if len(digits) == len(found.digits):
        return found
    joined = replace(found, digits=digits, scores=_scores(digits, found.labels, found.flat))
    return joined if joined.score >= LEAST else found


def best_of(found: list[Interpretation]) -> Interpretation:
    """The best interpretation, or the finest of those that are as good."""
    best = max(found, key=lambda each: each.score)
    alike = (each for each in found if each.is_dark == best.is_dark)
    return next(each for each in alike if each.score >= AS_GOOD * best.score)
