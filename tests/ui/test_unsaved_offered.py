"""Changes that a program left unsaved are offered at the next start."""

import os
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.data import unsaved_changes as unsaved_module
from digitpad.data.digitset import DigitSet
from digitpad.data.editable_set import GONE
from digitpad.data.formats import load_dataset
from digitpad.data.text.codec import read_text_file, write_text_file
from digitpad.data.unsaved_changes import (
    Unsaved,
    new_unsaved_file,
    unsaved_files,
    write_unsaved,
)
from digitpad.files.user_data import unsaved_folder
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import (
    COUNT,
    CTRL,
    answer,
    gallery_of,
    no_question,
    open_whole,
    press,
    texts,
    undo,
    wait_for,
)
from tests.ui.retrain_hand import all_ended

ROOT = Path(__file__).resolve().parents[2]

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
    'Changes to 2 digits of "digits" were not saved when the program ended.'
    " Open the dataset with these changes?"
)


def leave_behind(folder: Path, digits: DigitSet) -> Path:
    """Changes as a program leaves them that was killed: the second digit is a 9."""
    file = new_unsaved_file()
    label = int(digits.labels[1])
    write_unsaved(Unsaved(str(folder), COUNT, ["00002.txt"], [label], [9], {}), file)
    return file


@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_changes_of_a_killed_program_are_offered_opened_and_saved(
    qtbot: QtBot, killed: Path, window: MainWindow, digits: DigitSet
) -> None:
    window.dataset_tab.offer_unsaved()
    assert answer(qtbot, window, "Open") == QUESTION
    wait_for(qtbot, window, "2 unsaved changes")
    assert window.dataset_tab.isVisible()
    assert f"digits\n{COUNT - 1} digits" in texts(window)
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
    'Another program changed 1 digit of "digits" since you changed it (00002.txt).'
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
    all_ended(qtbot)  # Until the opening is over, the changes wait for its end.
    changed.with_name("elsewhere").rename(changed)
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    wait_for(qtbot, window, "2 unsaved changes")
    window.dataset_tab.make_view().controller.editing.undo_stack.undo()


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
    rest_may_come: threading.Event,
    state: str,
) -> None:
    leave_behind(folder, digits)
    window.dataset_tab.offer_unsaved()
    if state == "half read":
        window.open_dataset("synthetic:300:4")
        qtbot.waitUntil(lambda: len(window.dataset_tab.make_view().dataset) > 0)
    rest_may_come.set()
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
