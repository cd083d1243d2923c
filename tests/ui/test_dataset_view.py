"""The Dataset tab's tools: asking for digits, the confusion matrix, the keys of the gallery."""

import sys
from pathlib import Path
from types import FrameType

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.ui.dataset.confusion import ConfusionMatrix
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import (
    COUNT,
    CTRL,
    SHIFT,
    WRONG,
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
from tests.ui.hand import action, button

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


def test_all_are_selected_without_a_question_about_each(opened: MainWindow) -> None:
    asked = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is DigitsModel.rowCount.__code__:
            asked.append(event)

    sys.setprofile(note)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_A, CTRL)
    sys.setprofile(None)
    assert len(asked) < COUNT / 2
    assert f"{COUNT} selected" in texts(opened)


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
    press(opened, "Confusion matrix")
    matrix = opened.findChildren(ConfusionMatrix)[0]

    def counted() -> int:
        cells = [matrix.item(row, column) for row, column in np.ndindex(10, 10)]
        return sum(int(cell.text().split()[0]) for cell in cells if cell and cell.text())

    assert counted() == COUNT
    choose(opened, "Label 3")
    assert matrix.isVisible()
    assert counted() == np.count_nonzero(digits.labels == 3)
    assert "Counts the digits with a label that match the filters." in texts(opened)
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


def test_a_click_on_a_button_leaves_the_keys_to_the_digits(
    qtbot: QtBot, opened: MainWindow
) -> None:
    pick(opened, 2)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_9, CTRL)
    for text in ("1 unsaved change", "Clear filters", "Save", "Change label", "Explain"):
        assert button(opened.dataset_tab, text).focusPolicy() == Qt.FocusPolicy.TabFocus
    press(opened, "1 unsaved change")
    press(opened, "Clear filters")
    assert opened.focusWidget() is gallery_of(opened)
    press(opened, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(opened))
    assert opened.focusWidget() is gallery_of(opened)
    press(opened, "Confusion matrix")
    assert isinstance(opened.focusWidget(), ConfusionMatrix)
    press(opened, "Confusion matrix")
    assert opened.focusWidget() is gallery_of(opened)


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
