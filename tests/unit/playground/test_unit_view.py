"""What one unit gives at points, and on which side of its border they are."""

import numpy as np
import pytest

from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS
from digitpad.playground.settings import Settings
from digitpad.playground.unit_view import unit_view

PLACES = np.random.default_rng(0).normal(0, 2, (40, 2))


@pytest.fixture
def experiment() -> Experiment:
    """A network of two hidden layers and three inputs, a little trained."""
    settings = Settings(hidden=(5, 4), features=("x", "y", "sin x"), activation="tanh")
    experiment = Experiment(PRESETS["spiral"].make(), settings)
    for _ in range(20):
        experiment.step()
    return experiment


def test_a_hidden_unit_gives_the_activation_of_its_weighted_sum(experiment: Experiment) -> None:
    for layer, unit in ((1, 4), (2, 0)):
        outputs, sums = unit_view(experiment.model, layer, unit, PLACES)
        np.testing.assert_allclose(outputs, np.tanh(sums))
        np.testing.assert_allclose(outputs, experiment.model.activations(PLACES)[layer][:, unit])


def test_a_class_has_its_border_where_another_is_as_probable(experiment: Experiment) -> None:
    p = experiment.model.probabilities(PLACES)
    for label in range(3):
        outputs, margins = unit_view(experiment.model, 3, label, PLACES)
        np.testing.assert_allclose(outputs, p[:, label])
        np.testing.assert_array_equal(margins > 0, p.argmax(axis=1) == label)


def test_an_input_is_its_feature(experiment: Experiment) -> None:
    outputs, margins = unit_view(experiment.model, 0, 2, PLACES)
    np.testing.assert_allclose(outputs, np.sin(PLACES[:, 0]))
    np.testing.assert_array_equal(outputs, margins)
