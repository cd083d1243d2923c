"""Digits that touch are cut apart, and nothing else is."""

import numpy as np
import pytest

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import blots_of
from digitpad.ink.photograph.ground import Mask
from digitpad.ink.photograph.separating import separated


def parts_of(mask: Mask) -> list[tuple[int, int, int, int]]:
    labels, blots = blots_of(mask, np.ones(mask.shape, np.float32))
    return sorted(blot.box for blot in separated(blots, labels))


@pytest.mark.parametrize("thick", [5, 7])
def test_a_wide_zero_stays_whole(thick: int) -> None:
    """Its line is thinner at the top and at the bottom: both together are little more than one."""
    mask = np.zeros((60, 80), np.uint8)
    cv2.ellipse(mask, (40, 30), (19, 12), 0, 0, 360, 1, 4)
    for side in (0, 180):
        cv2.ellipse(mask, (40, 30), (19, 12), side, -50, 50, 1, thick)
    assert len(parts_of(mask)) == 1


def test_two_ones_that_a_line_joins_are_cut_apart() -> None:
    mask = np.zeros((60, 90), np.uint8)
    for x in (10, 75):
        cv2.line(mask, (x, 10), (x, 50), 1, 4)
    cv2.line(mask, (10, 30), (75, 30), 1, 3)
    assert len(parts_of(mask)) == 2


@pytest.mark.parametrize(("height", "length"), [(4, 60), (14, 300)])
def test_bars_and_pieces_of_rules_stay_whole(height: int, length: int) -> None:
    mask = np.zeros((40, 340), np.uint8)
    mask[20 : 20 + height, 20 : 20 + length] = 1
    assert parts_of(mask) == [(20, 20, 20 + length, 20 + height)]
