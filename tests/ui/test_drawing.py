"""Drawing with the mouse, and what the window answers."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

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


def test_an_arrow_is_no_sure_digit(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    draw([(280, 80), (285, 440)])
    qtbot.waitUntil(lambda: prediction(window) == "1")
    draw([(215, 340), (285, 440), (345, 335)])
    qtbot.waitUntil(lambda: prediction(window) == "?")
    assert "May be an arrow" in [label.text() for label in window.findChildren(QLabel)]


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
