"""What is predicted, large."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitpad.explain.certainty import Certainty, Reason
from digitpad.ui.draw.prediction import Prediction


@pytest.fixture
def prediction(qtbot: QtBot) -> Prediction:
    widget = Prediction()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def texts(widget: Prediction) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("certainty", "shown", "told"),
    [
        (Certainty(7, (7,)), ["7", "70.0 %", ""], "7, 70.0 %"),
        (
            Certainty(None, (4, 9), Reason.CLOSE),
            ["?", "4 or 9?", "Hard to tell apart"],
            "uncertain, 4 or 9? Hard to tell apart",
        ),
        (
            Certainty(None, (4, 7, 9), Reason.UNKNOWN),
            ["?", "4, 7 or 9?", "Like no digit it knows"],
            "uncertain, 4, 7 or 9? Like no digit it knows",
        ),
        (
            Certainty(None, (5,), Reason.TOO_LITTLE),
            ["?", "5?", "Too little ink"],
            "uncertain, 5? Too little ink",
        ),
    ],
)
def test_it_shows_the_digit_or_why_it_is_uncertain(
    prediction: Prediction, certainty: Certainty, shown: list[str], told: str
) -> None:
    prediction.show_prediction(certainty, 0.7)
    assert texts(prediction) == shown
    assert prediction.digit == certainty.candidates[0]
    label = prediction.findChild(QLabel, "prediction")
    assert label is not None
    spoken = QAccessible.queryAccessibleInterface(label)
    assert spoken.text(QAccessible.Text.Description) == told
    prediction.show_prediction(Certainty(), 0.0)
    assert texts(prediction) == ["", "", ""]
    assert prediction.digit is None


def test_no_line_moves_and_every_reason_fits(qtbot: QtBot, prediction: Prediction) -> None:
    places = [label.geometry() for label in prediction.findChildren(QLabel)]
    for reason in Reason:
        prediction.show_prediction(Certainty(None, (4, 7, 9), reason), 0.4)
        for label in prediction.findChildren(QLabel):
            assert label.heightForWidth(label.width()) <= label.height() or not label.wordWrap()
            assert label.sizeHint().width() <= label.width() or label.wordWrap()
        qtbot.waitUntil(
            lambda: [label.geometry() for label in prediction.findChildren(QLabel)] == places
        )
