"""Whether a network can learn, and how well it predicts."""

from dataclasses import replace

import numpy as np
import pytest

from digitpad.nn.layers import cross_entropy
from digitpad.playground.experiment import Experiment
from digitpad.playground.health import Health
from digitpad.playground.points import PRESETS, Points, quadrants
from digitpad.playground.settings import Settings

DEEP = Settings(hidden=(6, 4), initialization="He", activation="tanh", l2=0.0)


def health_with(settings: Settings, layer: int = 1, bias: float = 0.0) -> Health:
    """The health where all biases of a layer are as given."""
    experiment = Experiment(PRESETS["XOR"].make(), settings)
    experiment.network.layers[layer - 1][1][:] += bias
    return experiment.snapshot().health


def test_a_network_that_learns_has_no_problem() -> None:
    health = health_with(DEEP)
    assert health.problem is None
    assert [(layer.layer, layer.units) for layer in health.layers] == [(1, 6), (2, 4), (3, 2)]
    assert all(layer.activation > 0 and layer.gradient > 0 for layer in health.layers)


def test_a_loss_of_nothing_has_no_sign() -> None:
    experiment = Experiment(PRESETS["XOR"].make(), replace(DEEP, hidden=()))
    experiment.network.layers[0][1][:] = -1e3, 1e3
    points = experiment.points
    experiment.points = Points.to_learn(points.positions, np.ones(len(points), int), 2)
    score = experiment.snapshot().training
    assert score
    assert f"{score.loss:g}" == "0"


def test_sizes_are_root_mean_squares() -> None:
    experiment = Experiment(PRESETS["XOR"].make(), DEEP)
    now, points = experiment.snapshot(), experiment.points
    outputs = now.model.activations(points.positions)[1]
    _, gradients = now.network.loss_and_gradients(points.positions, points.labels)
    first = now.health.layers[0]
    assert first.activation == pytest.approx(np.sqrt((outputs**2).mean()), rel=1e-5)
    assert first.gradient == pytest.approx(np.sqrt((gradients[0] ** 2).mean()), rel=1e-5)


@pytest.mark.parametrize("layer", [1, 2])
def test_relu_units_that_are_off_for_every_point_are_dead(layer: int) -> None:
    health = health_with(replace(DEEP, activation="ReLU"), layer, bias=-100)
    units = DEEP.hidden[layer - 1]
    assert health.layers[layer - 1].dead == tuple(range(units))
    assert health.problem
    assert health.problem.layer == layer
    assert str(health.problem).startswith(
        f"All {units} ReLU units of hidden layer {layer} are off for every point:"
    )
    assert health.layers[layer - 1].gradient == 0


def test_one_unit_alone_is_told_of_in_the_singular() -> None:
    health = health_with(replace(DEEP, activation="ReLU", hidden=(1,)), bias=-100)
    assert str(health.problem).startswith("The only ReLU unit of hidden layer 1 is off")
    health = health_with(replace(DEEP, hidden=(1,)), bias=100)
    assert str(health.problem).startswith("The only unit of hidden layer 1 is saturated")


def test_some_dead_units_are_named_but_no_problem() -> None:
    experiment = Experiment(PRESETS["XOR"].make(), replace(DEEP, activation="ReLU"))
    experiment.network.layers[0][1][3] = -100
    health = experiment.snapshot().health
    assert 3 in health.layers[0].dead
    assert len(health.layers[0].dead) < 6
    assert health.problem is None


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
@pytest.mark.parametrize("bias", [-100.0, 100.0])
def test_units_at_either_end_of_their_range_are_saturated(activation: str, bias: float) -> None:
    health = health_with(replace(DEEP, activation=activation), 2, bias)
    assert health.layers[1].saturated == (0, 1, 2, 3)
    assert health.layers[0].saturated == ()
    assert str(health.problem).startswith("All 4 units of hidden layer 2 are saturated")


def test_the_step_function_and_a_rate_of_nothing_are_problems() -> None:
    assert "no slope" in str(health_with(replace(DEEP, activation="step")).problem)
    assert health_with(replace(DEEP, activation="step", hidden=())).problem is None
    assert "learning rate is 0" in str(health_with(replace(DEEP, learning_rate=0)).problem)


def test_weights_beyond_all_measure_are_a_problem() -> None:
    experiment = Experiment(PRESETS["XOR"].make(), DEEP)
    for parameter in experiment.network.parameters:
        parameter += 1e300
    snapshot = experiment.snapshot().computed()
    assert "too large" in str(snapshot.health.problem)


def test_without_points_there_is_nothing_to_say() -> None:
    nothing = Points.to_learn(np.zeros((0, 2)), np.zeros(0, int), 2)
    snapshot = Experiment(nothing, DEEP).snapshot().computed()
    assert (snapshot.training, snapshot.test, snapshot.health) == (None, None, Health())


def test_the_loss_of_a_network_that_diverged_overflows_without_a_warning() -> None:
    experiment = Experiment(PRESETS["XOR"].make(), replace(DEEP, hidden=()))
    experiment.network.layers[0][1][:] = -1e308, 0.0  # Each logit is finite, but not their sum.
    score = experiment.snapshot().training
    assert score
    assert score.loss == np.inf


def test_scores_are_of_all_training_and_all_test_points() -> None:
    snapshot = Experiment(quadrants(), Settings(batch=1)).snapshot()
    for part, score in (
        (snapshot.points.training, snapshot.training),
        (snapshot.points.test, snapshot.test),
    ):
        logits = snapshot.network.logits(part.positions)
        assert score
        assert score.count == 4
        assert score.loss == pytest.approx(cross_entropy(logits, part.labels)[0])
        assert score.accuracy == (logits.argmax(axis=1) == part.labels).mean()


def test_units_that_are_off_are_told_of_however_large_the_weights_are() -> None:
    settings = replace(DEEP, activation="ReLU")
    health = health_with(settings, bias=-1e100)  # More than float32 has.
    assert health.layers[0].dead == tuple(range(6))
    assert str(health.problem).startswith("All 6 ReLU units of hidden layer 1 are off")
