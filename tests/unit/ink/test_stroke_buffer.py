"""A line under way."""

import numpy as np
import pytest

from digitpad.ink.stroke_buffer import StrokeBuffer
from digitpad.ink.strokes import MAX_POINTS, MAX_STROKES, Drawing, Stroke, room_for_stroke


def test_a_line_is_the_points_that_were_added() -> None:
    line = StrokeBuffer(8.0)
    assert line.add(1, 2)
    assert not line.add(1, 2)
    assert line.add(3, 4)
    stroke = line.stroke()
    assert line.add(5, 6)
    assert stroke.points.tolist() == [[1, 2], [3, 4]]
    assert line.stroke(last=2).points.tolist() == [[3, 4], [5, 6]]
    assert stroke.pressures is None
    assert stroke.width == 8


def test_a_pen_that_tells_its_pressure() -> None:
    line = StrokeBuffer(8.0, has_pressure=True)
    line.add(1, 2, 0.25)
    line.add(3, 4, 0.5)
    pressures = line.stroke().pressures
    assert pressures is not None
    assert pressures.tolist() == [0.25, 0.5]


def test_a_line_grows_up_to_its_limit() -> None:
    line = StrokeBuffer(8.0, most=1000)
    assert [line.add(x, 0) for x in range(1200)] == [True] * 1000 + [False] * 200
    assert line.is_full
    np.testing.assert_array_equal(line.stroke().points[:, 0], np.arange(1000))


def dots(strokes: int, points: int) -> Drawing:
    stroke = Stroke(np.zeros((points, 2), np.float32))
    return Drawing((stroke,) * strokes)


@pytest.mark.parametrize(
    ("drawing", "room"),
    [
        (Drawing(), MAX_POINTS),
        (dots(2, 100), MAX_POINTS - 200),
        (dots(MAX_STROKES - 1, 1), MAX_POINTS - MAX_STROKES + 1),
        (dots(MAX_STROKES, 1), 0),
        (dots(3, MAX_POINTS), 0),
    ],
)
def test_a_drawing_has_room_for_so_many_points(drawing: Drawing, room: int) -> None:
    assert room_for_stroke(drawing) == room
