"""Looks into a network that learns: what they show, and that they change nothing."""

import gc
import math
import weakref
from collections.abc import Callable

import numpy as np
import pytest

from digitpad.nn.activations import SIGMOID
from digitpad.nn.network import Network
from digitpad.nn.optimizers import SGD
from digitpad.nn.snapshot import Observed, Snapshot, Snapshots, shown_units
from digitpad.nn.training import BatchReport, Examples, Settings, TrainingState, train

RNG = np.random.default_rng(0)
EXAMPLES = Examples(RNG.integers(0, 256, (100, 28, 28)).astype(np.uint8), RNG.integers(0, 10, 100))
SETTINGS = Settings(epochs=2, batch=32, learning_rate=0.01)


def network(*hidden: int) -> Network:
    return Network.initialized([784, *hidden, 10], np.random.default_rng(1))


def snapshots_of(state: TrainingState, every: float = 0.0) -> list[Snapshot]:
    reports = train(state, EXAMPLES, EXAMPLES, SETTINGS, snapshots=Snapshots(every))
    return [r.snapshot for r in reports if isinstance(r, BatchReport) and r.snapshot]


@pytest.mark.parametrize("hidden", [(), (5,), (40, 30)])
@pytest.mark.parametrize("optimizer", [lambda: None, lambda: SGD(momentum=0.9)])
def test_a_network_learns_the_same_weights_when_it_is_looked_at(
    hidden: tuple[int, ...], optimizer: Callable[[], SGD | None]
) -> None:
    alone, looked_at = (TrainingState(network(*hidden), optimizer()) for _ in range(2))
    list(train(alone, EXAMPLES, EXAMPLES, SETTINGS))
    assert snapshots_of(looked_at)
    for one in ("network", "ema", "best"):
        before, after = getattr(alone, one).parameters, getattr(looked_at, one).parameters
        assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))


def test_a_snapshot_stays_as_it_was() -> None:
    state = TrainingState(network(30))
    start = state.network.layers[0][0].copy()
    first, *_, last = snapshots_of(state)
    assert np.array_equal(first.weights, start[:, first.units].T)
    assert not np.array_equal(first.weights, last.weights)
    with pytest.raises(ValueError, match="read-only"):
        first.weights[0, 0] = 1


def test_all_snapshots_of_a_run_are_of_the_same_units() -> None:
    assert {seen.units for seen in snapshots_of(TrainingState(network(100)))} == {shown_units(100)}


def test_units_are_evenly_spread() -> None:
    assert shown_units(48) == tuple(range(0, 48, 2))
    assert shown_units(10) == tuple(range(10))
    assert len({*shown_units(1200)}) == 24


def test_gradients_are_those_of_the_step() -> None:
    plain = network(20, 12)
    x = EXAMPLES.images[:50].reshape(50, -1).astype(np.float32) / 255
    labels = EXAMPLES.labels[:50]
    observed = Observed(plain)
    loss, gradients = observed.network.loss_and_gradients(x, labels)
    seen = observed.snapshot(7, 50, loss, gradients)
    _, expected = plain.loss_and_gradients(x, labels)
    for layer, dw in zip(seen.layers, expected[::2], strict=True):
        assert layer.gradient == pytest.approx(math.sqrt(float((dw**2).mean())), rel=1e-5)


def test_units_that_are_0_for_every_digit_are_dead() -> None:
    plain = network(20, 8)
    plain.layers[0][1][:] = 100
    plain.layers[0][1][:5] = -100
    plain.layers[1][1][:] = -100
    first, second, output = snapshots_of(TrainingState(plain))[0].layers
    assert first.dead == pytest.approx(5 / 20)
    assert second.dead == 1
    assert output.dead is None


def test_units_of_another_activation_are_not_dead() -> None:
    smooth = Network(network(20).layers, SIGMOID)
    assert snapshots_of(TrainingState(smooth))[0].layers[0].dead is None


def test_few_steps_are_looked_at() -> None:
    assert len(snapshots_of(TrainingState(network(5)), every=1000)) == 1


def test_what_is_left_at_the_end_of_an_epoch_is_not_looked_at() -> None:
    assert {seen.examples for seen in snapshots_of(TrainingState(network(5)))} == {32}


def test_what_was_observed_goes_with_the_step() -> None:
    """In a circle of references, 1.5 MB of each step would stay until Python looks for circles."""
    gc.disable()
    try:
        observed = Observed(network(30))
        observed.network.logits(np.ones((4, 784), np.float32))
        gone = weakref.ref(observed)
        outputs = weakref.ref(observed._outputs[0])
        del observed
        assert gone() is None
        assert outputs() is None
    finally:
        gc.enable()
