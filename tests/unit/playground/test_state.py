"""What the Playground shows from one action to the next, without a window."""

from dataclasses import replace

import numpy as np
import pytest

from digitpad.errors import TrainingError
from digitpad.playground import display
from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.matrices import Axis
from digitpad.playground.points import PRESETS
from digitpad.playground.state import (
    PlaygroundState,
    Setup,
    first_state,
    with_failure,
    with_next_phase,
    with_running,
    with_snapshot,
    without_step,
)
from digitpad.playground.trace import Phase


@pytest.fixture
def experiment() -> Experiment:
    return Experiment(PRESETS["quadrants"].make(), Settings())


@pytest.fixture
def state(experiment: Experiment) -> PlaygroundState:
    return first_state(Setup("quadrants", experiment))


def after_step(state: PlaygroundState) -> PlaygroundState:
    """The state after the experiment has taken a step."""
    experiment = state.setup.experiment
    experiment.step()
    return with_snapshot(state, experiment.snapshot(), experiment.points, experiment.settings)


def titles(state: PlaygroundState) -> list[str]:
    return [operation.title for operation in state.operations]


def test_at_first_the_next_step_is_shown_in_full(state: PlaygroundState) -> None:
    assert titles(state)[0] == "Affine 1"
    assert titles(state)[-1] == "Gradient descent"
    assert (state.phase, state.message) == (None, "")


def test_a_step_is_gone_through_part_by_part(state: PlaygroundState) -> None:
    seen = []
    for _ in Phase:
        state = with_next_phase(state)
        seen.append((state.phase, sum(o.phase is state.phase for o in state.operations)))
    assert seen == [
        (Phase.FORWARD, 4),
        (Phase.LOSS, 1),
        (Phase.BACKWARD, 4),
        (Phase.UPDATE, 2),
    ]
    assert with_next_phase(state).phase is Phase.FORWARD


def test_the_step_that_is_gone_through_stays_until_it_is_left(state: PlaygroundState) -> None:
    state = with_next_phase(state)
    shown = state.operations
    state = after_step(state)
    assert state.operations is shown
    state = after_step(without_step(state))
    assert state.operations is not shown
    assert (state.phase, state.message) == (None, "")


def test_a_run_shows_no_step(state: PlaygroundState) -> None:
    state = with_running(with_next_phase(state), True)
    assert (state.phase, state.message, state.is_running) == (None, "", True)
    shown = state.operations
    state = after_step(state)
    assert state.operations is shown
    state = after_step(with_running(state, False))
    assert state.operations is not shown


def test_a_state_is_of_one_moment(state: PlaygroundState) -> None:
    first = state.snapshot.network.parameters[0].copy()
    now = after_step(state)
    assert (state.snapshot.iteration, now.snapshot.iteration) == (0, 1)
    np.testing.assert_array_equal(state.snapshot.network.parameters[0], first)
    assert (now.snapshot.network.parameters[0] != first).any()


def test_a_failure_is_told(state: PlaygroundState) -> None:
    failed = with_failure(with_next_phase(state), TrainingError("It does not work."))
    assert (failed.phase, failed.message) == (None, "It does not work.")


def test_without_points_there_is_no_step(experiment: Experiment) -> None:
    for _ in range(8):
        experiment.points = experiment.points.removed(0)
    state = first_state(Setup("quadrants", experiment))
    assert titles(with_next_phase(state)) == []
    assert display.hidden_sums(state, -1).size == 0


@pytest.mark.parametrize(("label", "after"), [(1, 1), (2, 0), (3, 0)])
def test_the_next_point_has_a_class_that_there_is(
    state: PlaygroundState, label: int, after: int
) -> None:
    fewer = state.points.of_classes(2)
    snapshot = Experiment(fewer, state.settings).snapshot()
    state = with_snapshot(replace(state, label=label), snapshot, fewer, state.settings)
    assert state.label == after


def test_the_hidden_units_are_those_of_the_selected_point(state: PlaygroundState) -> None:
    w1, b1 = state.snapshot.network.layers[0]
    for selected, point in ((2, 2), (-1, 0)):
        expected = state.points.positions[point] @ w1 + b1
        np.testing.assert_allclose(display.hidden_sums(state, selected), expected)


def test_weights_that_diverged_have_sums_all_the_same(state: PlaygroundState) -> None:
    state.snapshot.network.layers[0][0][:] = 1e308
    assert not np.isfinite(display.hidden_sums(state, 0)).all()


def test_each_matrix_of_a_step_has_axes_of_its_shape(state: PlaygroundState) -> None:
    sizes = {
        Axis.POINT: 4,
        Axis.INPUT: 2,
        Axis.UNIT: 50,
        Axis.CLASS: 4,
        Axis.NONE: 1,
    }
    for operation in state.operations:
        for value in (*operation.inputs, *operation.outputs):
            shape = sizes[value.rows.axis], sizes[value.columns.axis]
            assert value.table.shape == shape, value.name


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([3.5492, -0.25], ["3.549", "-0.250"]),
        ([12345.6, 1.0], ["12346", "1"]),
        ([0.99870, 0.00001], ["0.9987", "0.0000"]),
        ([4.2e-6, 1.0e-8], ["4.200e-06", "1.000e-08"]),
        ([np.inf, 1.0], ["inf", "1.000e+00"]),
        ([3, 0], ["3", "0"]),
    ],
)
def test_figures_of_a_matrix_stand_below_each_other(values: list[float], texts: list[str]) -> None:
    array = np.array(values)
    assert [format(value, display.figures(array)) for value in array] == texts


def test_the_next_step_goes_on_with_the_optimizer_and_the_batch() -> None:
    settings = Settings(hidden=(3, 2), optimizer="Adam", batch=5)
    experiment = Experiment(PRESETS["XOR"].make(), settings)
    for _ in range(2):
        experiment.step()
    state = first_state(Setup("XOR", experiment))
    given = {value.name: value for some in state.operations for value in some.outputs}
    assert len(given["loss"].array.shape) == 0
    experiment.step()
    assert float(given["loss"].array) == experiment.losses.last
    for name, now in zip(("w1", "b1"), experiment.network.parameters, strict=False):
        np.testing.assert_array_equal(given[name].array, now)


def test_test_points_alone_are_no_step(experiment: Experiment) -> None:
    for _ in range(4):
        experiment.points = experiment.points.removed(0)
    assert len(experiment.points.test) == 4
    assert first_state(Setup("quadrants", experiment)).operations == ()
