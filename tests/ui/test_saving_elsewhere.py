"""A set that was moved is found again, and files that cannot be written do not stop the others."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.text.codec import read_text_file
from digitpad.ui.support.recent import recent
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, answer, gallery_of, press, texts, wait_for
from tests.ui.test_saving import COUNT, THEIRS, files_in, revert, save
from tests.ui.test_saving import digits as digits
from tests.ui.test_saving import folder as folder
from tests.ui.test_saving import opened as opened


def choose_folder(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))


def test_a_folder_that_was_moved_is_found_and_saved_where_it_is(
    qtbot: QtBot,
    opened: MainWindow,
    folder: Path,
    digits: DigitSet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moved = folder.rename(tmp_path / "moved")
    choose_folder(monkeypatch, moved)
    save(qtbot, opened)
    answer(qtbot, opened, "Find it…")
    wait_for(qtbot, opened, f"moved\n{COUNT - 1} digits")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert load_dataset(moved).labels.tolist() == [9, *digits.labels[2:].tolist()]
    assert not folder.exists()
    assert recent("dataset")[0] == str(moved)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_0, CTRL)
    press(opened, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert 0 in load_dataset(moved).labels


@pytest.mark.parametrize("is_closing", [False, True])
def test_another_folder_is_not_taken_for_the_one_that_was_moved(
    qtbot: QtBot,
    opened: MainWindow,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_closing: bool,
) -> None:
    moved = folder.rename(folder.with_name("moved"))
    (moved / "00005.txt").write_bytes(THEIRS)
    (moved / "00006.txt").unlink()
    before = files_in(moved)
    choose_folder(monkeypatch, moved)
    if is_closing:
        assert not opened.close()
        answer(qtbot, opened, "Save")
        answer(qtbot, opened, "Delete")
    else:
        save(qtbot, opened)
    answer(qtbot, opened, "Find it…")
    assert answer(qtbot, opened, "OK") == (
        f'"moved" is not the dataset that was opened: 2 of its {COUNT} digits are missing there or'
        " changed (00005.txt, 00006.txt)."
    )
    assert files_in(moved) == before
    assert "2 unsaved changes" in texts(opened)
    assert opened.isVisible()
    revert(opened)


def test_what_is_of_another_kind_is_not_taken_for_the_folder(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "set.zip"
    write_dataset(digits, path)
    window.open_dataset(path)
    wait_for(qtbot, window, f"{COUNT} digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    path.rename(tmp_path / "moved.zip")
    (tmp_path / "other").write_text("no zip")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "other"), ""))
    press(window, "Save")
    answer(qtbot, window, "Find it…")
    assert answer(qtbot, window, "OK") == (
        '"other" is not the dataset that was opened: it is a file.'
    )
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "moved.zip"), "")
    )
    press(window, "Save")
    answer(qtbot, window, "Find it…")
    wait_for(qtbot, window, f"moved.zip\n{COUNT} digits")
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    assert load_dataset(tmp_path / "moved.zip").labels[0] == 9


def test_a_dialog_that_is_left_finds_nothing(
    qtbot: QtBot, opened: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    save(qtbot, opened)
    answer(qtbot, opened, "Find it…")
    assert "2 unsaved changes" in texts(opened)
    revert(opened)


# Some of them


def test_one_read_only_file_does_not_stop_the_others(
    qtbot: QtBot, opened: MainWindow, folder: Path, digits: DigitSet
) -> None:
    (folder / "00001.txt").chmod(0o444)
    save(qtbot, opened)
    assert answer(qtbot, opened, "Save the others") == (
        '1 digit of "set" cannot be written (00001.txt: the file is read-only).'
        " Save the changes to the other digit?"
    )
    qtbot.waitUntil(lambda: "1 unsaved change" in texts(opened))
    told = opened.statusBar().currentMessage()
    assert told == 'Saved 1 change in "set", but not 00001.txt'
    assert not (folder / "00002.txt").exists()
    assert read_text_file(folder / "00001.txt")[1] == digits.labels[0]
    (folder / "00001.txt").chmod(0o644)
    press(opened, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert read_text_file(folder / "00001.txt")[1] == 9


def test_one_changed_file_does_not_stop_the_others(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    (folder / "00001.txt").write_bytes(THEIRS)
    save(qtbot, opened)
    assert answer(qtbot, opened, "Save the others").startswith("Another program changed 1 digit")
    qtbot.waitUntil(lambda: "1 unsaved change" in texts(opened))
    assert not (folder / "00002.txt").exists()
    assert (folder / "00001.txt").read_bytes() == THEIRS
    revert(opened)


def test_changed_and_read_only_files_are_asked_about_one_after_the_other(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_Right)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_0, CTRL)
    name = next(p for p in ("00003.txt", "00004.txt") if p in str(texts(opened)))
    (folder / "00001.txt").write_bytes(THEIRS)
    (folder / name).chmod(0o444)
    save(qtbot, opened)
    assert answer(qtbot, opened, "Save the others").startswith("Another program changed 1 digit")
    assert "the file is read-only" in answer(qtbot, opened, "Save the others")
    qtbot.waitUntil(lambda: "2 unsaved changes" in texts(opened))
    assert not (folder / "00002.txt").exists()
    revert(opened)


def test_closing_that_saves_only_the_others_keeps_the_window_open(
    qtbot: QtBot, opened: MainWindow, folder: Path
) -> None:
    (folder / "00001.txt").chmod(0o444)
    assert not opened.close()
    answer(qtbot, opened, "Save")
    answer(qtbot, opened, "Delete")
    answer(qtbot, opened, "Save the others")
    qtbot.waitUntil(lambda: "1 unsaved change" in texts(opened))
    assert opened.isVisible()
    revert(opened)


def test_where_all_are_read_only_there_are_no_others(
    qtbot: QtBot, opened: MainWindow, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in folder.iterdir():
        file.chmod(0o444)
    copy = tmp_path / "copy.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    save(qtbot, opened)
    asked = answer(qtbot, opened, "Save a copy…")
    assert asked == (
        '2 digits of "set" cannot be written (00001.txt, 00002.txt). The first: the file is'
        " read-only. Nothing was written. Save all digits to another place?"
    )
    wait_for(qtbot, opened, f"copy.zip\n{COUNT - 1} digits")
