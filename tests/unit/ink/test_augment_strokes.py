"""Drawings bent into other hands."""

import numpy as np

from digitpad.ink.augment_strokes import StrokeAugmentation, augmented
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Stroke, bounds

FOUR = Drawing(
    (
        Stroke(np.array([[300, 80], [140, 330], [420, 330]], np.float32)),
        Stroke(np.array([[330, y] for y in range(200, 491, 10)], np.float32)),
    )
)
NOTHING = StrokeAugmentation(slant=0, rotation=0, aspect=0, waves=0, gap=0, jitter=0, thinning=1)


def test_no_bending_is_the_drawing_itself() -> None:
    same = augmented(FOUR, np.random.default_rng(0), NOTHING)
    for a, b in zip(same.strokes, FOUR.strokes, strict=True):
        np.testing.assert_allclose(a.points, b.points, atol=1e-3)


def test_the_same_seed_bends_the_same_way() -> None:
    a, b = (rasterized(augmented(FOUR, np.random.default_rng(5))) for _ in range(2))
    c = rasterized(augmented(FOUR, np.random.default_rng(6)))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


def test_strokes_and_their_ends_stay() -> None:
    for seed in range(20):
        other = augmented(FOUR, np.random.default_rng(seed))
        assert len(other.strokes) == 2
        assert all(s.points.dtype == np.float32 for s in other.strokes)
        low, high = bounds(other)
        assert (high - low < 2 * 410).all()
        assert (high - low > 410 / 4).any()


def test_slant_moves_the_top_against_the_foot() -> None:
    upright = Drawing((Stroke(np.array([[280, 80], [280, 480]], np.float32)),))
    only_slant = StrokeAugmentation(
        slant=20, rotation=0, aspect=0, waves=0, gap=0, jitter=0, thinning=1
    )
    shifts = []
    for seed in range(50):
        (stroke,) = augmented(upright, np.random.default_rng(seed), only_slant).strokes
        (x1, y1), (x2, y2) = stroke.points
        shifts.append(np.rad2deg(np.arctan2(x1 - x2, y2 - y1)))
    assert max(np.abs(shifts)) <= 20.1
    assert max(np.abs(shifts)) > 15


def test_a_dot_stays_a_dot() -> None:
    dot = Drawing((Stroke(np.array([[280, 280]], np.float32)),))
    (stroke,) = augmented(dot, np.random.default_rng(0)).strokes
    assert stroke.points.shape == (1, 2)
    assert np.isfinite(stroke.points).all()
