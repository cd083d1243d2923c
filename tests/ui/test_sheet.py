"""Import sheet: labels for all digits of a picture, by mouse and by keys."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from digitpad.data.formats import load_dataset
from digitpad.data.my_digits import count_digits, my_digits
from digitpad.files.resources import resource_path
from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Drawing
from digitpad.models.model_file import load_model
from digitpad.recognition.number import DigitPrediction, NumberPrediction
from digitpad.ui.sheet.sheet_dialog import SheetDialog
from digitpad.ui.sheet.sheet_import import SheetImport
from digitpad.ui.sheet.sheet_rows import RowField
from tests import PATIENCE

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


def found(*_: object) -> NumberPrediction:
    """Three rows of three digits: 2, 7, 0."""
    rows = []
    for row, label in enumerate((2, 7, 0)):
        image = np.full((28, 28), 20 * label + 40, np.uint8)
        shares = tuple(1.0 if digit == label else 0.0 for digit in range(10))
        boxes = [
            (40.0 + 100 * x, 30.0 + 120 * row, 110.0 + 100 * x, 110.0 + 120 * row) for x in range(3)
        ]
        rows.append(
            tuple(DigitPrediction(Drawing(picture=image), image, shares, box) for box in boxes)
        )
    return NumberPrediction(tuple(rows))


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A picture, in which those digits are found."""
    monkeypatch.setattr("digitpad.recognition.picture.predicted_picture", found)
    path = tmp_path / "class.png"
    cv2.imwrite(str(path), np.full((400, 360), 245, np.uint8))
    return path


@pytest.fixture
def importing(qtbot: QtBot) -> Iterator[SheetImport]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    network = load_model(resource_path("model.npz")).network
    importing = SheetImport(lambda: network, QUndoStack(window), window)
    yield importing
    importing.shut_down()


@pytest.fixture
def dialog(importing: SheetImport, page: Path, qtbot: QtBot) -> SheetDialog:
    importing.open(str(page))
    dialog = importing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.page.sheet is not None)
    return dialog


def test_a_picture_that_does_not_come_holds_up_no_other(
    importing: SheetImport, page: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from a network that is gone."""
    is_awaited, may_come = threading.Event(), threading.Event()

    def read(path: str) -> bytes:
        if path == "gone":
            is_awaited.set()
            may_come.wait(PATIENCE)
        return page.read_bytes()

    monkeypatch.setattr("digitpad.ink.picture_file.read_content", read)
    importing.open("gone")
    assert is_awaited.wait(PATIENCE)
    importing.open(str(page))
    dialog = importing.dialog
    assert dialog is not None
    try:
        qtbot.waitUntil(lambda: dialog.page.sheet is not None)
    finally:
        may_come.set()


def texts(dialog: SheetDialog) -> list[str]:
    return [field.text() for field in dialog.page.rows.fields]


def click(qtbot: QtBot, dialog: SheetDialog, number: int) -> None:
    picture = dialog.page.picture
    QTest.mouseClick(picture, Left, pos=picture.frame_of(number).center().toPoint())


def type_row(qtbot: QtBot, dialog: SheetDialog, row: int, text: str) -> None:
    field = dialog.page.rows.fields[row]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def click_into(field: RowField) -> None:
    """Click after the first digit."""
    middle = field.height() // 2
    places = (QPoint(x, middle) for x in range(field.width()))
    QTest.mouseClick(field, Left, pos=next(p for p in places if field.cursorPositionAt(p) == 1))


def colour(field: RowField) -> str:
    return field.palette().color(QPalette.ColorRole.Text).name()


def problem(dialog: SheetDialog) -> str:
    """What is told of a wrong row."""
    label = dialog.page._problem
    return label.text() if label.isVisible() else ""


def test_each_row_is_proposed_as_it_is_predicted(dialog: SheetDialog) -> None:
    assert texts(dialog) == ["222", "777", "000"]
    assert dialog.keep.text() == "Add 9 digits"
    assert "class.png · 9 digits in 3 rows" in dialog._counts.text()


def test_a_digit_is_labelled_by_a_click_and_a_key(dialog: SheetDialog, qtbot: QtBot) -> None:
    click(qtbot, dialog, 4)
    picture = dialog.page.picture
    assert "Row 2, digit 2: label 7, predicted 7" in picture.accessibleName()
    QTest.keyClicks(picture, "1")
    assert texts(dialog) == ["222", "717", "000"]
    assert "Row 2, digit 3" in picture.accessibleName()  # The next one is selected.
    QTest.keyClick(picture, Key.Key_Down)
    QTest.keyClick(picture, Key.Key_Space)
    assert texts(dialog) == ["222", "717", "00-"]
    assert dialog.keep.text() == "Add 8 digits"
    QTest.keyClick(dialog, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts(dialog) == ["222", "717", "000"]


def test_a_key_repaints_only_what_changes(dialog: SheetDialog, qtbot: QtBot) -> None:
    """A photograph takes long to paint."""
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.rect())
            return False

    click(qtbot, dialog, 3)
    picture, watch = dialog.page.picture, Watch()
    qtbot.waitUntil(picture.hasFocus)
    QApplication.processEvents()
    picture.installEventFilter(watch)
    QTest.keyClick(picture, Key.Key_Right)
    qtbot.waitUntil(lambda: bool(painted))
    picture.removeEventFilter(watch)
    whole = painted[0].united(painted[-1])
    old, new = (picture.frame_of(number).toAlignedRect() for number in (3, 4))
    assert whole.contains(old)
    assert whole.contains(new)
    assert whole.height() < picture.height() / 2


def test_a_row_is_labelled_at_once(dialog: SheetDialog, qtbot: QtBot) -> None:
    type_row(qtbot, dialog, 1, "1")
    assert texts(dialog) == ["222", "111", "000"]
    assert dialog.page.rows.fields[2].hasFocus()


def test_a_wrong_row_is_told_of_and_not_kept(dialog: SheetDialog, qtbot: QtBot) -> None:
    type_row(qtbot, dialog, 1, "77")
    assert dialog.page._problem.text() == "Row 2: This row has 3 digits, 2 are typed."
    field = dialog.page.rows.fields[1]
    assert field.hasFocus(), "it is to be corrected"
    dialog.keep.setFocus()
    with qtbot.assertNotEmitted(dialog.keep_wanted):
        QTest.mouseClick(dialog.keep, Left)
    assert field.hasFocus()
    QTest.keyClick(field, Key.Key_Escape)
    assert texts(dialog) == ["222", "777", "000"]
    assert not dialog.page._problem.isVisible()
    assert dialog.isVisible()


def test_a_row_that_is_clicked_is_typed_anew(dialog: SheetDialog) -> None:
    field = dialog.page.rows.fields[1]
    click_into(field)
    QTest.keyClicks(field, "1")
    QTest.keyClick(field, Key.Key_Return)
    assert texts(dialog) == ["222", "111", "000"]


def test_a_second_click_into_a_row_goes_to_a_digit(dialog: SheetDialog) -> None:
    field = dialog.page.rows.fields[1]
    click_into(field)
    click_into(field)
    assert not field.selectedText()
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.keyClicks(field, "1")
    QTest.keyClick(field, Key.Key_Return)
    assert texts(dialog)[1] == "177"


def test_wrong_rows_are_marked_until_they_are_right(dialog: SheetDialog) -> None:
    first, second, last = dialog.page.rows.fields
    usual, tip = colour(first), first.toolTip()
    for field, typed in ((first, "22"), (second, "7777")):
        click_into(field)
        QTest.keyClicks(field, typed)
    click_into(last)
    assert colour(first) == colour(second) != usual
    assert colour(last) == usual
    assert "3 digits, 2 are typed" in first.toolTip()
    assert "3 digits, 4 are typed" in second.accessibleDescription()
    click_into(second)
    assert problem(dialog) == "Row 2: This row has 3 digits, 4 are typed."
    QTest.mouseClick(dialog.keep, Left)
    assert first.hasFocus()
    assert problem(dialog) == "Row 1: This row has 3 digits, 2 are typed."
    QTest.keyClicks(first, "5")
    assert colour(first) == usual
    assert first.toolTip() == tip
    assert problem(dialog) == "Row 2: This row has 3 digits, 4 are typed."
    QTest.keyClick(first, Key.Key_Return)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Escape)
    assert colour(second) == usual
    assert not second.accessibleDescription()
    assert not problem(dialog)
    assert texts(dialog) == ["225", "777", "000"]


def test_a_wrong_row_is_scrolled_to(
    importing: SheetImport, page: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = NumberPrediction(30 * found().rows)
    monkeypatch.setattr("digitpad.recognition.picture.predicted_picture", lambda *_: many)
    importing.open(str(page))
    dialog = importing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.page.sheet is not None)
    rows = dialog.page.rows
    type_row(qtbot, dialog, 0, "22")
    rows.fields[-1].setFocus()
    rows.ensureWidgetVisible(rows.fields[-1])
    assert rows.fields[0].visibleRegion().isEmpty()
    QTest.mouseClick(dialog.keep, Left)
    assert rows.fields[0].hasFocus()
    assert not rows.fields[0].visibleRegion().isEmpty()


def test_the_mouse_alone_labels_and_leaves_out(dialog: SheetDialog, qtbot: QtBot) -> None:
    picture = dialog.page.picture
    place = picture.frame_of(0).center().toPoint()
    QTest.mouseDClick(picture, Left, pos=place)
    assert texts(dialog)[0] == "-22"
    choice = dialog.page.selected.choice
    assert choice.currentText() == "Left out"
    choice.setFocus()
    QTest.keyClicks(choice, "5")
    assert texts(dialog)[0] == "522"


def test_nothing_and_everything_are_included(dialog: SheetDialog, qtbot: QtBot) -> None:
    buttons = {button.text(): button for button in dialog.page.findChildren(type(dialog.keep))}
    QTest.mouseClick(buttons["Include &none"], Left)
    assert texts(dialog) == ["---"] * 3
    assert not dialog.keep.isEnabled()
    QTest.mouseClick(buttons["Include &all"], Left)
    assert texts(dialog) == ["222", "777", "000"]


def test_digits_go_to_my_digits_and_back(
    importing: SheetImport, dialog: SheetDialog, qtbot: QtBot
) -> None:
    type_row(qtbot, dialog, 2, "6")
    with qtbot.waitSignal(importing.kept) as kept:
        QTest.mouseClick(dialog.keep, Left)
    assert kept.args == ["Added 9 digits to My digits"]
    assert load_dataset(my_digits()).labels.tolist() == [2] * 3 + [7] * 3 + [6] * 3
    with qtbot.waitSignal(importing.taken_out):
        importing._undo_stack.undo()
    assert count_digits(my_digits()) == 0
    with qtbot.waitSignal(importing.kept):
        importing._undo_stack.redo()
    assert count_digits(my_digits()) == 9


def test_digits_become_a_dataset(
    importing: SheetImport,
    dialog: SheetDialog,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = str(tmp_path / "hand.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (target, "CSV (*.csv)"))
    QTest.mouseClick(dialog.new_set, Left)
    assert dialog.keep.text() == "Save 9 digits…"
    with qtbot.waitSignal(importing.saved) as saved:
        QTest.mouseClick(dialog.keep, Left)
    assert saved.args == [target]
    assert load_dataset(target).labels.tolist() == [2] * 3 + [7] * 3 + [0] * 3


def test_why_nothing_is_found_is_told(importing: SheetImport, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "empty.png"
    cv2.imwrite(str(path), np.full((300, 200), 240, np.uint8))
    importing.open(str(path))
    dialog = importing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "No digit found" in dialog._message.text())
    assert not dialog.keep.isVisible()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert importing.dialog is None


def test_the_picture_gets_the_room_of_a_wider_window(dialog: SheetDialog) -> None:
    page = dialog.page
    labels, rest = page.rows.width(), page.width() - page.rows.width()
    dialog.resize(dialog.width() + 300, dialog.height())
    assert page.rows.width() == labels
    assert page.width() - page.rows.width() == rest + 300
