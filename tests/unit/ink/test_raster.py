"""From strokes to the network's picture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from digitpad.ink.framing import centre_of_mass, centred, ink_box
from digitpad.ink.raster import rasterized, steps_of
from digitpad.ink.strokes import CANVAS, Drawing, Stroke, bounds, smoothed

Picture = NDArray[np.uint8]


def drawing(*lines: object, width: float = 24.0) -> Drawing:
    return Drawing(tuple(Stroke(np.array(line, np.float32), width) for line in lines))


def spiral(points: int = 80) -> NDArray[np.float32]:
    """A 6: down a bow, and round."""
    t = np.linspace(0, 1, points)
    angle = np.pi * (0.9 + 2.9 * t)
    radius = 200 - 110 * t
    return np.stack([300 + 0.6 * radius * np.cos(angle), 250 + radius * np.sin(angle)], 1).astype(
        np.float32
    )


SIX = drawing(spiral())


def moved(original: Drawing, scale: float, x: float, y: float, width: float) -> Drawing:
    lines = (s.points * scale + np.array([x, y]) for s in original.strokes)
    return drawing(*lines, width=width)


def difference(a: Picture, b: Picture) -> float:
    """Mean difference of two pictures as a share of the ink."""
    return float(np.abs(a.astype(float) - b).sum() / b.sum())


@given(st.floats(0.1, 1.2), st.floats(-50, 300), st.floats(-50, 300), st.floats(2, 60))
def test_size_place_and_pen_do_not_reach_the_network(
    scale: float, x: float, y: float, width: float
) -> None:
    other = moved(SIX, scale, x, y, width)
    assert difference(rasterized(other), rasterized(SIX)) < 0.15


def test_a_faster_pen_changes_little() -> None:
    every_third = drawing(spiral()[::3])
    assert difference(rasterized(every_third), rasterized(SIX)) < 0.15


def test_the_picture_is_mnists_frame() -> None:
    for six in (SIX, drawing([[100, 280], [460, 300]]), drawing([[280, 50], [281, 500]])):
        picture = rasterized(six)
        assert picture.shape == (28, 28)
        assert picture.dtype == np.uint8
        left, top, right, bottom = ink_box(picture)
        assert max(right - left, bottom - top) in (20, 21)
        x, y = centre_of_mass(picture)
        assert abs(x - 14) < 0.6
        assert abs(y - 14) < 0.6
        assert picture.max() == 255


def test_the_aspect_is_kept() -> None:
    wide = drawing([[100, 200], [400, 200], [400, 300], [100, 300], [100, 200]])
    left, top, right, bottom = ink_box(rasterized(wide))
    assert right - left == pytest.approx(20, abs=1)
    assert bottom - top == pytest.approx(100 * 18 / 300 + 2, abs=1)


def test_nothing_gives_nothing() -> None:
    assert not rasterized(Drawing()).any()


def test_a_click_is_a_dot_in_the_middle() -> None:
    for dot in (drawing([[30, 500]]), drawing([[30, 500], [31, 500]])):
        picture = rasterized(dot)
        left, top, right, bottom = ink_box(picture)
        assert right - left <= 6
        assert bottom - top <= 4
        assert centre_of_mass(picture) == pytest.approx((14, 14), abs=0.6)


def test_ink_far_from_its_centre_of_mass_stays_inside() -> None:
    heavy_foot = [[280, 40], *([[270 + 20 * (k % 2), 480 + k % 7] for k in range(60)])]
    picture = rasterized(drawing(heavy_foot))
    assert ink_box(picture)[3] - ink_box(picture)[1] >= 20
    assert picture[:2].max() == 0 or picture[-2:].max() == 0


def test_every_step_can_be_had() -> None:
    steps = steps_of(SIX)
    assert steps.ink.shape == (560, 560)
    low, high = bounds(SIX)
    expected = [low[0] - 12, low[1] - 12, high[0] + 12, high[1] + 12]
    assert np.abs(np.array(steps.box) - expected).max() <= 2
    assert steps.fitted.shape == (20, 20)
    assert ink_box(steps.fitted)[1::2] == (0, 20)
    assert np.array_equal(steps.centred, rasterized(SIX))


def test_a_picture_of_28x28_passes_unchanged() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (28, 28)).astype(np.uint8)
    assert np.array_equal(rasterized(Drawing(picture=picture)), picture)


def test_a_picture_is_cropped_fitted_and_centred() -> None:
    picture = np.zeros((300, 200), np.uint8)
    picture[50:250, 20:40] = 255
    result = rasterized(Drawing(picture=picture))
    left, top, right, bottom = ink_box(result)
    assert bottom - top == pytest.approx(20, abs=1)
    assert right - left == pytest.approx(2, abs=1)
    assert centre_of_mass(result) == pytest.approx((14, 14), abs=0.6)


def test_strokes_over_a_picture_are_read_together() -> None:
    picture = np.zeros((560, 560), np.uint8)
    picture[100:120, 150:400] = 255
    both = Drawing(drawing([[390, 110], [280, 480]]).strokes, picture)
    alone = drawing([[160, 110], [390, 110]], [[390, 110], [280, 480]])
    assert difference(rasterized(both), rasterized(alone)) < 0.5


def test_smoothing_keeps_ends_and_stays_near() -> None:
    line = np.array([[0, 0], [100, 0], [100, 100]], np.float32)
    smooth = smoothed(line)
    assert smooth[0].tolist() == [0, 0]
    assert smooth[-1].tolist() == [100, 100]
    nearest = np.hypot(*(smooth - [100, 0]).T).min()
    assert 1 < nearest < 12 / np.sqrt(2)  # rounded, yet still a corner
    dense = np.stack([np.arange(50), 10 * (np.arange(50) % 2)], 1).astype(np.float32)
    assert smoothed(dense)[1:-1, 1].std() < 0.7 * dense[:, 1].std()


def test_centring_half_a_box_of_ink() -> None:
    box = np.zeros((20, 20), np.uint8)
    box[:, :10] = 255
    square = centred(box)
    assert square.shape == (28, 28)
    assert square.sum() == box.sum()
    assert centre_of_mass(square) == pytest.approx((13, 14), abs=0.01)  # stopped by the edge


points = st.lists(
    st.tuples(st.floats(-100, CANVAS + 100, width=32), st.floats(-100, CANVAS + 100, width=32)),
    min_size=1,
    max_size=30,
)


@given(st.lists(points, min_size=1, max_size=4))
def test_any_drawing_has_a_picture(lines: list[list[tuple[float, float]]]) -> None:
    picture = rasterized(drawing(*lines))
    assert picture.shape == (28, 28)
    assert picture.max() > 200
