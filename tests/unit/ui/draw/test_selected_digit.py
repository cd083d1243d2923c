"""Which digit of a number is selected, and what is framed on the canvas."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPointF
from pytestqt.qtbot import QtBot

from digitpad.files.resources import resource_path
from digitpad.ink.strokes import CANVAS, Drawing, Stroke
from digitpad.models.model_file import load_model
from digitpad.recognition.number import DigitPrediction, NumberPrediction, NumberPredictor, box_of
from digitpad.ui.draw.live_classifier import Choice, LiveClassifier, LivePrediction, live_prediction
from digitpad.ui.draw.number_frames import frame_at, frames_of

SURE = (0.0, 0.999, *[0.0001] * 8)
UNSURE = (0.1,) * 10


def stroke(x: float) -> Stroke:
    return Stroke(np.array([[x, 100], [x, 200]], np.float32))


class ThreeDigits(NumberPredictor):
    """Takes each stroke for a digit."""

    def __init__(self) -> None:
        pass

    def predict(self, drawing: Drawing, *, as_one: bool = False) -> NumberPrediction:
        ordered = sorted(drawing.strokes, key=lambda one: float(one.points[0, 0]))
        parts = [Drawing((one,)) for one in ordered]
        image = np.zeros((28, 28), np.uint8)
        return NumberPrediction(
            (tuple(DigitPrediction(part, image, SURE, box_of(part)) for part in parts),)
        )


def classified(strokes: tuple[Stroke, ...], choice: Choice | None = None) -> LivePrediction:
    drawing = Drawing(strokes)
    return live_prediction(drawing, ThreeDigits().predict(drawing), choice, 0)


LEFT, MIDDLE, RIGHT = stroke(100), stroke(300), stroke(500)


def test_the_last_digit_drawn_is_selected() -> None:
    for drawing, place in (((LEFT, RIGHT, MIDDLE), 1), ((MIDDLE, RIGHT, LEFT), 0)):
        assert classified(drawing).selected == place


def test_a_chosen_digit_stays_selected_until_another_stroke_is_drawn() -> None:
    choice = Choice(105, 150, RIGHT)
    for strokes in ((LEFT, RIGHT), (LEFT, MIDDLE, RIGHT), (MIDDLE, RIGHT)):
        assert classified(strokes, choice).selected == 0
    assert classified((LEFT, RIGHT, MIDDLE), choice).selected == 1


def test_without_ink_nothing_is_selected() -> None:
    prediction = LivePrediction()
    assert prediction.digit is None
    assert prediction.probabilities == ()
    assert not prediction.picture.any()


def number(*probabilities: tuple[float, ...]) -> LivePrediction:
    parts = [Drawing((stroke(100.0 * (place + 1)),)) for place in range(len(probabilities))]
    image = np.zeros((28, 28), np.uint8)
    digits = (
        DigitPrediction(part, image, row, box_of(part))
        for part, row in zip(parts, probabilities, strict=True)
    )
    return LivePrediction(number=NumberPrediction((tuple(digits),)), selected=0)


def test_a_single_digit_has_no_frame() -> None:
    assert frames_of(number(SURE), lambda _: None) == []
    assert len(frames_of(number(SURE, SURE), lambda _: None)) == 2


def test_a_frame_tells_doubt_and_label() -> None:
    first, second = frames_of(number(SURE, UNSURE), lambda digit: 7 if digit.digit else None)
    assert first.text == "1 ✓7"
    assert second.text == "0?"
    assert (first.is_selected, second.is_selected) == (True, False)


@pytest.mark.parametrize("side", [200.0, 560.0])
def test_a_point_in_a_frame_is_found(side: float) -> None:
    frames = frames_of(number(SURE, SURE), lambda _: None)
    scale = side / CANVAS
    assert frame_at(frames, QPointF(100, 150) * scale, side) == 0
    assert frame_at(frames, QPointF(205, 195) * scale, side) == 1
    assert frame_at(frames, QPointF(150, 150) * scale, side) is None


def test_a_long_number_is_told_once_it_is_whole(qtbot: QtBot) -> None:
    """It takes several passes of the event loop; what is drawn meanwhile comes after it."""
    network = load_model(resource_path("model.npz")).network
    digits = [stroke(20.0 + 45 * place) for place in range(12)]
    drawn = [Drawing(tuple(digits[:11]))]
    classifier = LiveClassifier(network, lambda: drawn[0])
    told: list[str] = []
    classifier.classified.connect(lambda found: told.append(found.number.text))
    classifier.request()
    QCoreApplication.processEvents()
    assert told == []
    drawn[0] = Drawing(tuple(digits))
    classifier.request()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["1" * 11, "1" * 12]
    assert classifier.prediction.number.text == told[1]
