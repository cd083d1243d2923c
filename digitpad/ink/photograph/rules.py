"""Rules, squares and the lines of tables are taken out without cutting the digit on them.

Where a rule lies alone, ink is only as thick as the rule; where a digit crosses it, ink is thicker.
So only what is thin across the rule's direction can be the rule's, as with the lines of a staff in
printed music (Dalitz et al., 2008, "A comparative study of staff removal algorithms").
"""

import numpy as np

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.ground import Mask

LONGEST = 0.5
"""A straight line of this share of the picture's width or height is a rule, not a stroke."""

THICKEST = 0.016
"""Of a rule, as a share of the picture's longer side."""

SLOPE = 0.6
"""How much a rule may rise over its length."""

FAMILY = 0.03
"""A shorter line is a rule if it has the direction of a long one, to so many radians."""


def without_rules(ink: Mask) -> Mask:
    """Ink without the lines that run through the picture, in both directions."""
    rules = cv2.bitwise_or(_rules_along(ink), np.ascontiguousarray(_rules_along(_turned(ink)).T))
    return np.asarray(ink & ~rules & 1, np.uint8)


def _turned(ink: Mask) -> Mask:
    return np.ascontiguousarray(ink.T)


def _rules_along(ink: Mask) -> Mask:
    """The pixels of rules that run from left to right, 0 or 1."""
    rules = np.zeros_like(ink)
    thickest = max(3, round(THICKEST * max(ink.shape)))
    thickness = 2
    while thickness <= thickest:
        thin = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, _column(thickness + 1)))
        rules |= _long_pieces(thin, thickness) | _on_straight_lines(thin, thickness)
        thickness = max(thickness + 1, round(1.4 * thickness))
    return rules


def _column(length: int) -> Mask:
    return np.ones((length, 1), np.uint8)


def _long_pieces(thin: Mask, thickness: int) -> Mask:
    """Those of the thin runs that hang together over half of the picture, straight or bent."""
    width = thin.shape[1]
    gap = max(5, round(0.04 * width))
    bridged = cv2.morphologyEx(
        cv2.dilate(thin, _column(3)), cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)
    )
    _, blots, stats, _ = cv2.connectedComponentsWithStats(bridged)
    length, rise, area = stats[:, 2], stats[:, 3], stats[:, 4]
    is_rule = (length >= LONGEST * width) & (rise <= SLOPE * length)
    is_rule &= area <= 2.2 * (thickness + 2) * length
    is_rule[0] = False
    return is_rule[blots].astype(np.uint8) & thin


def _on_straight_lines(thin: Mask, thickness: int) -> Mask:
    """Those of the thin runs that lie on a straight line through the picture, whatever is between."""
    height, width = thin.shape
    found = cv2.HoughLinesP(
        thin, 1, np.pi / 360, round(0.25 * width), None, round(0.25 * width), round(0.2 * width)
    )
    lines = np.zeros_like(thin)
    if found is None:
        return lines
    segments = found.reshape(-1, 4)
    ways = np.arctan2(segments[:, 3] - segments[:, 1], segments[:, 2] - segments[:, 0])
    long = np.hypot(segments[:, 3] - segments[:, 1], segments[:, 2] - segments[:, 0])
    level = np.abs(ways) <= np.arctan(SLOPE)
    sure = level & (long >= LONGEST * width)
    for segment, way, is_level, is_sure in zip(segments.tolist(), ways, level, sure, strict=True):
        like = np.abs(ways[sure] - way) < FAMILY
        if is_sure or (is_level and like.any()):
            cv2.line(lines, segment[:2], segment[2:], 1, thickness + 3)
    return np.asarray(lines & thin, np.uint8)
