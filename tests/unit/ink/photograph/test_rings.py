"""A ring goes, and the digit in it stays; what only looks like a ring stays too."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.rings import without_rings

SEVEN = np.array([[105, 90], [165, 90], [120, 185]], np.int32)
Mask = NDArray[np.uint8]


def seven() -> Mask:
    ink = np.zeros((280, 280), np.uint8)
    cv2.polylines(ink, [SEVEN], False, 1, 8)
    return ink


def with_ring(ink: Mask, first: int = 0, last: int = 360) -> Mask:
    both = ink.copy()
    cv2.ellipse(both, (140, 135), (70, 62), 20, first, last, 1, 5)
    return both


def test_a_ring_that_touches_its_digit_is_taken_out() -> None:
    both = with_ring(seven())
    assert cv2.connectedComponents(both)[0] == 2
    rest = without_rings(both)
    assert np.count_nonzero(rest & seven()) > 0.9 * np.count_nonzero(seven())
    assert np.count_nonzero(rest) < 1.05 * np.count_nonzero(seven())


def test_an_open_ring_is_taken_out() -> None:
    rest = without_rings(with_ring(seven(), 15, 345))
    assert np.count_nonzero(rest) < 1.05 * np.count_nonzero(seven())


def test_a_ring_that_the_edge_cuts_is_taken_out() -> None:
    both = np.ascontiguousarray(with_ring(seven())[:, :202])
    assert np.count_nonzero(without_rings(both)) < 1.05 * np.count_nonzero(seven())


def test_a_zero_stays_with_a_bar_and_where_it_overlaps_itself() -> None:
    zero = with_ring(np.zeros((280, 280), np.uint8))
    barred, hooked = zero.copy(), zero.copy()
    cv2.line(barred, (95, 180), (185, 90), 1, 5)
    cv2.line(hooked, (140, 75), (150, 115), 1, 5)
    for ink in (zero, barred, hooked):
        assert np.array_equal(without_rings(ink), ink)
