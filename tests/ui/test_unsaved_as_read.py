"""Changes come back to the digits that they were made of: of that half, as they are on the disk."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFrame
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import ReadOptions, load_dataset, write_dataset
from digitpad.data.plausibility import inverted, transposed
from digitpad.data.text.codec import read_text_file
from digitpad.data.unsaved_changes import Unsaved, new_unsaved_file, unsaved_files, write_unsaved
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, answer, gallery_of, pick, press, texts, undo, wait_for
from tests.ui.retrain_hand import started_again

COUNT = 60

Repaired = Callable[[DigitSet], DigitSet]


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    return load_dataset(f"synthetic:{COUNT}:7")


def faint(digits: DigitSet) -> DigitSet:
    return DigitSet("faint", (digits.images > 127).astype(np.uint8), digits.labels)


def repair(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Press the button of the bar that tells what looks wrong, once it is there."""
    bar = window.findChild(QFrame, "doubts")
    assert bar
    qtbot.waitUntil(lambda: bar.isVisible() and text in texts(window))
    press(window, text)
    qtbot.waitUntil(lambda: not bar.isVisible())


def relabel(window: MainWindow, row: int, key: Qt.Key) -> None:
    pick(window, row)
    QTest.keyClick(gallery_of(window), key, CTRL)


def label_at(window: MainWindow, row: int) -> str:
    return str(gallery_of(window).model().index(row, 0).data())


def end(qtbot: QtBot, window: MainWindow) -> None:
    """Have the program told to end, as when the session ends: nothing is saved."""
    window.quit()
    qtbot.waitUntil(lambda: not window.isVisible())
    recovery = window.dataset_tab.make_view().controller.recovery
    if recovery._mine:
        recovery._mine.release()  # An ended program holds no lock.


def close(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()


@pytest.mark.parametrize(
    ("wrong", "button"), [(transposed, "Transpose"), (inverted, "Invert"), (faint, "Scale")]
)
def test_labels_that_were_changed_after_a_repair_come_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet, wrong: Repaired, button: str
) -> None:
    path = tmp_path / "set.csv"
    write_dataset(wrong(digits), path)
    window.open_dataset(path)
    repair(qtbot, window, button)
    relabel(window, 1, Qt.Key.Key_9)
    relabel(window, 4, Qt.Key.Key_8)
    end(qtbot, window)

    again = started_again(qtbot)
    answer(qtbot, again, "Open")
    wait_for(qtbot, again, "2 unsaved changes")  # No question: nobody changed the digits.
    assert (label_at(again, 1), label_at(again, 4)) == ("9", "8")
    dataset = again.dataset_tab.make_view().dataset
    assert np.array_equal(dataset.image(1), wrong(digits).images[1])
    repair(qtbot, again, button)  # The window offers it as at first.
    assert "2 unsaved changes" in texts(again)
    stack = again.dataset_tab.make_view().controller.editing.undo_stack
    stack.undo()
    stack.undo()
    close(qtbot, again)


def test_another_program_that_changed_a_digit_after_a_repair_is_still_noticed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    path = tmp_path / "set.csv"
    write_dataset(transposed(digits), path)
    window.open_dataset(path)
    repair(qtbot, window, "Transpose")
    relabel(window, 1, Qt.Key.Key_9)
    end(qtbot, window)
    theirs = transposed(digits)
    theirs.images[1] = digits.images[2].T
    write_dataset(theirs, path)

    again = started_again(qtbot)
    answer(qtbot, again, "Open")
    assert answer(qtbot, again, "Keep the file's").startswith("Another program changed 1 digit of")
    assert "unsaved" not in texts(again)
    close(qtbot, again)


def test_a_digit_that_was_to_come_back_after_a_repair_is_as_the_others_on_the_disk(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    folder = tmp_path / "texts"
    write_dataset(transposed(digits), folder)
    before, _ = read_text_file(folder / "00002.txt")
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} digits")
    pick(window, 1)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Delete)
    press(window, "Save")
    answer(qtbot, window, "Delete")
    qtbot.waitUntil(lambda: not (folder / "00002.txt").exists())
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    window.dataset_tab.make_view().controller.editing.undo_stack.undo()
    repair(qtbot, window, "Transpose")
    end(qtbot, window)

    again = started_again(qtbot)
    answer(qtbot, again, "Open")
    wait_for(qtbot, again, "1 unsaved change")
    press(again, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(again))
    assert np.array_equal(read_text_file(folder / "00002.txt")[0], before)
    close(qtbot, again)


@pytest.fixture
def halves(tmp_path: Path, digits: DigitSet) -> Path:
    """A set of 40 digits to train with and 20 to test with, as MNIST has them."""
    folder = tmp_path / "halves"
    folder.mkdir()
    for name, numbers in (("train", np.arange(40)), ("t10k", np.arange(40, COUNT))):
        write_dataset(digits.select(numbers), folder / f"{name}-images-idx3-ubyte.gz")
    return folder


def open_half(qtbot: QtBot, window: MainWindow, row: int, count: int) -> None:
    """Choose the training set, row 0, or the test set, row 1, in the box of the header."""
    box = window.findChild(QComboBox, "halves")
    assert box
    qtbot.waitUntil(box.isVisible)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down if row else Qt.Key.Key_Up)
    wait_for(qtbot, window, f"halves\n{count} digits")


def test_changes_of_the_test_set_come_back_to_the_test_set(
    qtbot: QtBot, window: MainWindow, halves: Path
) -> None:
    window.open_dataset(halves)
    open_half(qtbot, window, 1, 20)
    relabel(window, 3, Qt.Key.Key_9)
    end(qtbot, window)

    later = started_again(qtbot)
    question = answer(qtbot, later, "Later")
    assert question.startswith('Changes to 1 digit of "halves · Test set" were not saved')
    later.open_dataset(halves)
    wait_for(qtbot, later, "halves\n40 digits")
    close(qtbot, later)

    again = started_again(qtbot)
    answer(qtbot, again, "Open")
    wait_for(qtbot, again, "1 unsaved change")
    assert "halves\n20 digits" in texts(again)
    assert label_at(again, 3) == "9"
    undo(again)
    close(qtbot, again)


def test_changes_of_both_halves_are_kept_and_come_back_to_their_own(
    qtbot: QtBot, window: MainWindow, halves: Path
) -> None:
    window.open_dataset(halves)
    wait_for(qtbot, window, "halves\n40 digits")
    relabel(window, 3, Qt.Key.Key_9)
    end(qtbot, window)
    other = started_again(qtbot)
    answer(qtbot, other, "Later")
    other.open_dataset(halves)
    open_half(qtbot, other, 1, 20)
    relabel(other, 5, Qt.Key.Key_8)
    end(qtbot, other)
    assert len(list(unsaved_files())) == 2

    found = {}
    for _ in range(2):
        again = started_again(qtbot)
        answer(qtbot, again, "Open")
        wait_for(qtbot, again, "1 unsaved change")
        count = gallery_of(again).model().rowCount()
        found[count] = label_at(again, 3), label_at(again, 5)
        undo(again)
        close(qtbot, again)
    assert found[40][0] == "9"
    assert found[20][1] == "8"
    assert not list(unsaved_files())


def test_changes_are_not_made_in_another_half_that_is_opened_meanwhile(
    qtbot: QtBot,
    window: MainWindow,
    halves: Path,
    digits: DigitSet,
    rest_may_come: threading.Event,
) -> None:
    options, label = ReadOptions("test"), int(digits.labels[43])
    kept = Unsaved(str(halves), 20, [3], [label], [9], {}, options=options)
    write_unsaved(kept, new_unsaved_file())
    window.dataset_tab.offer_unsaved()
    answer(qtbot, window, "Open")
    view = window.dataset_tab.make_view()
    qtbot.waitUntil(lambda: len(view.dataset) == 20)
    window.open_dataset(halves)
    rest_may_come.set()
    wait_for(qtbot, window, "halves\n40 digits")
    open_half(qtbot, window, 1, 20)  # Here they belong.
    wait_for(qtbot, window, "1 unsaved change")
    assert label_at(window, 3) == "9"
    undo(window)
