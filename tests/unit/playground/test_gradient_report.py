"""The gradients are right, whatever is set."""

from dataclasses import replace

import numpy as np
import pytest

from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.experiment import Experiment
from digitpad.playground.features import FEATURES
from digitpad.playground.gradient_report import MAX_CHECKED, gradient_report
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.playground.points import PRESETS, quadrants
from digitpad.playground.settings import Settings

DEEP = Settings(
    hidden=(5, 4, 3, 2), features=tuple(FEATURES), initialization="Xavier", l1=0.01, batch=3
)


def model_after_steps(settings: Settings) -> PlaneNetwork:
    experiment = Experiment(PRESETS["XOR"].make(), settings)
    for _ in range(5):
        experiment.step()
    return experiment.model


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "step"])
def test_gradients_of_a_deep_network_with_both_decays_are_right(activation: str) -> None:
    settings = replace(DEEP, activation=activation)
    report = gradient_report(model_after_steps(settings), PRESETS["XOR"].make(), settings)
    assert report
    assert report.is_correct
    assert report.checked == report.entries == 40 + 24 + 15 + 8 + 6


def test_a_decay_that_the_gradients_lack_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_after_steps(DEEP)
    monkeypatch.setattr(model.network, "add_decay", lambda *_: None)
    report = gradient_report(model, PRESETS["XOR"].make(), replace(DEEP, l1=0.5))
    assert report
    assert not report.is_correct


def test_of_a_large_network_some_entries_are_checked() -> None:
    settings = Settings(hidden=(30, 30), activation="tanh", initialization="Xavier")
    report = gradient_report(model_after_steps(settings), PRESETS["XOR"].make(), settings)
    assert report
    assert report.is_correct
    assert report.entries == 90 + 930 + 62
    assert report.checked == 90 + MAX_CHECKED + 30 + 62


def test_test_points_have_no_part_in_it() -> None:
    settings = Settings()
    model = Experiment(quadrants(), settings).model
    points = quadrants()
    far = points
    for index in points.test.indices.tolist():
        far = far.moved(index, (3.0, 3.0))
    assert gradient_report(model, points, settings) == gradient_report(model, far, settings)


def test_weights_too_large_for_a_difference_are_not_checked() -> None:
    model = Experiment(quadrants(), Settings()).model
    model.network.layers[0][0][0, 0] = 1e20
    assert gradient_report(model, quadrants(), Settings()) is None
    assert np.isfinite(model.network.layers[0][0]).all()
