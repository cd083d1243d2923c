"""The bars."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.ui.widgets.probability_bars import Bar, ProbabilityBars

SURE = [0.0, 0.001, 0.976, 0.019, 0.0, 0.0, 0.0, 0.004, 0.0, 0.0]


@pytest.fixture
def bars(qtbot: QtBot) -> ProbabilityBars:
    widget = ProbabilityBars()
    qtbot.addWidget(widget)
    widget.resize(220, 400)
    widget.show()
    return widget


def test_bars_keep_what_they_show(bars: ProbabilityBars) -> None:
    assert bars.property("probabilities") == []
    bars.show_probabilities(SURE)
    assert bars.property("probabilities") == SURE
    bars.show_probabilities(())
    assert bars.property("probabilities") == []


def test_a_screen_reader_finds_name_and_value(bars: ProbabilityBars) -> None:
    bars.show_probabilities(SURE)
    for digit, bar in enumerate(bars.findChildren(Bar)):
        found = QAccessible.queryAccessibleInterface(bar)
        assert found.text(QAccessible.Text.Name) == f"Digit {digit}"
        assert found.role() == QAccessible.Role.ProgressBar
        assert found.valueInterface().currentValue() == round(1000 * SURE[digit])
    best = QAccessible.queryAccessibleInterface(bars.findChildren(Bar)[2])
    assert best.text(QAccessible.Text.Description) == "97.6%, the prediction"


def test_the_longest_bar_is_the_highest_probability(bars: ProbabilityBars) -> None:
    bars.show_probabilities(SURE)
    image = bars.grab().toImage()
    accent = bars.palette().accent().color()

    def length(digit: int) -> int:
        y = int((digit + 0.5) * bars.height() / 10)
        return sum(image.pixelColor(x, y) == accent for x in range(image.width()))

    assert length(2) > 80
    assert all(length(digit) == 0 for digit in range(10) if digit != 2)


def test_only_the_candidates_stand_out_while_uncertain(bars: ProbabilityBars) -> None:
    accent = bars.palette().accent().color()

    def has_accent(bar: Bar) -> bool:
        image = bar.grab().toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return any(image.pixelColor(x, y) == accent for x, y in places)

    def standing_out() -> list[int]:
        return [digit for digit, bar in enumerate(bars.findChildren(Bar)) if has_accent(bar)]

    bars.show_probabilities(SURE)
    assert standing_out() == [2]
    bars.show_probabilities(SURE, ())
    assert standing_out() == []
    bars.show_probabilities(SURE, (2, 3))
    assert standing_out() == [2, 3]
    third = QAccessible.queryAccessibleInterface(bars.findChildren(Bar)[3])
    assert third.text(QAccessible.Text.Description) == "1.9%, a candidate"
    assert bars.property("probabilities") == SURE
    bars.show_probabilities(SURE)
    assert standing_out() == [2]


def test_a_click_on_a_bar_tells_its_digit(qtbot: QtBot, bars: ProbabilityBars) -> None:
    clicked: list[int] = []
    bars.digit_clicked.connect(clicked.append)
    for digit in (8, 0):
        QTest.mouseClick(bars.findChildren(Bar)[digit], Qt.MouseButton.LeftButton)
    QTest.mouseClick(bars.findChildren(Bar)[5], Qt.MouseButton.RightButton)
    assert clicked == [8, 0]
    assert bars.findChildren(Bar)[8].toolTip() == "Predicted probability of 8"


def test_a_press_that_is_released_elsewhere_is_no_click(bars: ProbabilityBars) -> None:
    clicked: list[int] = []
    bars.digit_clicked.connect(clicked.append)
    bar = bars.findChildren(Bar)[4]
    QTest.mousePress(bar, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(10, -30))
    assert clicked == []


def test_bars_stay_compact(bars: ProbabilityBars) -> None:
    bars.resize(300, 1000)
    heights = {bar.height() for bar in bars.findChildren(Bar)}
    assert max(heights) <= 26
