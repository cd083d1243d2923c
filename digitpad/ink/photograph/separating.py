"""Digits that touch one another are cut apart where a single line joins them."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import ink_box
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import Blot, line_width, mask_of
from digitpad.ink.photograph.ground import Mask

WIDE = 1.4
"""A blot more times as wide as high may be several digits."""

TALL = 0.75
"""Each part must be so high, as a share of the whole; the tail of a 2 is not."""

NARROW = 0.25
"""Each part must be so wide, as a share of the height."""

LOWEST = 10
"""Of digits that touch, pixels: what is lower is a piece of a rule, or a speck."""

THICKEST = 0.6
"""Of the line of digits that touch, as a share of the height: a bar has no digits to cut apart."""


def separated(
    digits: list[Blot], labels: NDArray[np.int32], wide: float = WIDE, narrow: float = NARROW
) -> list[Blot]:
    """Digits, each that is several cut into two, again and again; the cuts enter ``labels``.

    Parameters
    ----------
    wide : what is more times as wide as high may be several.
    narrow : each part must be so wide, as a share of the height.
    """
    done, left = [], list(digits)
    while left:
        digit = left.pop()
        mask = mask_of(digit, labels)
        cut = _cut(mask, narrow) if digit.width > wide * digit.height else None
        if cut is None:
            done.append(digit)
            continue
        number = int(labels.max()) + 1
        part = labels[digit.box[1] : digit.box[3], digit.box[0] + cut : digit.box[2]]
        part[mask[:, cut:] > 0] = number
        left += [
            _part(digit, mask[:, :cut], 0, digit.labels),
            _part(digit, mask[:, cut:], cut, (number,)),
        ]
    return done


def _cut(mask: Mask, narrow: float) -> int | None:
    """The column where one line joins two tall parts; None where there is none.

    Two lines of few pixels, such as those of a wide 0, may be no more ink than one.
    """
    height, width = mask.shape
    line = line_width(np.pad(mask, 1))
    least = max(2, round(narrow * height))
    if height < LOWEST or line > THICKEST * height or width <= 2 * least:
        return None
    ink = mask.sum(axis=0)
    starts = np.diff(mask.astype(np.int8), axis=0, prepend=0) > 0
    is_single = np.count_nonzero(starts, axis=0) <= 1
    is_line = is_single & (ink <= 1.7 * line)
    is_line[1:] &= _heights(mask)[:-1] >= TALL * height
    is_line &= _heights(mask[:, ::-1])[::-1] >= TALL * height
    columns = least + np.flatnonzero(is_line[least : width - least])
    for column in columns[np.argsort(ink[columns], kind="stable")].tolist():
        if all(_is_digit(part, height) for part in (mask[:, :column], mask[:, column:])):
            return int(column)
    return None


def _heights(mask: Mask) -> NDArray[np.intp]:
    """How high the ink from the left side up to each column is, (W,)."""
    is_inked = mask.any(axis=0)
    top = np.where(is_inked, mask.argmax(axis=0), len(mask))
    bottom = np.where(is_inked, len(mask) - mask[::-1].argmax(axis=0), 0)
    return np.maximum.accumulate(bottom) - np.minimum.accumulate(top)


def _is_digit(mask: Mask, height: int) -> bool:
    """Whether a part hangs together and is as high as a digit."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(mask))
    pieces = stats[1:]
    whole = pieces[:, 4].max(initial=0) >= 0.9 * np.count_nonzero(mask)
    return bool(whole and pieces[:, 3].max(initial=0) >= TALL * height)


def _part(digit: Blot, mask: Mask, cut: int, numbers: tuple[int, ...]) -> Blot:
    left, top, right, bottom = ink_box(np.ascontiguousarray(mask))
    x, y = digit.box[0] + cut, digit.box[1]
    area = int(np.count_nonzero(mask))
    return Blot((x + left, y + top, x + right, y + bottom), numbers, area, digit.depth)
