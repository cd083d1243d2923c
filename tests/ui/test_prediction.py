"""What is read, large."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitpad.ui.draw.prediction import Prediction


@pytest.mark.parametrize(
    ("best", "texts"),
    [
        ({7: 1.0}, ["7", "100.0 %"]),
        ({7: 0.7, 1: 0.3}, ["7", "70.0 %"]),
        ({1: 0.4, 7: 0.6}, ["7", "not sure: 7 or 1"]),
        ({1: 0.2, 7: 0.3, 4: 0.2, 9: 0.3}, ["7", "not sure"]),
    ],
)
def test_it_says_when_it_is_not_sure(
    qtbot: QtBot, best: dict[int, float], texts: list[str]
) -> None:
    prediction = Prediction()
    qtbot.addWidget(prediction)
    prediction.show_probabilities([best.get(digit, 0.0) for digit in range(10)])
    assert [label.text() for label in prediction.findChildren(QLabel)] == texts
    assert prediction.digit == 7
    prediction.show_probabilities(())
    assert [label.text() for label in prediction.findChildren(QLabel)] == ["–", ""]
