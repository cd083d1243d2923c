"""Why what looks like a digit may be none: what the picture tells, and not its small image.

The edge of the picture cuts off a rule or a margin, a rule was not taken out whole, a finger throws
a shadow, a digit was cut out of a scribble, or it is an arrow.
"""

import math
from collections.abc import Callable
from functools import reduce

import numpy as np

from digitpad.ink.arrows import is_arrow
from digitpad.ink.framing import Picture
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.bars import NARROW, like_rules
from digitpad.ink.photograph.blots import Blot, mask_of
from digitpad.ink.photograph.found import Flaw
from digitpad.ink.photograph.interpretation import Interpretation
from digitpad.ink.photograph.judge import Doubt
from digitpad.ink.photograph.prepared import Colours
from digitpad.ink.photograph.shadows import is_shadow

FILLED = 0.9
"""A picture whose width and height digits fill so far was cut close to them."""

SURE = -math.log(0.95)
"""Digits that were cut apart are all sure, or none is."""


def flaws_of(
    digits: list[Blot],
    found: Interpretation,
    colours: Colours,
    image_of: Callable[[Blot], Picture],
    doubt: Doubt | None,
) -> dict[Blot, Flaw]:
    """The digits that may be none, and why.

    Parameters
    ----------
    colours : the picture at the size that it is worked on at most.
    image_of : the network's image of a blot.
    """
    flaws = {}
    if doubt is not None:
        flaws.update(dict.fromkeys(_doubtful_parts(digits, found, image_of, doubt), Flaw.PART))
    shadows = (digit for digit in digits if is_shadow(digit, found.labels, colours))
    flaws.update(dict.fromkeys(shadows, Flaw.SHADOW))
    arrows = (digit for digit in digits if is_arrow(mask_of(digit, found.labels)))
    flaws.update(dict.fromkeys(arrows, Flaw.ARROW))
    height, width = found.labels.shape
    whole = reduce(Blot.joined, digits)
    if whole.width < FILLED * width or whole.height < FILLED * height:
        flaws.update(dict.fromkeys(_cut_off(digits, height, width), Flaw.CUT_OFF))
        rules = like_rules(digits, found.labels, found.rules, found.flat.contrast)
        flaws.update(dict.fromkeys(rules, Flaw.RULE))
    return flaws


def _cut_off(digits: list[Blot], height: int, width: int) -> list[Blot]:
    """Narrow digits at the edge of the picture."""
    return [
        digit
        for digit in digits
        if min(digit.width, digit.height) <= NARROW * digit.side
        and (min(digit.box) <= 1 or digit.box[2] >= width - 1 or digit.box[3] >= height - 1)
    ]


def _doubtful_parts(
    digits: list[Blot],
    found: Interpretation,
    image_of: Callable[[Blot], Picture],
    doubt: Doubt,
) -> list[Blot]:
    """Digits that were cut apart, of which one may be none: they may be parts of a scribble."""
    if len(digits) < 2:
        return []
    marks = cv2.connectedComponents((found.labels > 0).astype(np.uint8))[1]
    parts: dict[int, list[Blot]] = {}
    for digit in digits:
        left, top, right, bottom = digit.box
        its_marks = marks[top:bottom, left:right][mask_of(digit, found.labels) > 0]
        parts.setdefault(int(np.bincount(its_marks).argmax()), []).append(digit)
    return [
        part
        for together in parts.values()
        if len(together) > 1 and max(doubt([image_of(part) for part in together])) > SURE
        for part in together
    ]
