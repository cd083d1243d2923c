"""A network that learns points in the plane."""

from dataclasses import replace

import numpy as np
import pytest

from digitpad.errors import TrainingError
from digitpad.playground.experiment import MAX_SEGMENTS, Experiment, Settings
from digitpad.playground.points import quadrants
from digitpad.playground.quadrants import QuadrantSettings, quadrant_network, train_quadrants


def run(experiment: Experiment, steps: int) -> Experiment:
    for _ in range(steps):
        experiment.step()
    return experiment


def test_it_walks_the_path_of_the_tutorial() -> None:
    settings = QuadrantSettings(iterations=100)
    network = quadrant_network(settings)
    losses = list(train_quadrants(network, settings))
    experiment = run(Experiment(quadrants(), Settings()), 100)
    assert experiment.losses.curve()[1] == losses
    for one, other in zip(experiment.network.parameters, network.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_segments_of_a_run_are_noted() -> None:
    experiment = run(Experiment(quadrants(), Settings()), 3)
    experiment.settings = replace(experiment.settings, learning_rate=0.1)
    run(experiment, 2)
    experiment.points = experiment.points.moved(0, (3, 3))
    run(experiment, 1)
    assert experiment.segments is not None
    assert [(s.steps, s.learning_rate) for s in experiment.segments] == [
        (3, 0.001),
        (2, 0.1),
        (1, 0.1),
    ]
    assert experiment.iteration == 6


@pytest.mark.parametrize("rate", [1000.0, 1e300])
def test_steps_that_are_too_large_leave_the_last_network_that_had_a_loss(rate: float) -> None:
    experiment = Experiment(quadrants(), Settings(learning_rate=rate, l2=1.0))
    with pytest.raises(TrainingError, match="Lower the learning rate"):
        run(experiment, 10_000)
    assert np.isfinite(
        experiment.network.loss_and_gradients(
            experiment.points.positions, experiment.points.labels
        )[0]
    )
    assert experiment.segments is not None
    assert sum(s.steps for s in experiment.segments) == experiment.iteration
    assert np.isfinite(experiment.losses.curve()[1]).all()


def test_a_first_step_without_a_loss_leaves_the_first_weights() -> None:
    experiment = Experiment(quadrants(), Settings())
    experiment.points = experiment.points.moved(0, (1e308, 1e308))
    before = experiment.start.copy()
    for _ in range(2):
        with pytest.raises(TrainingError, match="Lower the learning rate"):
            experiment.step()
    assert experiment.iteration == 0
    experiment.points = quadrants()
    run(experiment, 3)
    for one, other in zip(experiment.start.parameters, before.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_points_without_a_loss_take_back_no_more_than_one_step() -> None:
    experiment = run(Experiment(quadrants(), Settings()), 5)
    experiment.points = experiment.points.moved(0, (1e308, 1e308))
    for _ in range(3):
        with pytest.raises(TrainingError):
            experiment.step()
    assert experiment.iteration == 4
    again = run(Experiment(quadrants(), Settings()), 4)
    for one, other in zip(experiment.network.parameters, again.network.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_only_so_many_changes_are_noted() -> None:
    experiment = Experiment(quadrants(), Settings())
    for change in range(MAX_SEGMENTS + 1):
        assert experiment.segments is not None
        experiment.points = experiment.points.moved(0, (2, change / 100))
        run(experiment, 1)
    assert experiment.segments is None
    run(experiment, 2)
    assert experiment.iteration == MAX_SEGMENTS + 3


def test_a_copy_stays_as_it_is() -> None:
    experiment = run(Experiment(quadrants(), Settings()), 3)
    copy = experiment.copy()
    weights = copy.network.copy()
    run(experiment, 2)
    assert copy.iteration == 3
    assert copy.segments is not None
    assert [s.steps for s in copy.segments] == [3]
    for one, other in zip(copy.network.parameters, weights.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_without_points_nothing_is_learned() -> None:
    experiment = Experiment(quadrants().of_classes(2), Settings())
    experiment.points = experiment.points.removed(0).removed(0)
    with pytest.raises(TrainingError, match="Add a point"):
        experiment.step()
    assert experiment.iteration == 0


def test_a_step_activation_learns_in_the_second_layer_alone() -> None:
    experiment = run(Experiment(quadrants(), Settings(activation="step", l2=0)), 20)
    (old1, _), (old2, _) = experiment.start.layers
    (new1, _), (new2, _) = experiment.network.layers
    np.testing.assert_array_equal(old1, new1)
    assert not np.array_equal(old2, new2)


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_copy_takes_back_no_step_that_never_was(is_taken_back: bool) -> None:
    experiment = Experiment(quadrants(), Settings())
    if is_taken_back:
        run(experiment, 3)
    experiment.points = experiment.points.moved(0, (1e308, 1e308))
    if is_taken_back:
        with pytest.raises(TrainingError):
            experiment.step()
    copy = experiment.copy()
    for _ in range(2):
        with pytest.raises(TrainingError, match="Lower the learning rate"):
            copy.step()
    assert copy.iteration == experiment.iteration
