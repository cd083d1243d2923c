"""Saving: only what is still as it was opened is replaced, everything else is asked about."""

import gc
import os
import shutil
import sys
import weakref
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.text.codec import format_digit, read_text_file
from digitpad.files import resources
from digitpad.files.resources import resource_path
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, answer, gallery_of, press, texts, wait_for
from tests.ui.hand import button, wait_for_box

COUNT = 12
THEIRS = format_digit(np.eye(28, dtype=np.uint8), 2)
"""What another program writes."""


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    return load_dataset(f"synthetic:{COUNT}:3")


@pytest.fixture
def folder(tmp_path: Path, digits: DigitSet) -> Path:
    """The digits as 00001.txt to 00012.txt, in a folder with files of others beside it."""
    write_dataset(digits, tmp_path / "place" / "set")
    for name in ("00001.txt", "00002.txt"):
        (tmp_path / "place" / name).write_text("precious")
    return tmp_path / "place" / "set"


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    """The window with the folder open, its first digit relabelled and its second deleted."""
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} digits")
    gallery = gallery_of(window)
    QTest.keyClick(gallery, Qt.Key.Key_9, CTRL)
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    QTest.keyClick(gallery, Qt.Key.Key_Delete)
    assert "2 unsaved changes" in texts(window)
    return window


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def save(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+S, and yes to deleting a file."""
    QTest.keyClick(gallery_of(window), Qt.Key.Key_S, CTRL)
    assert "Permanently delete 1 file from" in answer(qtbot, window, "Delete")


def revert(window: MainWindow) -> None:
    """Undo everything: the window is closed at the end of a test."""
    stack = window.dataset_tab.make_view().controller.editing.undo_stack
    while stack.canUndo():
        stack.undo()


@pytest.mark.parametrize("how", ["renamed", "deleted", "replaced"])
def test_a_folder_that_is_gone_leaves_the_folder_above_untouched(
    qtbot: QtBot, opened: MainWindow, folder: Path, how: str
) -> None:
    if how == "deleted":
        shutil.rmtree(folder)
    else:
        folder.rename(folder.with_name("elsewhere"))
    if how == "replaced":
        folder.write_text("a file now")
    before = files_in(folder.parent)
    save(qtbot, opened)
    asked = answer(qtbot, opened, "Cancel")
    assert asked.startswith('"set" was moved, deleted or replaced since it was opened')
    assert files_in(folder.parent) == before
    assert "2 unsaved changes" in texts(opened)
    assert "Saved" not in opened.statusBar().currentMessage()
    revert(opened)


def test_what_is_gone_is_saved_to_another_place_and_open_there(
    qtbot: QtBot,
    opened: MainWindow,
    folder: Path,
    digits: DigitSet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.rmtree(folder)
    copy = tmp_path / "copy.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    save(qtbot, opened)
    answer(qtbot, opened, "Save a copy…")
    wait_for(qtbot, opened, f"copy.zip\n{COUNT - 1} digits")
    assert "unsaved" not in texts(opened)
    assert load_dataset(copy).labels.tolist() == [9, *digits.labels[2:].tolist()]
    assert opened.dataset_tab.make_view().open_dataset.source == copy


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="all names are text")
def test_a_copy_whose_path_is_no_text_is_open_afterwards(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / os.fsdecode(b"f\xff\xe9.zip")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    window.open_dataset("synthetic:20:4")
    wait_for(qtbot, window, "20 digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    press(window, "Save")
    wait_for(qtbot, window, "f\\xff\\xe9.zip\n20 digits")
    assert window.dataset_tab.make_view().open_dataset.source == copy


def change_two(folder: Path) -> None:
    (folder / "00001.txt").write_bytes(THEIRS)
    (folder / "00002.txt").write_text("my diary")


QUESTION = (
    'Another program changed 2 digits since "set" was opened (00001.txt, 00002.txt).'
    " Overwrite them with your changes, or keep theirs?"
)


def test_changed_files_are_not_overwritten_without_asking(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    change_two(folder)
    before = files_in(folder.parent)
    save(qtbot, opened)
    assert answer(qtbot, opened, "Cancel") == QUESTION
    assert files_in(folder.parent) == before
    assert "2 unsaved changes" in texts(opened)
    revert(opened)


def test_changed_files_are_overwritten_where_the_user_says_so(
    qtbot: QtBot, opened: MainWindow, folder: Path, digits: DigitSet
) -> None:
    change_two(folder)
    save(qtbot, opened)
    answer(qtbot, opened, "Overwrite")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert (folder / "00001.txt").read_bytes() == format_digit(digits.images[0], 9)
    assert not (folder / "00002.txt").exists()
    assert len(list(folder.iterdir())) == COUNT - 1


def test_their_files_are_kept_and_shown_and_ours_are_saved(
    qtbot: QtBot, opened: MainWindow, folder: Path, digits: DigitSet
) -> None:
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_Right)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_0, CTRL)
    assert "3 unsaved changes" in texts(opened)
    change_two(folder)
    save(qtbot, opened)
    assert answer(qtbot, opened, "Keep theirs") == QUESTION
    wait_for(qtbot, opened, f"set\n{COUNT - 1} digits")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert (folder / "00001.txt").read_bytes() == THEIRS
    assert (folder / "00002.txt").read_text() == "my diary"
    assert sum(read_text_file(p)[1] == 0 for p in folder.glob("*[4-9].txt")) >= 1
    model = gallery_of(opened).model()
    assert model.index(0, 0).data() == "2", "theirs is read from the disk"


def test_a_copy_is_saved_and_their_files_stay(
    qtbot: QtBot,
    opened: MainWindow,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change_two(folder)
    before = files_in(folder)
    copy = tmp_path / "copy"
    chosen = str(copy), "Folder of text digits (*)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    save(qtbot, opened)
    answer(qtbot, opened, "Save a copy…")
    wait_for(qtbot, opened, f"copy\n{COUNT - 1} digits")
    assert files_in(folder) == before
    assert len(load_dataset(copy)) == COUNT - 1


def test_a_copy_is_gone_on_with_after_theirs_were_kept(
    qtbot: QtBot,
    opened: MainWindow,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (folder / "00001.txt").write_bytes(THEIRS)
    save(qtbot, opened)
    wait_for_box(qtbot, opened)
    (folder / "00002.txt").write_text("my diary")  # While the question is open.
    answer(qtbot, opened, "Keep theirs")
    selected = str(tmp_path / "copy"), "Folder of text digits (*)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: selected)
    answer(qtbot, opened, "Save a copy…")
    wait_for(qtbot, opened, f"copy\n{COUNT - 1} digits")


def test_a_member_of_a_zip_that_changed_is_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    path = tmp_path / "set.zip"
    write_dataset(digits, path)
    window.open_dataset(path)
    wait_for(qtbot, window, f"{COUNT} digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("00001.txt", THEIRS)
    before = path.read_bytes()
    press(window, "Save")
    asked = answer(qtbot, window, "Cancel")
    assert asked.startswith('Another program changed 1 digit since "set.zip" was opened (0000')
    assert path.read_bytes() == before
    revert(window)


def test_closing_asks_about_changed_files_and_the_window_stays(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    change_two(folder)
    assert not opened.close()
    answer(qtbot, opened, "Save")
    answer(qtbot, opened, "Delete")
    assert answer(qtbot, opened, "Cancel") == QUESTION
    assert opened.isVisible()
    assert "2 unsaved changes" in texts(opened)
    assert not opened.close()
    answer(qtbot, opened, "Save")
    answer(qtbot, opened, "Delete")
    answer(qtbot, opened, "Overwrite")
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert not (folder / "00002.txt").exists()


def test_return_deletes_no_file(qtbot: QtBot, opened: MainWindow, folder: Path) -> None:
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_S, CTRL)
    asked = wait_for_box(qtbot, opened)
    assert "Permanently delete 1 file from" in asked.text()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.findChildren(QMessageBox))
    assert (folder / "00002.txt").exists()
    assert "2 unsaved changes" in texts(opened)
    revert(opened)


def test_closing_while_a_save_finds_changed_files_keeps_the_window_open(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    change_two(folder)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_S, CTRL)
    asked = wait_for_box(qtbot, opened)
    with qtbot.waitSignal(opened.dataset_tab.make_view().controller.saver.idle):
        button(asked, "Delete").click()
        assert not opened.close()
    assert answer(qtbot, opened, "Cancel") == QUESTION
    assert opened.isVisible()
    assert "2 unsaved changes" in texts(opened)
    revert(opened)


def test_what_was_saved_before_an_error_is_not_marked_as_changed(
    qtbot: QtBot, opened: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: Path, missing_ok: bool = False) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "unlink", failing)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_S, CTRL)
    answer(qtbot, opened, "Delete")
    assert "00002.txt: input/output error" in answer(qtbot, opened, "OK")
    monkeypatch.undo()
    assert "1 unsaved deletion" in texts(opened)
    assert read_text_file(folder / "00001.txt")[1] == 9
    revert(opened)
    assert "1 unsaved change" in texts(opened), "the first is on the disk with its new label"
    press(opened, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))


def test_what_comes_with_the_program_is_never_written_to(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "program" / "resources"
    shutil.copytree(resource_path(""), shipped)
    samples = shipped / "samples.zip"
    write_dataset(load_dataset("synthetic:60:1"), samples)
    monkeypatch.setattr(resources, "PACKAGE", shipped.parent / "digitpad")
    before = samples.read_bytes()
    window.open_dataset(samples)
    wait_for(qtbot, window, "60 digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(samples), ""))
    press(window, "Save")
    assert "comes with digitpad" in answer(qtbot, window, "OK")
    mine = tmp_path / "mine.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(mine), ""))
    press(window, "Save")
    wait_for(qtbot, window, "mine.zip\n60 digits")
    gallery_of(window).setFocus()
    QTest.keyClick(gallery_of(window), Qt.Key.Key_8, CTRL)
    assert "1 unsaved change" in texts(window)
    press(window, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    assert load_dataset(mine).labels[0] == 8
    assert samples.read_bytes() == before


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_set_leaves_memory_once_another_is_open(
    qtbot: QtBot, opened: MainWindow, is_saved: bool
) -> None:
    known = weakref.ref(opened.dataset_tab.make_view().dataset)
    if is_saved:
        save(qtbot, opened)
        qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    else:
        revert(opened)
    opened.open_dataset("synthetic:20")
    wait_for(qtbot, opened, "20 digits")

    def is_gone() -> bool:
        gc.collect()
        return known() is None

    qtbot.waitUntil(is_gone)
