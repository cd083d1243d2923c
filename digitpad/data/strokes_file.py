"""Drawings on disk: an .npz file of strokes.

``points`` int16 (P, 2), x right and y down, each digit moved to 0 and its longer side scaled to
1000; ``stroke_offsets`` and ``digit_offsets``: stroke k has the points stroke_offsets[k] to
stroke_offsets[k + 1], digit i the strokes digit_offsets[i] to digit_offsets[i + 1]; ``labels``,
and ``writers`` where they are known. ``is_test``, bool, tells which digits are the test half of a
set that has two: nothing is to be learned from them. Where a drawing lay on the canvas, its size
and its pen are not kept: the network does not see them either.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digit_arrays import open_npz, read_labels, read_writers, write_arrays
from digitpad.data.digitset import MAX_DIGITS, MAX_ERRORS, Chunk, DigitSet, Writable
from digitpad.errors import DatasetError
from digitpad.files.npz import Npz
from digitpad.ink.raster_all import all_rasterized
from digitpad.ink.strokes import CANVAS, MAX_POINTS, MAX_STROKES, Drawing, Points, Stroke, bounds

SCALE = 1000
"""Longer side of a digit in the file."""

SHOWN_SIDE = 400.0
"""Longer side of a digit that was read, canvas units; it lies in the middle of the canvas."""

CHUNK_SIZE = 250
"""Digits in a chunk, at most."""

IS_TEST = "is_test"
"""Name of the array that tells the halves apart."""

MAX_POINTS_IN_ALL = 30_000_000
"""Points of a file."""


def stream_strokes(path: Path, half: str = "train") -> Iterator[Chunk]:
    """Read drawings, and draw their images; a digit of far too many strokes or points is left out.

    Parameters
    ----------
    half : ``"train"`` or ``"test"``, of a file that has both.

    Raises
    ------
    DatasetError : an array is missing, damaged, or holds something else, or all are left out.
    """
    with open_npz(path) as arrays:
        points, strokes, digits = _lines(arrays)
        count = len(digits) - 1
        labels, writers = read_labels(arrays, count), read_writers(arrays, count)
        is_wanted = _is_in_half(arrays, half, count)
    stroke_counts, point_counts = np.diff(digits), np.diff(strokes[digits])
    is_drawn = (stroke_counts <= MAX_STROKES) & (point_counts <= MAX_POINTS)
    refused = np.flatnonzero(~is_drawn & is_wanted)
    is_drawn &= is_wanted
    left_out = tuple(
        _too_much(path, i, stroke_counts[i], point_counts[i]) for i in refused[:MAX_ERRORS]
    )
    if len(refused) and not is_drawn.any():
        raise left_out[0]
    more = len(refused) - len(left_out)
    for start, stop in _pieces(stroke_counts * is_drawn, point_counts * is_drawn):
        some = start + np.flatnonzero(is_drawn[start:stop])
        drawings = _drawings(points, [strokes[digits[i] : digits[i + 1] + 1] for i in some])
        read = DigitSet(
            path.name,
            all_rasterized(drawings),
            labels[some],
            writers=None if writers is None else writers[some],
            drawings=drawings,
            left_out=left_out,
            left_out_more=more,
        )
        yield Chunk(read, stop, count)
        left_out, more = (), 0


def read_drawing(path: Path) -> Drawing:
    """The first drawing in a file, without its image.

    Raises
    ------
    DatasetError : as :func:`stream_strokes`, or there is none, or it is far too large.
    """
    with open_npz(path) as arrays:
        points, strokes, digits = _lines(arrays)
    own = strokes[: digits[1] + 1] if len(digits) > 1 else strokes[:0]
    if not 1 < len(own) <= MAX_STROKES + 1 or own[-1] > MAX_POINTS:
        raise DatasetError(path, found="no drawing, or one that is far too large")
    return _drawings(points, [own])[0]


def _lines(
    arrays: Npz,
) -> tuple[NDArray[np.integer], NDArray[np.int64], NDArray[np.int64]]:
    """All points (P, 2), where each stroke begins among them, and each digit among the strokes."""
    points = arrays.read("points", "iu", (None, 2), longest=MAX_POINTS_IN_ALL)
    strokes = _offsets(arrays, "stroke_offsets", len(points), MAX_POINTS_IN_ALL)
    return points, strokes, _offsets(arrays, "digit_offsets", len(strokes) - 1, MAX_DIGITS)


def _is_in_half(arrays: Npz, half: str, count: int) -> NDArray[np.bool_]:
    """Which digits are in a half, bool (count,); all where the file has one part only."""
    if IS_TEST not in arrays:
        return np.ones(count, np.bool_)
    return arrays.read(IS_TEST, "b", (count,)) == (half == "test")


def _offsets(arrays: Npz, name: str, last: int, most: int) -> NDArray[np.int64]:
    """Offsets that rise from 0 to ``last``: no stroke and no digit is empty."""
    longest = min(last, most) + 1
    offsets = arrays.read(name, "iu", (None,), longest=longest).astype(np.int64, copy=False)
    rises = bool((offsets[1:] > offsets[:-1]).all())
    if not len(offsets) or offsets[0] != 0 or offsets[-1] != last or not rises:
        raise arrays.error(name, f"the numbers must rise from 0 to {last:,}")
    return offsets


def _too_much(path: Path, number: int, strokes: int, points: int) -> DatasetError:
    """What to tell of a digit that is left out."""
    return DatasetError(
        path,
        where=f"digit {number + 1}",
        found=f"{strokes:,} strokes of {points:,} points",
        expected=f"at most {MAX_STROKES:,} strokes and {MAX_POINTS:,} points",
    )


def _pieces(strokes: NDArray[np.integer], points: NDArray[np.integer]) -> Iterator[tuple[int, int]]:
    """First digit of each chunk, and the one behind its last; none takes long to draw.

    Parameters
    ----------
    strokes, points : how many each digit has, (N,).
    """
    work = np.maximum(strokes / MAX_STROKES, points / MAX_POINTS)
    start = 0
    while start < len(work):
        some = work[start : start + CHUNK_SIZE].cumsum()
        stop = start + max(1, int(np.searchsorted(some, 1, side="right")))
        yield start, stop
        start = stop


def _drawings(points: NDArray[np.integer], offsets: Sequence[NDArray[np.int64]]) -> list[Drawing]:
    """Digits, the longer side of each ``SHOWN_SIDE`` canvas units, in the middle of the canvas.

    ``offsets`` tells where the strokes of each start among the points, and where its last one ends.
    """
    if not offsets:
        return []
    whole = np.concatenate([points[own[0] : own[-1]] for own in offsets]).astype(np.float64)
    counts = np.array([own[-1] - own[0] for own in offsets], np.intp)
    starts = counts.cumsum() - counts
    low, high = np.minimum.reduceat(whole, starts), np.maximum.reduceat(whole, starts)
    scale = SHOWN_SIDE / np.maximum((high - low).max(axis=1), 1)
    middle = np.repeat((low + high) / 2, counts, axis=0)
    placed = (whole - middle) * np.repeat(scale, counts)[:, None] + CANVAS / 2
    lines: Points = placed.astype(np.float32)
    return [
        Drawing(tuple(Stroke(lines[a:b]) for a, b in pairwise((own - own[0] + start).tolist())))
        for own, start in zip(offsets, starts, strict=True)
    ]


def write_strokes(
    digits: Writable, path: Path, is_test: NDArray[np.bool_] | None = None
) -> Iterator[float]:
    """Write the drawings of a set; yields the share written.

    Parameters
    ----------
    is_test : which digits are the test half, bool (N,); None where there are no halves.

    Raises
    ------
    DatasetError : a digit is not made of strokes alone, or the file cannot be written.
    """
    if len(digits.drawings) != len(digits) or not all(map(_is_strokes, digits.drawings)):
        raise DatasetError(path, found="images cannot be exported as strokes")
    arrays: dict[str, NDArray[Any]] = {**_stroke_arrays(digits.drawings), "labels": digits.labels}
    if digits.writers is not None:
        arrays["writers"] = digits.writers
    if is_test is not None:
        arrays[IS_TEST] = is_test
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
