"""The prediction of a second model beside that of the first."""

from dataclasses import replace
from unittest.mock import Mock

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from digitpad.ink.strokes import Drawing, Stroke
from digitpad.nn.network import Network
from digitpad.recognition.number import NumberPrediction, predicted, predicted_by
from digitpad.ui.draw.second_prediction import SecondPrediction

STROKE = Stroke(np.array([[100, 100], [100, 300]], np.float32))


def test_digits_that_did_not_change_are_predicted_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = (Network.initialized([784, 10], np.random.default_rng(k)) for k in (0, 1))
    counting = Mock(side_effect=predicted_by)
    monkeypatch.setattr("digitpad.ui.draw.second_prediction.predicted_by", counting)
    one, two = predicted(first, [Drawing((STROKE,))] * 2, [(0, 0, 1, 1), (2, 0, 3, 1)])
    second = SecondPrediction()
    qtbot.addWidget(second)
    second.compare_with(other, "Other")
    second.show_number(NumberPrediction(((one,),)), 0)
    second.show_number(NumberPrediction(((one, two),)), 1)
    second.show_number(NumberPrediction(((one, two),)), 0)
    second.show_number(NumberPrediction(((replace(one), two),)), 0)
    assert [len(call.args[1]) for call in counting.call_args_list] == [1, 1, 1]
    second.compare_with(first, "First")
    assert len(counting.call_args.args[1]) == 2
    assert second.bars.probabilities == pytest.approx(one.probabilities, abs=1e-6)
