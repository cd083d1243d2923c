"""Playgrounds and points from files, the clipboard and a drop; and a playground saved."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.errors import DigitpadError
from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS
from digitpad.playground.settings import Settings
from digitpad.playground.state import Setup
from digitpad.playground.state_file import read_state, save_state
from digitpad.playground.unsaved_playground import kept_playgrounds, read_kept
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.support.recent import recent
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import drop, wait_for_box
from tests.ui.playground_hand import CTRL, LEFT, Key, message, opened

pytestmark = pytest.mark.light_window

TABLE = "height;weight;kind\n150;50,5;cat\n190;95;dog\n170;70;dog\nabc;1;cat\n160;60;cat\n"

TOLD = (
    "4 points in 2 classes: 1 = cat, 2 = dog. "
    "Scaled to the plane: x = (x − 170) / 7.4, y = (y − 72.8) / 8.2. "
    '1 line without x, y and label was skipped: line 5 ("abc").'
)


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    return opened(qtbot, window)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "animals.csv"
    path.write_text(TABLE)
    return path


def wait_for_points(qtbot: QtBot, view: PlaygroundView, count: int) -> None:
    qtbot.waitUntil(lambda: len(view.session.state.points) == count)


def test_points_are_opened_told_of_and_taken_back(
    qtbot: QtBot, view: PlaygroundView, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    QTest.keyClick(view.plane, Key.Key_O, CTRL)
    wait_for_points(qtbot, view, 4)
    state = view.session.state
    assert message(view) == TOLD
    assert state.points.classes == view.controls.classes.value() == 2
    assert view.controls.preset.currentIndex() == -1
    assert not view.controls.noise.isEnabled()
    assert np.abs(state.points.positions).max() <= 3
    assert recent("playground") == [str(table)]
    QTest.keyClick(view.plane, Key.Key_R)
    assert message(view) == TOLD
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert len(view.session.state.points) == 8
    assert view.controls.preset.currentText() == "Quadrants"


def test_points_are_pasted_or_dropped_and_no_other_text(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, table: Path
) -> None:
    QGuiApplication.clipboard().setText("2\t1\tred\n-1\t2\tblue\n1\t-2\tred\n")
    QTest.keyClick(view.plane, Key.Key_V, CTRL)
    wait_for_points(qtbot, view, 3)
    assert message(view) == "3 points in 2 classes: 1 = blue, 2 = red."
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    drop(view.plane, data)
    wait_for_points(qtbot, view, 4)
    QGuiApplication.clipboard().setText("To whom it may concern")
    QTest.keyClick(view.plane, Key.Key_V, CTRL)
    box = wait_for_box(qtbot, window)
    assert box.text().startswith("The text on the clipboard: expected lines of x, y and label")
    box.close()
    assert len(view.session.state.points) == 4


def test_a_playground_is_saved_and_opened_where_it_was(
    qtbot: QtBot,
    window: MainWindow,
    view: PlaygroundView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(3):
        view.session.runner.step()
    path = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(view.files.message):
        QTest.keyClick(view.plane, Key.Key_S, CTRL)
    assert window.windowTitle() == "mine.json[*] — digitpad"
    saved = view.session.runner.experiment().copy()
    assert not window.isWindowModified()
    view.session.runner.step()
    assert window.isWindowModified()
    view.session.choose_preset("blobs")
    assert (window.windowTitle(), window.isWindowModified()) == ("Playground[*] — digitpad", False)
    view.files.open(path)
    qtbot.waitUntil(lambda: view.session.state.snapshot.iteration == 3)
    assert (window.windowTitle(), window.isWindowModified()) == ("mine.json[*] — digitpad", False)
    view.session.change_share(0.25)
    qtbot.waitUntil(window.isWindowModified)
    view.session.undo_stack.undo()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    for _ in range(2):
        assert view.session.runner.experiment().step() == saved.step()
    view.session.undo_stack.undo()
    assert view.session.state.points.classes == 5


def test_a_broken_playground_is_refused_with_its_reason(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, tmp_path: Path
) -> None:
    path = tmp_path / "broken.json"
    save_state(path, Setup("XOR", Experiment(view.session.state.points, Settings())))
    path.write_text(path.read_text().replace('"classes":4', '"classes":40'))
    view.files.open(path)
    box = wait_for_box(qtbot, window)
    assert "points 1, classes: expected a whole number from 2 to 6" in box.text()
    box.close()
    assert view.session.state.setup.preset == "quadrants"
    assert not view.files.name


def test_the_command_line_opens_a_playground(qtbot: QtBot, tmp_path: Path) -> None:
    experiment = Experiment(PRESETS["XOR"].make(), Settings(hidden=(3, 2), initialization="He"))
    experiment.step()
    path = tmp_path / "deep.json"
    save_state(path, Setup("", experiment))
    window = create_window(playground=path)
    qtbot.addWidget(window)
    view = window.playground_tab.make_view()
    qtbot.waitUntil(lambda: view.session.state.snapshot.iteration == 1)
    assert window.windowTitle() == "deep.json[*] — digitpad"
    assert view.session.state.settings.hidden == (3, 2)
    assert read_state(path).experiment.iteration == 1
    window.close()


def test_closing_asks_to_save_what_is_in_no_file(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, tmp_path: Path
) -> None:
    QTest.keyClick(view.plane, Key.Key_S)
    view.session.choose_preset("blobs")
    view.controls.noise.setValue(3)
    assert not window.playground_tab.is_unfinished  # All of it can be had again.
    QTest.keyClick(view.plane, Key.Key_Insert)
    window.close()
    box = wait_for_box(qtbot, window)
    assert box.text() == "Save the playground with your points?"
    box.button(QMessageBox.StandardButton.Cancel).click()
    path = tmp_path / "mine.json"
    with qtbot.waitSignal(view.files.message):
        view.files.save(str(path))
    view.session.runner.step()
    count = len(view.session.state.points)
    window.close()
    box = wait_for_box(qtbot, window)
    assert box.text() == 'Save changes to "mine.json"?'
    with qtbot.waitSignal(window.closed):
        box.button(QMessageBox.StandardButton.Save).click()
    saved = read_state(path).experiment
    assert (saved.iteration, len(saved.points)) == (1, count)


def test_closing_may_discard_what_was_drawn(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView
) -> None:
    QTest.keyClick(view.plane, Key.Key_Insert)
    window.close()
    box = wait_for_box(qtbot, window)
    with qtbot.waitSignal(window.closed):
        box.button(QMessageBox.StandardButton.Discard).click()


def test_pasted_points_are_asked_about_and_those_of_a_file_are_not(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView, table: Path
) -> None:
    view.files.open(table)
    wait_for_points(qtbot, view, 4)
    assert not window.playground_tab.is_unfinished  # The file has them.
    QGuiApplication.clipboard().setText("2\t1\tred\n-1\t2\tblue\n1\t-2\tred\n")
    QTest.keyClick(view.plane, Key.Key_V, CTRL)
    wait_for_points(qtbot, view, 3)
    assert window.playground_tab.is_unfinished
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert not window.playground_tab.is_unfinished


def test_what_was_not_saved_is_offered_after_a_signal(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView
) -> None:
    QTest.keyClick(view.plane, Key.Key_Insert)
    view.session.runner.step()
    with qtbot.waitSignal(window.closed):
        window.quit()
    (file,) = kept_playgrounds()
    again = create_window()
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: bool(again.notices.findChildren(QPushButton)))
    QTest.mouseClick(again.notices.findChildren(QPushButton)[0], LEFT)
    session = again.playground_tab.make_view().session
    assert (len(session.state.points), session.state.snapshot.iteration) == (9, 1)
    assert not file.exists()
    assert again.playground_tab.is_unfinished  # Still, no file has it.
    again.quit()
    assert len(kept_playgrounds()) == 1


def test_a_damaged_playground_that_was_kept_is_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "x.playground"
    file.write_text("{")
    with pytest.raises(DigitpadError, match=r"kept as .*damaged"):
        read_kept(file)
    assert not file.exists()


def test_what_was_recovered_is_unsaved_after_another_is_undone(
    qtbot: QtBot, view: PlaygroundView, tmp_path: Path
) -> None:
    path, kept, session = tmp_path / "mine.json", tmp_path / "x.playground", view.session
    save_state(path, session.setup_now())
    session.runner.step()
    save_state(kept, session.setup_now())
    session.open_setup(read_kept(kept), "Open playground")
    with qtbot.waitSignal(view.files.message):
        view.files.open(path)
    assert not view.files.is_unfinished
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert session.state.snapshot.iteration == 1
    assert view.files.is_unfinished  # No file has it.
