"""A network that learns points in the plane."""

from dataclasses import replace

import numpy as np
import pytest

from digitpad.errors import TrainingError
from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.learner import Learner
from digitpad.playground.points import PRESETS, quadrants
from digitpad.playground.quadrants import QuadrantSettings, quadrant_network, train_quadrants
from digitpad.playground.segments import MAX_SEGMENTS, Edit, Segment
from digitpad.playground.update_rules import RULES


def segments(experiment: Experiment) -> list[Segment]:
    assert experiment.record.segments is not None
    return experiment.record.segments


def assert_same_weights(one: Experiment, other: Experiment) -> None:
    pairs = zip(one.network.parameters, other.network.parameters, strict=True)
    for own, others in pairs:
        np.testing.assert_array_equal(own, others)


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
    assert [(s.steps, s.settings.learning_rate) for s in segments(experiment)] == [
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
    training = experiment.snapshot().training
    assert training
    assert np.isfinite(training.loss)
    assert sum(s.steps for s in segments(experiment)) == experiment.iteration
    assert np.isfinite(experiment.losses.curve()[1]).all()


def test_a_first_step_without_a_loss_leaves_the_first_weights() -> None:
    features = ("x", "y", "x*y", "x^2", "sin x")
    experiment = Experiment(quadrants(), Settings(features=features))
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
        assert experiment.record.segments is not None
        experiment.points = experiment.points.moved(0, (2, change / 100))
        run(experiment, 1)
    assert experiment.record.segments is None
    run(experiment, 2)
    assert experiment.iteration == MAX_SEGMENTS + 3


def test_a_copy_stays_as_it_is() -> None:
    experiment = run(Experiment(quadrants(), Settings()), 3)
    copy = experiment.copy()
    weights = copy.network.copy()
    run(experiment, 2)
    assert copy.iteration == 3
    assert [s.steps for s in segments(copy)] == [3]
    for one, other in zip(copy.network.parameters, weights.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_without_points_nothing_is_learned() -> None:
    experiment = Experiment(quadrants().of_classes(2), Settings())
    experiment.points = experiment.points.removed(0).removed(0)
    assert len(experiment.points) == 2  # To test with.
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


def test_the_tutorials_run_is_what_it_was_before_there_were_more_layers() -> None:
    experiment = run(Experiment(quadrants(), Settings()), 300)
    experiment.settings = replace(experiment.settings, learning_rate=0.01, l2=0.0)
    run(experiment, 200)
    expected = [
        "0x1.8141829bc7e1ep+3",
        "0x1.46dead26f3509p+2",
        "0x1.51208e2cf9cdap-1",
        "0x1.e354da1474038p-3",
        "0x1.05424a8c11270p-5",
    ]
    # Bit for bit where this was written; another processor may round exp otherwise.
    np.testing.assert_allclose(
        experiment.losses.curve()[1][::100], [float.fromhex(bits) for bits in expected], rtol=1e-11
    )


@pytest.mark.parametrize("optimizer", ["gradient descent", "momentum", "Adam"])
def test_a_deep_network_learns_the_circles(optimizer: str) -> None:
    settings = replace(
        PRESETS["circles"].settings,
        hidden=(8, 8, 8, 8),
        activation="tanh",
        optimizer=optimizer,
        learning_rate=0.01 if optimizer == "Adam" else 0.1,
        batch=16,
    )
    experiment = run(Experiment(PRESETS["circles"].make().split(0.25, 1), settings), 400)
    snapshot = experiment.snapshot()
    assert snapshot.network.sizes == (2, 8, 8, 8, 8, 2)
    assert snapshot.training
    assert snapshot.test
    assert (snapshot.training.count, snapshot.test.count) == (36, 12)
    assert min(snapshot.training.accuracy, snapshot.test.accuracy) > 0.9


def test_without_hidden_layers_the_right_features_separate_the_circles() -> None:
    points = PRESETS["circles"].make()
    plain = replace(PRESETS["circles"].settings, hidden=(), learning_rate=1.0)
    accuracies = []
    for features in (("x", "y"), ("x^2", "y^2")):
        experiment = run(Experiment(points, replace(plain, features=features)), 200)
        training = experiment.snapshot().training
        assert training
        accuracies.append(training.accuracy)
    assert accuracies[0] < 0.7
    assert accuracies[1] == 1


def test_held_out_points_change_nothing() -> None:
    points = PRESETS["XOR"].make()
    more = points.added((0.0, 0.1), 1, is_test=True)
    settings = Settings(batch=5, optimizer="Adam")
    with_test = run(Experiment(more, settings), 20)
    assert_same_weights(run(Experiment(points, settings), 20), with_test)
    assert with_test.snapshot().test is not None


def test_a_batch_of_all_points_is_every_point_in_order() -> None:
    points = PRESETS["XOR"].make()
    assert_same_weights(
        run(Experiment(points, Settings()), 5), run(Experiment(points, Settings(batch=24)), 5)
    )


def test_the_curves_end_with_now() -> None:
    experiment = Experiment(quadrants(), Settings())
    assert experiment.snapshot().curve == experiment.snapshot().test_curve == ([], [])
    before = experiment.snapshot()
    run(experiment, 1)
    now = experiment.snapshot()
    for curve, old, new in (
        (now.curve, before.training, now.training),
        (now.test_curve, before.test, now.test),
    ):
        assert old
        assert new
        assert curve[0] == [0, 1]
        np.testing.assert_allclose(curve[1], [old.loss, new.loss], rtol=1e-12)


def test_the_loss_of_all_points_is_drawn_though_a_step_sees_few() -> None:
    experiment = run(Experiment(PRESETS["XOR"].make(), Settings(batch=1)), 2)
    first = Experiment(PRESETS["XOR"].make(), Settings()).snapshot().training
    assert first
    iterations, losses = experiment.snapshot().curve
    assert iterations == [0, 1, 2]
    assert losses[0] == pytest.approx(first.loss, rel=1e-12)


@pytest.mark.parametrize("optimizer", [*RULES])
def test_an_optimizer_counts_its_steps(optimizer: str) -> None:
    experiment = Experiment(quadrants(), Settings(optimizer=optimizer))
    for _ in range(3):
        experiment.step()
    assert experiment.snapshot().learner.steps == 3


def test_another_optimizer_begins_anew_and_the_same_one_goes_on() -> None:
    experiment = run(Experiment(quadrants(), Settings(optimizer="Adam")), 3)
    experiment.settings = replace(experiment.settings, learning_rate=0.01)
    run(experiment, 1)
    assert (experiment.learner.rule, experiment.learner.steps) == ("Adam", 4)
    experiment.settings = replace(experiment.settings, optimizer="momentum")
    run(experiment, 2)
    assert (experiment.learner.rule, experiment.learner.steps) == ("momentum", 2)


@pytest.mark.parametrize("optimizer", ["gradient descent", "momentum", "Adam"])
def test_a_step_that_is_taken_back_leaves_the_optimizer_as_it_was(optimizer: str) -> None:
    settings = Settings(optimizer=optimizer, learning_rate=0.01)
    experiment = run(Experiment(quadrants(), settings), 5)
    experiment.points = experiment.points.moved(0, (1e308, 1e308))
    with pytest.raises(TrainingError):
        experiment.step()
    experiment.points = quadrants()
    run(experiment, 4)
    assert_same_weights(experiment, run(Experiment(quadrants(), settings), 8))


def test_a_weight_that_is_set_is_part_of_the_record() -> None:
    experiment = run(Experiment(quadrants(), Settings()), 2)
    shown = experiment.snapshot()
    experiment.edit(Edit(0, 1, 7, 0.25))
    experiment.edit(Edit(1, None, 3, -1.5))
    assert shown.network.layers[0][0][1, 7] != 0.25
    assert experiment.network.layers[0][0][1, 7] == 0.25
    assert experiment.network.layers[1][1][3] == -1.5
    run(experiment, 1)
    assert [(s.steps, len(s.edits)) for s in segments(experiment)] == [(2, 0), (1, 2)]


def test_a_weight_that_was_set_stays_when_the_step_after_it_is_taken_back() -> None:
    experiment = run(Experiment(quadrants(), Settings()), 2)
    experiment.edit(Edit(1, None, 3, -1.5))
    run(experiment, 1)
    experiment.points = experiment.points.moved(0, (1e308, 1e308))
    for _ in range(2):
        with pytest.raises(TrainingError):
            experiment.step()
    assert experiment.network.layers[1][1][3] == -1.5
    assert [(s.steps, len(s.edits)) for s in segments(experiment)] == [(2, 0), (0, 1)]


def test_a_weight_is_a_number() -> None:
    with pytest.raises(TrainingError, match="finite"):
        Experiment(quadrants(), Settings()).edit(Edit(0, 0, 0, float("nan")))


@pytest.mark.parametrize("optimizer", ["gradient descent", "momentum", "Adam"])
def test_one_that_is_restored_goes_on_to_the_same_bits(optimizer: str) -> None:
    settings = Settings(hidden=(5, 4), optimizer=optimizer, batch=7, l1=0.01)
    points = PRESETS["XOR"].make().split(0.2, 1)
    run(experiment := Experiment(points, settings), 9)
    copy = experiment.copy()
    learner = copy.learner
    other = Experiment.restored(
        points,
        settings,
        start=copy.start,
        network=copy.network,
        learner=Learner.restored(learner.rule, learner.steps, learner.optimizer.state),
        losses=copy.losses,
        record=copy.record,
    )
    run(experiment, 9)
    run(other, 9)
    assert_same_weights(experiment, other)
    assert experiment.snapshot().curve == other.snapshot().curve
