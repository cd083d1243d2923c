"""Pictures that were pasted or opened."""

import numpy as np
import pytest

from digitpad.errors import InkError
from digitpad.ink.framing import ink_box
from digitpad.ink.images import extract_ink, image_of_picture
from tests.unit.ink.seven import likeness, painted


@pytest.mark.parametrize(
    ("ground", "ink"),
    [
        ((255,), (0,)),
        ((0,), (255,)),
        ((250, 245, 230), (30, 20, 90)),
        ((40, 30, 20), (200, 210, 220)),
        ((200, 30, 30), (30, 200, 30)),
        ((255, 255, 255, 0), (0, 0, 0, 255)),
        ((0, 0, 0, 0), (255, 255, 255, 255)),
        ((0, 0, 0, 0), (10, 200, 30, 255)),
        ((255, 255, 255, 255), (0, 0, 0, 255)),
    ],
)
def test_ink_is_found_in_any_colours(ground: tuple[int, ...], ink: tuple[int, ...]) -> None:
    assert likeness(painted(ground, ink)) > 0.8


@pytest.mark.parametrize("size", [(3000, 2000), (60, 40), (31, 90), (1200, 90)])
def test_ink_is_found_at_any_size(size: tuple[int, int]) -> None:
    ink = extract_ink(painted((255, 255, 255), (0, 0, 0), size))
    assert max(ink.shape) <= 560
    left, top, right, bottom = ink_box(ink)
    assert (bottom - top) / ink.shape[0] == pytest.approx(200 / 300, abs=0.12)
    assert (right - left) / ink.shape[1] == pytest.approx(120 / 200, abs=0.12)


def test_noise_and_shade_on_the_ground_are_not_ink() -> None:
    rng = np.random.default_rng(0)
    image = painted((225, 225, 225), (60, 60, 60)).astype(float)
    image += rng.normal(0, 6, image.shape) + np.linspace(-15, 15, 200)[None, :, None]
    assert likeness(np.clip(image, 0, 255).astype(np.uint8)) > 0.8


@pytest.mark.parametrize("shape", [(50, 40), (50, 40, 3), (50, 40, 4), (1, 1), (28, 28)])
def test_a_picture_of_one_colour_has_no_ink(shape: tuple[int, ...]) -> None:
    with pytest.raises(InkError, match="No digit found"):
        extract_ink(np.full(shape, 90, np.uint8))


def test_a_network_input_keeps_its_greys() -> None:
    digit = np.zeros((28, 28), np.uint8)
    digit[4:24, 12:16] = 155 + 5 * np.arange(20, dtype=np.uint8)[:, None]
    assert np.array_equal(image_of_picture(digit), digit)
    assert np.array_equal(image_of_picture(255 - digit), digit)


def test_a_digit_in_a_corner_of_28x28_is_centred() -> None:
    digit = np.zeros((28, 28), np.uint8)
    digit[2:12, 3:5] = 200
    left, top, right, bottom = ink_box(image_of_picture(digit))
    assert bottom - top >= 20
    assert abs(left + right - 28) <= 2
