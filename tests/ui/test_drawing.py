"""Drawing with the mouse, and what the window answers."""

from functools import lru_cache

import numpy as np
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
from digitpad.ink.strokes import MAX_POINTS, Drawing, Stroke
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import softmax
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import (
    DIGITS,
    ONE,
    SEVEN,
    ZERO,
    Draw,
    action,
    button,
    colour_at,
    ink_colour,
    paper_colour,
    pixel,
    prediction,
    probabilities,
)

pytestmark = pytest.mark.light_window


@pytest.mark.parametrize("digit", DIGITS)
def test_a_drawn_digit_is_read(qtbot: QtBot, window: MainWindow, draw: Draw, digit: int) -> None:
    draw(*DIGITS[digit])
    qtbot.waitUntil(lambda: len(probabilities(window)) == 10)
    qtbot.waitUntil(lambda: prediction(window) == str(digit))
    assert sum(probabilities(window)) == pytest.approx(1, abs=1e-5)
    assert int(np.argmax(probabilities(window))) == digit


@pytest.mark.parametrize(
    ("size", "x", "y", "width"),
    [(0.1, 20, 20, 4), (0.15, 480, 400, 40), (0.3, 380, 10, 24), (1.1, -20, -20, 40)],
)
def test_size_place_and_pen_width_do_not_matter(
    qtbot: QtBot,
    window: MainWindow,
    draw: Draw,
    size: float,
    x: float,
    y: float,
    width: int,
) -> None:
    window.draw_tab.tools.pen_width = width
    draw(*[[(px * size + x, py * size + y) for px, py in line] for line in SEVEN])
    qtbot.waitUntil(lambda: prediction(window) == "7")


def test_bars_answer_while_the_pen_is_down(
    qtbot: QtBot, window: MainWindow, canvas: Canvas
) -> None:
    line = SEVEN[0]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, line[0]))
    QTest.mouseMove(canvas, pixel(canvas, line[1]))
    qtbot.waitUntil(lambda: len(probabilities(window)) == 10)
    before = probabilities(window)
    QTest.mouseMove(canvas, pixel(canvas, line[3]))
    qtbot.waitUntil(lambda: probabilities(window) != before)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, line[3]))


def test_many_moves_in_one_pass_bring_one_reading(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    readings: list[object] = []
    window.draw_tab.classified.connect(readings.append)
    draw(*ZERO)  # no event loop runs while the mouse moves
    qtbot.waitUntil(lambda: len(probabilities(window)) == 10)
    assert len(readings) == 1


def test_the_picture_shown_is_what_the_network_was_given(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    draw(*ONE)
    qtbot.waitUntil(lambda: len(probabilities(window)) == 10)
    view = window.draw_tab.network_input
    again = softmax(batch_logits(window.current_model.current.network, view.picture[None]))[0]
    assert probabilities(window) == pytest.approx(again.tolist(), abs=1e-6)
    image = view.grab().toImage()
    scale = image.width() / 28
    middle = [round((k + 0.5) * scale) for k in range(28)]
    shown = np.array([[image.pixelColor(x, y).lightness() for x in middle] for y in middle])
    ink = view.picture[1:-1, 1:-1].astype(float)  # the frame lies over the outermost values
    assert abs(np.corrcoef(shown[1:-1, 1:-1].ravel(), ink.ravel())[0, 1]) > 0.999


def test_a_click_leaves_a_dot(qtbot: QtBot, window: MainWindow, canvas: Canvas) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    qtbot.waitUntil(lambda: len(probabilities(window)) == 10)
    assert canvas.grab().toImage().pixelColor(canvas.rect().center()) == ink_colour(canvas)


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


def test_undo_and_redo_with_the_keyboard(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw(*DIGITS[4])
    assert len(canvas.drawing.strokes) == 2
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(canvas, Qt.Key.Key_Z, control)
    assert len(canvas.drawing.strokes) == 1
    QTest.keyClick(canvas, Qt.Key.Key_Z, control)
    assert not canvas.drawing
    qtbot.waitUntil(lambda: probabilities(window) == [])
    assert not action(window, "actionUndo").isEnabled()
    QTest.keyClick(canvas, Qt.Key.Key_Z, control | shift)
    QTest.keyClick(canvas, Qt.Key.Key_Z, control | shift)
    assert len(canvas.drawing.strokes) == 2
    assert not action(window, "actionRedo").isEnabled()


def test_undo_while_the_pen_is_down_takes_the_line_under_way(
    window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    button, control = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    for strokes_before in (0, 1):
        QTest.mousePress(canvas, button, pos=QPoint(50, 50))
        QTest.mouseMove(canvas, QPoint(90, 90))
        QTest.keyClick(canvas, Qt.Key.Key_Z, control)
        assert len(canvas.drawing.strokes) == strokes_before
        QTest.mouseMove(canvas, QPoint(120, 90))
        QTest.mouseRelease(canvas, button, pos=QPoint(120, 90))
        assert len(canvas.drawing.strokes) == strokes_before
        action(window, "actionRedo").trigger()
        assert len(canvas.drawing.strokes) == strokes_before + 1


def test_undoing_and_redoing_while_the_pen_is_down_leaves_the_history_whole(
    window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw(*ONE, *ONE)
    for name, strokes in (("actionUndo", 1), ("actionRedo", 2)):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
        QTest.mouseMove(canvas, QPoint(90, 90))
        action(window, name).trigger()
        assert len(canvas.drawing.strokes) == strokes
        QTest.mouseMove(canvas, QPoint(120, 90))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(120, 90))
        assert len(canvas.drawing.strokes) == strokes
    for strokes in (1, 0):
        action(window, "actionUndo").trigger()
        assert len(canvas.drawing.strokes) == strokes


def test_delete_clears_and_can_be_undone(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    assert not action(window, "actionClear").isEnabled()
    draw(*SEVEN)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert not canvas.drawing
    qtbot.waitUntil(lambda: probabilities(window) == [])
    action(window, "actionUndo").trigger()
    qtbot.waitUntil(lambda: prediction(window) == "7")


def accents(window: MainWindow, text: str) -> float:
    """The share of a button that has the accent's hue, in whatever shade the style paints it."""
    shown = button(window.draw_tab, text)
    image, hue = shown.grab().toImage(), shown.palette().accent().color().hue()
    places = list(np.ndindex(image.width(), image.height()))
    return sum(abs(image.pixelColor(*place).hue() - hue) < 5 for place in places) / len(places)


def test_the_eraser_removes_ink_where_it_passes(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw([(100, 280), (460, 280)])
    QTest.keyClick(canvas, Qt.Key.Key_E)
    assert window.draw_tab.eraser.isChecked()
    assert accents(window, "Eraser") > 0.4
    draw([(280, 200), (280, 360)])
    assert len(canvas.drawing.strokes) == 2
    assert colour_at(canvas, (280, 280)) == paper_colour(canvas)
    assert colour_at(canvas, (150, 280)) == ink_colour(canvas)
    assert colour_at(canvas, (410, 280)) == ink_colour(canvas)
    canvas.undo_stack.undo()  # one wipe is one step
    assert len(canvas.drawing.strokes) == 1
    assert colour_at(canvas, (280, 280)) == ink_colour(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_E)
    assert not window.draw_tab.eraser.isChecked()
    assert accents(window, "Eraser") < 0.2


def test_a_wipe_that_touches_nothing_is_no_step(
    window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw([(100, 500), (460, 500)])
    window.draw_tab.eraser.trigger()
    draw([(280, 50), (280, 150)])
    assert canvas.undo_stack.count() == 1


def test_brackets_change_the_pen(window: MainWindow, canvas: Canvas, draw: Draw) -> None:
    before = window.draw_tab.tools.pen_width
    QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert window.draw_tab.tools.pen_width > before
    draw([(100, 100), (200, 200)])
    assert canvas.drawing.strokes[0].width == window.draw_tab.tools.pen_width
    for _ in range(20):
        QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert window.draw_tab.tools.pen_width == 4


def test_the_empty_canvas_invites(canvas: Canvas, draw: Draw) -> None:
    def words() -> int:
        image = canvas.grab().toImage()
        middle = canvas.height() // 2
        paper = paper_colour(canvas)
        return sum(
            image.pixelColor(x, y) != paper
            for x in range(canvas.width() // 4, 3 * canvas.width() // 4)
            for y in range(middle - 20, middle + 20, 2)
        )

    assert words() > 50
    draw([(20, 20), (40, 40)])
    assert words() == 0


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


def test_a_drawing_has_no_more_points_than_may_be(window: MainWindow, canvas: Canvas) -> None:
    full = Drawing((Stroke(np.full((MAX_POINTS - 5, 2), 100, np.float32)),))
    canvas.replace_drawing(full, "digit")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (200, 280)))
    for step in range(1, 20):
        QTest.mouseMove(canvas, pixel(canvas, (200 + 10 * step, 280)))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (400, 280)))
    assert [len(stroke.points) for stroke in canvas.drawing.strokes] == [MAX_POINTS - 5, 5]
    assert "The drawing is full" in window.statusBar().currentMessage()
    window.statusBar().clearMessage()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (200, 380)))
    assert len(canvas.drawing.strokes) == 2
    assert "The drawing is full" in window.statusBar().currentMessage()
    QTest.keyClick(canvas, Qt.Key.Key_E)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (220, 280)))
    assert len(canvas.drawing.strokes) == 1


def test_only_so_many_steps_can_be_undone(canvas: Canvas) -> None:
    for step in range(150):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (3 * step, 280)))
    assert canvas.undo_stack.count() == 100
    while canvas.undo_stack.canUndo():
        canvas.undo_stack.undo()
    assert len(canvas.drawing.strokes) == 50


def test_the_drawing_grows_with_the_window(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw([(280, 100), (280, 460)])
    small = canvas.width()
    window.resize(1300, 900)
    qtbot.waitUntil(lambda: canvas.width() > small + 100)
    assert canvas.width() == canvas.height()
    assert colour_at(canvas, (280, 300)) == ink_colour(canvas)
    assert colour_at(canvas, (200, 300)) == paper_colour(canvas)
