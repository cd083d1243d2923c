"""Changes that are not saved survive the end of the program, whatever it is."""

import os
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.data import unsaved_changes as unsaved_module
from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.editable_set import GONE
from digitpad.data.formats import load_dataset, stream_dataset, write_dataset
from digitpad.data.formats.base import ReadOptions
from digitpad.data.text.codec import read_text_file, write_text_file
from digitpad.data.unsaved_changes import (
    Unsaved,
    new_unsaved_file,
    read_unsaved,
    unsaved_files,
    write_unsaved,
)
from digitpad.errors import DigitpadError
from digitpad.files.atomic import atomic_write
from digitpad.files.user_data import unsaved_folder
from digitpad.ui.support.worker import running
from digitpad.ui.widgets.progress_row import ProgressRow
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
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
from digitpad.data.unsaved_changes import unsaved_files
from digitpad.ui.dataset import recovery
recovery.WRITE_AFTER = 1
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
app = QApplication([])
window = create_window(dataset=sys.argv[2])
window.show()
view = window.dataset_tab.make_view()

def change():
    view.controller.editing.relabel(9)
    view.gallery.show_row(1)
    view.controller.editing.delete()

def look():
    if list(unsaved_files()):
        os.kill(os.getpid(), signal.SIGKILL)

view.open_dataset.loading_ended.connect(lambda: QTimer.singleShot(0, change))
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
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change is written as soon as it is made, not a second later."""
    monkeypatch.setattr("digitpad.ui.dataset.recovery.WRITE_AFTER", 1)


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


@pytest.fixture
def changed(folder: Path, digits: DigitSet) -> Path:
    """A set that was changed in the same way; what the killed program left is written here."""
    names, before = ["00001.txt", "00002.txt"], digits.labels[:2].tolist()
    write_unsaved(Unsaved(str(folder), COUNT, [*names], before, [9, GONE], {}), new_unsaved_file())
    return folder


QUESTION = (
    'Changes to 2 digits of "set" were not saved when the program ended.'
    " Open the dataset with these changes?"
)


def change_first(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    assert "1 unsaved change" in texts(window)


def leave_behind(folder: Path, digits: DigitSet) -> Path:
    """Changes as a program leaves them that was killed: the second digit is a 9."""
    file = new_unsaved_file()
    label = int(digits.labels[1])
    write_unsaved(Unsaved(str(folder), COUNT, ["00002.txt"], [label], [9], {}), file)
    return file


def open_whole(qtbot: QtBot, window: MainWindow, path: Path | str) -> None:
    with qtbot.waitSignal(window.dataset_tab.make_view().open_dataset.loading_ended):
        window.open_dataset(path)


def undo(window: MainWindow) -> None:
    """Undo the only change: the window is closed at the end of a test."""
    window.dataset_tab.make_view().controller.editing.undo_stack.undo()
    assert "unsaved" not in texts(window)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Of each set only the first part comes, until this is set."""
    gate = threading.Event()

    def stream(path: str | Path, options: ReadOptions) -> Iterator[Chunk]:
        for chunk in stream_dataset(path, options=options):
            yield chunk
            gate.wait(PATIENCE)

    monkeypatch.setattr("digitpad.ui.dataset.loader.stream_dataset", stream)
    yield gate
    gate.set()


def no_question(window: MainWindow) -> bool:
    return not window.findChildren(QMessageBox)


@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_changes_of_a_killed_program_are_offered_opened_and_saved(
    qtbot: QtBot, killed: Path, window: MainWindow, digits: DigitSet
) -> None:
    window.dataset_tab.offer_unsaved()
    assert answer(qtbot, window, "Open") == QUESTION
    wait_for(qtbot, window, "2 unsaved changes")
    assert window.dataset_tab.isVisible()
    assert f"set\n{COUNT - 1} digits" in texts(window)
    assert len(list(unsaved_files())) == 1, "they are still not saved"
    gallery_of(window).setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Z, CTRL)
    assert "unsaved" not in texts(window)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Y, CTRL)
    press(window, "Save")
    answer(qtbot, window, "Delete")
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    assert load_dataset(killed).labels.tolist() == [9, *digits.labels[2:].tolist()]
    qtbot.waitUntil(lambda: not list(unsaved_files()))


def test_changes_are_discarded_or_left_for_later(
    qtbot: QtBot, changed: Path, window: MainWindow
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
    assert len(load_dataset(changed)) == COUNT


CONFLICT = (
    'Another program changed 1 digit of "set" since you changed it (00002.txt).'
    " Use your change, or keep what is in the file?"
)


@pytest.mark.parametrize("theirs", ["label", "image"])
def test_mine_is_used_where_others_changed_a_digit_since(
    qtbot: QtBot, window: MainWindow, folder: Path, digits: DigitSet, theirs: str
) -> None:
    file, before = new_unsaved_file(), digits.labels[:2].tolist()
    checksums = [zlib.crc32(image.tobytes()) for image in digits.images[:2]]
    names: list[str | int] = ["00001.txt", "00002.txt"]
    write_unsaved(Unsaved(str(folder), COUNT, names, before, [9, 8], {}, checksums), file)
    left = file.read_bytes()
    image, label = digits.images[1], int(digits.labels[1])
    if theirs == "label":
        write_text_file(folder / "00002.txt", image, 5)
    else:
        write_text_file(folder / "00002.txt", 255 - image, label)
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    assert answer(qtbot, window, "Later") == CONFLICT
    assert "unsaved" not in texts(window)
    assert file.read_bytes() == left, "they are offered at the next start"
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    assert answer(qtbot, window, "Use mine") == CONFLICT
    wait_for(qtbot, window, "2 unsaved changes")
    press(window, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    image, label = read_text_file(folder / "00002.txt")
    assert label == 8
    assert np.array_equal(image, digits.images[1]) == (theirs == "label")
    assert read_text_file(folder / "00001.txt")[1] == 9
    qtbot.waitUntil(lambda: not list(unsaved_files()))


def test_the_files_are_kept_where_the_user_says_so(
    qtbot: QtBot, window: MainWindow, folder: Path, digits: DigitSet
) -> None:
    leave_behind(folder, digits)
    write_text_file(folder / "00002.txt", digits.images[1], 5)
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    assert answer(qtbot, window, "Keep the file's") == CONFLICT
    qtbot.waitUntil(lambda: not list(unsaved_files()))
    assert "unsaved" not in texts(window)
    assert read_text_file(folder / "00002.txt")[1] == 5


def test_changes_of_digits_that_are_gone_are_told(
    qtbot: QtBot, window: MainWindow, folder: Path, digits: DigitSet
) -> None:
    leave_behind(folder, digits)
    (folder / "00002.txt").unlink()
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    assert answer(qtbot, window, "OK") == (
        "1 change could not be recovered: the digit is gone (00002.txt)."
    )


def test_changes_of_a_set_that_is_gone_wait_for_it(
    qtbot: QtBot, changed: Path, window: MainWindow
) -> None:
    changed.rename(changed.with_name("elsewhere"))
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    assert "no such file or folder" in answer(qtbot, window, "OK")
    changed.with_name("elsewhere").rename(changed)
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    wait_for(qtbot, window, "2 unsaved changes")
    window.dataset_tab.make_view().controller.editing.undo_stack.undo()


@pytest.mark.usefixtures("at_once")
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


@pytest.mark.usefixtures("at_once")
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
    window.dataset_tab.make_view().controller.editing.undo_stack.undo()
    window.dataset_tab.keep_unsaved()
    assert not list(unsaved_files())


def test_what_is_being_saved_is_saved_where_the_program_is_told_to_end(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} digits")
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
    wait_for(qtbot, window, "20 digits")
    gallery = gallery_of(window)
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    QTest.keyClick(gallery, Qt.Key.Key_9, CTRL)
    window.quit()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.dataset_tab.make_view().controller.recovery._mine.release()  # type: ignore[union-attr]
    again = create_window()
    qtbot.addWidget(again)
    again.show()
    again.dataset_tab.offer_unsaved()
    assert answer(qtbot, again, "Open").startswith(
        'Changes to 1 digit of "synthetic:20:4" were not'
    )
    wait_for(qtbot, again, "1 unsaved change")
    assert gallery_of(again).model().index(1, 0).data() == "9"
    again.dataset_tab.make_view().controller.editing.undo_stack.undo()
    with qtbot.waitSignal(again.closed):
        again.close()


@pytest.mark.parametrize("leave", ["Discard", "Later"])
def test_changes_are_not_made_again_without_the_answer(
    qtbot: QtBot, window: MainWindow, folder: Path, digits: DigitSet, leave: str
) -> None:
    file = leave_behind(folder, digits)
    window.dataset_tab.offer_unsaved()
    open_whole(qtbot, window, folder)
    changed = window.dataset_tab.make_view().dataset.changed
    assert not len(changed()), "nobody has answered yet"
    answer(qtbot, window, leave)
    assert not len(changed())
    assert file.exists() == (leave == "Later")
    file.unlink(missing_ok=True)


@pytest.mark.parametrize("state", ["whole", "half read", "changed", "the same"])
def test_changes_are_made_again_whatever_was_opened_before_the_answer(
    qtbot: QtBot,
    window: MainWindow,
    folder: Path,
    digits: DigitSet,
    gate: threading.Event,
    state: str,
) -> None:
    leave_behind(folder, digits)
    window.dataset_tab.offer_unsaved()
    if state == "half read":
        window.open_dataset("synthetic:300:4")
        qtbot.waitUntil(lambda: len(window.dataset_tab.make_view().dataset) > 0)
    gate.set()
    if state == "the same":
        open_whole(qtbot, window, folder)
    elif state != "half read":
        open_whole(qtbot, window, "synthetic:20:4")
    if state == "changed":
        window.dataset_tab.make_view().controller.editing.relabel(9)
    answer(qtbot, window, "Open")
    if state == "changed":
        assert answer(qtbot, window, "Discard").startswith("Save changes to 1 digit")
    wait_for(qtbot, window, "1 unsaved change")
    assert gallery_of(window).model().index(1, 0).data() == "9"
    undo(window)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="all names are text")
def test_changes_of_a_set_whose_path_is_no_text_are_opened(
    qtbot: QtBot, window: MainWindow, folder: Path, digits: DigitSet
) -> None:
    folder = folder.rename(folder.with_name(os.fsdecode(b"f\xff\xe9")))
    leave_behind(folder, digits)
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    wait_for(qtbot, window, "1 unsaved change")
    undo(window)


def test_a_damaged_file_is_put_aside_and_told_once(
    qtbot: QtBot, window: MainWindow, folder: Path, digits: DigitSet
) -> None:
    file = leave_behind(folder, digits)
    cut_off = file.read_bytes()[:-20]
    file.write_bytes(cut_off)
    window.dataset_tab.offer_unsaved()
    aside = file.with_name(f"{file.name}.damaged")
    assert str(aside) in answer(qtbot, window, "OK")
    assert aside.read_bytes() == cut_off
    assert list(unsaved_folder().iterdir()) == [aside]
    window.dataset_tab.offer_unsaved()
    assert no_question(window)


def test_a_file_that_cannot_be_read_now_stays(
    qtbot: QtBot, window: MainWindow, folder: Path, digits: DigitSet
) -> None:
    file, folder_instead = leave_behind(folder, digits), new_unsaved_file()
    newer = file.read_text().replace(unsaved_module.FORMAT, "digitpad unsaved 99")
    file.write_text(newer)
    folder_instead.mkdir()
    window.dataset_tab.offer_unsaved()
    assert no_question(window)
    assert (
        "Unsaved changes of the last session cannot be read: "
        in window.statusBar().currentMessage()
    )
    assert file.read_text() == newer
    assert set(unsaved_folder().iterdir()) == {file, folder_instead}


@pytest.mark.usefixtures("at_once")
def test_the_count_of_digits_is_that_of_the_whole_set(
    qtbot: QtBot, window: MainWindow, gate: threading.Event
) -> None:
    window.open_dataset("synthetic:300:4")
    view = window.dataset_tab.make_view()
    qtbot.waitUntil(lambda: len(view.dataset) > 0)
    qtbot.waitUntil(lambda: "digits" in texts(window))
    view.controller.editing.relabel(9)
    qtbot.waitUntil(lambda: len(list(unsaved_files())) == 1)
    (file,) = unsaved_files()
    kept = read_unsaved(file)
    assert kept
    assert kept.count < 300
    gate.set()
    qtbot.waitUntil(lambda: getattr(read_unsaved(file), "count", 0) == 300)
    undo(window)


def test_the_window_never_waits_for_a_writing(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(path: Path) -> AbstractContextManager[BinaryIO]:
        begun.set()
        assert go_on.wait(PATIENCE), "the window waits"
        return atomic_write(path)

    monkeypatch.setattr("digitpad.data.unsaved_changes.atomic_write", slow)
    change_first(qtbot, window, folder)
    qtbot.waitUntil(begun.is_set)
    press(window, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    go_on.set()
    qtbot.waitUntil(lambda: not running())
    assert not list(unsaved_folder().iterdir()), "what is saved is not kept"


def test_the_window_does_not_wait_until_the_changed_digits_are_found(
    qtbot: QtBot,
    window: MainWindow,
    folder: Path,
    digits: DigitSet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads = []
    find = unsaved_module._places

    def note(*values: object) -> object:
        threads.append(threading.current_thread())
        return find(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(unsaved_module, "_places", note)
    leave_behind(folder, digits)
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    wait_for(qtbot, window, "1 unsaved change")
    assert threads
    assert threading.main_thread() not in threads
    undo(window)


def test_changes_of_a_half_read_set_survive_the_end_of_the_program(
    qtbot: QtBot, window: MainWindow, gate: threading.Event
) -> None:
    window.open_dataset("synthetic:300:4")
    view = window.dataset_tab.make_view()
    qtbot.waitUntil(lambda: len(view.dataset) > 0)
    qtbot.waitUntil(lambda: "digits" in texts(window))
    view.controller.editing.relabel(9)
    window.quit()
    gate.set()
    qtbot.waitUntil(lambda: not running())
    (file,) = unsaved_files()
    assert read_unsaved(file)
    view.controller.editing.undo_stack.undo()
    view.controller.recovery.keep()


@pytest.mark.parametrize("is_first", [True, False], ids=["nothing came", "a part came"])
def test_closing_that_is_called_off_leaves_no_part_of_a_set(
    qtbot: QtBot,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    gate: threading.Event,
    is_first: bool,
) -> None:
    gate.set()
    open_whole(qtbot, window, folder)
    gate.clear()
    view = window.dataset_tab.make_view()
    if is_first:
        monkeypatch.setattr(
            "digitpad.ui.dataset.loader.stream_dataset",
            lambda _, options: (chunk for chunk in iter(gate.wait, True)),
        )
    window.open_dataset("synthetic:300:4")
    if not is_first:
        qtbot.waitUntil(lambda: view.dataset.path == "synthetic:300:4")
    save_that_fails, failing = threading.Event(), threading.Event()

    def fail() -> None:
        failing.set()
        save_that_fails.wait(PATIENCE)
        raise DigitpadError("cannot be saved")

    window._background.save(fail, lambda _: None)
    qtbot.waitUntil(failing.is_set)
    assert not window.close()
    save_that_fails.set()
    gate.set()
    assert answer(qtbot, window, "OK") == "cannot be saved"
    assert window.isVisible()
    qtbot.waitUntil(lambda: not running())
    assert not view.open_dataset.is_waiting
    assert not any(row.isVisible() for row in view.findChildren(ProgressRow))
    assert view.dataset.path != "synthetic:300:4"
    assert (view.dataset.path == str(folder)) == is_first
