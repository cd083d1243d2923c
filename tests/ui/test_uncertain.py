"""What is no digit, or not plainly one, drawn with the mouse: the window says so."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from digitpad.explain.certainty import Reason
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import EIGHT, ONE, Draw, Line, action, prediction, probabilities, ring

pytestmark = pytest.mark.light_window

SCRIBBLE: Line = [
    (float(x), float(y)) for x, y in np.random.default_rng(3).uniform(120, 440, (30, 2))
]
TWELVE: list[Line] = [
    [(150, 180), (150, 380)],
    [(250, 220), (300, 180), (350, 220), (340, 280), (250, 380), (370, 380)],
]
SMALL_ONE: list[Line] = [[(300, 300), (297, 330), (298, 356)]]
FIVE_WITH_BAR_APART: list[Line] = [
    [(200, 150), (190, 260), (280, 245), (345, 310), (310, 410), (180, 420)],
    [(222, 118), (350, 112)],
]


OPEN_FOUR: list[Line] = [[(200, 120), (165, 300), (330, 300)], [(370, 110), (365, 450)]]


def texts(window: MainWindow) -> list[str]:
    """The large digit, its probability or the candidates, and the reason."""
    return [label.text() for label in window.draw_tab.prediction.findChildren(QLabel)]


def shows_blue(widget: QWidget) -> bool:
    image, accent = widget.grab().toImage(), widget.palette().accent().color()
    places = ((x, y) for x in range(image.width()) for y in range(0, image.height(), 2))
    return any(image.pixelColor(x, y) == accent for x, y in places)


def test_a_dot_is_too_little_ink(qtbot: QtBot, window: MainWindow, canvas: Canvas) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    qtbot.waitUntil(lambda: prediction(window) == "?")
    assert texts(window)[2] == Reason.TOO_LITTLE
    assert len(probabilities(window)) == 10
    assert not shows_blue(window.draw_tab.bars)
    window.draw_tab.clear.trigger()
    qtbot.waitUntil(lambda: texts(window) == ["", "", ""])


def test_a_scribble_is_like_no_digit(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    draw(SCRIBBLE)
    qtbot.waitUntil(lambda: texts(window)[0::2] == ["?", Reason.UNKNOWN])
    assert texts(window)[1] == "Uncertain"
    assert not shows_blue(window.draw_tab.bars)


def test_two_digits_are_several_where_there_is_to_be_one(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    action(window, "actionAlwaysOneDigit").trigger()
    draw(*TWELVE)
    qtbot.waitUntil(lambda: texts(window)[0::2] == ["?", Reason.SEVERAL])
    assert not shows_blue(window.draw_tab.bars)


@pytest.mark.parametrize(
    ("lines", "digit"),
    [
        (ONE, "1"),
        (SMALL_ONE, "1"),
        (FIVE_WITH_BAR_APART, "5"),
        (OPEN_FOUR, "4"),
        (EIGHT, "8"),
        ([ring(280, 170, 70, 80), ring(284, 372, 95, 105)], "8"),
    ],
)
def test_digits_in_parts_and_small_ones_are_predicted(
    qtbot: QtBot, window: MainWindow, draw: Draw, lines: list[Line], digit: str
) -> None:
    draw(*lines)
    qtbot.waitUntil(lambda: prediction(window) == digit)
    assert texts(window)[1].endswith("%")
    assert texts(window)[2].startswith("Runner-up: ") or texts(window)[2] == ""
    assert shows_blue(window.draw_tab.bars)


def test_nothing_moves_while_one_draws(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    tab = window.draw_tab
    parts = (tab.canvas, tab.bars, tab.network_input, tab.prediction, tab.labelling)
    places = [part.geometry() for part in parts]
    for line, expected in ((ONE[0], "1"), (ring(430, 280, 90, 200), "10"), (SCRIBBLE, "?")):
        draw(line)
        qtbot.waitUntil(lambda text=expected: prediction(window) == text)  # type: ignore[misc]
        assert [part.geometry() for part in parts] == places
