"""Learn now: teaching is cancelled, fails, is closed over, or makes the model worse."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QTabWidget
from pytestqt.qtbot import QtBot

from digitpad.data import reference
from digitpad.data.my_digits import my_digits
from digitpad.errors import DatasetError
from digitpad.learning import teaching
from digitpad.models.model_file import load_model
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.support.settings import path_setting
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import ONE, SEVEN, Draw, action, button, pixel, probabilities, wait_for_box
from tests.ui.retrain_hand import (
    all_ended,
)
from tests.ui.teaching_hand import (
    CTRL,
    LEFT,
    a_few,
    has_kept,
    keep,
    keep_fast,
    learn,
    line,
    press,
    undo,
    wait_for_line,
    wait_for_part,
)

pytestmark = [pytest.mark.light_window, pytest.mark.usefixtures("short_teaching")]


@pytest.mark.parametrize("answer", ["Discard", "Use it anyway"])
def test_worse_for_others_is_told_first_and_the_user_decides(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(teaching, "WORSE", -1)
    before = window.current_model.current
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_line(qtbot, window, "Worse for other writers: ")
    assert line(window).index("reference") < line(window).index("My digits")
    assert window.current_model.current is before
    assert not action(window, "actionLearnNow").isEnabled()
    draw(*ONE)  # Nothing is in the way meanwhile.
    assert not window.draw_tab.canvas.is_empty
    press(window, "1")
    wait_for_line(qtbot, window, " · Added to My digits as 1 (2 digits). Ctrl+Z to undo.")
    press(window, answer)
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())
    assert (window.current_model.current is before) == (answer == "Discard")
    assert "misclassified" in line(window) or "Discarded" in line(window)


@pytest.mark.usefixtures("endless")
def test_a_lesson_can_be_cancelled_and_nothing_comes_of_it(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    before = window.current_model.current
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning · ")
    assert not action(window, "actionLearnNow").isEnabled()
    draw(*ONE)
    qtbot.waitUntil(lambda: bool(probabilities(window)))
    press(window, "Cancel")
    wait_for_line(qtbot, window, "Canceled")
    assert window.current_model.current is before
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())
    press(window, "Learn now")  # There is room for another.
    wait_for_part(qtbot, window, "Learning")
    press(window, "Cancel")
    all_ended(qtbot)


@pytest.mark.usefixtures("endless")
def test_another_model_ends_the_lesson(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning")
    window.current_model.restore()
    wait_for_line(qtbot, window, "another model is in use")
    assert window.current_model.path == ""


@pytest.mark.usefixtures("endless")
def test_a_digit_taken_back_is_not_learned(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning")
    undo(window)
    wait_for_line(qtbot, window, "Removed from My digits")
    qtbot.waitUntil(lambda: not action(window, "actionLearnNow").isEnabled())
    all_ended(qtbot)


@pytest.mark.usefixtures("endless")
def test_a_digit_kept_during_a_lesson_is_told_of_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning · ")
    keep_fast(window, draw, 1)
    wait_for_line(qtbot, window, "Added to My digits as 1 (2 digits). Ctrl+Z to undo.")
    undo(window)
    wait_for_line(qtbot, window, "Removed from My digits (1 digit)")
    press(window, "Cancel")  # It has gone on: that digit was no part of it.
    wait_for_line(qtbot, window, "Canceled")
    all_ended(qtbot)


def test_a_line_under_way_is_not_lost_to_a_lesson_that_ends(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    before = window.current_model.current
    press(window, "Learn now")
    QTest.mousePress(canvas, LEFT, pos=pixel(canvas, (100, 100)))
    for x in range(110, 300, 10):
        QTest.mouseMove(canvas, pixel(canvas, (x, 100)))
    qtbot.waitUntil(lambda: any((my_digits().parent / "models").glob("*")))
    qtbot.waitUntil(lambda: not running())
    QTest.mouseMove(canvas, pixel(canvas, (400, 300)))
    assert window.current_model.current is before
    with qtbot.waitSignal(window.current_model.changed):
        QTest.mouseRelease(canvas, LEFT, pos=pixel(canvas, (400, 300)))
    (stroke,) = canvas.drawing.strokes
    assert stroke.points[0, 0] < 110
    assert stroke.points[-1, 0] > 390


@pytest.fixture
def to_rehearse(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What teaching rehearses is yet to be drawn; the numbers of the chunks that are drawn."""
    drawn: list[int] = []

    def chunks() -> Iterator[np.ndarray]:
        for number in range(20):
            drawn.append(number)
            yield a_few().images[10 * number :][:10]

    monkeypatch.setattr(reference, "REHEARSED", reference.DrawnOnce(chunks, np.concatenate))
    return drawn


def test_what_is_rehearsed_is_drawn_once_a_digit_was_kept_and_not_again_for_lessons(
    qtbot: QtBot, window: MainWindow, draw: Draw, to_rehearse: list[int]
) -> None:
    all_ended(qtbot)
    assert not to_rehearse
    keep(qtbot, window, draw, SEVEN, 1)
    qtbot.waitUntil(lambda: reference.prepared_share() == 1)
    assert to_rehearse == [*range(20)]
    learn(qtbot, window)
    keep(qtbot, window, draw, ONE, 7)
    learn(qtbot, window)
    assert to_rehearse == [*range(20)]


def test_a_lesson_goes_on_with_what_is_being_drawn(
    qtbot: QtBot, window: MainWindow, draw: Draw, to_rehearse: list[int]
) -> None:
    draw(*SEVEN)
    press(window, "1")
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())
    learn(qtbot, window)
    assert to_rehearse == [*range(20)]


def test_closing_at_once_after_a_digit_was_kept(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def without_end() -> Iterator[np.ndarray]:
        while True:
            begun.set()
            yield a_few().images[:1]

    monkeypatch.setattr(reference, "REHEARSED", reference.DrawnOnce(without_end, np.concatenate))
    draw(*SEVEN)
    press(window, "7")
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not running()
    assert has_kept(1)


def test_an_error_while_preparing_is_told_by_the_lesson(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> Iterator[np.ndarray]:
        raise DatasetError("reference-digits", found="a damaged file")
        yield

    monkeypatch.setattr(reference, "REHEARSED", reference.DrawnOnce(damaged, np.concatenate))
    keep(qtbot, window, draw)
    all_ended(qtbot)
    press(window, "Learn now")
    box = wait_for_box(qtbot, window)
    assert "a damaged file" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(button(window.draw_tab, "Learn now").isEnabled)


@pytest.mark.usefixtures("endless")
def test_closing_in_the_middle_of_a_lesson(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning")
    assert not window.close()
    box = wait_for_box(qtbot, window)
    assert "Learning in progress" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert window.draw_tab.learning.is_busy  # Nothing is canceled yet.
    window.close()
    box = wait_for_box(qtbot, window)
    with qtbot.waitSignal(window.closed):
        QTest.mouseClick(button(box, "Quit"), LEFT)
    assert not running()


@pytest.mark.parametrize("answer", ["Use", "Discard", "Cancel"])
def test_closing_asks_about_a_taught_model_that_is_not_decided_on(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(teaching, "WORSE", -1)
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_line(qtbot, window, "Worse for other writers: ")
    assert not window.close()
    box = wait_for_box(qtbot, window)
    assert box.text() == "Use the taught model before you quit?"
    if answer == "Cancel":
        QTest.mouseClick(button(box, answer), LEFT)
        assert "Worse for other writers: " in line(window)
        press(window, "Discard")
        return
    with qtbot.waitSignal(window.closed):
        QTest.mouseClick(button(box, answer), LEFT)
    path = path_setting("model/current")
    assert bool(path) == (answer == "Use")
    if path:
        assert "taught" in load_model(path).record


def test_a_model_that_cannot_be_written_is_not_used(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    (my_digits().parent / "models").write_text("a file where the folder should be")
    before = window.current_model.current
    press(window, "Learn now")
    box = wait_for_box(qtbot, window)
    assert "models" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    wait_for_line(qtbot, window, "Nothing learned")
    assert window.current_model.current is before
    # The thread that taught may end a moment after the model could not be written.
    qtbot.waitUntil(button(window.draw_tab, "Learn now").isEnabled)


def test_a_file_that_cannot_be_read_is_left_out_and_said(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    (my_digits() / "torn.txt").write_text("1\t2\t3\n")
    learn(qtbot, window)
    assert "of 1 correct" in line(window)
    assert "1 file could not be read" in line(window)


def test_an_error_that_nobody_foresaw_is_told(
    qtbot: QtBot,
    window: MainWindow,
    draw: Draw,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    keep(qtbot, window, draw)

    def fail(*_: object) -> None:
        raise ValueError("nobody foresaw this")

    monkeypatch.setattr(teaching, "stream_adapted", fail)
    press(window, "Learn now")
    box = wait_for_box(qtbot, window)
    assert "nobody foresaw this" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert "Nothing learned" in line(window)
    qtbot.waitUntil(button(window.draw_tab, "Learn now").isEnabled)  # once the thread has ended
    caplog.clear()


def test_the_key_brings_the_draw_tab_to_the_front(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    page = tabs.currentWidget()
    assert page is not None
    with qtbot.waitSignal(window.current_model.changed):
        QTest.keyClick(page, Qt.Key.Key_L, CTRL)
        assert tabs.currentIndex() == 0
