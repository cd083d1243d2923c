"""Digits as the arrays ``images`` and ``labels`` of an .npz file, with ``writers`` where known."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.arrays import open_npz, read_labels, read_writers, write_arrays
from digitpad.data.digitset import MOST_DIGITS, SIDE, DigitSet


def is_npz(start: bytes) -> bool:
    """Whether a zip that starts like this holds arrays: its first file's name ends in .npy."""
    length = int.from_bytes(start[26:28], "little")
    return start[30 : 30 + length].endswith(b".npy")


def read_npz(path: Path) -> DigitSet:
    """Read digits from ``images``, whole numbers (N, 28, 28) or (N, 784), and ``labels`` (N,).

    Raises
    ------
    DatasetError : an array is missing, damaged, or holds something else.
    """
    with open_npz(path) as arrays:
        shapes = (None, SIDE, SIDE), (None, SIDE * SIDE)
        images = arrays.read("images", "iu", *shapes, longest=MOST_DIGITS)
        if images.min(initial=0) < 0 or images.max(initial=0) > 255:
            found = f"values from {images.min()} to {images.max()}"
            raise arrays.error("images", found, "0 to 255")
        return DigitSet(
            path.name,
            images.reshape(-1, SIDE, SIDE).astype(np.uint8, copy=False),
            read_labels(arrays, len(images)),
            writers=read_writers(arrays, len(images)),
        )


def has_strokes(path: Path) -> bool:
    """Whether an .npz file holds strokes rather than images.

    Raises
    ------
    DatasetError : it cannot be read.
    """
    with open_npz(path) as arrays:
        return "points" in arrays


def write_npz(digits: DigitSet, path: Path) -> Iterator[float]:
    """Write images and labels, and writers where they are known; yields the share written.

    Raises
    ------
    DatasetError : the file cannot be written.
    """
    arrays: dict[str, NDArray[Any]] = {"images": digits.images, "labels": digits.labels}
    if digits.writers is not None:
        arrays["writers"] = digits.writers
    return write_arrays(path, arrays)
