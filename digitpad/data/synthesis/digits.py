"""Digits that the program makes itself: strokes in the ways people write them, each bent anew.

Of use where there is no dataset at hand, and the source of the digits that come along.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SYNTHETIC, Chunk, DigitSet
from digitpad.data.synthesis.allographs import ALLOGRAPHS, Allograph, Glyph
from digitpad.ink.augment_strokes import augmented
from digitpad.ink.raster_all import all_rasterized
from digitpad.ink.strokes import CANVAS, Drawing, Stroke

A_WRITER = 20
"""Digits of one writer, who always writes the same digit in the same way."""

CHUNK_SIZE = 100
"""Digits in a chunk."""


def stream_synthetic(count: int, seed: int = 0) -> Iterator[Chunk]:
    """Make digits, as many of each label as of any other, with the strokes they were drawn from.

    Parameters
    ----------
    count : digits to make.
    seed : the same seed makes the same digits.
    """
    rng = np.random.default_rng(seed)
    habits: NDArray[np.float64] = np.zeros((10, 2))
    for start in range(0, count, CHUNK_SIZE):
        numbers = np.arange(start, min(start + CHUNK_SIZE, count))
        drawings: list[Drawing] = []
        for number in numbers:
            if number % A_WRITER == 0:
                habits = rng.random((10, 2))
            label = number % 10
            choice, place = habits[label]
            allographs = ALLOGRAPHS[label]
            form = _between(allographs[int(choice * len(allographs))], place + rng.normal(0, 0.15))
            drawings.append(drawn(form, rng))
        digits = DigitSet(
            f"{SYNTHETIC}{count}:{seed}",
            all_rasterized(drawings),
            (numbers % 10).astype(np.int8),
            writers=(numbers // A_WRITER).astype(np.int32),
            drawings=drawings,
        )
        yield Chunk(digits, start + len(numbers), count)


def _between(allograph: Allograph, place: float) -> Glyph:
    """A digit between the extremes of a way: 0 the first, 1 the second, and beyond them too."""
    return [
        [
            (x1 + place * (x2 - x1), y1 + place * (y2 - y1))
            for (x1, y1), (x2, y2) in zip(*lines, strict=True)
        ]
        for lines in zip(*allograph, strict=True)
    ]


def drawn(form: Glyph, rng: np.random.Generator) -> Drawing:
    """Strokes somewhere on the canvas, in a size of their own, bent as a hand bends them."""
    size = rng.uniform(0.4, 0.8) * CANVAS
    corner = rng.uniform(0, CANVAS - size, 2)
    lines = (np.array(line) * size + corner for line in form)
    strokes = tuple(Stroke(_with_points_between(line).astype(np.float32)) for line in lines)
    return augmented(Drawing(strokes), rng)


def _with_points_between(line: NDArray[np.float64], step: float = 8.0) -> NDArray[np.float64]:
    """A line with a point every ``step`` canvas units, as a moving pen leaves them."""
    segments = np.hypot(*np.diff(line, axis=0).T)
    walked = np.concatenate([[0.0], np.cumsum(segments)])
    stops = np.linspace(0, walked[-1], max(int(walked[-1] / step), 2))
    return np.stack([np.interp(stops, walked, line[:, axis]) for axis in (0, 1)], axis=1)
