"""Telling the program what a drawing was."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QMessageBox, QTabWidget, QToolButton
from pytestqt.qtbot import QtBot

from digitpad.data.formats import load_dataset
from digitpad.data.my_digits import my_digits
from digitpad.ink.raster import rasterized
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import answer
from tests.ui.hand import NOTHING, ONE, SEVEN, Draw, Line, action, prediction, wait_for_box

pytestmark = pytest.mark.light_window

CTRL = Qt.KeyboardModifier.ControlModifier


def said(window: MainWindow) -> str:
    line = window.findChild(QLabel, "learnNowLine")
    assert line is not None
    return line.text()


def press(window: MainWindow, label: int) -> None:
    """Click one of the ten buttons."""
    button = next(
        b
        for b in window.findChildren(QToolButton)
        if b.accessibleName() == f"Correct label {label}"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def kept() -> list[Path]:
    return sorted(my_digits().glob("*.txt"))


def teach(qtbot: QtBot, window: MainWindow, draw: Draw, lines: Sequence[Line], label: int) -> None:
    """Draw a digit, say what it was, and wait until it is kept."""
    before = len(kept())
    draw(*lines)
    press(window, label)
    qtbot.waitUntil(lambda: len(kept()) == before + 1)


def test_a_press_keeps_strokes_and_picture_and_clears_for_the_next(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw(*SEVEN)
    press(window, 7)
    assert canvas.is_empty
    qtbot.waitUntil(lambda: prediction(window) == NOTHING)
    qtbot.waitUntil(lambda: "Added to My digits as 7 (1 digit)" in said(window))
    draw(*ONE)
    press(window, 1)
    qtbot.waitUntil(lambda: "(2 digits)" in said(window))
    digits = load_dataset(my_digits())
    assert digits.labels.tolist() == [7, 1]
    (stroke,) = digits.drawings[0].strokes
    assert len(stroke.points) > 50
    again = rasterized(digits.drawings[0])
    np.testing.assert_allclose(again, digits.images[0].astype(float), atol=16)


def test_the_keys_do_the_same(qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw) -> None:
    draw(*SEVEN)
    QTest.keyClick(canvas, Qt.Key.Key_7, CTRL)
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert load_dataset(my_digits()).labels.tolist() == [7]


def test_nothing_can_be_kept_where_nothing_is_drawn(window: MainWindow, canvas: Canvas) -> None:
    assert not action(window, "actionTeach3").isEnabled()
    QTest.keyClick(canvas, Qt.Key.Key_3, CTRL)
    press(window, 3)
    assert kept() == []


def test_undo_takes_it_out_and_redo_keeps_it_again(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    teach(qtbot, window, draw, SEVEN, 7)
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert not canvas.is_empty
    qtbot.waitUntil(lambda: "Removed from My digits" in said(window))
    assert kept() == []
    assert not any((my_digits() / ".strokes").iterdir())
    QTest.keyClick(canvas, Qt.Key.Key_Y, CTRL)
    assert canvas.is_empty
    qtbot.waitUntil(lambda: len(kept()) == 1)


def test_a_press_in_the_middle_of_a_line_ends_the_line(
    qtbot: QtBot, window: MainWindow, canvas: Canvas
) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=canvas.rect().center())
    QTest.mouseMove(canvas, canvas.rect().center() / 2)
    QTest.keyClick(canvas, Qt.Key.Key_1, CTRL)
    QTest.mouseRelease(canvas, left, pos=canvas.rect().center() / 2)
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert canvas.is_empty


def test_many_at_once_are_all_kept(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    for label in range(10):
        draw(*ONE)
        QTest.keyClick(canvas, getattr(Qt.Key, f"Key_{label}"), CTRL)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert load_dataset(my_digits()).labels.tolist() == list(range(10))


def test_a_digit_that_was_kept_when_the_window_is_closed_is_written(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw(*SEVEN)
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(canvas, Qt.Key.Key_7, CTRL)
        window.close()
    assert load_dataset(my_digits()).labels.tolist() == [7]


@pytest.mark.parametrize("times", [1, 2, 7])
def test_undoing_and_redoing_fast_ends_right(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw, times: int
) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    for label, lines in ((7, SEVEN), (1, ONE)):
        draw(*lines)
        QTest.keyClick(canvas, getattr(Qt.Key, f"Key_{label}"), CTRL)
    for _ in range(times):
        QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
        QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL | shift)
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert not canvas.is_empty
    with qtbot.waitSignal(window.closed):
        window.close()
    assert load_dataset(my_digits()).labels.tolist() == [7]


@pytest.mark.parametrize("steps_before", [0, 120])
def test_a_digit_that_cannot_be_kept_comes_back(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw, home: Path, steps_before: int
) -> None:
    (home / "data").write_text("a file where the folder should be")
    for _ in range(steps_before // 2):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton)
        canvas.clear()
    draw(*SEVEN)
    press(window, 7)
    box = wait_for_box(qtbot, window)
    assert "data" in box.text()
    assert not canvas.is_empty
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not running())
    assert "Removed" not in said(window)
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))


def test_a_digit_that_cannot_be_kept_can_be_kept_again(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw, home: Path
) -> None:
    (home / "data").write_text("a file where the folder should be")
    draw(*SEVEN)
    press(window, 7)
    QTest.keyClick(wait_for_box(qtbot, window), Qt.Key.Key_Escape)
    (home / "data").unlink()
    press(window, 7)
    qtbot.waitUntil(lambda: "Added to My digits as 7" in said(window))
    action(window, "actionUndo").trigger()
    qtbot.waitUntil(lambda: "Removed from My digits" in said(window))
    assert kept() == []


@pytest.mark.parametrize("is_open_before", [True, False])
def test_the_dataset_tab_shows_them(
    qtbot: QtBot, window: MainWindow, draw: Draw, is_open_before: bool
) -> None:
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    teach(qtbot, window, draw, SEVEN, 7)
    if is_open_before:
        action(window, "actionOpenMyDigits").trigger()
        qtbot.waitUntil(lambda: window.dataset_tab.isVisible())
        gallery = window.findChild(QListView, "gallery")
        assert gallery is not None
        model = gallery.model()
        qtbot.waitUntil(lambda: model.rowCount() == 1)
        tabs.setCurrentIndex(0)
    teach(qtbot, window, draw, ONE, 1)
    if is_open_before:
        tabs.setCurrentIndex(1)
    else:
        action(window, "actionOpenMyDigits").trigger()
    gallery = window.findChild(QListView, "gallery")
    assert gallery is not None
    qtbot.waitUntil(lambda: gallery.model().rowCount() == 2)


def test_where_the_last_of_my_digits_is_taken_back_none_is_shown(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    teach(qtbot, window, draw, SEVEN, 7)
    gallery = window.dataset_tab.make_view().gallery
    action(window, "actionOpenMyDigits").trigger()
    qtbot.waitUntil(lambda: gallery.model().rowCount() == 1)
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(0)
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: kept() == [])
    tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: gallery.model().rowCount() == 0)


def test_a_digit_kept_beside_unsaved_changes_is_shown_once_they_are_saved(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    for _ in range(2):
        teach(qtbot, window, draw, SEVEN, 7)
    gallery = window.dataset_tab.make_view().gallery
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    action(window, "actionOpenMyDigits").trigger()
    qtbot.waitUntil(lambda: gallery.model().rowCount() == 2)
    QTest.keyClick(gallery, Qt.Key.Key_Delete)
    tabs.setCurrentIndex(0)
    teach(qtbot, window, draw, ONE, 1)
    tabs.setCurrentIndex(1)
    assert gallery.model().rowCount() == 1
    QTest.keyClick(gallery, Qt.Key.Key_S, CTRL)
    answer(qtbot, window, "Delete")
    qtbot.waitUntil(lambda: gallery.model().rowCount() == 2)
    assert load_dataset(my_digits()).labels.tolist() == [7, 1]
