"""Pieces of a line with gaps are one digit; lines side by side are not."""

from collections.abc import Sequence

import numpy as np

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import blots_of
from digitpad.ink.photograph.broken_lines import continuing_pairs, without_gaps

Line = Sequence[tuple[int, int]]


def pieces_of(*lines: Line) -> tuple[int, int]:
    """How many pairs of these lines continue one another, and how many digits are left."""
    ink = np.zeros((200, 200), np.uint8)
    for line in lines:
        cv2.polylines(ink, [np.array(line, np.int32)], False, 1, 6)
    labels, blots = blots_of(ink, ink.astype(np.float32))
    assert len(blots) == len(lines)
    return len(continuing_pairs(blots, labels, 6)), len(without_gaps(blots, labels, 6))


def test_a_line_goes_on_after_a_gap() -> None:
    assert pieces_of([(60, 20), (60, 110)], [(60, 130), (60, 160)]) == (1, 1)
    assert pieces_of([(60, 20), (90, 110)], [(96, 128), (102, 146)]) == (1, 1)


def test_a_gap_may_be_too_long() -> None:
    assert pieces_of([(60, 20), (60, 110)], [(60, 145), (60, 175)]) == (0, 2)


def test_lines_beside_each_other_and_a_line_below_stay_apart() -> None:
    assert pieces_of([(60, 20), (60, 110)], [(78, 40), (78, 80)]) == (0, 2)
    assert pieces_of([(60, 20), (60, 110)], [(20, 125), (100, 125)]) == (0, 2)


def test_two_that_are_both_tall_may_be_digits() -> None:
    assert pieces_of([(60, 20), (60, 80)], [(60, 100), (60, 165)]) == (1, 2)


def test_a_long_line_below_stays_apart() -> None:
    assert pieces_of([(60, 20), (110, 74), (145, 80)], [(50, 97), (165, 90)]) == (0, 2)
