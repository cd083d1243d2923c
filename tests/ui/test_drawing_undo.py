"""Undo and redo of what is drawn, also while a line is being drawn."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import (
    DIGITS,
    ONE,
    SEVEN,
    Draw,
    action,
    pixel,
    prediction,
    probabilities,
)

pytestmark = pytest.mark.light_window


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


def test_only_so_many_steps_can_be_undone(canvas: Canvas) -> None:
    for step in range(150):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (3 * step, 280)))
    assert canvas.undo_stack.count() == 100
    while canvas.undo_stack.canUndo():
        canvas.undo_stack.undo()
    assert len(canvas.drawing.strokes) == 50
