from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from digitpad.data.formats.sizes import as_digits, measured_range, scaled_values, side_of
from digitpad.ink.framing import centre_of_mass, ink_box

Watch = Callable[[int], AbstractContextManager[None]]


def seven(side: int) -> np.ndarray:
    """A seven of 0 and 1, thicker than a pixel where there is room."""
    picture = np.zeros((side, side), np.uint8)
    pen = max(1, side // 10)
    low, high = side // 8, side - side // 8
    picture[low : low + pen, low:high] = 1
    for step in range(high - low):
        picture[low + step, high - 1 - step // 2 - pen + 1 : high - step // 2] = 1
    return picture


@given(arrays(np.uint8, (2, 28, 28)))
def test_images_of_28x28_keep_every_pixel(images: np.ndarray) -> None:
    assert (as_digits(images) == images).all()


@given(arrays(np.uint8, (1, 28, 28)))
def test_each_of_256_greys_survives_as_a_decimal_number(images: np.ndarray) -> None:
    assert (as_digits((images / 255).astype(np.float32), (0, 1)) == images).all()


@pytest.mark.parametrize("side", [8, 12, 16, 20, 28 * 2, 64])
def test_other_sizes_fill_the_box_and_lie_in_the_middle(side: int) -> None:
    (digit,) = as_digits(seven(side)[None], (0, 1))
    left, top, right, bottom = ink_box(digit)
    assert max(right - left, bottom - top) in range(18, 23)
    assert np.allclose(centre_of_mass(digit), 14, atol=1)
    assert digit.max() > 200


def test_all_sizes_are_read_as_the_same_digit() -> None:
    small, large = (as_digits(seven(side)[None], (0, 1))[0].astype(float) for side in (16, 64))
    assert np.corrcoef(small.ravel(), large.ravel())[0, 1] > 0.8


def test_an_image_that_is_not_square_keeps_its_aspect() -> None:
    tall = np.zeros((1, 32, 16), np.uint8)
    tall[0, 2:30, 6:10] = 255
    left, top, right, bottom = ink_box(as_digits(tall)[0])
    assert (bottom - top) / (right - left) > 4


def test_an_empty_image_stays_empty() -> None:
    assert not as_digits(np.zeros((1, 16, 16))).any()


@pytest.mark.parametrize(
    ("values", "span"),
    [
        (np.array([0.0, 0.5, 1.0]), (0, 1)),
        (np.array([False, True]), (0, 1)),
        (np.array([0.0, 3.0, 16.0]), (0, 16)),
        (np.array([0.25, 3.5, 12.0]), (0, 255)),
        (np.array([0, 17], np.uint8), (0, 255)),
        (np.array([-1.0, 0.3, 1.0]), (-1, 1)),
        (np.array([0.0, 256.0]), None),
        (np.array([-2.0, 1.0]), None),
        (np.array([np.nan]), None),
        (np.zeros(0), (0, 255)),
    ],
)
def test_the_range_of_values_is_measured(values: np.ndarray, span: object) -> None:
    assert measured_range(values) == span


@given(st.integers(0, 255))
def test_values_are_scaled_from_paper_to_ink(value: int) -> None:
    assert scaled_values(np.array([value / 127.5 - 1]), (-1, 1)) == value
    assert scaled_values(np.array([-9.0, 9.0]), (0, 1)).tolist() == [0, 255]


def test_sides_of_square_images() -> None:
    assert [side_of(n) for n in (64, 256, 784, 785, 4096, 49, 4225, -1)] == [
        8, 16, 28, None, 64, None, None, None,
    ]  # fmt: skip


def test_the_range_of_many_values_is_measured_in_little_memory(at_most: Watch) -> None:
    values = np.full((4_000, 784), 7, np.float32)
    with at_most(values.nbytes // 2):
        assert measured_range(values) == (0, 16)
    values[3_999] = 0.5
    assert measured_range(values) == (0, 255)
