"""What can be undone takes little memory, and what no longer can takes none."""

import gc
from weakref import ref

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digitpad.data.my_digits import count_digits, my_digits
from digitpad.ink.strokes import Drawing
from digitpad.ui.draw.canvas import MAX_UNDO_STEPS, Canvas
from digitpad.ui.draw.painting import drawing_image
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import NOTHING, ONE, SEVEN, Draw, prediction

pytestmark = pytest.mark.light_window

CTRL = Qt.KeyboardModifier.ControlModifier


def test_pictures_that_can_be_undone_take_little_memory(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    def paste() -> None:
        qtbot.waitUntil(lambda: prediction(window) == NOTHING)
        QTest.keyClick(canvas, Qt.Key.Key_V, CTRL)
        qtbot.waitUntil(lambda: prediction(window) == "7")

    draw(*SEVEN)
    seven = drawing_image(canvas.drawing, 300, QColor("white"), QColor("navy"))
    canvas.clear()
    QApplication.clipboard().setImage(seven)
    paste()
    was_shown, step = ref(canvas.drawing), canvas.undo_stack.index()
    before = canvas.drawing.picture
    QTest.keyClick(window, Qt.Key.Key_7, CTRL)  # To My digits.
    paste()
    qtbot.waitUntil(lambda: not running())
    gc.collect()
    assert was_shown() is None  # Packed it is still there.

    canvas.undo_stack.setIndex(step)
    np.testing.assert_array_equal(canvas.drawing.picture, before)
    assert canvas.drawing.is_as_found
    qtbot.waitUntil(lambda: not running())


def test_what_can_no_longer_be_undone_takes_no_memory(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw(*SEVEN)
    stroke = ref(canvas.drawing.strokes[0])
    QTest.keyClick(window, Qt.Key.Key_7, CTRL)  # To My digits.
    for done in range(MAX_UNDO_STEPS):
        assert stroke() is not None, done
        canvas.replace_drawing(Drawing(), "Another step")
    draw(*ONE)
    qtbot.waitUntil(lambda: prediction(window) == "1" and count_digits(my_digits()) == 1)
    qtbot.waitUntil(lambda: not running())
    gc.collect()
    assert stroke() is None
