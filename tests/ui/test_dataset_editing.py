"""The Dataset tab: labels are edited, digits deleted, and both saved where the digits are."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QMenu,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.text.codec import format_digit, read_text_file
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import (
    COUNT,
    CTRL,
    SHIFT,
    WRONG,
    answer,
    choose,
    current,
    file_name,
    gallery_of,
    names,
    pick,
    press,
    texts,
    wait_for,
)
from tests.ui.hand import action, wait_for_box


def test_a_label_is_edited_undone_and_saved(
    qtbot: QtBot, opened: MainWindow, folder: Path, digits: DigitSet
) -> None:
    gallery, number = gallery_of(opened), WRONG[0]
    right = int(digits.labels[number] - 1) % 10
    file = folder / file_name(number)
    before = file.read_bytes()
    pick(opened, number)
    QTest.keyClick(gallery, Qt.Key(Qt.Key.Key_0 + right), CTRL)
    assert f"Label {right}" in texts(opened)
    wait_for(qtbot, opened, "2 misclassified")
    assert "1 unsaved change" in texts(opened)
    action(opened, "actionUndo").trigger()
    assert "3 misclassified" in texts(opened)
    assert "unsaved" not in texts(opened)
    action(opened, "actionRedo").trigger()
    assert file.read_bytes() == before, "nothing is written before it is saved"
    QTest.keyClick(gallery, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert file.read_bytes() == format_digit(digits.images[number], right)
    told = 'Saved 1 change in "digits"'
    qtbot.waitUntil(lambda: opened.statusBar().currentMessage() == told)


def test_a_edited_digit_leaves_those_that_are_misclassified_and_the_next_is_chosen(
    opened: MainWindow,
) -> None:
    opened.dataset_tab.findChildren(QCheckBox)[0].setChecked(True)
    gallery = gallery_of(opened)
    pick(opened, 1)
    right = int(
        str(gallery.currentIndex().data(Qt.ItemDataRole.ToolTipRole)).split("predicted ")[1][0]
    )
    QTest.keyClick(gallery, Qt.Key(Qt.Key.Key_0 + right), CTRL)
    assert names(opened) == [file_name(WRONG[0]), file_name(WRONG[2])]
    assert current(opened) == file_name(WRONG[2])
    QTest.keyClick(gallery, Qt.Key.Key_Z, CTRL)
    assert current(opened) == file_name(WRONG[1])


def test_several_digits_are_relabelled_by_the_menu_and_lose_their_label(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    gallery = gallery_of(opened)
    QTest.keyClick(gallery, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(gallery, Qt.Key.Key_Right, SHIFT)
    menu = next(m for m in opened.findChildren(QMenu) if m.title() == "Change &label")
    next(a for a in menu.actions() if a.text() == "No label").trigger()
    assert "3 unsaved changes" in texts(opened)
    assert "Unlabeled" in texts(opened)
    choose(opened, "Unlabeled")
    assert len(names(opened)) == 3
    QTest.keyClick(gallery, Qt.Key.Key_A, CTRL)
    QTest.keyClick(gallery, Qt.Key.Key_5, CTRL)
    assert len(names(opened)) == 0
    press(opened, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert [read_text_file(folder / file_name(n))[1] for n in range(3)] == [5, 5, 5]


def test_deleted_digits_come_back_and_go_for_good_when_saved(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    gallery = gallery_of(opened)
    QTest.keyClick(gallery, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(gallery, Qt.Key.Key_Delete)
    assert names(opened)[0] == file_name(2)
    assert f"{COUNT - 2} digits" in texts(opened)
    QTest.keyClick(gallery, Qt.Key.Key_Z, CTRL)
    assert len(names(opened)) == COUNT
    QTest.keyClick(gallery, Qt.Key.Key_Y, CTRL)
    press(opened, "Save")
    wait_for_box(qtbot, opened)
    assert (folder / file_name(0)).exists()
    assert answer(qtbot, opened, "Delete") == 'Permanently delete 2 files from "digits"?'
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert not (folder / file_name(0)).exists()
    assert len(list(folder.iterdir())) == COUNT - 2
    action(opened, "actionUndo").trigger()
    assert "2 unsaved changes" in texts(opened)
    press(opened, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert len(list(folder.iterdir())) == COUNT


def test_a_zip_is_edited_where_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(digits, tmp_path / "digits.zip")
    window.open_dataset(tmp_path / "digits.zip")
    wait_for(qtbot, window, "3 misclassified")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    press(window, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    assert load_dataset(tmp_path / "digits.zip").labels.tolist() == [9, *digits.labels[1:]]


def test_what_is_not_made_of_files_is_saved_elsewhere(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_dataset(digits, tmp_path / "digits.npz")
    before = (tmp_path / "digits.npz").read_bytes()
    window.open_dataset(tmp_path / "digits.npz")
    wait_for(qtbot, window, "3 misclassified")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    target = tmp_path / "edited.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(window, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    assert load_dataset(target).labels.tolist() == [9, *digits.labels[1:]]
    assert (tmp_path / "digits.npz").read_bytes() == before


def test_a_save_that_fails_says_so_and_keeps_the_changes(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_9, CTRL)
    (folder / file_name(0)).chmod(0o444)
    press(opened, "Save")
    failure = wait_for_box(qtbot, opened)
    told = '1 digit of "digits" cannot be written (00001.txt: the file is read-only)'
    assert told in failure.text()
    failure.close()
    assert "1 unsaved change" in texts(opened)
    opened.dataset_tab.make_view().controller.editing.undo_stack.undo()


def test_an_emptied_set_says_how_it_comes_back(opened: MainWindow) -> None:
    gallery = gallery_of(opened)
    gallery.selectAll()
    QTest.keyClick(gallery, Qt.Key.Key_Delete)
    assert "All digits deleted. Press Ctrl+Z to undo." in texts(opened)
    action(opened, "actionUndo").trigger()
    assert f"{COUNT} digits" in texts(opened)
