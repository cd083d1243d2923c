"""NumPy arrays: images and labels in an .npz file, or in .npy files beside each other.

Images are (N, 28, 28), (N, 784), (N, 28, 28, 1) or (N, 1, 28, 28), whole numbers 0 to 255 or
decimal ones 0 to 1, -1 to 1 or 0 to 255; other squares of 8 to 64 pixels likewise, and 0 to 16.
Labels are (N,) or (N, 1), numbers or texts of them, or one-hot (N, 10). Names are those of Keras
(``x_train``, ``y_train``, ``x_test``, ``y_test``), ours (``images``, ``labels``, ``writers``), and
the like.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digit_arrays import read_writers, write_arrays
from digitpad.data.digitset import MAX_DIGITS, SIDE, UNLABELLED, Chunk, DigitSet, Writable
from digitpad.data.formats.array_files import NPY, beside, halves_in, is_npz, meaning_of, opened
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.formats.sizes import as_digits, measured_range, side_of
from digitpad.errors import DatasetError
from digitpad.files.npz import Npz
from digitpad.files.untrusted import READ_ERRORS, unreadable

Parts = dict[str, tuple[str, str | None]]
Shape = tuple[int | None, ...]

CHUNK_SIZE = 1_000
"""Digits in a chunk, where they have to be scaled."""

ROUND = 1e-3
"""So little below 0 a value may lie that was computed."""

EXPECTED = "images and labels, x_train and y_train, X and y, or the like"


class Arrays(Form):
    """Images and labels."""

    name = "NumPy arrays (.npz, .npy)"
    order = 60
    endings: ClassVar = {"NumPy arrays": ".npz", "NumPy arrays as Keras has them": ".keras.npz"}

    def sniff(self, source: Source) -> bool:
        return source.start.startswith(NPY) or is_npz(source)

    def halves(self, source: Source) -> tuple[str, ...]:
        with opened(source) as arrays:
            full = _full(_parts(arrays), arrays)
        return ("train", "test") if {"train", "test"} <= full.keys() else ()

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        try:
            yield from _stream(source, options)
        except READ_ERRORS as error:
            raise unreadable(source.title, error) from error

    def write(self, digits: Writable, path: Path) -> Iterator[float]:
        if path.name.lower().endswith(".keras.npz"):
            return write_arrays(path, _for_keras(digits, path))
        arrays: dict[str, NDArray[Any] | Writable] = {"images": digits, "labels": digits.labels}
        if digits.writers is not None:
            arrays["writers"] = digits.writers
        return write_arrays(path, arrays)


def _for_keras(digits: Writable, path: Path) -> dict[str, NDArray[Any] | Writable]:
    """All digits as the first half, and none as the second, under Keras' names.

    Raises
    ------
    DatasetError : a digit has no label, which Keras' form cannot say.
    """
    if (digits.labels == UNLABELLED).any():
        raise DatasetError(path, found="some digits have no label, but need one here")
    return {
        "x_train": digits,
        "y_train": digits.labels.astype(np.uint8),
        "x_test": np.empty((0, SIDE, SIDE), np.uint8),
        "y_test": digits.labels[:0].astype(np.uint8),
    }


def _stream(source: Source, options: ReadOptions) -> Iterator[Chunk]:
    if _is_labels(source) and (images_beside := beside(source, "images")):
        source = images_beside
    with opened(source) as arrays:
        parts = _parts(arrays)
        if not parts:
            raise _no_images(source, arrays)
        parts = _full(parts, arrays) or parts
        half = options.half if options.half in parts else next(iter(parts))
        images_name, labels_name = parts[half]
        images = _images(arrays, images_name)
        labels = _labels(arrays, labels_name, len(images)) if labels_name else None
        writers = read_writers(arrays, len(images))
    if labels is None:
        labels = _labels_beside(source, len(images))
    name = source.name if len(parts) == 1 else f"{source.name} ({half})"
    span = _range(source, images_name, images)
    step = len(images) or 1 if images.dtype == np.uint8 and images.shape[1] == SIDE else CHUNK_SIZE
    for start in range(0, len(images) or 1, step):
        part = slice(start, start + step)
        digits = DigitSet(
            name,
            as_digits(images[part], span),
            labels[part],
            writers=None if writers is None else writers[part],
        )
        yield Chunk(digits, min(start + step, len(images)), len(images))


def _full(parts: Parts, arrays: Npz) -> Parts:
    """The halves with a digit in them: Keras' form has both, and one of them may be empty."""
    return {half: pair for half, pair in parts.items() if arrays.shape(pair[0])[:1] != (0,)}


def _parts(arrays: Npz) -> Parts:
    """For each half, the names of its images and labels; nothing where there are no images.

    Raises
    ------
    DatasetError : several arrays may be the images, or the labels.
    """
    try:
        parts = halves_in(arrays.names)
    except ValueError as error:
        raise DatasetError(arrays.path, found=f"the arrays {error}", expected=EXPECTED) from error
    if not parts and len(arrays.names) == 1:
        name = arrays.names[0]
        if _is_images(shape := arrays.shape(name)) or shape == (SIDE, SIDE):
            return {"": (name, None)}
    return parts


def _is_labels(source: Source) -> bool:
    """Whether a file holds the labels of images that lie in another file, by its name."""
    return meaning_of(source.file_name.rpartition(".")[0]).kind == "labels"


def _no_images(source: Source, arrays: Npz) -> DatasetError:
    """What to tell of a file without images."""
    names = arrays.names
    listed = ", ".join(names[:6]) + (", ..." if len(names) > 6 else "")
    return DatasetError(source.title, found=f"the arrays {listed}", expected=EXPECTED)


def _is_images(shape: tuple[int, ...]) -> bool:
    """Whether an array of this shape may hold images of a square size that is read."""
    if len(shape) == 2:
        # 784 rows are digits in columns rather than 784 of them.
        return side_of(shape[1]) is not None and not (shape[0] == SIDE**2 != shape[1])
    if len(shape) == 4:
        shape = shape[:3] if shape[3] == 1 else (shape[0], *shape[2:]) if shape[1] == 1 else ()
    return len(shape) == 3 and shape[1] == shape[2] and side_of(shape[1] ** 2) is not None


def _images(arrays: Npz, name: str) -> NDArray[Any]:
    """Images (N, side, side) with values as in the file."""
    shape = arrays.shape(name)
    shapes: list[Shape] = [
        (None, SIDE, SIDE),
        (None, SIDE * SIDE),
        (None, SIDE, SIDE, 1),
        (None, 1, SIDE, SIDE),
    ]
    if _is_images(shape):
        shapes.append(shape)
    elif len(shape) == 2:
        del shapes[1]  # As (784, 784) of digits in columns.
    if shape == (SIDE, SIDE):
        shapes.append(shape)
    images = arrays.read(name, "biuf", *shapes, longest=MAX_DIGITS)
    side = (
        SIDE if shape == (SIDE, SIDE) else max(shape[2:]) if len(shape) > 2 else side_of(shape[1])
    )
    return images.reshape(-1, side or SIDE, side or SIDE)


def _range(source: Source, name: str, images: NDArray[Any]) -> tuple[float, float]:
    """The values of paper and of full ink.

    Raises
    ------
    DatasetError : the values are of no range that is known.
    """
    if images.dtype == bool:
        return 0, 1
    if not images.size or (images.dtype == np.uint8 and images.shape[1] == SIDE):
        return 0, 255
    low, high = images.min(), images.max()
    is_whole = images.dtype.kind in "iu" and images.shape[1] == SIDE
    span: tuple[float, float] | None = (0, 255) if is_whole else None
    if not is_whole and np.isfinite(low) and np.isfinite(high):
        span = measured_range(np.maximum(images, 0) if -ROUND <= low < 0 else images)
    if span is None or (is_whole and (low < 0 or high > 255)):
        wanted = "0 to 255" if is_whole else "0 to 1, -1 to 1, 0 to 16 or 0 to 255"
        raise DatasetError(
            source.title,
            where=f"array {name}",
            found=f"{low:g} to {high:g}",
            expected=f"values {wanted}",
        )
    return span


def _labels_beside(source: Source, count: int) -> NDArray[np.int8]:
    """The labels from a file beside the images; all unlabelled where there is none."""
    found = beside(source, "labels")
    if found is None:
        return np.full(count, UNLABELLED, np.int8)
    with opened(found) as arrays:
        if len(arrays.names) != 1:
            raise _no_images(found, arrays)
        return _labels(arrays, arrays.names[0], count)


def _labels(arrays: Npz, name: str, count: int) -> NDArray[np.int8]:
    """Labels int8 (N,) for so many digits.

    Raises
    ------
    DatasetError : there are more or fewer, or other values than 0 to 9 or ``UNLABELLED``.
    """
    labels = arrays.read(name, "biufU", (count,), (count, 1), (count, 10))
    is_text = labels.dtype.kind == "U"
    if labels.shape == (count, 10) and not is_text:
        is_hot = (labels == labels.max(axis=1, keepdims=True)).sum(axis=1) == 1
        wrong = np.flatnonzero(~is_hot | (labels.sum(axis=1) != 1) | (labels.max(axis=1) != 1))
        if len(wrong):
            found = f"{labels[wrong[0]].tolist()} for digit {wrong[0] + 1}"
            raise arrays.error(name, found, "one 1 and nine 0")
        return labels.argmax(axis=1).astype(np.int8)
    labels = labels.reshape(-1)
    known = np.arange(UNLABELLED, 10)
    wrong = np.flatnonzero(~np.isin(labels, known.astype(str) if is_text else known))
    if len(wrong):
        found = f"{labels[wrong[0]]} for digit {wrong[0] + 1}"
        raise arrays.error(name, found, "labels 0 to 9")
    return labels.astype(np.int8)


FORM = Arrays()
