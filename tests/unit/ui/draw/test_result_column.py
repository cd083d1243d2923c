"""Where the parts of the result stand, alone and beside a second model."""

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitpad.ink.strokes import Drawing, Stroke
from digitpad.nn.network import Network
from digitpad.recognition.number import NumberPrediction, predicted
from digitpad.ui.draw.prediction import Prediction
from digitpad.ui.draw.result_column import LEAST_ZOOM, ResultColumn
from digitpad.ui.draw.second_prediction import SecondPrediction
from digitpad.ui.widgets.image_view import ImageView
from digitpad.ui.widgets.probability_bars import ProbabilityBars

STROKE = Stroke(np.array([[100, 100], [100, 300]], np.float32))


class Parts:
    def __init__(self, qtbot: QtBot) -> None:
        self.prediction, self.second = Prediction(), SecondPrediction()
        self.bars, self.input = ProbabilityBars(), ImageView(LEAST_ZOOM)
        self.column = ResultColumn(self.prediction, self.bars, self.input, self.second)
        qtbot.addWidget(self.column)
        self.column.show()


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    return Parts(qtbot)


@pytest.mark.parametrize("height", [330, 345, 500])
def test_the_input_never_falls_where_there_is_more_width(parts: Parts, height: int) -> None:
    sides = []
    for width in range(420, 700, 5):
        parts.column.resize(width, height)
        sides.append(parts.input.width())
        head = next(h for h in parts.column.findChildren(QLabel) if "28×28" in h.text())
        assert head.geometry().right() < width
    assert sides == sorted(sides)


@pytest.mark.parametrize(
    "size", [(559, 345), (560, 345), (620, 580), (260, 580), (450, 600), (449, 270)]
)
@pytest.mark.parametrize("count", [1, 3, 40])
def test_both_predictions_are_as_large_and_on_one_line(
    parts: Parts, size: tuple[int, int], count: int
) -> None:
    network = Network.initialized([784, 10], np.random.default_rng(0))
    digits = predicted(
        network, [Drawing((STROKE,))] * count, [(k, 0, k + 1, 1) for k in range(count)]
    )
    number = NumberPrediction((tuple(digits),))
    parts.column.resize(*size)
    parts.second.compare_with(network, "Other")
    parts.prediction.show_prediction(digits[0].certainty, digits[0].probabilities, number)
    parts.second.show_number(number, 0)
    own, other = parts.prediction.digits, parts.second.digits
    assert own.font().pixelSize() == other.font().pixelSize()
    assert own.summary == other.summary
    tops = [label.mapTo(parts.column, label.rect().topLeft()).y() for label in (own, other)]
    assert tops[0] == tops[1]
    assert own.height() == other.height()
    assert parts.bars.y() >= parts.prediction.geometry().bottom()
    assert parts.bars.geometry().bottom() <= parts.column.height()
