"""A window on the screen, and a hand to draw with."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.main_window import MainWindow
from tests.ui.hand import Draw, Line, dense, pixel


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The real window with the built-in model, shown and active."""
    window = create_window()
    qtbot.addWidget(window)
    window.resize(900, 640)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.draw_tab.canvas.setFocus()
    yield window
    window.retraining.shut_down()  # A test that failed may have left a training under way.
    window.close()


@pytest.fixture
def canvas(window: MainWindow) -> Canvas:
    return window.draw_tab.canvas


@pytest.fixture
def draw(canvas: Canvas) -> Draw:
    """Draws lines, in canvas units, with the left button of the mouse."""

    def draw_lines(*lines: Line) -> None:
        for line in lines:
            path = [pixel(canvas, point) for point in dense(line)]
            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=path[0])
            for position in path[1:]:
                QTest.mouseMove(canvas, position)
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=path[-1])

    return draw_lines
