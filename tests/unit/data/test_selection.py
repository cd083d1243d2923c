"""Digits selected of an open dataset, written without a copy of all their images."""

import tracemalloc
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, stream_to, write_dataset
from digitpad.data.selection import selected

RANDOM = np.random.default_rng(0)


def random_digits(name: str, count: int) -> DigitSet:
    images = RANDOM.integers(0, 256, (count, 28, 28), np.uint8)
    labels = RANDOM.integers(0, 10, count).astype(np.int8)
    return DigitSet(name, images, labels, writers=np.full(count, count, np.int32))


SETS = (random_digits("a", 1500), random_digits("b", 1700))

LABELS = np.roll(np.concatenate([digits.labels for digits in SETS]), 1)
"""What the digits are called now; they were read with others."""


@pytest.mark.parametrize("order", ["as they came", "another", "some"])
@pytest.mark.parametrize(
    "target", ["a.npz", "a.keras.npz", "a-images-idx3-ubyte", "a.csv", "a.zip"]
)
def test_what_is_shown_is_written_as_it_is_shown(tmp_path: Path, target: str, order: str) -> None:
    numbers = np.arange(3200)
    if order != "as they came":
        numbers = RANDOM.permutation(numbers)[: 3200 if order == "another" else 1100]
    digits = selected(SETS, LABELS, numbers)
    assert len(digits) == len(numbers)
    write_dataset(digits, tmp_path / target)
    back = load_dataset(tmp_path / target)
    images = np.concatenate([digits.images for digits in SETS])
    np.testing.assert_array_equal(back.images, images[numbers])
    np.testing.assert_array_equal(back.labels, LABELS[numbers])
    if target == "a.npz":
        assert back.writers is not None
        np.testing.assert_array_equal(back.writers, np.where(numbers < 1500, 1500, 1700))


@pytest.mark.parametrize("target", ["a.npz", "a.keras.npz", "a-images-idx3-ubyte", "a.csv"])
def test_to_write_digits_takes_no_copy_of_them(tmp_path: Path, target: str) -> None:
    half = np.zeros((20_000, 28, 28), np.uint8)
    labels = np.zeros(20_000, np.int8)
    sets = [DigitSet("a", half, labels), DigitSet("b", half, labels)]
    numbers = np.arange(40_000)[::-1]
    tracemalloc.start()
    try:
        digits = selected(sets, np.zeros(40_000, np.int8), numbers)
        with closing(stream_to(tmp_path / target, digits)) as shares:
            next(shares)
            next(shares)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # All images are 30 MB. A table holds a thousand of its rows as numbers, 8 bytes each.
    assert most < half.nbytes
