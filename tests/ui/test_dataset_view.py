"""The Dataset tab's tools: asking for digits, the confusion matrix, editing, saving, exporting."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.text.codec import format_digit, read_text_file
from digitpad.files.resources import resource_path
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.ui.dataset.confusion import ConfusionMatrix
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import (
    CTRL,
    SHIFT,
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

COUNT = 40
WRONG = [4, 11, 30]
"""Digits with a wrong label: one more than what they are."""


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    """Digits that the network reads rightly, but for those that have a wrong label."""
    made = load_dataset("synthetic:60:11")
    network = load_model(resource_path("model.npz")).network
    read = predict_log_proba(network, made.images).argmax(axis=1)
    chosen = made.select(np.flatnonzero(read == made.labels)[:COUNT])
    chosen.labels[WRONG] = (chosen.labels[WRONG] + 1) % 10
    return chosen


@pytest.fixture
def folder(tmp_path: Path, digits: DigitSet) -> Path:
    """The digits as 00001.txt to 00040.txt."""
    write_dataset(digits, tmp_path / "digits")
    return tmp_path / "digits"


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    """The window with the folder open and predicted."""
    window.open_dataset(folder)
    wait_for(qtbot, window, "3 misclassified (7.50%)")
    return window


# Asking


def test_digits_of_one_label(opened: MainWindow, digits: DigitSet) -> None:
    choose(opened, "Label 7")
    sevens = np.flatnonzero(digits.labels == 7).tolist()
    assert names(opened) == [file_name(number) for number in sevens]
    assert f"{len(sevens)} of {COUNT} digits" in texts(opened)
    press(opened, "Clear filters")
    assert len(names(opened)) == COUNT


def test_digits_that_are_misclassified_hardest_first(opened: MainWindow) -> None:
    check = opened.dataset_tab.findChildren(QCheckBox)[0]
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(8, check.height() // 2))
    assert names(opened) == [file_name(number) for number in WRONG]
    choose(opened, "Highest loss")
    assert sorted(names(opened)) == [file_name(number) for number in WRONG]
    press(opened, "Clear filters")
    assert sorted(names(opened)[:3]) == [file_name(number) for number in WRONG]
    assert gallery_of(opened).currentIndex().row() <= 3


def test_digits_by_what_was_read(opened: MainWindow, digits: DigitSet) -> None:
    read = int(digits.labels[WRONG[0]] - 1) % 10
    choose(opened, f"Predicted {read}")
    assert file_name(WRONG[0]) in names(opened)
    choose(opened, f"Label {int(digits.labels[WRONG[0]])}")
    assert names(opened) == [file_name(WRONG[0])]


def test_search_finds_a_file(opened: MainWindow) -> None:
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_F, CTRL)
    search = opened.focusWidget()
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, "0002")
    assert names(opened) == ["00002.txt", *(f"0002{figure}.txt" for figure in range(10))]
    QTest.keyClicks(search, "99")
    assert names(opened) == []
    assert "No digits match the filters." in texts(opened)


def test_a_question_keeps_the_digit_that_is_chosen(opened: MainWindow) -> None:
    pick(opened, WRONG[1])
    opened.dataset_tab.findChildren(QCheckBox)[0].setChecked(True)
    assert current(opened) == file_name(WRONG[1])
    press(opened, "Clear filters")
    assert current(opened) == file_name(WRONG[1])


def test_a_cell_of_the_confusion_matrix_shows_its_digits(
    qtbot: QtBot, opened: MainWindow, digits: DigitSet
) -> None:
    press(opened, "Confusion matrix")
    matrix = opened.findChildren(ConfusionMatrix)[0]
    assert matrix.isVisible()
    label = int(digits.labels[WRONG[2]])
    read = (label - 1) % 10
    item = matrix.item(label, read)
    assert item is not None
    of_label = int((digits.labels == label).sum())
    count = int(item.text().split()[0])
    told = f"{count} of {of_label} digits labeled {label} were predicted as {read}"
    assert item.toolTip().replace("\n", " ") == told
    place = matrix.visualItemRect(item).center()
    QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gallery_of(opened).isVisible()
    assert file_name(WRONG[2]) in names(opened)
    assert len(names(opened)) == count


def test_digits_behind_the_confusion_matrix_are_left_alone(opened: MainWindow) -> None:
    pick(opened, 0)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_A, CTRL)
    press(opened, "Confusion matrix")
    matrix = opened.findChildren(ConfusionMatrix)[0]
    QTest.keyClick(matrix, Qt.Key.Key_3, CTRL)
    QTest.keyClick(matrix, Qt.Key.Key_Delete)
    assert not opened.dataset_tab.make_view().controller.editing.undo_stack.canUndo()
    press(opened, "Confusion matrix")
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_Delete)
    assert opened.dataset_tab.make_view().controller.editing.undo_stack.canUndo()


def test_the_confusion_matrix_counts_what_the_filters_show(
    opened: MainWindow, digits: DigitSet
) -> None:
    matrix = opened.findChildren(ConfusionMatrix)[0]

    def counted() -> int:
        cells = [matrix.item(row, column) for row, column in np.ndindex(10, 10)]
        return sum(int(cell.text().split()[0]) for cell in cells if cell and cell.text())

    press(opened, "Confusion matrix")
    assert counted() == COUNT
    choose(opened, "Label 3")
    assert matrix.isVisible()
    assert counted() == np.count_nonzero(digits.labels == 3)
    assert f"Counts the {counted()} digits that match the filters." in texts(opened)
    QTest.keyClick(matrix, Qt.Key.Key_F, CTRL)
    search = opened.focusWidget()
    QTest.keyClicks(search, "none")
    assert "No digits match the filters." in texts(opened)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert matrix.isVisible()


def test_the_confusion_matrix_has_precision_recall_and_accuracy(
    opened: MainWindow, digits: DigitSet
) -> None:
    press(opened, "Confusion matrix")
    matrix = opened.findChildren(ConfusionMatrix)[0]
    label = int(digits.labels[WRONG[0]])
    shown = [matrix.item(*cell) for cell in ((label, 10), (10, (label - 1) % 10), (10, 10))]
    assert all(shown)
    told = [item.toolTip() for item in shown if item]
    assert told[0].startswith(f"Recall of {label}: ")
    assert told[1].startswith(f"Precision of {(label - 1) % 10}: ")
    assert told[2] == f"Accuracy: {COUNT - 3} of {COUNT} digits"
    assert [item.text() for item in shown if item][2] == "92.5%"


# The gallery's keys


def test_keys_walk_through_the_gallery(opened: MainWindow) -> None:
    gallery = gallery_of(opened)
    gallery.setFocus()
    columns = gallery.viewport().width() // gallery.visualRect(gallery.model().index(0, 0)).width()
    walked = []
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Home,
        Qt.Key.Key_PageDown,
    ):
        QTest.keyClick(gallery, key)
        walked.append(gallery.currentIndex().row())
    page = gallery.viewport().height() // gallery.visualRect(gallery.model().index(0, 0)).height()
    assert walked[:6] == [1, 1 + columns, columns, 0, 0, COUNT - 1]
    assert walked[6:] == [max(0, COUNT - 1 - page * columns), 0, min(COUNT - 1, page * columns)]


def test_shift_and_control_choose_several(opened: MainWindow) -> None:
    gallery = gallery_of(opened)

    def click(row: int, modifier: Qt.KeyboardModifier) -> None:
        place = gallery.visualRect(gallery.model().index(row, 0)).center()
        QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(2, Qt.KeyboardModifier.NoModifier)
    click(5, SHIFT)
    click(9, CTRL)
    assert sorted(index.row() for index in gallery.selectedIndexes()) == [2, 3, 4, 5, 9]
    assert "5 selected" in texts(opened)
    click(9, CTRL)
    assert "4 selected" in texts(opened)


def test_another_order_begins_at_the_top(opened: MainWindow) -> None:
    pick(opened, 20)
    choose(opened, "Label")
    assert gallery_of(opened).currentIndex().row() == 0


def test_a_right_click_offers_what_can_be_done(opened: MainWindow) -> None:
    pick(opened, 3)
    actions = {action.text(): action for action in gallery_of(opened).actions()}
    assert list(actions) == ["Open in &Draw", "Change &label", "&Delete digits"]
    actions["&Delete digits"].trigger()
    assert file_name(3) not in names(opened)
    actions["Open in &Draw"].trigger()
    assert opened.draw_tab.isVisible()
    action(opened, "actionUndo").trigger()
    opened.dataset_tab.make_view().controller.editing.undo_stack.undo()


# Editing


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
    told = 'Saved 1 digit in "digits"'
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


# Exporting


@pytest.mark.parametrize(
    "form", ["some.zip", "some.csv", "some.npz", "some-images-idx3-ubyte.gz", "some"]
)
def test_the_digits_that_are_shown_are_exported(
    qtbot: QtBot,
    opened: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    form: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(opened, "Label 7")
    target = tmp_path / form
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(target), "Folder of text digits (*)")
    )
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: opened.statusBar().currentMessage().endswith(str(target)))
    found = load_dataset(target)
    assert (found.images == digits.images[digits.labels == 7]).all()
    assert (found.labels == 7).all()


@pytest.fixture
def exporting(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An export that is under way, and its file that is not there yet."""
    window.open_dataset("synthetic:10")
    wait_for(qtbot, window, "10 digits")
    view = window.dataset_tab.make_view()
    blank = np.zeros((4_000, 28, 28), np.uint8)
    view.dataset.append(DigitSet("blank", blank, np.zeros(4_000, np.int8)))
    view.filters.changed.emit()
    place = tmp_path / "place"
    place.mkdir()
    target = place / "all.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(window, "Export…")
    qtbot.waitUntil(lambda: " of 4,010" in texts(window))
    return target


def test_an_export_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot, window: MainWindow, exporting: Path
) -> None:
    press(window, "Cancel")
    qtbot.waitUntil(lambda: "Canceling…" not in texts(window))
    assert not list(exporting.parent.iterdir())
    assert " of 4,010" not in texts(window)
    assert "Exported" not in window.statusBar().currentMessage()


def test_cancelling_an_export_calls_the_closing_off(
    qtbot: QtBot, window: MainWindow, exporting: Path
) -> None:
    assert not window.close()
    press(window, "Cancel")
    qtbot.waitUntil(lambda: "Canceling…" not in texts(window))
    assert not list(exporting.parent.iterdir())
    qtbot.waitUntil(lambda: not running())
    assert window.isVisible()


def test_closing_waits_for_an_export(qtbot: QtBot, window: MainWindow, exporting: Path) -> None:
    for _ in range(2):
        assert not window.close()
    assert window.isVisible()
    assert "Saving…" in window.statusBar().currentMessage()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    assert len(load_dataset(exporting)) == 4_010


def test_an_export_that_fails_keeps_the_window_open(
    qtbot: QtBot, window: MainWindow, exporting: Path
) -> None:
    assert not window.close()
    exporting.parent.rename(exporting.parent.with_name("elsewhere"))
    # Only at its end, which may be long in coming, is the place missed.
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=30_000)
    box = wait_for_box(qtbot, window)
    assert str(exporting) in box.text()
    box.close()
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert window.isVisible()


def test_an_emptied_set_says_how_it_comes_back(opened: MainWindow) -> None:
    gallery = gallery_of(opened)
    gallery.selectAll()
    QTest.keyClick(gallery, Qt.Key.Key_Delete)
    assert "All digits deleted. Press Ctrl+Z to undo." in texts(opened)
    action(opened, "actionUndo").trigger()
    assert f"{COUNT} digits" in texts(opened)


# Leaving


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


# What was open


def test_what_was_opened_is_offered_again(qtbot: QtBot, opened: MainWindow, folder: Path) -> None:
    opened.open_dataset("synthetic:20")
    wait_for(qtbot, opened, "20 digits")
    menu = opened.dataset_tab.recent
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions()][:2] == ["synthetic:20", str(folder)]
    menu.actions()[1].trigger()
    wait_for(qtbot, opened, f"{COUNT} digits")
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions()][:2] == [str(folder), "synthetic:20"]
    next(a for a in menu.actions() if a.text() == "&Clear list").trigger()
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions()] == ["No recent datasets"]


def test_keys_of_one_tab_do_nothing_on_the_other(qtbot: QtBot, opened: MainWindow) -> None:
    tabs = opened.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(0)
    QTest.keyClick(opened.draw_tab.canvas, Qt.Key.Key_9, CTRL)
    QTest.keyClick(opened.draw_tab.canvas, Qt.Key.Key_Delete)
    tabs.setCurrentIndex(1)
    assert "unsaved" not in texts(opened)
    assert len(names(opened)) == COUNT
