"""What is left where an eraser has passed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.ink.eraser import erased
from digitpad.ink.raster import canvas_ink
from digitpad.ink.strokes import Drawing, Stroke

ACROSS = np.array([[100, 280], [460, 280]], np.float32)
"""A line from left to right through the middle of the canvas."""


def line(points: object, width: float = 24.0) -> Drawing:
    return Drawing((Stroke(np.array(points, np.float32), width),))


def wipe(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, np.float32)


def test_a_wipe_across_a_line_leaves_two_ends() -> None:
    left = erased(line(ACROSS), wipe((280, 200), (280, 360)), 10)
    first, second = left.strokes
    # The pen's round end, 12 wide, touches the eraser's edge, 10 from its middle.
    assert first.points[-1][0] == pytest.approx(280 - 10 - 12, abs=2)
    assert second.points[0][0] == pytest.approx(280 + 10 + 12, abs=2)
    assert first.points[0].tolist() == [100, 280]
    assert second.points[-1].tolist() == [460, 280]
    assert len(first.points) == len(second.points) == 2


def test_no_ink_is_left_under_the_eraser_and_no_more_is_gone() -> None:
    before, path, radius = line(ACROSS), wipe((250, 240), (310, 330)), 20.0
    ink = canvas_ink(erased(before, path, radius)) > 0
    y, x = np.mgrid[0:560, 0:560] + 0.5
    along = np.array([60, 90]) / np.hypot(60, 90)
    t = np.clip((x - 250) * along[0] + (y - 240) * along[1], 0, np.hypot(60, 90))
    distance = np.hypot(x - 250 - t * along[0], y - 240 - t * along[1])
    assert not ink[distance < radius - 2].any()
    lost = (canvas_ink(before) > 0) & ~ink
    assert distance[lost].max() < radius + 24 + 2


def test_a_wipe_elsewhere_changes_nothing() -> None:
    drawing = line(ACROSS)
    assert erased(drawing, wipe((100, 400), (460, 400)), 20) is drawing


def test_wiping_all_of_it_leaves_an_empty_drawing() -> None:
    assert not erased(line(ACROSS), ACROSS, 20)
    assert not erased(line([[280, 280]]), wipe((280, 280)), 5)


def test_pressure_and_width_go_with_the_pieces() -> None:
    pressures = np.array([0.2, 1.0], np.float32)
    drawing = Drawing((Stroke(ACROSS, 30.0, pressures),))
    first, second = erased(drawing, wipe((280, 200), (280, 360)), 10).strokes
    assert first.width == second.width == 30
    assert first.pressures is not None
    assert second.pressures is not None
    assert first.pressures[0] == pytest.approx(0.2)
    assert 0.2 < first.pressures[-1] < second.pressures[0] < 1.0


def test_a_picture_is_rubbed_out_too() -> None:
    picture = np.full((56, 56), 255, np.uint8)
    drawing = Drawing(picture=picture)
    left = erased(drawing, wipe((280, 280)), 50)
    assert left.picture is not None
    assert left.picture[280, 280] == 0
    assert left.picture[20, 20] == 255
    assert erased(left, wipe((280, 280)), 20) is left
    assert not erased(left, wipe((0, 0), (560, 560)), 800)


points = st.lists(
    st.tuples(st.floats(0, 560, width=32), st.floats(0, 560, width=32)), min_size=1, max_size=12
)


@given(points, points, st.floats(2, 20), st.floats(4, 40))
def test_pieces_lie_on_the_line_and_off_the_eraser(
    drawn: list[tuple[float, float]],
    path: list[tuple[float, float]],
    radius: float,
    width: float,
) -> None:
    left = erased(line(drawn, width), wipe(*path), radius)
    for stroke in left.strokes:
        assert len(stroke.points) >= 1
        assert np.isfinite(stroke.points).all()
        gaps = np.hypot(*(stroke.points[:, None] - wipe(*path)[None]).transpose(2, 0, 1))
        assert gaps.min() > radius  # at least from the corners of its way
