"""Mouse, pen and fingers: which of them draws, and when a line begins and ends."""

from functools import lru_cache

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digitpad.errors import DigitpadError
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import (
    SEVEN,
    Draw,
    colour_at,
    ink_colour,
    paper_colour,
    pixel,
)

pytestmark = pytest.mark.light_window


def test_a_stroke_that_leaves_the_canvas_goes_on_when_it_comes_back(
    qtbot: QtBot, canvas: Canvas
) -> None:
    side = canvas.width()
    for kind, position in (
        ("press", QPoint(side // 2, side // 2)),
        ("move", QPoint(side + 200, side // 2)),
        ("move", QPoint(side // 2, side // 4)),
        ("release", QPoint(side // 2, side // 4)),
    ):
        getattr(QTest, f"mouse{kind.title()}")(
            canvas, *([Qt.MouseButton.LeftButton] if kind != "move" else []), pos=position
        )
    (stroke,) = canvas.drawing.strokes
    assert len(stroke.points) == 3
    assert stroke.points.max() <= 560
    canvas.undo_stack.undo()
    assert not canvas.drawing


def test_moving_without_a_button_draws_nothing(canvas: Canvas) -> None:
    QTest.mouseMove(canvas, QPoint(50, 50))
    QTest.mouseMove(canvas, QPoint(150, 150))
    assert not canvas.drawing


def test_the_right_button_draws_nothing(canvas: Canvas) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.RightButton, pos=QPoint(50, 50))
    QTest.mouseMove(canvas, QPoint(150, 150))
    QTest.mouseRelease(canvas, Qt.MouseButton.RightButton, pos=QPoint(150, 150))
    assert not canvas.drawing


def tablet(canvas: Canvas, kind: QEvent.Type, at: tuple[float, float], pressure: float) -> None:
    """Send what a pen with pressure sends."""
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure | QInputDevice.Capability.Position,
        1,
        1,
    )
    position = QPointF(pixel(canvas, at))
    left = Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind,
        device,
        position,
        QPointF(canvas.mapToGlobal(position.toPoint())),
        pressure,
        0,
        0,
        0,
        0,
        0,
        Qt.KeyboardModifier.NoModifier,
        left,
        left,
    )
    QApplication.sendEvent(canvas, event)


def test_a_pens_pressure_makes_the_line_swell(canvas: Canvas) -> None:
    tablet(canvas, QEvent.Type.TabletPress, (100, 280), 0.1)
    for step in range(1, 19):
        tablet(canvas, QEvent.Type.TabletMove, (100 + 20 * step, 280), 0.05 * step)
    tablet(canvas, QEvent.Type.TabletRelease, (460, 280), 0.0)
    (stroke,) = canvas.drawing.strokes
    widths = stroke.widths()
    assert widths[-1] > 2 * widths[0]
    edge = 280 + 8  # inside the thick end, outside the thin one
    assert colour_at(canvas, (440, edge)) == ink_colour(canvas)
    assert colour_at(canvas, (120, edge)) == paper_colour(canvas)


def touch(canvas: Canvas, **fingers: tuple[int, float, float]) -> None:
    """Send what fingers do at the same moment: ``press``, ``move``, ``release`` or ``rest``.

    Each is given the number of the finger, and where it is.
    """
    sequence = QTest.touchEvent(canvas, touch_screen(), False)
    for what, (number, x, y) in fingers.items():
        if what == "rest":
            sequence.stationary(number)
        else:
            getattr(sequence, what)(number, pixel(canvas, (x, y)), canvas)
    sequence.commit()


@lru_cache
def touch_screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def corners(canvas: Canvas) -> list[list[tuple[float, float]]]:
    """The points of each stroke, rounded to tens."""
    return [
        [(round(x, -1), round(y, -1)) for x, y in stroke.points.tolist()]
        for stroke in canvas.drawing.strokes
    ]


def test_a_finger_draws(canvas: Canvas) -> None:
    first, *rest = SEVEN[0]
    touch(canvas, press=(3, *first))
    for point in rest:
        touch(canvas, move=(3, *point))
    touch(canvas, release=(3, *rest[-1]))
    assert corners(canvas) == SEVEN


def test_a_second_finger_neither_draws_nor_joins(canvas: Canvas) -> None:
    touch(canvas, press=(0, 100, 100))
    touch(canvas, rest=(0, 100, 100), press=(1, 400, 400))
    touch(canvas, rest=(0, 100, 100), move=(1, 420, 400))
    touch(canvas, rest=(1, 420, 400), move=(0, 100, 200))
    touch(canvas, release=(0, 100, 200), move=(1, 440, 400))
    touch(canvas, move=(1, 500, 500))
    touch(canvas, release=(1, 500, 500))
    assert corners(canvas) == [[(100, 100), (100, 200)]]


def test_a_cancelled_touch_leaves_the_stroke_as_it_was_drawn(canvas: Canvas) -> None:
    touch(canvas, press=(0, 100, 100))
    touch(canvas, move=(0, 100, 200))
    # As Qt makes it: without points.
    QApplication.sendEvent(canvas, QTouchEvent(QEvent.Type.TouchCancel, touch_screen()))
    assert corners(canvas) == [[(100, 100), (100, 200)]]
    assert canvas.undo_stack.count() == 1
    touch(canvas, release=(0, 400, 400))
    touch(canvas, press=(1, 300, 300))
    touch(canvas, release=(1, 300, 300))
    assert corners(canvas) == [[(100, 100), (100, 200)], [(300, 300)]]


def test_one_pointer_draws_at_a_time(canvas: Canvas) -> None:
    touch(canvas, press=(0, 100, 100))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (300, 300)))
    QTest.mouseMove(canvas, pixel(canvas, (400, 300)))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (400, 300)))
    touch(canvas, move=(0, 100, 200))
    tablet(canvas, QEvent.Type.TabletPress, (300, 300), 0.5)
    tablet(canvas, QEvent.Type.TabletRelease, (300, 300), 0.5)
    touch(canvas, release=(0, 100, 200))
    assert corners(canvas) == [[(100, 100), (100, 200)]]


@pytest.mark.parametrize("erases", [False, True])
def test_the_width_of_a_line_is_that_of_the_pen_when_it_came_down(
    window: MainWindow, canvas: Canvas, draw: Draw, erases: bool
) -> None:
    window.draw_tab.tools.pen_width = 8
    if erases:
        draw([(280, 100), (280, 460)])
        QTest.keyClick(canvas, Qt.Key.Key_E)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (100, 280)))
    QTest.mouseMove(canvas, pixel(canvas, (200, 280)))
    for _ in range(8):
        QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert window.draw_tab.tools.pen_width == 40
    QTest.mouseMove(canvas, pixel(canvas, (460, 280)))
    seen = canvas.grab().toImage()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (460, 280)))
    assert {stroke.width for stroke in canvas.drawing.strokes} == {8}
    assert (colour_at(canvas, (280, 295)) == paper_colour(canvas)) is not erases
    canvas.resize(canvas.size())  # painted anew from the strokes
    canvas.show_drawing(canvas.drawing)
    ink = seen.pixelColor(pixel(canvas, (200, 280)))
    assert colour_at(canvas, (200, 280)) == ink
    assert colour_at(canvas, (200, 295)) == paper_colour(canvas)


def test_the_eraser_chosen_in_the_middle_of_a_line_leaves_the_line(canvas: Canvas) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (100, 280)))
    QTest.mouseMove(canvas, pixel(canvas, (200, 280)))
    QTest.keyClick(canvas, Qt.Key.Key_E)
    QTest.mouseMove(canvas, pixel(canvas, (300, 280)))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (300, 280)))
    assert corners(canvas) == [[(100, 280), (200, 280), (300, 280)]]
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (200, 280)))
    assert len(canvas.drawing.strokes) == 2


def test_the_right_button_in_the_middle_of_a_line_changes_nothing(canvas: Canvas) -> None:
    left, right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
    QTest.mousePress(canvas, left, pos=pixel(canvas, (100, 280)))
    QTest.mousePress(canvas, right, pos=pixel(canvas, (100, 280)))
    QTest.mouseRelease(canvas, right, pos=pixel(canvas, (100, 280)))
    QTest.mouseRelease(canvas, left, pos=pixel(canvas, (100, 280)))
    assert corners(canvas) == [[(100, 280)]]


def test_a_line_whose_release_went_elsewhere_ends_where_it_was(
    qtbot: QtBot, window: MainWindow, canvas: Canvas
) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (100, 280)))
    QTest.mouseMove(canvas, pixel(canvas, (200, 280)))
    box = window.show_error(DigitpadError("Something comes up meanwhile."))
    qtbot.waitUntil(lambda: not canvas.hasFocus())
    QTest.mouseMove(canvas, pixel(canvas, (300, 280)))
    box.close()
    QTest.mouseMove(canvas, pixel(canvas, (400, 280)))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (400, 280)))
    assert corners(canvas) == [[(100, 280), (200, 280)]]
    assert canvas.undo_stack.count() == 1


def test_a_move_without_a_button_ends_the_line(canvas: Canvas) -> None:
    none = Qt.MouseButton.NoButton
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (100, 280)))
    position = QPointF(pixel(canvas, (400, 280)))
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        position,
        canvas.mapToGlobal(position),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas, move)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (400, 280)))
    assert corners(canvas) == [[(100, 280)]]
    assert canvas.undo_stack.count() == 1
