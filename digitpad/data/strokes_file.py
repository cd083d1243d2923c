"""Drawings on disk: an .npz archive of strokes.

``points`` int16 (P, 2), x right and y down, the longer side of each digit scaled to 1000;
``stroke_offsets`` and ``digit_offsets``: stroke k has the points stroke_offsets[k] to
stroke_offsets[k + 1], digit i the strokes digit_offsets[i] to digit_offsets[i + 1]; ``labels``,
and optionally ``writers`` and ``sites``.
"""

import zipfile
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.errors import DatasetError
from digitpad.ink.raster import picture_of
from digitpad.ink.strokes import CANVAS, Drawing, Stroke, bounds
from digitpad.storage.atomic import atomic_write

SCALE = 1000
"""Longer side of a digit in the file."""

SHOWN = 400.0
"""Longer side of a digit that was read, canvas units; it lies in the middle of the canvas."""

LARGEST = 1 << 30
"""Bytes of an archive, unpacked, that are still read."""


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """All arrays of an .npz file.

    Raises
    ------
    DatasetError : it cannot be read, is too large, or holds code in place of numbers.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST:
            raise DatasetError(path, found=f"{size:,} bytes", expected=f"at most {LARGEST:,}")
        with np.load(path, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except (OSError, ValueError, MemoryError, zipfile.BadZipFile, zlib.error) as error:
        found = getattr(error, "strerror", None) or f"damage ({error})"
        raise DatasetError(path, found=found, expected="an .npz file of plain arrays") from error


def read_npz(path: Path) -> DigitSet:
    """Digits of an .npz file: strokes, or ``images`` and ``labels``.

    Raises
    ------
    DatasetError : with the array, what was found and what was expected.
    """
    arrays = read_arrays(path)
    if "points" in arrays:
        return _strokes(path, arrays)
    images = _array(path, arrays, "images", "u", ndim=3)
    if images.dtype != np.uint8 or images.shape[1:] != (28, 28):
        raise _error(path, "images", f"{images.dtype} {images.shape}", "uint8 (N, 28, 28)")
    return DigitSet(path.name, images, _labels(path, arrays, len(images)))


def _strokes(path: Path, arrays: dict[str, NDArray[Any]]) -> DigitSet:
    points = _array(path, arrays, "points", "if", ndim=2).astype(np.float32)
    if points.shape[1] != 2 or not np.isfinite(points).all():
        raise _error(path, "points", f"shape {points.shape}", "finite numbers (P, 2)")
    strokes = _offsets(path, arrays, "stroke_offsets", len(points))
    digits = _offsets(path, arrays, "digit_offsets", len(strokes) - 1)
    drawings = []
    for first, last in pairwise(digits):
        lines = [points[strokes[k] : strokes[k + 1]] for k in range(first, last)]
        whole = points[strokes[first] : strokes[last]]
        middle = (whole.min(axis=0) + whole.max(axis=0)) / 2
        scale = SHOWN / SCALE
        drawings.append(
            Drawing(tuple(Stroke((line - middle) * scale + CANVAS / 2) for line in lines))
        )
    labels = _labels(path, arrays, len(drawings))
    writers = None
    if "writers" in arrays:
        writers = _array(path, arrays, "writers", "iu", ndim=1).astype(np.int32)
        if len(writers) != len(drawings):
            raise _error(path, "writers", f"{len(writers):,}", f"{len(drawings):,}")
    images = np.array([picture_of(drawing) for drawing in drawings], np.uint8)
    return DigitSet(
        path.name, images.reshape(-1, 28, 28), labels, writers=writers, drawings=drawings
    )


def _array(
    path: Path, arrays: dict[str, NDArray[Any]], name: str, kinds: str, ndim: int
) -> NDArray[Any]:
    if name not in arrays:
        raise _error(path, name, "nothing", "numbers")
    array = arrays[name]
    if array.dtype.kind not in kinds or array.ndim != ndim:
        raise _error(path, name, f"{array.ndim}-d {array.dtype}", f"{ndim}-d numbers")
    return array


def _offsets(
    path: Path, arrays: dict[str, NDArray[Any]], name: str, last: int
) -> NDArray[np.int64]:
    """Offsets that rise from 0 to ``last``: no stroke and no digit is empty."""
    offsets = _array(path, arrays, name, "iu", ndim=1).astype(np.int64)
    if not len(offsets) or offsets[0] != 0 or offsets[-1] != last or (np.diff(offsets) < 1).any():
        raise _error(path, name, "offsets that do not fit", f"rising ones from 0 to {last:,}")
    return offsets


def _labels(path: Path, arrays: dict[str, NDArray[Any]], count: int) -> NDArray[np.int8]:
    if "labels" not in arrays:
        return np.full(count, UNLABELLED, np.int8)
    labels = _array(path, arrays, "labels", "iu", ndim=1)
    if len(labels) != count:
        raise _error(path, "labels", f"{len(labels):,}", f"{count:,}")
    signed = labels.astype(np.int64)
    wrong = np.flatnonzero((signed < UNLABELLED) | (signed > 9))
    if len(wrong):
        raise _error(path, "labels", f"{labels[wrong[0]]} for digit {wrong[0] + 1}", "0 to 9")
    return labels.astype(np.int8)


def _error(path: Path, array: str, found: str, expected: str) -> DatasetError:
    return DatasetError(path, where=f"array {array}", found=found, expected=expected)


def write_npz(digits: DigitSet, path: Path) -> None:
    """Write digits: their strokes where there are any, their images otherwise.

    Raises
    ------
    DatasetError : the file cannot be written.
    """
    arrays: dict[str, NDArray[Any]] = {"labels": digits.labels}
    if digits.drawings:
        arrays |= _stroke_arrays(digits.drawings)
    else:
        arrays["images"] = digits.images
    if digits.writers is not None:
        arrays["writers"] = digits.writers
    try:
        with atomic_write(path) as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    except OSError as error:
        found = error.strerror or str(error)
        raise DatasetError(path, found=found, expected="a place to write to") from error


def _stroke_arrays(drawings: Any) -> dict[str, NDArray[Any]]:
    points, stroke_lengths, digit_lengths = [], [], []
    for drawing in drawings:
        low, high = bounds(drawing)
        scale = SCALE / max(*(high - low), 1e-6)
        digit_lengths.append(len(drawing.strokes))
        for stroke in drawing.strokes:
            points.append(np.rint((stroke.points - low) * scale).astype(np.int16))
            stroke_lengths.append(len(stroke.points))
    return {
        "points": np.concatenate(points),
        "stroke_offsets": np.concatenate([[0], np.cumsum(stroke_lengths)]).astype(np.int32),
        "digit_offsets": np.concatenate([[0], np.cumsum(digit_lengths)]).astype(np.int32),
    }
