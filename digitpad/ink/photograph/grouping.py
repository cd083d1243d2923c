"""Pieces of ink put together to digits, and digits to rows."""

from digitpad.ink.photograph.blots import Blot

SPECK = 0.12
"""A piece smaller than this share of a digit belongs to it only where both nearly touch."""

NEAR = 0.25
"""A small piece so near to a digit, as a share of its height, belongs to it."""

ALIKE = 0.5
"""Pieces of one digit have at least this share of each other's contrast."""

WIDE = 1.6
"""A digit is at most so many times as wide as high."""

UNDERLINE = 0.5
"""A line under a digit is longer than this share of its height."""


def without_enclosing(blots: list[Blot]) -> list[Blot]:
    """Blots without frames, boxes and circles: those that enclose a large blot or several."""
    kept = []
    for blot in blots:
        inner = [other for other in blots if _encloses(blot, other)]
        large = any(other.height >= 0.3 * blot.height for other in inner)
        if not large and len(inner) < 2:
            kept.append(blot)
    return kept


def _encloses(outer: Blot, inner: Blot) -> bool:
    """Whether a blot lies within another one, and is no speck beside it."""
    if inner.height < 0.08 * outer.height or inner.area < 0.03 * outer.area:
        return False
    inside = outer.box[0] < inner.box[0] and outer.box[1] < inner.box[1]
    return inside and outer.box[2] > inner.box[2] and outer.box[3] > inner.box[3]


def is_flat(blot: Blot) -> bool:
    return blot.width > 2.5 * blot.height


def grouped(blots: list[Blot], alike: float = ALIKE) -> list[Blot]:
    """Pieces joined with the digit that they belong to.

    The bar of a 5 lies over it, the stem of a 4 beside it; what a pen that skips has left lies in
    between. A line under a digit is no part of it, nor is a piece with less than ``alike`` of its
    contrast.
    """
    digits: list[Blot] = sorted(blots, key=lambda blot: -blot.side)
    for _ in range(3):
        before, digits = digits, []
        for part in before:
            near = (place for place, digit in enumerate(digits) if belongs(part, digit, alike))
            place = next(near, None)
            if place is None:
                digits.append(part)
            else:
                digits[place] = digits[place].joined(part)
        if len(digits) == len(before):
            break
    return digits


def is_no_wider(joined: Blot, part: Blot, digit: Blot) -> bool:
    """Whether joined pieces are as narrow as a digit, or no wider than they were."""
    return joined.width <= max(WIDE * joined.height, part.width, digit.width)


def is_underline(line: Blot, digit: Blot, overlap: float = 0) -> bool:
    """Whether one is a long line under the other; the foot of a 2, in pieces, is none.

    Parameters
    ----------
    overlap : how far it may reach up into the other, as a share of its height.
    """
    is_long = is_flat(line) and line.width > UNDERLINE * digit.height
    return is_long and line.box[1] > digit.box[3] - overlap * digit.height


def belongs(part: Blot, digit: Blot, alike: float = ALIKE) -> bool:
    """Whether a piece is a part of a larger one."""
    left, top, right, bottom = digit.box
    reach = NEAR * max(right - left, bottom - top)
    if part.box[0] - right > reach or left - part.box[2] > reach:
        return False
    if part.box[1] - bottom > reach or top - part.box[3] > reach:
        return False
    if not alike * digit.depth <= part.depth <= digit.depth / alike:
        return False
    across = _overlap(part.box[0], part.box[2], digit.box[0], digit.box[2])
    down = _overlap(part.box[1], part.box[3], digit.box[1], digit.box[3])
    if is_underline(part, digit, 0.1) or is_underline(digit, part, 0.1):
        return False
    if not is_no_wider(part.joined(digit), part, digit):
        return False
    gap = max(-across, -down)
    if part.side < SPECK * digit.side:
        return gap < 0.05 * digit.side
    if part.height > 0.7 * digit.height and down < 0.3 * part.height:
        return across > 0.5 * part.width and gap < SPECK * digit.height  # Else of two rows
    small = part.side < 0.6 * digit.side
    if small and gap <= NEAR * digit.side:
        return across > 0.3 * part.width or part.side < 0.35 * digit.side or gap < 0.1 * digit.side
    return across > 0.5 * min(part.width, digit.width) and gap <= NEAR * digit.side


def _overlap(low: int, high: int, other_low: int, other_high: int) -> int:
    """Length that two stretches share; negative, the gap between them."""
    return min(high, other_high) - max(low, other_low)


def in_rows(digits: list[Blot]) -> list[list[Blot]]:
    """Digits from top to bottom and left to right: a row's digits overlap in height by half."""
    rows: list[list[Blot]] = []
    for digit in sorted(digits, key=lambda digit: digit.box[1] + digit.box[3]):
        if rows:
            last = rows[-1][-1]
            shared = _overlap(digit.box[1], digit.box[3], last.box[1], last.box[3])
            if shared >= 0.4 * min(digit.height, last.height):
                rows[-1].append(digit)
                continue
        rows.append([digit])
    return [sorted(row, key=lambda digit: digit.box[0]) for row in rows]
