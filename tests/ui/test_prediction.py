"""What is predicted, large, and told to screen readers."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitpad.explain.certainty import Certainty, Reason
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.recognition.number import DigitPrediction, NumberPrediction
from digitpad.ui.draw.number_label import NumberLabel
from digitpad.ui.draw.prediction import Prediction

SEVEN = (0.0, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0, 0.7, 0.1, 0.0)
SURE_SEVEN = (0.0, 0.0004, 0.0, 0.0, 0.0, 0.0, 0.0, 0.9996, 0.0, 0.0)
IS_SEVEN = Certainty(7, (7,))


@pytest.fixture
def prediction(qtbot: QtBot) -> Prediction:
    widget = Prediction()
    qtbot.addWidget(widget)
    widget.resize(240, 56)
    widget.show()
    return widget


def texts(widget: Prediction) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def spoken(widget: Prediction) -> tuple[str, str]:
    """What a screen reader finds: name and value of the large digit."""
    label = widget.findChild(QLabel, "prediction")
    assert label is not None
    found = QAccessible.queryAccessibleInterface(label)
    return found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description)


@pytest.mark.parametrize(
    ("certainty", "probabilities", "shown", "told"),
    [
        (IS_SEVEN, SEVEN, ["7", "70.0%", "Runner-up: 1 (20.0%)"], "7, 70.0%"),
        (IS_SEVEN, SURE_SEVEN, ["7", "100.0%", ""], "7, 100.0%"),
        (
            Certainty(None, (4, 9), Reason.CLOSE),
            SEVEN,
            ["?", "Uncertain: 4 or 9", "Similar probabilities"],
            "Uncertain: 4 or 9. Similar probabilities.",
        ),
        (
            Certainty(None, (4, 7, 9), Reason.CLOSE),
            SEVEN,
            ["?", "Uncertain: 4, 7 or 9", "Similar probabilities"],
            "Uncertain: 4, 7 or 9. Similar probabilities.",
        ),
        (
            Certainty(None, (4, 7), Reason.UNKNOWN),
            SEVEN,
            ["?", "Uncertain", "This may not be a digit"],
            "Uncertain. This may not be a digit.",
        ),
        (
            Certainty(None, (5,), Reason.TOO_LITTLE),
            SEVEN,
            ["?", "Uncertain", "Too little ink"],
            "Uncertain. Too little ink.",
        ),
    ],
)
def test_it_shows_the_digit_or_why_it_is_uncertain(
    prediction: Prediction,
    certainty: Certainty,
    probabilities: tuple[float, ...],
    shown: list[str],
    told: str,
) -> None:
    prediction.show_prediction(certainty, probabilities)
    assert texts(prediction) == shown
    assert prediction.digit == certainty.candidates[0]
    assert spoken(prediction) == ("Prediction", told)
    prediction.show_prediction(Certainty(), ())
    assert texts(prediction) == ["", "", ""]
    assert prediction.digit is None


def test_no_line_moves_and_every_reason_fits(qtbot: QtBot, prediction: Prediction) -> None:
    places = [label.geometry() for label in prediction.findChildren(QLabel)]
    for reason in Reason:
        prediction.show_prediction(Certainty(None, (4, 7, 9), reason), SEVEN)
        for label in prediction.findChildren(QLabel):
            assert label.heightForWidth(label.width()) <= label.height() or not label.wordWrap()
            assert label.sizeHint().width() <= label.width() or label.wordWrap()
        qtbot.waitUntil(
            lambda: [label.geometry() for label in prediction.findChildren(QLabel)] == places
        )


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("size", [(116, 173), (126, 85), (162, 85), (248, 195)])
def test_the_question_covers_no_text_and_none_is_cut(
    prediction: Prediction, size: tuple[int, int], reason: Reason
) -> None:
    prediction.resize(*size)
    prediction.show_prediction(Certainty(None, (4, 9), reason), SEVEN)
    why = prediction.why.geometry()
    assert prediction.why.isVisible()
    assert prediction.rect().contains(why)
    for label in (prediction._figure, prediction._detail):
        text = label.fontMetrics().boundingRect(
            label.geometry(), label.alignment() | Qt.TextFlag.TextWordWrap, label.text()
        )
        # A button that looks like a link has some air around its text.
        assert not text.intersects(why.adjusted(1, 4, -1, -4))
        assert text.height() <= label.height()


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to speak."""
    heard: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            assert event.politeness() == QAccessible.AnnouncementPoliteness.Polite
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def test_the_result_is_announced_once_the_pen_rests(
    qtbot: QtBot, prediction: Prediction, announced: list[str]
) -> None:
    close = Certainty(None, (1, 7), Reason.CLOSE)
    for certainty in (close, IS_SEVEN, close, IS_SEVEN):
        prediction.show_prediction(certainty, SEVEN)
    assert announced == []
    qtbot.waitUntil(lambda: announced == ["7, 70.0%"])


def test_the_same_result_is_announced_once(
    qtbot: QtBot, prediction: Prediction, announced: list[str]
) -> None:
    prediction.show_prediction(IS_SEVEN, SEVEN)
    qtbot.waitUntil(lambda: announced == ["7, 70.0%"])
    prediction.show_prediction(IS_SEVEN, SEVEN)
    prediction.show_prediction(IS_SEVEN, SURE_SEVEN)
    qtbot.waitUntil(lambda: announced[1:] == ["7, 100.0%"])


def test_after_an_empty_canvas_the_same_result_is_announced_again(
    qtbot: QtBot, prediction: Prediction, announced: list[str]
) -> None:
    prediction.show_prediction(IS_SEVEN, SEVEN)
    qtbot.waitUntil(lambda: len(announced) == 1)
    prediction.show_prediction(Certainty(), ())
    prediction.show_prediction(IS_SEVEN, SEVEN)
    qtbot.waitUntil(lambda: announced == ["7, 70.0%"] * 2)


def number(*rows: str) -> NumberPrediction:
    image = np.zeros((28, 28), np.uint8)
    drawing = Drawing((Stroke(np.array([[0, 0], [0, 100]], np.float32)),))
    return NumberPrediction(
        tuple(
            tuple(
                DigitPrediction(
                    drawing, image, tuple(np.eye(10)[int(digit)].tolist()), (0, 0, 1, 1)
                )
                for digit in row
            )
            for row in rows
        )
    )


def show_number(widget: Prediction, found: NumberPrediction, selected: int) -> None:
    digit = found.digits[selected]
    widget.show_prediction(digit.certainty, digit.probabilities, found, selected)


def test_a_number_is_told_with_its_selected_digit(prediction: Prediction) -> None:
    show_number(prediction, number("1807", "24"), 5)
    assert texts(prediction)[:2] == ["1807\n24", "4: 100.0%"]
    assert spoken(prediction) == ("Prediction", "1807, 24. Digit 6 of 6: 4, 100.0%")


def test_another_selected_digit_is_seen(prediction: Prediction) -> None:
    label = prediction.findChild(QLabel, "prediction")
    assert label is not None
    show_number(prediction, number("1807"), 0)
    first = label.grab().toImage()
    show_number(prediction, number("1807"), 1)
    assert label.grab().toImage() != first


@pytest.mark.parametrize("size", [(240, 56), (340, 96), (560, 200)])
@pytest.mark.parametrize("rows", [("17",), ("18072463",), ("1807", "24"), ("12345",) * 4])
def test_a_number_leaves_room_for_what_is_told_of_its_digit(
    prediction: Prediction, size: tuple[int, int], rows: tuple[str, ...]
) -> None:
    prediction.resize(*size)
    show_number(prediction, number(*rows), 0)
    digits, figure, detail = prediction.findChildren(QLabel)
    assert not digits.geometry().intersects(figure.geometry())
    assert figure.width() >= figure.fontMetrics().horizontalAdvance(figure.text())
    assert digits.geometry().right() <= prediction.width()
    assert detail.geometry().bottom() <= prediction.height()


def test_a_number_without_room_is_counted(prediction: Prediction) -> None:
    label = prediction.findChild(NumberLabel, "prediction")
    assert label is not None
    show_number(prediction, number(*["12345678901234"] * 10), 0)
    assert label.summary == "140 digits in 10 rows"
    assert label.text().startswith("12345678901234\n")
    show_number(prediction, number("17"), 0)
    assert label.summary == ""
