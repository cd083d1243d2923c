"""The bars."""

import pytest
from PySide6.QtGui import QAccessible
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
    assert best.text(QAccessible.Text.Description) == "97.6 %, the highest"


def test_the_longest_bar_is_the_highest_probability(bars: ProbabilityBars) -> None:
    bars.show_probabilities(SURE)
    image = bars.grab().toImage()
    accent = bars.palette().accent().color()

    def length(digit: int) -> int:
        y = int((digit + 0.5) * bars.height() / 10)
        return sum(image.pixelColor(x, y) == accent for x in range(image.width()))

    assert length(2) > 80
    assert all(length(digit) == 0 for digit in range(10) if digit != 2)


def test_no_bar_stands_out_while_uncertain(bars: ProbabilityBars) -> None:
    accent = bars.palette().accent().color()

    def has_accent() -> bool:
        image = bars.grab().toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return any(image.pixelColor(x, y) == accent for x, y in places)

    bars.show_probabilities(SURE)
    assert has_accent()
    bars.show_probabilities(SURE, is_certain=False)
    assert not has_accent()
    assert bars.property("probabilities") == SURE
    bars.show_probabilities(SURE)
    assert has_accent()
