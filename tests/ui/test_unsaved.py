"""Changes that are not saved survive the end of the program, whatever it is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.textfiles import read_text_file, write_text_file
from digitpad.data.unsaved import unsaved_files, unsaved_folder
from digitpad.ui.main_window import MainWindow
from digitpad.ui.worker import running
from tests.ui.dataset_hand import CTRL, answer, gallery_of, press, texts, wait_for

ROOT = Path(__file__).resolve().parents[2]
COUNT = 12

# Another program that opens a set, changes the first two digits, and is killed.
PROGRAM = """
import os, signal, sys
import numpy as np
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from digitpad.app import create_window
from digitpad.data.unsaved import unsaved_files
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
app = QApplication([])
window = create_window(dataset=sys.argv[2])
window.show()
workbench = window.dataset_tab.make_workbench()

def change():
    workbench.mending.relabel(9)
    workbench.gallery.show_row(1)
    workbench.mending.delete()

def look():
    if list(unsaved_files()):
        os.kill(os.getpid(), signal.SIGKILL)

workbench.opening.ended.connect(lambda: QTimer.singleShot(0, change))
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
app.exec()
"""


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    return load_dataset(f"synthetic:{COUNT}:3")


@pytest.fixture
def folder(tmp_path: Path, digits: DigitSet) -> Path:
    write_dataset(digits, tmp_path / "set")
    return tmp_path / "set"


@pytest.fixture
def killed(home: Path, folder: Path) -> Iterator[Path]:
    """A set that was changed by a program that was killed."""
    words = [sys.executable, "-c", PROGRAM, str(home), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(words, env=environment, timeout=60, check=False)
    assert ended.returncode == -9
    assert len(list(unsaved_files())) == 1
    yield folder
    for box in unsaved_folder().glob("*"):
        assert box.suffix in (".json", ".lock"), "no litter"


QUESTION = (
    "2 changed digits of set were not saved when the program ended. Open it with the changes?"
)


def change_first(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} shown")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    assert "1 changed" in texts(window)


def no_question(window: MainWindow) -> bool:
    return not window.findChildren(QMessageBox)


@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_changes_of_a_killed_program_are_offered_opened_and_saved(
    qtbot: QtBot, killed: Path, window: MainWindow, digits: DigitSet
) -> None:
    window.dataset_tab.offer_unsaved()
    assert answer(qtbot, window, "Open") == QUESTION
    wait_for(qtbot, window, "2 changed")
    assert window.dataset_tab.isVisible()
    assert f"set · {COUNT - 1} digits" in texts(window)
    assert len(list(unsaved_files())) == 1, "they are still not saved"
    gallery_of(window).setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Z, CTRL)
    assert "changed" not in texts(window)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Y, CTRL)
    press(window, "Save")
    answer(qtbot, window, "Delete")
    qtbot.waitUntil(lambda: "changed" not in texts(window))
    assert load_dataset(killed).labels.tolist() == [9, *digits.labels[2:].tolist()]
    qtbot.waitUntil(lambda: not list(unsaved_files()))


@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_changes_are_discarded_or_left_for_later(
    qtbot: QtBot, killed: Path, window: MainWindow
) -> None:
    for leave in ("Later", "Later"):
        window.dataset_tab.offer_unsaved()
        assert answer(qtbot, window, leave) == QUESTION
        assert len(list(unsaved_files())) == 1
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Discard")
    assert not list(unsaved_folder().iterdir())
    window.dataset_tab.offer_unsaved()
    assert no_question(window)
    assert len(load_dataset(killed)) == COUNT


@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_what_others_changed_since_is_left_out_and_told(
    qtbot: QtBot, killed: Path, window: MainWindow, digits: DigitSet
) -> None:
    write_text_file(killed / "00001.txt", digits.images[0], 5)
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    told = answer(qtbot, window, "OK")
    assert told.startswith("1 change could not be made again:")
    assert "00001.txt" in told
    assert "1 changed" in texts(window)
    assert read_text_file(killed / "00001.txt")[1] == 5
    window.dataset_tab.make_workbench().mending.undo_stack.undo()


@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_changes_of_a_set_that_is_gone_wait_for_it(
    qtbot: QtBot, killed: Path, window: MainWindow
) -> None:
    killed.rename(killed.with_name("elsewhere"))
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    assert "no such file or folder" in answer(qtbot, window, "OK")
    killed.with_name("elsewhere").rename(killed)
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    wait_for(qtbot, window, "2 changed")
    window.dataset_tab.make_workbench().mending.undo_stack.undo()


def test_changes_of_a_living_window_are_not_offered_to_another(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    from digitpad.app import create_window

    change_first(qtbot, window, folder)
    qtbot.waitUntil(lambda: len(list(unsaved_files())) == 1)
    other = create_window()
    qtbot.addWidget(other)
    other.show()
    other.dataset_tab.offer_unsaved()
    window.dataset_tab.offer_unsaved()
    assert no_question(other)
    assert no_question(window)
    other.close()
    assert len(list(unsaved_files())) == 1
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not list(unsaved_files()))


def test_discarded_changes_are_forgotten(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    change_first(qtbot, window, folder)
    qtbot.waitUntil(lambda: len(list(unsaved_files())) == 1)
    assert not window.close()
    answer(qtbot, window, "Discard")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not list(unsaved_folder().iterdir())


def test_changes_are_on_the_disk_at_once_where_the_program_is_told_to_end(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    change_first(qtbot, window, folder)
    assert not list(unsaved_files())
    window.quit()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(list(unsaved_files())) == 1
    window.dataset_tab.make_workbench().mending.undo_stack.undo()
    window.dataset_tab.keep_unsaved()
    assert not list(unsaved_files())


def test_what_is_being_saved_is_saved_where_the_program_is_told_to_end(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} shown")
    gallery_of(window).selectAll()
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    press(window, "Save")
    window.quit()
    qtbot.waitUntil(lambda: not running())
    qtbot.waitUntil(lambda: not list(unsaved_folder().iterdir()))
    assert set(load_dataset(folder).labels.tolist()) == {9}


def test_changes_of_a_set_without_files_are_kept_by_number(
    qtbot: QtBot, window: MainWindow, home: Path
) -> None:
    from digitpad.app import create_window

    window.open_dataset("synthetic:20:4")
    wait_for(qtbot, window, "20 shown")
    gallery = gallery_of(window)
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    QTest.keyClick(gallery, Qt.Key.Key_9, CTRL)
    window.quit()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.dataset_tab.make_workbench().keeping._mine.lock.unlock()  # type: ignore[union-attr]
    again = create_window()
    qtbot.addWidget(again)
    again.show()
    again.dataset_tab.offer_unsaved()
    assert answer(qtbot, again, "Open").startswith("1 changed digit of synthetic:20:4 was not")
    wait_for(qtbot, again, "1 changed")
    assert gallery_of(again).model().index(1, 0).data() == "9"
    again.dataset_tab.make_workbench().mending.undo_stack.undo()
    assert again.close()
