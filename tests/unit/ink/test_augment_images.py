"""Distortions of pictures."""

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.ink.augment_images import SHARED_FIELD, Distortion, distort, distort_annealed

NONE = Distortion(elastic=0, rotation=0, scale=0, shear=0, shift=0)


def digits(count: int) -> NDArray[np.uint8]:
    """Bars in the middle of the picture, each of its own length."""
    images = np.zeros((count, 28, 28), np.uint8)
    for k, image in enumerate(images):
        image[6 : 12 + k % 10, 11:17] = 255
    return images


def test_no_distortion_is_the_picture_itself() -> None:
    images = digits(5)
    assert np.array_equal(distort(images, np.random.default_rng(0), NONE), images)


def test_the_same_seed_distorts_the_same_way() -> None:
    images = digits(1500)
    a, b = (distort(images, np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, distort(images, np.random.default_rng(4)))


def test_only_few_pictures_are_bent_in_the_same_way_and_no_neighbours() -> None:
    images = np.repeat(digits(1), 50, axis=0)
    result = distort(images, np.random.default_rng(0))
    assert result.shape == images.shape
    assert result.dtype == np.uint8
    ways = Counter(image.tobytes() for image in result)
    assert max(ways.values()) == SHARED_FIELD
    assert len(ways) == math.ceil(50 / SHARED_FIELD)
    assert all((one != other).any() for one, other in pairwise(result))


def test_nothing_comes_from_a_neighbour() -> None:
    images = np.zeros((2003, 28, 28), np.uint8)
    images[::2, 2:26, 2:26] = 255
    wild = Distortion(elastic=200, rotation=40, scale=0.4, shear=0.4, shift=8)
    result = distort(images, np.random.default_rng(0), wild)
    assert not result[1::2].any()
    assert (result[::2].reshape(len(images[::2]), -1).max(axis=1) == 255).all()


def test_ink_stays_about_the_same_and_inside() -> None:
    images = digits(1000)
    result = distort(images, np.random.default_rng(0))
    ratio = result.sum(axis=(1, 2), dtype=float) / images.sum(axis=(1, 2), dtype=float)
    assert ratio.mean() == pytest.approx(1.0, abs=0.1)
    assert ratio.min() > 0.4


def test_towards_the_end_of_a_training_less_is_bent() -> None:
    images = digits(500)

    def bent(done: float) -> float:
        result = distort_annealed(images, np.random.default_rng(0), done)
        return float(np.abs(result.astype(float) - images).mean())

    assert bent(0.0) == bent(0.5) > bent(0.75) > bent(1.0) > 0.4 * bent(0.0)


def test_an_empty_stack_is_no_error() -> None:
    assert distort(digits(0), np.random.default_rng(0)).shape == (0, 28, 28)
