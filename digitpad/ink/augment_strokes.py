"""New drawings from old ones: the same digit from another hand.

Bending the strokes rather than the pixels keeps the pen as it is, and reaches further than pixels
can: a slant of 20 degrees is still a digit.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.strokes import Drawing, bounds


@dataclass(frozen=True)
class StrokeAugmentation:
    """How far a drawing may be bent.

    Parameters
    ----------
    slant : degrees, either way.
    rotation : degrees, either way.
    aspect : natural logarithm of width over height, either way.
    waves : standard deviation of each smooth wave that runs through the plane, share of the size.
    gap : standard deviation of each stroke's own shift, share of the size.
    jitter : standard deviation of each point's own shift, share of the size, in the drawing of an
        average hand; some are steadier, some shakier.
    thinning : a point in one to this many is kept, as a faster pen leaves fewer.
    """

    slant: float = 20.0
    rotation: float = 8.0
    aspect: float = 0.4
    waves: float = 0.035
    gap: float = 0.015
    jitter: float = 0.005
    thinning: int = 3


def augmented(
    drawing: Drawing, rng: np.random.Generator, bending: StrokeAugmentation = StrokeAugmentation()
) -> Drawing:
    """A drawing bent in a way of its own; strokes and their order stay."""
    low, high = bounds(drawing)
    middle, size = (low + high) / 2, max(*(high - low), 1.0)
    matrix = _affine(rng, bending)
    directions = rng.normal(0, 4, (4, 2))
    phases = rng.uniform(0, 2 * np.pi, 4)
    heights = rng.normal(0, bending.waves, (4, 2))
    jitter = bending.jitter * rng.exponential()
    every = rng.integers(1, bending.thinning + 1)
    strokes = []
    for stroke in drawing.strokes:
        last = len(stroke.points) - 1
        kept = np.append(np.arange(0, last, every), last)
        plane = (stroke.points[kept] - middle) / size @ matrix.T
        plane += np.sin(plane @ directions.T + phases) @ heights
        plane += rng.normal(0, bending.gap, 2)
        plane += rng.normal(0, jitter, plane.shape)
        points = (plane * size + middle).astype(np.float32)
        pressures = None if stroke.pressures is None else stroke.pressures[kept]
        strokes.append(replace(stroke, points=points, pressures=pressures))
    return Drawing(tuple(strokes), drawing.picture)


def _affine(rng: np.random.Generator, bending: StrokeAugmentation) -> NDArray[np.float64]:
    """A 2x2 matrix: slanted, stretched with its area kept, then rotated."""
    angle = np.deg2rad(rng.uniform(-bending.rotation, bending.rotation))
    slant = np.tan(np.deg2rad(rng.uniform(-bending.slant, bending.slant)))
    stretch = np.exp(rng.uniform(-bending.aspect, bending.aspect) / 2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turn @ np.array([[stretch, slant], [0, 1 / stretch]])
