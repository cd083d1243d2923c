"""The Dataset tab: what is asked before changes would be lost."""

import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.text.codec import read_text_file
from digitpad.ui.dataset import saver
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.dataset_hand import (
    COUNT,
    CTRL,
    answer,
    file_name,
    gallery_of,
    names,
    open_whole,
    pick,
    press,
    texts,
    wait_for,
)
from tests.ui.hand import action, wait_for_box


def close_with(qtbot: QtBot, window: MainWindow, button: QMessageBox.StandardButton) -> None:
    """Close the window after a change, and answer the question."""
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    assert not window.close()
    asked = wait_for_box(qtbot, window)
    assert asked.text() == 'Save changes to 1 digit in "digits"?'
    QTest.mouseClick(asked.button(button), Qt.MouseButton.LeftButton)


def test_closing_with_changes_saves_them(
    qtbot: QtBot, opened: MainWindow, folder: Path, digits: DigitSet
) -> None:
    close_with(qtbot, opened, QMessageBox.StandardButton.Save)
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert read_text_file(folder / file_name(0))[1] == 9


def test_closing_with_changes_throws_them_away(
    qtbot: QtBot, opened: MainWindow, folder: Path, digits: DigitSet
) -> None:
    close_with(qtbot, opened, QMessageBox.StandardButton.Discard)
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert read_text_file(folder / file_name(0))[1] == digits.labels[0]


def test_what_was_discarded_can_be_had_again_where_the_other_set_cannot_be_opened(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    pick(opened, 0)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_9, CTRL)
    opened.open_dataset(tmp_path / "gone.zip")
    asked = wait_for_box(qtbot, opened)
    QTest.mouseClick(asked.button(QMessageBox.StandardButton.Discard), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("gone" in b.text() for b in opened.findChildren(QMessageBox)))
    assert f"Label {digits.labels[0]}" in texts(opened)
    assert "unsaved" not in texts(opened)
    for box in opened.findChildren(QMessageBox):
        box.close()
    qtbot.waitUntil(lambda: action(opened, "actionUndo").isEnabled())
    action(opened, "actionUndo").trigger()
    assert "Label 9" in texts(opened)
    assert "1 unsaved change" in texts(opened)
    action(opened, "actionUndo").trigger()
    assert "unsaved" not in texts(opened)


def test_nothing_can_be_edited_or_undone_while_another_set_is_on_its_way(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    editing = opened.dataset_tab.make_view().controller.editing
    pick(opened, 0)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_9, CTRL)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    opened.open_dataset("synthetic:20000")
    assert not editing.delete_action.isEnabled()
    assert not action(opened, "actionUndo").isEnabled()
    press(opened, "Cancel")
    assert editing.delete_action.isEnabled()
    assert action(opened, "actionUndo").isEnabled()


def test_closing_with_changes_can_be_thought_better_of(qtbot: QtBot, opened: MainWindow) -> None:
    close_with(qtbot, opened, QMessageBox.StandardButton.Cancel)
    qtbot.waitUntil(lambda: not opened.findChildren(QMessageBox))
    assert opened.isVisible()
    assert "1 unsaved change" in texts(opened)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_Z, CTRL)


@pytest.mark.parametrize("leave", ["escape", "frame"])
def test_a_question_that_is_left_changes_nothing(
    qtbot: QtBot, opened: MainWindow, leave: str
) -> None:
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_9, CTRL)
    assert not opened.close()
    asked = wait_for_box(qtbot, opened)
    if leave == "escape":
        QTest.keyClick(asked, Qt.Key.Key_Escape)
    else:
        asked.close()
    qtbot.waitUntil(lambda: not opened.findChildren(QMessageBox))
    assert opened.isVisible()
    assert "1 unsaved change" in texts(opened)
    action(opened, "actionUndo").trigger()


def test_another_set_waits_for_the_answer(qtbot: QtBot, opened: MainWindow) -> None:
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_9, CTRL)
    opened.open_dataset("synthetic:20")
    asked = wait_for_box(qtbot, opened)
    assert len(names(opened)) == COUNT
    discard = asked.button(QMessageBox.StandardButton.Discard)
    QTest.mouseClick(discard, Qt.MouseButton.LeftButton)
    wait_for(qtbot, opened, "20 digits")


@pytest.mark.parametrize("place", ["its files", "elsewhere"])
def test_a_label_changed_while_others_are_saved_is_asked_about_before_another_set_comes(
    qtbot: QtBot,
    opened: MainWindow,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    begun, may_end = threading.Event(), threading.Event()
    target = tmp_path / "saved"  # Digits of no file are saved there.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (f"{target}", "Folder (*)"))
    for name in ("stream_back", "stream_to"):
        write = getattr(saver, name)

        def held(*given: Any, write: Any = write) -> Generator[float, None, None]:
            begun.set()
            may_end.wait(PATIENCE)
            yield from write(*given)

        monkeypatch.setattr(saver, name, held)
    if place == "elsewhere":
        open_whole(qtbot, opened, "synthetic:40")
    pick(opened, 0)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_9, CTRL)
    opened.open_dataset("synthetic:20")
    answer(qtbot, opened, "Save")
    qtbot.waitUntil(lambda: begun.is_set() and opened.isActiveWindow())
    pick(opened, 1)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_8, CTRL)
    may_end.set()
    decision = "Save" if place == "its files" else "Discard"
    assert "Save changes to 1 digit" in answer(qtbot, opened, decision)
    wait_for(qtbot, opened, "20 digits")
    if place == "its files":
        assert [read_text_file(folder / file_name(n))[1] for n in (0, 1)] == [9, 8]
