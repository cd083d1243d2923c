"""Closing the window in the middle of anything: it goes at once, and nothing is lost."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.errors import DatasetError
from digitpad.models.model_file import load_model
from digitpad.ui.support.settings import path_setting
from digitpad.ui.support.worker import running, wait_for_workers
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.hand import wait_for_box

pytestmark = pytest.mark.light_window


@pytest.fixture
def gate(window: MainWindow) -> Iterator[threading.Event]:
    """Work that waits for it is under way until it is set."""
    gate = threading.Event()
    yield gate
    gate.set()
    assert wait_for_workers(PATIENCE)


def test_the_window_goes_at_once_and_closes_when_all_has_ended(
    qtbot: QtBot, window: MainWindow, gate: threading.Event
) -> None:
    begun = threading.Event()

    def work() -> None:
        begun.set()
        gate.wait()

    window._background.run(work, lambda _: None)
    assert begun.wait(PATIENCE)
    assert not window.close()
    assert not window.isVisible()
    with qtbot.waitSignal(window.closed):
        gate.set()
    assert not running()


def test_what_only_reads_is_not_waited_for_for_ever(
    qtbot: QtBot, window: MainWindow, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.ui.window.closing.MAX_WAIT_LENGTH", 0.2)
    begun = threading.Event()

    def read() -> None:
        begun.set()
        gate.wait()

    window._background.run(read, lambda _: None)
    assert begun.wait(PATIENCE)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert running()  # It is still there, but nobody waits for it.


def test_what_is_saved_is_waited_for(
    qtbot: QtBot, window: MainWindow, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.ui.window.closing.MAX_WAIT_LENGTH", 0)
    done: list[bool] = []
    window._background.save(gate.wait, done.append)
    assert not window.close()
    with qtbot.waitSignal(window.closed):
        gate.set()
    assert done == [True]


def test_a_model_that_is_being_saved_is_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.closed):
        window.current_model.save(str(tmp_path / "model.npz"))
        window.close()
    assert load_model(tmp_path / "model.npz")


def test_a_model_taken_into_use_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.closed):
        window.current_model.adopt(window.current_model.current, lambda: None)
        window.close()
    path = path_setting("model/current")
    assert path
    assert load_model(path)


def test_a_save_that_fails_keeps_the_window_open(
    qtbot: QtBot, window: MainWindow, gate: threading.Event
) -> None:
    def fail() -> None:
        gate.wait()
        raise DatasetError("digits.zip", found="no room", expected="some")

    window._background.save(fail, lambda _: None)
    assert not window.close()
    gate.set()
    box = wait_for_box(qtbot, window)
    assert "no room" in box.text()
    assert window.isVisible()
    box.close()
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert window.isVisible()
    done: list[int] = []
    window._background.run(lambda: 1, done.append)  # It is as alive as before.
    qtbot.waitUntil(lambda: done == [1])


def test_quitting_asks_nothing(qtbot: QtBot, window: MainWindow, gate: threading.Event) -> None:
    def fail() -> None:
        gate.wait()
        raise DatasetError("digits.zip", found="no room", expected="some")

    window._background.save(fail, lambda _: None)
    with qtbot.waitSignal(window.closed):
        window.quit()
        gate.set()
    assert not window.isVisible()


def test_quitting_leaves_a_question_unanswered(qtbot: QtBot, window: MainWindow) -> None:
    from digitpad.ui.support.messages import ask

    given: list[str] = []
    answers = {
        QMessageBox.StandardButton.Discard: lambda: given.append("discard"),
        QMessageBox.StandardButton.Cancel: lambda: given.append("cancel"),
    }
    ask(window, "Discard all?", answers)
    with qtbot.waitSignal(window.closed):
        window.quit()
    assert given == ["cancel"]
