"""Numbers as hands type them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from digitpad.ui.widgets.decimal_box import decimal_box, whole_box
from digitpad.ui.window.main_window import MainWindow
from tests.ui.retrain_hand import opened


def type_into(box: QAbstractSpinBox, text: str) -> None:
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    if text.isascii():
        QTest.keyClicks(box, text)
    else:  # Qt's hand has no such keys.
        edit_of(box).insert(text)


def edit_of(box: QAbstractSpinBox) -> QLineEdit:
    edit = box.findChild(QLineEdit)
    assert edit is not None
    return edit


def colour(box: QAbstractSpinBox) -> str:
    return edit_of(box).palette().color(QPalette.ColorRole.Text).name()


@pytest.fixture
def decimal(qtbot: QtBot) -> QDoubleSpinBox:
    box = decimal_box(0, 10, step=0.001)
    box.setValue(3)
    qtbot.addWidget(box)
    box.show()
    return box


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0,01", 0.01),
        ("0.01", 0.01),
        (".5", 0.5),
        (",05", 0.05),
        ("1e-3", 0.001),
        ("1E-3", 0.001),
        ("2,5e-1", 0.25),
        ("0.0000015", 0.0000015),
        (" 7 ", 7),
        ("０．５", 0.5),
        ("٠٫٥", 0.5),
        ("5,", 5),
    ],
)
def test_a_number_means_what_was_typed(decimal: QDoubleSpinBox, typed: str, value: float) -> None:
    type_into(decimal, typed)
    QTest.keyClick(decimal, Qt.Key.Key_Return)
    assert decimal.value() == value
    assert edit_of(decimal).toolTip() == ""
    assert "e" not in decimal.text()


@pytest.mark.parametrize("typed", ["1,000.5", "1.000,5", "abc", "0,0,1", "1e-3x", "0x10", "11"])
def test_what_is_no_number_is_marked_and_becomes_none(decimal: QDoubleSpinBox, typed: str) -> None:
    usual = colour(decimal)
    type_into(decimal, typed)
    assert decimal.text() == typed
    assert not decimal.hasAcceptableInput()
    assert colour(decimal) != usual
    assert "from 0 to 10" in edit_of(decimal).toolTip()
    QTest.keyClick(decimal, Qt.Key.Key_Return)
    assert (decimal.value(), decimal.text()) == (3, "3"), "the number before"
    assert decimal.hasAcceptableInput()
    assert colour(decimal) == usual
    assert edit_of(decimal).toolTip() == ""


@pytest.mark.parametrize("typed", ["", "-", "1e", "1e-", ","])
def test_the_beginning_of_a_number_is_not_marked(decimal: QDoubleSpinBox, typed: str) -> None:
    usual = colour(decimal)
    type_into(decimal, typed)
    assert not decimal.hasAcceptableInput()
    assert colour(decimal) == usual


@pytest.fixture
def whole(qtbot: QtBot) -> QSpinBox:
    box = whole_box(0, 5000)
    box.setSuffix(" %")
    box.setValue(7)
    qtbot.addWidget(box)
    box.show()
    return box


@pytest.mark.parametrize(
    ("typed", "value"), [("12", 12), ("1,000", 1000), ("1.000", 1000), ("2 000", 2000)]
)
def test_a_whole_number_means_what_was_typed(whole: QSpinBox, typed: str, value: int) -> None:
    type_into(whole, typed)
    QTest.keyClick(whole, Qt.Key.Key_Return)
    assert whole.value() == value


@pytest.mark.parametrize("typed", ["1.5", "1,5", "1e3", "5001", "10.00", "x"])
def test_what_is_no_whole_number_is_marked(whole: QSpinBox, typed: str) -> None:
    usual = colour(whole)
    type_into(whole, typed)
    assert colour(whole) != usual
    assert not whole.hasAcceptableInput()
    assert "5,000" in edit_of(whole).toolTip()


def test_start_waits_for_numbers(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    box = dialog.findChild(QAbstractSpinBox, "retrain_learning_rate")
    assert box is not None
    type_into(box, "0,01")
    assert dialog.start_button.isEnabled()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert dialog.choice.config().learning_rate == 0.01
    type_into(box, "0,01,")
    assert not dialog.start_button.isEnabled()
    assert "is not valid" in dialog.start_button.accessibleDescription()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert dialog.start_button.isEnabled()
    assert dialog.choice.config().learning_rate == 0.01
