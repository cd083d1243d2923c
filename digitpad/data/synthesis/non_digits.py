"""Drawings that are no digits: what a network should be unsure of.

A network that has only seen digits calls a letter or a scribble some digit, often at 99 %. These
are shown to it while it learns, with no answer being right.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.data.synthesis.allographs import Glyph, Line, arc
from digitpad.data.synthesis.digits import drawn
from digitpad.ink.raster_all import all_rasterized

CHUNK_SIZE = 100
"""Drawings made between two reports."""

LETTERS: list[Glyph] = [
    [[(0.0, 1.0), (0.5, 0.0), (1.0, 1.0)], [(0.2, 0.6), (0.8, 0.6)]],  # A
    [[(0.8, 0.0), (0.1, 0.0), (0.1, 1.0), (0.8, 1.0)], [(0.1, 0.5), (0.7, 0.5)]],  # E
    [[(0.8, 0.0), (0.1, 0.0), (0.1, 1.0)], [(0.1, 0.5), (0.7, 0.5)]],  # F
    [[(0.1, 0.0), (0.1, 1.0)], [(0.9, 0.0), (0.9, 1.0)], [(0.1, 0.5), (0.9, 0.5)]],  # H
    [[(0.1, 0.0), (0.1, 1.0)], [(0.8, 0.0), (0.1, 0.55), (0.8, 1.0)]],  # K
    [[(0.0, 1.0), (0.15, 0.0), (0.5, 0.7), (0.85, 0.0), (1.0, 1.0)]],  # M
    [[(0.1, 1.0), (0.1, 0.0), (0.9, 1.0), (0.9, 0.0)]],  # N
    [[(0.2, 1.0), (0.2, 0.0), *arc(0.4, 0.25, 0.35, 0.25, -90, 90), (0.2, 0.5)]],  # P
    [
        [(0.2, 1.0), (0.2, 0.0), *arc(0.4, 0.25, 0.35, 0.25, -90, 90), (0.2, 0.5)],
        [(0.4, 0.5), (0.9, 1.0)],
    ],  # R
    [[(0.0, 0.0), (1.0, 0.0)], [(0.5, 0.0), (0.5, 1.0)]],  # T
    [[(0.0, 0.0), (0.25, 1.0), (0.5, 0.3), (0.75, 1.0), (1.0, 0.0)]],  # W
    [[(0.0, 0.0), (0.5, 0.5), (1.0, 0.0)], [(0.5, 0.5), (0.5, 1.0)]],  # Y
    [
        [(0.15, 0.0), (0.15, 1.0)],
        [
            (0.15, 0.0),
            *arc(0.4, 0.25, 0.35, 0.25, -90, 90),
            *arc(0.4, 0.75, 0.4, 0.25, -90, 90),
            (0.15, 1.0),
        ],
    ],  # B
    [[(0.5, 0.5), *arc(0.5, 0.5, 0.42, 0.42, 0, -310)], [(0.1, 0.5), (0.9, 0.5)]],  # e
    [arc(0.35, 0.5, 0.3, 0.4, -30, -330), [(0.7, 0.1), (0.7, 0.9), (0.95, 0.95)]],  # a
    [
        [
            (0.0, 1.0),
            (0.0, 0.1),
            *arc(0.25, 0.35, 0.25, 0.3, 180, 360),
            (0.5, 1.0),
            *arc(0.75, 0.35, 0.25, 0.3, 180, 360),
            (1.0, 1.0),
        ]
    ],  # m
    [[(0.3, 1.0), (0.3, 0.15), *arc(0.5, 0.15, 0.2, 0.15, 180, 330)], [(0.05, 0.4), (0.6, 0.4)]],
]
"""Letters that nobody would take for a digit; the last is an f."""

SHAPES: list[Glyph] = [
    [[(0.5, 0.0), (0.5, 1.0)], [(0.0, 0.5), (1.0, 0.5)]],
    [[(0.0, 0.0), (1.0, 1.0)], [(1.0, 0.0), (0.0, 1.0)]],
    [[(0.5, 0.0), (0.5, 1.0)], [(0.0, 0.25), (1.0, 0.75)], [(1.0, 0.25), (0.0, 0.75)]],
    [
        [(0.33, 0.0), (0.33, 1.0)],
        [(0.67, 0.0), (0.67, 1.0)],
        [(0.0, 0.33), (1.0, 0.33)],
        [(0.0, 0.67), (1.0, 0.67)],
    ],
    [
        [
            (0.33, 0.0), (0.67, 0.0), (0.67, 0.33), (1.0, 0.33), (1.0, 0.67), (0.67, 0.67),
            (0.67, 1.0), (0.33, 1.0), (0.33, 0.67), (0.0, 0.67), (0.0, 0.33), (0.33, 0.33),
            (0.33, 0.0),
        ]
    ],
    [[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]],
    [[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)], [(0.0, 0.0), (1.0, 1.0)]],
    [[(0.5, 0.0), (1.0, 1.0), (0.0, 1.0), (0.5, 0.0)]],
    [[(0.2, 1.0), (0.5, 0.0), (0.8, 1.0), (0.0, 0.4), (1.0, 0.4), (0.2, 1.0)]],
    [[(0.0, 0.5), (1.0, 0.5)], [(0.7, 0.2), (1.0, 0.5), (0.7, 0.8)]],
    [[(0.0, 0.3), (1.0, 0.3)], [(0.0, 0.7), (1.0, 0.7)]],
    [
        arc(0.5, 0.5, 0.5, 0.5, 0, 360),
        arc(0.5, 0.55, 0.28, 0.25, 20, 160),
        [(0.35, 0.3), (0.36, 0.36)],
        [(0.65, 0.3), (0.64, 0.36)],
    ],
    [
        [
            (0.5, 0.3), *arc(0.25, 0.25, 0.25, 0.25, 0, -180), (0.5, 1.0),
            *arc(0.75, 0.25, 0.25, 0.25, 0, -180),
        ]
    ],
    [arc(0.5, 0.5, 0.5, 0.5, 0, 360), [(0.5, 0.0), (0.5, 1.0)], [(0.0, 0.5), (1.0, 0.5)]],
    [arc(0.5, 0.5, 0.5, 0.5, 0, 360), arc(0.5, 0.5, 0.25, 0.25, 0, 360)],
    [[(0.0, 0.6), (1.0, 0.4)]],
    [[(0.0, 0.4), (1.0, 0.6)]],
    [[(0.0, 0.2), (1.0, 0.8)]],
]  # fmt: skip
"""Crosses, a star of three lines, a grid, an empty cross, a box, a box with a line across, a
triangle, a pentagram, an arrow, an equals sign, a face, a heart, a wheel, a target, two dashes, a
backslash."""


def stream_non_digits(count: int, seed: int) -> Iterator[NDArray[np.uint8]]:
    """Make drawings that are no digits; yields the network's pictures of some, uint8 (N, 28, 28).

    Parameters
    ----------
    count : drawings to make.
    seed : the same seed makes the same drawings.
    """
    rng = np.random.default_rng([seed, 0xBAD])
    for start in range(0, count, CHUNK_SIZE):
        some = range(start, min(start + CHUNK_SIZE, count))
        forms = (KINDS[number % len(KINDS)](rng) for number in some)
        yield all_rasterized([drawn(form, rng) for form in forms])


def _letter(rng: np.random.Generator) -> Glyph:
    return LETTERS[rng.integers(len(LETTERS))]


def _shape(rng: np.random.Generator) -> Glyph:
    return SHAPES[rng.integers(len(SHAPES))]


def _scribble(rng: np.random.Generator) -> Glyph:
    """A line to and fro, each turn somewhere else."""
    return [_points(rng.random((rng.integers(8, 40), 2)))]


def _wandering(rng: np.random.Generator) -> Glyph:
    """A smooth line through the plane that comes back upon itself."""
    allograph = np.linspace(0, 2 * np.pi, 150)[:, None]
    waves = [
        np.sin(n * allograph + rng.uniform(0, 7, 2)) * rng.normal(0, 1, 2) for n in range(1, 6)
    ]
    return [_points(0.5 + 0.3 * np.sum(waves, axis=0))]


def _zigzag(rng: np.random.Generator) -> Glyph:
    """Teeth or waves, lying or standing."""
    teeth = rng.integers(3, 9)
    along = np.linspace(0, 1, 2 * teeth + 1)
    across = 0.5 + rng.uniform(0.1, 0.5) * (-1.0) ** np.arange(2 * teeth + 1)
    line = np.stack([along, across], axis=1)
    return [_points(line if rng.random() < 0.7 else line[:, ::-1])]


def _spiral(rng: np.random.Generator) -> Glyph:
    """At least two turns, either way round."""
    allograph = np.linspace(0, 1, 100)
    angle = 2 * np.pi * (rng.uniform(2, 5) * allograph + rng.random())
    radius = 0.5 * allograph ** rng.uniform(0.6, 1.2)
    side = rng.choice([-1, 1])
    return [_points(0.5 + np.stack([radius * np.cos(angle), side * radius * np.sin(angle)], 1))]


def _lines(rng: np.random.Generator) -> Glyph:
    """Some straight lines, anywhere."""
    return [_points(rng.random((2, 2))) for _ in range(rng.integers(4, 9))]


def _points(array: NDArray[np.floating]) -> Line:
    return [(float(x), float(y)) for x, y in array]


KINDS: list[Callable[[np.random.Generator], Glyph]] = [
    _letter,
    _shape,
    _scribble,
    _spiral,
    _letter,
    _wandering,
    _shape,
    _zigzag,
    _lines,
    _scribble,
    _wandering,
    _lines,
]
"""What is drawn in turn: what a network is soonest sure of comes twice."""
