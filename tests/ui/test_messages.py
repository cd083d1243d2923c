"""Errors and questions as the user meets them."""

import logging
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.files.log import LOG, internal_error, log_path, open_log
from digitpad.ui.support.messages import Answer, ask, show_error
from digitpad.ui.window.last_resort import show_unforeseen_errors
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import button, wait_for_box

pytestmark = pytest.mark.light_window

LEFT = Qt.MouseButton.LeftButton


def close_log() -> None:
    for handler in LOG.handlers[:]:
        if isinstance(handler, logging.FileHandler):
            handler.close()
            LOG.removeHandler(handler)


def test_an_unforeseen_error_is_one_sentence_with_its_details_to_copy(
    qtbot: QtBot, window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    window._background.run(lambda: [][1], lambda _: None)
    box = wait_for_box(qtbot, window)
    assert box.text() == ("Internal error in digitpad (IndexError: list index out of range).")
    QTest.mouseClick(button(box, "Copy details"), LEFT)
    assert "Traceback" in QApplication.clipboard().text()
    assert "IndexError" in QApplication.clipboard().text()
    assert box.isVisible()
    QTest.mouseClick(button(box, "OK"), LEFT)
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    caplog.clear()


def test_an_error_in_a_slot_is_shown_once(
    qtbot: QtBot,
    window: MainWindow,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # It is put back after the test.
    show_unforeseen_errors(window)
    for number in range(3):
        QTimer.singleShot(0, lambda number=number: [][number])
    box = wait_for_box(qtbot, window)
    qtbot.waitUntil(lambda: caplog.text.count("IndexError: list") >= 3)
    assert "Internal error in digitpad (IndexError" in box.text()
    assert len(window.findChildren(QMessageBox)) == 1
    box.close()
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    QTimer.singleShot(0, lambda: [][9])
    wait_for_box(qtbot, window).close()  # Once it was read, the next one is shown.
    caplog.clear()


def test_the_log_does_not_grow_for_ever(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("digitpad.files.log.MAX_LOG_BYTES", 1000)
    open_log()
    for _ in range(20):
        internal_error(TypeError("again"))
    assert log_path().stat().st_size < 3000
    close_log()
    caplog.clear()


def test_an_error_shows_what_it_says_and_no_html(qtbot: QtBot, window: MainWindow) -> None:
    from digitpad.errors import DatasetError

    show_error(window, DatasetError("<b>bold</b>\n\x1b[31m.txt", found="<img src=x>"))
    box = wait_for_box(qtbot, window)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.text() == r"<b>bold</b>\n\x1b[31m.txt: <img src=x>"
    box.close()


@pytest.mark.parametrize(("choice", "answer"), [("Overwrite", 0), ("Keep", 1), ("Cancel", 2)])
def test_a_question_may_name_its_own_answers(
    qtbot: QtBot, window: MainWindow, choice: str, answer: int
) -> None:
    given: list[int] = []
    answers: dict[Answer, Callable[[], None]] = {
        "Overwrite": lambda: given.append(0),
        "Keep": lambda: given.append(1),
        QMessageBox.StandardButton.Cancel: lambda: given.append(2),
    }
    ask(window, "Which?", answers)
    box = wait_for_box(qtbot, window)
    assert box.defaultButton() is button(box, "Cancel")  # Return overwrites nothing.
    QTest.mouseClick(button(box, choice), LEFT)
    assert given == [answer]


def test_a_question_that_is_closed_is_answered_by_its_last(
    qtbot: QtBot, window: MainWindow
) -> None:
    given: list[int] = []
    ask(window, "Which?", {"Overwrite": lambda: given.append(0), "Keep": lambda: given.append(1)})
    wait_for_box(qtbot, window).close()
    assert given == [1]


def test_the_log_keeps_the_traceback(caplog: pytest.LogCaptureFixture) -> None:
    open_log()
    try:
        raise TypeError("\udcff\n")
    except TypeError as error:
        shown = internal_error(error)
    assert str(shown).endswith(r"(TypeError: \xff\n).")
    text = log_path().read_text()
    assert "TypeError" in text
    assert "test_messages.py" in text
    close_log()
    caplog.clear()
