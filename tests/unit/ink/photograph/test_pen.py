"""Lines of digits in pictures, brought to the pen that redraws strokes."""

import numpy as np
import pytest

from digitpad.ink.framing import BOX, FINE, Picture
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.blots import line_width
from digitpad.ink.photograph.pen import MARKER, PEN, network_image, with_pen


def ring(width: int) -> Picture:
    """A 0 of 200 x 160 pixels."""
    ink = np.zeros((200, 160), np.uint8)
    axes = (80 - width // 2 - 1, 100 - width // 2 - 1)
    return np.asarray(cv2.ellipse(ink, (80, 100), axes, 0, 0, 360, 255, width), np.uint8)


def width_of(ink: Picture) -> float:
    """Pixels of the network's picture."""
    return line_width(np.pad((ink > 127).astype(np.uint8), 1)) / FINE


@pytest.mark.parametrize("width", [3, 10, 25, 40, 50])
def test_lines_are_no_thinner_than_the_pen_and_no_wider_than_a_marker(width: int) -> None:
    ink = with_pen(ring(width))
    assert max(ink.shape) == BOX * FINE
    assert PEN - 0.4 < width_of(ink) < MARKER + 0.4


def test_a_broad_line_reaches_as_far_as_any_other() -> None:
    rows, columns = (np.flatnonzero(network_image(with_pen(ring(45))).any(axis=n)) for n in (1, 0))
    assert len(rows) == BOX
    assert len(columns) in (15, 16, 17)


def test_what_is_thin_in_places_is_not_broken() -> None:
    ink = np.zeros((200, 100), np.uint8)
    ink[:90] = ink[110:] = 255
    ink[:, 45:55] = 255
    assert np.array_equal(with_pen(ink) > 127, cv2.resize(ink, (80, 160)) > 127)
