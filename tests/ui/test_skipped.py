"""Files that hold no digit are told of in full."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.editable_set import EditableSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.errors import DatasetError
from digitpad.ui.dataset.skipped import show_skipped
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import texts, wait_for_digits
from tests.ui.hand import button

COUNT = 230


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    return load_dataset(f"synthetic:{COUNT}:5")


@pytest.fixture
def folder(tmp_path: Path, digits: DigitSet) -> Path:
    """A folder of text digits, 00001.txt and so on, two of which are none."""
    write_dataset(digits, tmp_path / "digits")
    (tmp_path / "digits" / "notes.txt").write_text("not a digit")
    (tmp_path / "digits" / "empty.txt").touch()
    return tmp_path / "digits"


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    """The window with the folder open, and the Dataset tab in front."""
    window.open_dataset(folder)
    wait_for_digits(qtbot, window, COUNT)
    return window


def test_a_folder_shows_its_digits_and_says_what_was_left_out(
    qtbot: QtBot, opened: MainWindow
) -> None:
    assert opened.dataset_tab.isVisible()
    assert f"digits\n{COUNT} digits" in texts(opened)
    QTest.mouseClick(button(opened, "2 files skipped"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened.findChildren(QPlainTextEdit)))
    dialog = opened.findChildren(QDialog)[0]
    reasons = dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    assert "notes.txt, line 1: expected whole numbers 0 to 255, found" in reasons
    assert "empty.txt: empty file" in reasons
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == reasons
    dialog.reject()


def left_out(errors: list[DatasetError]) -> EditableSet:
    """A set of which nothing could be read."""
    collection = EditableSet()
    nothing = np.empty((0, 28, 28), np.uint8)
    collection.append(DigitSet("", nothing, np.empty(0, np.int8), left_out=tuple(errors)))
    return collection


def test_a_long_list_of_what_was_left_out_is_copied_whole(qtbot: QtBot, opened: MainWindow) -> None:
    errors = [DatasetError(f"{number}.txt", found="an empty file") for number in range(1500)]
    show_skipped(left_out(errors), opened)
    dialog = opened.findChildren(QDialog)[0]
    assert (
        "…and 500 more (Copy includes all)" in dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    )
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "\n".join(map(str, errors))
    dialog.reject()


def test_more_errors_than_are_kept_are_counted(qtbot: QtBot, opened: MainWindow) -> None:
    errors = [DatasetError(f"{number}.txt", found="an empty file") for number in range(7000)]
    show_skipped(left_out(errors), opened)
    dialog = opened.findChildren(QDialog)[0]
    shown = dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    assert shown.endswith("…and 6,000 more (Copy includes the first 2,000)")
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text().endswith("1999.txt: an empty file\n…and 5,000 more")
    dialog.reject()
