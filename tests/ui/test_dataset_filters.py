"""The row above the gallery: what it shows, and what keys do in its search field."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from digitpad.data.formats import load_dataset
from digitpad.data.query import Order, Query
from digitpad.ui.support.plain_text import without_mnemonic
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import (
    COUNT,
    CTRL,
    box,
    choose,
    current,
    file_name,
    gallery_of,
    names,
    pick,
    press,
    texts,
)


def search(window: MainWindow) -> QLineEdit:
    """The search field, with the focus."""
    QTest.keyClick(gallery_of(window), Qt.Key.Key_F, CTRL)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


def undo_all(window: MainWindow) -> None:
    stack = window.dataset_tab.make_view().controller.editing.undo_stack
    while stack.canUndo():
        stack.undo()


# Keys in the search field


def test_control_e_exports_from_the_search_field(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "found.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    field = search(opened)
    QTest.keyClicks(field, "0002")
    QTest.keyClick(field, Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: "Exported 11 digits" in opened.statusBar().currentMessage())
    assert len(load_dataset(target)) == 11


def test_keys_in_the_search_field_change_no_label(opened: MainWindow) -> None:
    pick(opened, 0)
    field = search(opened)
    QTest.keyClicks(field, "0002")
    for key in (Qt.Key.Key_0, Qt.Key.Key_9, Qt.Key.Key_U):
        QTest.keyClick(field, key, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert "unsaved" not in texts(opened)


def test_undo_in_the_search_field_undoes_what_was_typed_there(opened: MainWindow) -> None:
    pick(opened, 0)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_9, CTRL)
    field = search(opened)
    QTest.keyClicks(field, "0002")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert "1 unsaved change" in texts(opened)
    undo_all(opened)


def test_escape_empties_the_search_field(opened: MainWindow) -> None:
    field = search(opened)
    QTest.keyClicks(field, "0002")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert len(names(opened)) == COUNT


# What is shown


def test_a_click_on_the_unsaved_changes_shows_them(opened: MainWindow) -> None:
    for row in (3, 8):
        pick(opened, row)
        QTest.keyClick(gallery_of(opened), Qt.Key.Key_U, CTRL)
    choose(opened, "Label 7")
    press(opened, "2 unsaved changes")
    assert names(opened) == [file_name(3), file_name(8)]
    described = gallery_of(opened).model().index(0, 0)
    assert described.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "00004.txt (changed)"
    press(opened, "Clear filters")
    assert len(names(opened)) == COUNT
    undo_all(opened)


def test_once_all_is_saved_all_digits_are_shown_again(qtbot: QtBot, opened: MainWindow) -> None:
    pick(opened, 3)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_U, CTRL)
    press(opened, "1 unsaved change")
    assert names(opened) == [file_name(3)]
    press(opened, "Save")
    qtbot.waitUntil(lambda: len(names(opened)) == COUNT)
    assert current(opened) == file_name(3)
    assert "Saved 1 change" in opened.statusBar().currentMessage()


def test_deleted_digits_cannot_be_shown(opened: MainWindow) -> None:
    pick(opened, 3)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_Delete)
    assert "1 unsaved deletion" in texts(opened)
    assert "unsaved change" not in texts(opened)
    undo_all(opened)


def test_where_nothing_matches_a_button_shows_all(opened: MainWindow) -> None:
    view = opened.dataset_tab.make_view()
    view.filters.ask(Query(text="nowhere"))
    assert "No digits match the filters." in texts(opened)
    buttons = view.findChildren(QPushButton)
    shown = [b for b in buttons if without_mnemonic(b.text()) == "Clear filters" and b.isVisible()]
    assert len(shown) == 2, "in the row, and where the digits were"
    lower = max(shown, key=lambda button: button.mapTo(view, button.rect().topLeft()).y())
    QTest.mouseClick(lower, Qt.MouseButton.LeftButton)
    assert len(names(opened)) == COUNT


# The order


@pytest.mark.parametrize("order", [Order.LOSS, Order.LABEL])
def test_a_relabelled_digit_stays_where_it_is_until_sorted_again(
    opened: MainWindow, order: Order
) -> None:
    opened.dataset_tab.make_view().filters.ask(Query(order=order))
    before = names(opened)
    pick(opened, 6)
    label = int(gallery_of(opened).currentIndex().data())
    QTest.keyClick(gallery_of(opened), Qt.Key(Qt.Key.Key_0 + (label + 5) % 10), CTRL)
    assert names(opened) == before
    assert current(opened) == before[6]
    sorting = box(opened, "Original order")
    sorting.activated.emit(sorting.currentIndex())  # The same order is selected again.
    assert names(opened) != before
    undo_all(opened)


def test_an_undone_deletion_is_where_it_was(opened: MainWindow) -> None:
    opened.dataset_tab.make_view().filters.ask(Query(order=Order.LOSS))
    before = names(opened)
    pick(opened, 6)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_Delete)
    assert names(opened) == before[:6] + before[7:]
    undo_all(opened)
    assert names(opened) == before


# For those who do not see it


def test_each_choice_has_a_name(opened: MainWindow) -> None:
    filters = opened.dataset_tab.make_view().filters
    named = [choice.accessibleName() for choice in filters.findChildren(QComboBox)]
    assert sorted(named) == ["Label", "Prediction", "Sort by"]
    assert search(opened).accessibleName() == "Search"
