"""Rules, squares and the lines of tables are taken out without cutting the digit on them.

Where a rule lies alone, ink is only as thick as the rule; where a digit crosses it, ink is thicker.
So only what is thin across the rule's direction can be the rule's, as with the lines of a staff in
printed music (Dalitz et al., 2008, "A comparative study of staff removal algorithms").
"""

import math

import numpy as np

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.ground import Contrast, Mask

LONGEST = 0.5
"""A straight line of this share of the picture's width or height is a rule, not a stroke.

If it does not reach the picture's edge, the longer of both counts: in the picture of a row of
digits, a stem is half as long as the picture is high.
"""

THICKEST = 0.02
"""Of a rule, as a share of the picture's longer side."""

SLOPE = 0.6
"""How much a rule may rise over its length."""

FAMILY = 0.03
"""A shorter line is a rule if it has the direction of a long one, to so many radians."""

SHORTEST = 0.02
"""The shortest piece of a rule, as a share of the picture's width."""

MORE = 1.3
"""Thicker lines are rules, too, if they are so many times as much ink as the thinner ones."""

LITTLE = 1.05
"""Lines are looked for again only in so many times as much thin ink."""

DARKER = 1.6
"""Ink on a rule has at least so many times its contrast."""

COVERED = 0.6
"""A straight line has ink on so much of it; the digits of a row, in line, have less."""

EDGE = 0.03
"""A single rule begins or ends this near to the picture's edge, as a share of its width."""

FRAME = 0.75
"""Rows at the edge with ink on so much of their length are a frame."""


def without_rules(ink: Mask, faint: Mask, contrast: Contrast) -> Mask:
    """Ink without the lines that run through the picture, in both directions.

    A printed rule is equally dark all along: what is much darker than it is ink that lies on it.

    Parameters
    ----------
    ink, faint : where there is ink, and where there is any, however faint: beside dark ink a light
        rule is not in the first, and would be in pieces.
    contrast : of all pixels.
    """
    turned = _rules_along(np.ascontiguousarray(ink.T), np.ascontiguousarray(faint.T))
    rules = cv2.bitwise_or(_rules_along(ink, faint), np.ascontiguousarray(turned.T))
    if rules.any():
        least = DARKER * float(np.median(contrast[rules > 0]))
        darker = ((rules > 0) & (contrast > least)).astype(np.uint8)
        darker = np.asarray(cv2.morphologyEx(darker, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))
        rules = cv2.subtract(rules, darker)
    return np.asarray(cv2.subtract(ink, rules), np.uint8)


def _rules_along(ink: Mask, faint: Mask) -> Mask:
    """The pixels of rules that run from left to right, 0 or 1."""
    rules = np.zeros_like(ink)
    before = looked_at = 0
    for thickness in _thicknesses(max(3, round(THICKEST * max(ink.shape)))):
        thin = _pieces(faint, thickness)
        amount = cv2.countNonZero(thin)
        if amount >= max(LONGEST * ink.shape[1], MORE * before, LITTLE * looked_at):
            looked_at = amount
            found = _long_pieces(thin, thickness) | _on_straight_lines(thin, thickness)
            count = int(np.count_nonzero(found))
            # The rules of a sheet are alike: little more is what lies on them of a digit.
            if count > MORE * before:
                # A rule that is a pixel thicker here and there must not stay as a dotted line.
                near = np.asarray(cv2.dilate(found, np.ones((5, 9), np.uint8)), np.uint8)
                rules |= near & _thin(faint, thickness + 2)
                before = count
    return rules


def _thicknesses(thickest: int) -> list[int]:
    """Thicknesses of rules that are tried, each about 1.5 times the one before it."""
    tried = [thickest]
    while tried[0] > 2:
        tried.insert(0, min(round(tried[0] / 1.5), tried[0] - 1))
    return tried


def _column(length: int) -> Mask:
    return np.ones((length, 1), np.uint8)


def _thin(ink: Mask, thickness: int) -> Mask:
    """Ink that is no higher than ``thickness``."""
    high = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _column(thickness + 1))
    return np.asarray(cv2.subtract(ink, high), np.uint8)


def _pieces(ink: Mask, thickness: int) -> Mask:
    """Ink that is no higher than a rule is thick, where it is long enough to be a piece of one."""
    thin = _thin(ink, thickness)
    long = np.ones((1, max(4, round(SHORTEST * ink.shape[1]))), np.uint8)
    level = cv2.morphologyEx(cv2.dilate(thin, _column(3)), cv2.MORPH_OPEN, long)
    return np.asarray(cv2.bitwise_and(thin, cv2.dilate(level, _column(3))), np.uint8)


def _reach(thin: Mask, gap: int) -> int:
    """How far any ink goes on from left to right, with gaps of fewer than ``gap`` columns.

    No line is longer, and this takes less time than to look for one.
    """
    columns = thin.max(axis=0, keepdims=True)
    bridged = cv2.morphologyEx(columns, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    ends = np.flatnonzero(np.diff(bridged[0] > 0, prepend=False, append=False))
    return int(np.diff(ends)[::2].max(initial=0))


def _long_pieces(thin: Mask, thickness: int) -> Mask:
    """Those of the thin runs that hang together over half of the picture, straight or bent."""
    width = thin.shape[1]
    gap = max(5, round(0.04 * width))
    if _reach(thin, gap) < LONGEST * width:
        return np.zeros_like(thin)
    bridged = cv2.morphologyEx(
        cv2.dilate(thin, _column(3)), cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)
    )
    _, blots, stats, _ = cv2.connectedComponentsWithStats(bridged)
    left, length, rise, area = stats[:, 0], stats[:, 2], stats[:, 3], stats[:, 4]
    is_rule = (length >= LONGEST * width) & (rise <= SLOPE * length)
    is_rule &= area <= 2.2 * (thickness + 2) * length
    is_rule[0] = False
    margin = EDGE * width
    at_edge = (left <= margin) | (left + length >= width - margin)
    if np.count_nonzero(is_rule) < 2:
        is_rule &= at_edge
    is_rule &= at_edge | (length >= LONGEST * max(thin.shape))
    if not is_rule.any():
        return np.zeros_like(thin)
    return is_rule[blots].astype(np.uint8) & thin


def _on_straight_lines(thin: Mask, thickness: int) -> Mask:
    """Those of the thin runs on a straight line through the picture, whatever is in between."""
    width = thin.shape[1]
    lines = np.zeros_like(thin)
    shortest, gap = round(0.25 * width), round(0.2 * width)
    if _reach(thin, gap + 2) < LONGEST * width * math.cos(math.atan(SLOPE)) - 2:
        return lines
    found = cv2.HoughLinesP(thin, 1, np.pi / 360, shortest, None, shortest, gap)
    if found is None:
        return lines
    segments = found.reshape(-1, 4)
    x, y, end_x, end_y = segments.T
    ways = np.arctan2(end_y - y, end_x - x)
    is_level = np.abs(ways) <= np.arctan(SLOPE)
    lengths = np.hypot(end_y - y, end_x - x)
    heights = y + (width / 2 - x) * np.tan(ways)  # where it crosses the middle of the picture
    at_edge = (np.minimum(x, end_x) <= EDGE * width) | (np.maximum(x, end_x) >= (1 - EDGE) * width)
    is_long = is_level & (lengths >= LONGEST * np.where(at_edge, width, max(thin.shape)))
    near = np.asarray(cv2.dilate(thin, _column(3)), np.uint8)
    for segment, way, level, long, edge, middle in zip(
        segments.tolist(), ways, is_level, is_long, at_edge, heights, strict=True
    ):
        alike = is_long & (np.abs(ways - way) < FAMILY)
        alike &= np.abs(heights - middle) > 4 * thickness
        is_rule = (long and edge) or (level and alike.any())
        if is_rule and _covered(near, segment) >= COVERED:
            cv2.line(lines, segment[:2], segment[2:], 1, thickness + 3)
    return np.asarray(lines & thin, np.uint8)


def _covered(ink: Mask, segment: list[int]) -> float:
    """Share of a line from x, y to x, y that has ink on it."""
    x, y, end_x, end_y = segment
    steps = max(abs(end_x - x), abs(end_y - y)) + 1
    columns, rows = np.linspace(x, end_x, steps), np.linspace(y, end_y, steps)
    return float(ink[np.rint(rows).astype(int), np.rint(columns).astype(int)].mean())


def without_frame(ink: Mask) -> Mask:
    """Ink without a frame along at least three of the picture's edges."""
    cuts = [_frame_width(np.rot90(ink, turn)) for turn in range(4)]
    if sum(cut > 0 for cut in cuts) < 3:
        return ink
    inner = ink.copy()
    for turn, cut in enumerate(cuts):
        np.rot90(inner, turn)[:cut] = 0
    return inner


def _frame_width(ink: Mask) -> int:
    """How many rows at the top belong to a frame, or lie outside of it."""
    rows = ink[: len(ink) // 8].mean(axis=1) >= FRAME
    return int(np.flatnonzero(rows)[-1]) + 3 if rows.any() else 0
