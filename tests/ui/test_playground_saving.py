"""What is changed on the Playground while a save runs, and which file it is called by."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.playground.state import Setup
from digitpad.playground.state_file import read_state, save_state
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.playground.session import MAX_UNDO_STEPS
from digitpad.ui.support.worker import wait_for_workers
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.hand import wait_for_box
from tests.ui.playground_hand import CTRL, LEFT, Key, opened, place

pytestmark = pytest.mark.light_window


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    return opened(qtbot, window)


class LateSave:
    """A disk that takes its time: what is saved is written once it may be."""

    def __init__(self, qtbot: QtBot, view: PlaygroundView, path: Path) -> None:
        self.qtbot, self.view, self.path = qtbot, view, path
        self.is_begun, self.may_write = threading.Event(), threading.Event()

    def write(self, path: str, setup: Setup) -> None:
        self.is_begun.set()
        assert self.may_write.wait(PATIENCE)
        save_state(path, setup)

    def begin(self) -> None:
        self.view.files.save(str(self.path))

    def end(self) -> None:
        with self.qtbot.waitSignal(self.view.files.message):
            self.may_write.set()


@pytest.fixture
def late(
    qtbot: QtBot, view: PlaygroundView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LateSave]:
    """A save of a playground with a point of one's own."""
    QTest.keyClick(view.plane, Key.Key_Insert)
    late = LateSave(qtbot, view, tmp_path / "mine.json")
    monkeypatch.setattr("digitpad.ui.playground.files.save_state", late.write)
    yield late
    late.may_write.set()
    assert wait_for_workers(PATIENCE)


def title(window: MainWindow) -> tuple[str, bool]:
    return window.windowTitle().removesuffix("[*] — digitpad"), window.isWindowModified()


def undo(view: PlaygroundView) -> None:
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)


def test_a_preset_that_is_selected_meanwhile_has_no_file(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, late: LateSave
) -> None:
    late.begin()
    view.session.choose_preset("spiral")
    late.end()
    assert title(window) == ("Playground", False)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert len(read_state(late.path).experiment.points) == 9


def test_what_was_saved_has_its_file_once_it_is_back(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, late: LateSave
) -> None:
    late.begin()
    view.session.choose_preset("spiral")
    late.end()
    undo(view)
    qtbot.waitUntil(lambda: title(window) == ("mine.json", False))
    assert not view.files.is_unfinished


def test_a_file_that_is_opened_meanwhile_keeps_its_name(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, late: LateSave, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    save_state(other, view.session.setup_now())
    late.begin()
    view.files.open(other)
    qtbot.waitUntil(lambda: title(window) == ("other.json", False))
    late.end()
    assert title(window) == ("other.json", False)


def test_a_point_that_is_added_meanwhile_is_not_saved(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, late: LateSave
) -> None:
    late.begin()
    QTest.keyClick(view.plane, Key.Key_Insert)
    late.end()
    assert title(window) == ("mine.json", True)
    undo(view)
    qtbot.waitUntil(lambda: title(window) == ("mine.json", False))


def test_a_point_is_not_saved_though_no_more_steps_can_be_undone(
    window: MainWindow, view: PlaygroundView, late: LateSave
) -> None:
    for _ in range(MAX_UNDO_STEPS):
        QTest.keyClick(view.plane, Key.Key_Insert)
    late.begin()
    QTest.keyClick(view.plane, Key.Key_Insert)
    late.end()
    assert title(window) == ("mine.json", True)


def test_noise_that_goes_on_changing_meanwhile_is_not_saved(
    window: MainWindow, view: PlaygroundView, late: LateSave
) -> None:
    view.controls.noise.setValue(3)
    late.begin()
    view.controls.noise.setValue(4)  # One step to undo, with the one before.
    late.end()
    assert title(window) == ("mine.json", True)


def test_a_point_that_is_dragged_meanwhile_is_not_saved(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, late: LateSave
) -> None:
    QTest.mousePress(view.plane, LEFT, pos=place(view, 2, 1))
    QTest.mouseMove(view.plane, place(view, 2.5, 1.5))
    late.begin()
    QTest.mouseMove(view.plane, place(view, 1, 2))
    late.end()
    assert title(window) == ("mine.json", True)
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 1, 2))
    undo(view)  # To where it was before it was dragged, which is not in the file either.
    qtbot.waitUntil(lambda: len(view.session.state.points) == 9)
    saved = read_state(late.path).experiment.points.positions
    assert not np.array_equal(view.session.state.points.positions, saved)
    assert view.files.is_unfinished


def test_closing_saves_to_the_file_and_asks_about_what_came_meanwhile(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, late: LateSave
) -> None:
    late.begin()
    late.end()
    late.may_write.clear()
    QTest.keyClick(view.plane, Key.Key_Insert)
    window.close()
    wait_for_box(qtbot, window).button(QMessageBox.StandardButton.Save).click()
    QTest.keyClick(view.plane, Key.Key_Insert)
    late.end()
    box = wait_for_box(qtbot, window)
    assert box.text() == 'Save changes to "mine.json"?'
    with qtbot.waitSignal(window.closed):
        box.button(QMessageBox.StandardButton.Save).click()
    assert len(read_state(late.path).experiment.points) == 11


def test_a_save_that_ends_after_a_later_one_leaves_that_unsaved(
    qtbot: QtBot,
    window: MainWindow,
    view: PlaygroundView,
    late: LateSave,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late.begin()
    assert late.is_begun.wait(PATIENCE)
    monkeypatch.setattr("digitpad.ui.playground.files.save_state", save_state)
    QTest.keyClick(view.plane, Key.Key_Insert)
    with qtbot.waitSignal(view.files.message):
        view.files.save(str(late.path))
    assert title(window) == ("mine.json", False)
    late.end()
    assert len(read_state(late.path).experiment.points) == 9
    assert title(window) == ("mine.json", True)


def test_the_last_name_stays_when_a_step_is_done_again(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, tmp_path: Path
) -> None:
    QTest.keyClick(view.plane, Key.Key_Insert)
    for name in ("first.json", "second.json"):
        with qtbot.waitSignal(view.files.message):
            view.files.save(str(tmp_path / name))
        if name == "first.json":
            view.session.runner.step()
            QTest.keyClick(view.plane, Key.Key_R)
    assert title(window) == ("second.json", False)
    undo(view)
    qtbot.waitUntil(lambda: title(window) == ("second.json", True))
    view.session.undo_stack.redo()
    qtbot.waitUntil(lambda: title(window) == ("second.json", False))


def test_a_file_that_another_experiment_was_saved_to_is_another(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, tmp_path: Path
) -> None:
    path = str(tmp_path / "mine.json")
    QTest.keyClick(view.plane, Key.Key_Insert)
    with qtbot.waitSignal(view.files.message):
        view.files.save(path)
    view.session.choose_preset("spiral")
    with qtbot.waitSignal(view.files.message):
        view.files.save(path)
    assert title(window) == ("mine.json", False)
    undo(view)
    qtbot.waitUntil(lambda: title(window) == ("mine.json", True))
