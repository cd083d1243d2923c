"""Digits for the tests of reading and writing."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.text.codec import format_digit


@pytest.fixture
def digits() -> DigitSet:
    """Twelve digits, mostly paper, 0 to 9 and two more."""
    rng = np.random.default_rng(7)
    images = rng.integers(0, 256, (12, 28, 28), np.uint8) * (rng.random((12, 28, 28)) < 0.2)
    return DigitSet("twelve", images.astype(np.uint8), (np.arange(12) % 10).astype(np.int8))


@pytest.fixture
def folder(tmp_path: Path, digits: DigitSet) -> Path:
    """A folder of twelve text digits, 1.txt to 12.txt, the last four in folders inside."""
    folder = tmp_path / "digits"
    for number, (image, label) in enumerate(zip(digits.images, digits.labels, strict=True), 1):
        inside = folder / "more" / "and more" if number > 8 else folder
        inside.mkdir(parents=True, exist_ok=True)
        (inside / f"{number}.txt").write_bytes(format_digit(image, int(label)))
    return folder


@pytest.fixture
def at_most() -> Callable[[int], AbstractContextManager[None]]:
    """Fails where more than so many bytes of memory are asked for at a time."""

    @contextmanager
    def watch(most: int) -> Iterator[None]:
        tracemalloc.start()
        try:
            yield
            assert tracemalloc.get_traced_memory()[1] < most
        finally:
            tracemalloc.stop()

    return watch
