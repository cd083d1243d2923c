"""Drawings on disk: an .npz file of strokes.

``points`` int16 (P, 2), x right and y down, each digit moved to 0 and its longer side scaled to
1000; ``stroke_offsets`` and ``digit_offsets``: stroke k has the points stroke_offsets[k] to
stroke_offsets[k + 1], digit i the strokes digit_offsets[i] to digit_offsets[i + 1]; ``labels``,
and ``writers`` where they are known. Where a drawing lay on the canvas, its size and its pen are
not kept: the network does not see them either.
"""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.arrays import (
    array_error,
    read_array,
    read_labels,
    read_writers,
    write_arrays,
)
from digitpad.data.digitset import SIDE, Chunk, DigitSet
from digitpad.data.files import open_zip
from digitpad.errors import DatasetError
from digitpad.ink.raster import picture_of
from digitpad.ink.strokes import CANVAS, Drawing, Points, Stroke, bounds

SCALE = 1000
"""Longer side of a digit in the file."""

SHOWN = 400.0
"""Longer side of a digit that was read, canvas units; it lies in the middle of the canvas."""

BATCH = 250
"""Digits in a chunk."""


def stream_strokes(path: Path) -> Iterator[Chunk]:
    """Read drawings, and draw their images.

    Raises
    ------
    DatasetError : an array is missing, damaged, or holds something else.
    """
    with open_zip(path) as archive:
        points = read_array(archive, "points", "iu", (None, 2))
        strokes = _offsets(archive, "stroke_offsets", len(points))
        digits = _offsets(archive, "digit_offsets", len(strokes) - 1)
        count = len(digits) - 1
        labels, writers = read_labels(archive, count), read_writers(archive, count)
    for start in range(0, count, BATCH):
        stop = min(start + BATCH, count)
        drawings = [
            _drawing(points, strokes[digits[i] : digits[i + 1] + 1]) for i in range(start, stop)
        ]
        images = np.array([picture_of(drawing) for drawing in drawings], np.uint8)
        some = slice(start, stop)
        yield Chunk(
            DigitSet(
                path.name,
                images.reshape(-1, SIDE, SIDE),
                labels[some],
                writers=None if writers is None else writers[some],
                drawings=drawings,
            ),
            stop,
            count,
        )


def _offsets(archive: zipfile.ZipFile, name: str, last: int) -> NDArray[np.int64]:
    """Offsets that rise from 0 to ``last``: no stroke and no digit is empty."""
    offsets = read_array(archive, name, "iu", (None,)).astype(np.int64)
    if not len(offsets) or offsets[0] != 0 or offsets[-1] != last or (np.diff(offsets) < 1).any():
        raise array_error(
            Path(archive.filename or ""),
            name,
            "numbers that do not rise step by step",
            f"a rise from 0 to {last:,}",
        )
    return offsets


def _drawing(points: NDArray[np.integer], offsets: NDArray[np.int64]) -> Drawing:
    """A digit, its longer side ``SHOWN`` canvas units, in the middle of the canvas.

    ``offsets`` tells where its strokes start among the points, and where the last one ends.
    """
    whole = points[offsets[0] : offsets[-1]].astype(np.float64)
    low, high = whole.min(axis=0), whole.max(axis=0)
    scale = SHOWN / max((high - low).max(), 1)
    placed: Points = ((whole - (low + high) / 2) * scale + CANVAS / 2).astype(np.float32)
    return Drawing(tuple(map(Stroke, np.split(placed, offsets[1:-1] - offsets[0]))))


def write_strokes(digits: DigitSet, path: Path) -> Iterator[float]:
    """Write the drawings of a set; yields the share written.

    Raises
    ------
    DatasetError : a digit is not made of strokes alone, or the file cannot be written.
    """
    if len(digits.drawings) != len(digits) or not all(map(_is_strokes, digits.drawings)):
        raise DatasetError(path, found="digits that are pictures", expected="strokes alone")
    arrays: dict[str, NDArray[Any]] = {**_stroke_arrays(digits.drawings), "labels": digits.labels}
    if digits.writers is not None:
        arrays["writers"] = digits.writers
    yield from write_arrays(path, arrays)


def _is_strokes(drawing: Drawing) -> bool:
    return bool(drawing.strokes) and drawing.picture is None


def _stroke_arrays(drawings: Sequence[Drawing]) -> dict[str, NDArray[Any]]:
    points = [np.empty((0, 2), np.int16)]
    stroke_lengths, digit_lengths = [0], [0]
    for drawing in drawings:
        low, high = bounds(drawing)
        scale = SCALE / max(float((high - low).max()), 1e-3)
        digit_lengths.append(len(drawing.strokes))
        for stroke in drawing.strokes:
            points.append(np.rint((stroke.points - low) * scale).astype(np.int16))
            stroke_lengths.append(len(stroke.points))
    return {
        "points": np.concatenate(points),
        "stroke_offsets": np.cumsum(stroke_lengths, dtype=np.int32),
        "digit_offsets": np.cumsum(digit_lengths, dtype=np.int32),
    }
