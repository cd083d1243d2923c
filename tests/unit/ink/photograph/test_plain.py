"""Small clean pictures go a short way, with the result of the long one."""

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph import digits
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.photograph.plain import enlarged, plain_digit

SEVEN = np.array([[70, 60], [160, 60], [100, 190]], np.int32)
Pixels = NDArray[np.uint8]


def small(side: int, pen: int = 16) -> Pixels:
    fine = np.full((260, 260), 235, np.uint8)
    cv2.polylines(fine, [SEVEN], False, 40, pen, cv2.LINE_AA)
    return np.asarray(cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize("side", [20, 32, 64, 128])
@pytest.mark.parametrize("is_dark", [True, False])
def test_the_short_way_has_the_result_of_the_long_one(
    side: int, is_dark: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = small(side) if is_dark else 255 - small(side)
    short = plain_digit(picture)
    assert short is not None
    monkeypatch.setattr(digits, "plain_digit", lambda picture: None)
    long = found_digits(picture).digits[0]
    assert short.digits[0].box == pytest.approx(long.box, abs=1)
    alike = np.corrcoef(short.digits[0].image.ravel(), long.image.ravel())[0, 1]
    assert alike > 0.9


def test_colour_and_opacity_go_the_short_way() -> None:
    grey = small(48)
    blue = np.dstack([np.full_like(grey, 235), grey, grey])
    clear = np.dstack([np.zeros((48, 48, 3), np.uint8), 235 - grey])
    for picture in (blue, clear):
        assert plain_digit(picture) is not None


def test_two_digits_rules_and_rings_go_the_long_way() -> None:
    two = np.hstack([small(60), small(60)])
    ruled, ringed = small(60), small(60)
    ruled[50] = 120
    cv2.circle(ringed, (27, 29), 26, 40, 2)
    shadow = np.asarray(small(60) * np.linspace(1, 0.6, 60), np.uint8)
    for picture in (two, ruled, ringed, shadow, small(200)):
        assert plain_digit(picture) is None


def test_a_tiny_digit_may_cover_most_of_the_edge() -> None:
    zero = np.zeros((8, 8), np.uint8)
    zero[[0, 7]] = zero[:, [0, 7]] = 200
    for picture in (zero, 255 - zero):
        image = found_digits(picture).digits[0].image
        assert not image[12:16, 12:16].any()
        rows, columns = np.nonzero(image > 127)
        assert np.ptp(rows) > 15
        assert np.ptp(columns) > 15


@pytest.mark.parametrize("pen", [12, 16, 24])
def test_an_enlarged_line_is_as_dark_as_it_was(pen: int) -> None:
    ink = 235 - small(8, pen)
    again = cv2.resize(enlarged(ink, 28), (8, 8), interpolation=cv2.INTER_AREA)
    assert again.astype(int) == pytest.approx(ink.astype(int), abs=16)
