"""What presses, moves and releases make of a drawing."""

import numpy as np
import pytest

from digitpad.ink.stroke_recorder import RecordedLine, StrokeBuffer, StrokeRecorder
from digitpad.ink.strokes import CANVAS, MAX_POINTS, MAX_STROKES, Drawing, Stroke, room_for_stroke


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


MOUSE, FINGER, OTHER_FINGER = -1, 0, 1


@pytest.fixture
def recorder() -> StrokeRecorder:
    return StrokeRecorder()


def line(recorder: StrokeRecorder, *points: tuple[float, float]) -> RecordedLine | None:
    """Draw a line with the mouse, from press to release."""
    recorder.press(MOUSE, 8.0)
    for x, y in points:
        recorder.move(MOUSE, x, y)
    return recorder.end()


def points_of(recorder: StrokeRecorder) -> list[list[list[float]]]:
    return [stroke.points.tolist() for stroke in recorder.drawing.strokes]


def test_the_drawing_grows_with_the_line_under_way(recorder: StrokeRecorder) -> None:
    assert recorder.is_empty
    assert recorder.press(MOUSE, 8.0)
    assert recorder.is_empty
    assert recorder.move(MOUSE, 1, 2)
    assert not recorder.move(MOUSE, 1, 2)
    assert recorder.move(MOUSE, 3, 4)
    assert points_of(recorder) == [[[1, 2], [3, 4]]]
    assert (recorder.is_empty, recorder.pointer) == (False, MOUSE)
    ended = recorder.end()
    assert ended is not None
    assert (len(ended.before.strokes), len(ended.after.strokes), ended.erases) == (0, 1, False)
    assert ended.after is recorder.drawing
    assert recorder.pointer is None
    assert recorder.end() is None


def test_a_line_goes_no_further_than_the_edge(recorder: StrokeRecorder) -> None:
    line(recorder, (-5, 10), (CANVAS + 5, 10))
    assert points_of(recorder) == [[[0, 10], [CANVAS, 10]]]


def test_another_finger_neither_draws_nor_ends_the_line(recorder: StrokeRecorder) -> None:
    recorder.press(FINGER, 8.0)
    recorder.move(FINGER, 1, 2)
    assert not recorder.move(OTHER_FINGER, 300, 300)
    recorder.move(FINGER, 3, 4)
    recorder.end()
    assert not recorder.move(OTHER_FINGER, 300, 300)
    assert points_of(recorder) == [[[1, 2], [3, 4]]]


def test_a_line_keeps_its_width(recorder: StrokeRecorder) -> None:
    recorder.press(MOUSE, 8.0)
    recorder.move(MOUSE, 1, 2)
    ink = recorder.new_ink()
    assert ink is not None
    recorder.end()
    recorder.press(MOUSE, 40.0)
    recorder.move(MOUSE, 5, 2)
    assert [ink.width, *(stroke.width for stroke in recorder.drawing.strokes)] == [8, 8, 40]


def test_pressure_is_kept_where_the_pen_tells_it(recorder: StrokeRecorder) -> None:
    recorder.press(MOUSE, 8.0, has_pressure=True)
    recorder.move(MOUSE, 1, 2, 0.25)
    pressures = recorder.drawing.strokes[0].pressures
    assert pressures is not None
    assert pressures.tolist() == [0.25]


def test_a_cancelled_line_leaves_the_drawing_as_it_is(recorder: StrokeRecorder) -> None:
    line(recorder, (1, 2), (3, 4))
    recorder.press(MOUSE, 8.0)
    recorder.move(MOUSE, 5, 6)
    recorder.cancel()
    assert not recorder.move(MOUSE, 7, 8)
    assert recorder.end() is None
    assert points_of(recorder) == [[[1, 2], [3, 4]]]


def test_a_press_without_a_point_is_no_line(recorder: StrokeRecorder) -> None:
    assert line(recorder) is None
    assert recorder.is_empty


def test_the_eraser_changes_the_drawing_as_it_moves(recorder: StrokeRecorder) -> None:
    line(recorder, (100, 50), (100, 500))
    recorder.press(MOUSE, 24.0, erases=True)
    assert not recorder.move(MOUSE, 300, 280)
    assert len(recorder.drawing.strokes) == 1
    assert recorder.move(MOUSE, 50, 280)
    assert recorder.new_ink() is None
    assert len(recorder.drawing.strokes) == 2
    ended = recorder.end()
    assert ended is not None
    assert (len(ended.before.strokes), len(ended.after.strokes), ended.erases) == (1, 2, True)


def test_an_eraser_that_meets_no_ink_changes_nothing(recorder: StrokeRecorder) -> None:
    line(recorder, (100, 50), (100, 500))
    recorder.press(MOUSE, 24.0, erases=True)
    assert not recorder.move(MOUSE, 300, 280)
    assert recorder.end() is None


def test_a_full_drawing_takes_no_other_line_but_can_be_erased(recorder: StrokeRecorder) -> None:
    recorder.replace(dots(1, MAX_POINTS - 2))
    recorder.press(MOUSE, 8.0)
    assert [recorder.move(MOUSE, x, 9) for x in range(3)] == [True, True, False]
    assert recorder.is_full
    recorder.end()
    assert not recorder.press(MOUSE, 8.0)
    assert recorder.press(MOUSE, 8.0, erases=True)
