"""Digits that the program makes itself: strokes in the ways people write them, each bent anew.

Of use where there is no data set at hand, and the source of the digits that come along.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SYNTHETIC, Chunk, DigitSet
from digitpad.ink.bending import bent
from digitpad.ink.raster import picture_of
from digitpad.ink.strokes import CANVAS, Drawing, Stroke

Line = list[tuple[float, float]]
"""Points (x, y) of a stroke in the unit square, y downwards."""

A_WRITER = 20
"""Digits of one writer, who always writes the same digit in the same way."""

BATCH = 100
"""Digits in a chunk."""


def _arc(x: float, y: float, width: float, height: float, start: float, end: float) -> Line:
    """Part of an ellipse around (x, y), from one angle to another: degrees, 0 right, 90 down."""
    angles = np.deg2rad(np.linspace(start, end, max(int(abs(end - start) / 15), 2)))
    return [(x + width * float(np.cos(a)), y + height * float(np.sin(a))) for a in angles]


_RING = _arc(0.5, 0.5, 0.3, 0.45, -80, -440)
_HOOK_OF_6 = _arc(0.72, 0.45, 0.45, 0.42, -100, -180)
_HEAD_OF_9 = _arc(0.5, 0.28, 0.25, 0.23, -20, -380)

WAYS: list[list[list[Line]]] = [
    [  # 0: closed, open at the top, slashed
        [_RING],
        [_arc(0.5, 0.5, 0.33, 0.42, -60, -400)],
        [_RING, [(0.85, 0.05), (0.15, 0.95)]],
    ],
    [  # 1: a bar, with a flag, with flag and foot
        [[(0.5, 0.0), (0.5, 0.5), (0.5, 1.0)]],
        [[(0.25, 0.3), (0.52, 0.0), (0.52, 1.0)]],
        [[(0.25, 0.25), (0.5, 0.0), (0.5, 1.0)], [(0.2, 1.0), (0.8, 1.0)]],
    ],
    [  # 2: with a corner, with a loop
        [[*_arc(0.5, 0.27, 0.28, 0.25, -170, 35), (0.2, 0.97), (0.85, 0.97)]],
        [
            [
                *_arc(0.5, 0.27, 0.28, 0.25, -170, 40),
                (0.3, 0.88),
                *_arc(0.26, 0.87, 0.1, 0.08, 90, 270),
                (0.55, 0.92),
                (0.88, 0.95),
            ]
        ],
    ],
    [  # 3: round, with a flat top
        [[*_arc(0.45, 0.26, 0.27, 0.24, -150, 80), *_arc(0.45, 0.73, 0.32, 0.26, -80, 150)]],
        [[(0.2, 0.03), (0.75, 0.03), (0.45, 0.4), *_arc(0.45, 0.69, 0.32, 0.29, -80, 150)]],
    ],
    [  # 4: open, closed
        [[(0.25, 0.0), (0.15, 0.6), (0.85, 0.58)], [(0.68, 0.05), (0.66, 1.0)]],
        [[(0.85, 0.65), (0.1, 0.67), (0.62, 0.0), (0.62, 1.0)]],
        [[(0.3, 0.02), (0.18, 0.5), (0.72, 0.5)], [(0.74, 0.0), (0.7, 0.5), (0.68, 1.0)]],
    ],
    [  # 5: the top drawn last, in one line
        [
            [(0.28, 0.03), (0.23, 0.43), *_arc(0.45, 0.68, 0.32, 0.28, -120, 140)],
            [(0.28, 0.03), (0.8, 0.02)],
        ],
        [[(0.82, 0.02), (0.3, 0.04), (0.24, 0.43), *_arc(0.45, 0.68, 0.3, 0.28, -120, 140)]],
    ],
    [  # 6: with a wide, with a steep back
        [[*_HOOK_OF_6, *_arc(0.52, 0.71, 0.26, 0.26, 180, -190)]],
        [[(0.55, 0.0), (0.33, 0.4), (0.27, 0.7), *_arc(0.5, 0.74, 0.23, 0.24, 170, -200)]],
    ],
    [  # 7: plain, barred, with a serif
        [[(0.15, 0.05), (0.85, 0.05), (0.55, 0.5), (0.4, 1.0)]],
        [[(0.15, 0.05), (0.85, 0.05), (0.55, 0.5), (0.4, 1.0)], [(0.3, 0.5), (0.8, 0.48)]],
        [[(0.15, 0.2), (0.17, 0.05), (0.85, 0.06), (0.5, 0.5), (0.38, 1.0)]],
    ],
    [  # 8: in one line, of two rings
        [
            [
                *_arc(0.5, 0.26, 0.24, 0.24, -40, -240),
                (0.5, 0.5),
                *_arc(0.5, 0.74, 0.28, 0.25, -50, 230),
                (0.5, 0.5),
                (0.7, 0.12),
            ]
        ],
        [_arc(0.5, 0.25, 0.23, 0.24, -90, -450), _arc(0.5, 0.74, 0.28, 0.25, -90, -450)],
    ],
    [  # 9: with a straight, with a curved tail
        [[*_HEAD_OF_9, (0.74, 0.6), (0.7, 1.0)]],
        [[*_HEAD_OF_9, (0.76, 0.6), *_arc(0.46, 0.7, 0.28, 0.28, 10, 130)]],
    ],
]
"""The ways to write each digit; a way is a list of strokes."""


def stream_synthetic(count: int, seed: int = 0) -> Iterator[Chunk]:
    """Make digits, as many of each label as of any other, with the strokes they were drawn from.

    Parameters
    ----------
    count : digits to make.
    seed : the same seed makes the same digits.
    """
    rng = np.random.default_rng(seed)
    habits: NDArray[np.float64] = np.zeros(10)
    for start in range(0, count, BATCH):
        numbers = np.arange(start, min(start + BATCH, count))
        drawings: list[Drawing] = []
        for number in numbers:
            if number % A_WRITER == 0:
                habits = rng.random(10)
            label = number % 10
            ways = WAYS[label]
            drawings.append(_drawn(ways[int(habits[label] * len(ways))], rng))
        digits = DigitSet(
            f"{SYNTHETIC}{count}:{seed}",
            np.array([picture_of(drawing) for drawing in drawings], np.uint8),
            (numbers % 10).astype(np.int8),
            writers=(numbers // A_WRITER).astype(np.int32),
            drawings=drawings,
        )
        yield Chunk(digits, start + len(numbers), count)


def _drawn(way: list[Line], rng: np.random.Generator) -> Drawing:
    """A digit somewhere on the canvas, in a size of its own."""
    size = rng.uniform(0.4, 0.8) * CANVAS
    corner = rng.uniform(0, CANVAS - size, 2)
    lines = (np.array(line) * size + corner for line in way)
    strokes = tuple(Stroke(_with_points_between(line).astype(np.float32)) for line in lines)
    return bent(Drawing(strokes), rng)


def _with_points_between(line: NDArray[np.float64], step: float = 8.0) -> NDArray[np.float64]:
    """A line with a point every ``step`` canvas units, as a moving pen leaves them."""
    segments = np.hypot(*np.diff(line, axis=0).T)
    walked = np.concatenate([[0.0], np.cumsum(segments)])
    stops = np.linspace(0, walked[-1], max(int(walked[-1] / step), 2))
    return np.stack([np.interp(stops, walked, line[:, axis]) for axis in (0, 1)], axis=1)
