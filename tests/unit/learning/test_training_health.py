"""What is said of a training that goes wrong."""

import numpy as np
import pytest

from digitpad.learning.training_health import warning_of
from digitpad.nn.network import Network
from digitpad.nn.snapshot import LayerState, Snapshot, Snapshots
from digitpad.nn.training import BatchReport, Examples, Settings, TrainingState, train


def seen(*dead: float, loss: float = 1.0, step: int = 100, examples: int = 64) -> Snapshot:
    layers = [*(LayerState(0.1, share) for share in dead), LayerState(0.1, None)]
    return Snapshot(step, examples, loss, (0,), np.zeros((1, 784), np.float32), tuple(layers))


def test_nothing_is_said_of_a_training_that_goes_well() -> None:
    assert warning_of(seen(0.1, 0.5)) is None
    assert warning_of(seen()) is None


def test_dead_units() -> None:
    expected = "Layer 1: 96% of the units are dead. Lower the learning rate."
    assert str(warning_of(seen(0.96, 0.5))) == expected
    assert str(warning_of(seen(0.5, 1.0))).startswith("Layer 2: 100% of the units are dead.")


def test_units_are_off_by_chance_in_a_small_batch() -> None:
    assert warning_of(seen(0.96, examples=4)) is None


@pytest.mark.parametrize("loss", [20.0, float("nan")])
def test_a_loss_far_above_that_of_guessing(loss: float) -> None:
    assert str(warning_of(seen(0.1, loss=loss))).endswith(
        "while guessing has 2.30. Lower the learning rate."
    )


def test_the_loss_is_high_in_the_first_steps() -> None:
    assert warning_of(seen(0.1, loss=20, step=2)) is None


@pytest.mark.parametrize(("rate", "is_too_large"), [(1e-3, False), (1.0, True)])
def test_a_learning_rate_that_is_too_large_is_seen(rate: float, is_too_large: bool) -> None:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 10, 640)
    images = rng.integers(0, 60, (640, 28, 28)).astype(np.uint8)
    images[np.arange(640), :, 4 + 2 * labels] = 255
    digits = Examples(images, labels)
    state = TrainingState(Network.initialized([784, 32, 16, 10], rng))
    settings = Settings(epochs=4, batch=32, learning_rate=rate)
    reports = train(state, digits, digits, settings, snapshots=Snapshots(0))
    found = [warning_of(r.snapshot) for r in reports if isinstance(r, BatchReport) and r.snapshot]
    assert bool(found[-1]) == is_too_large
    assert all("Lower the learning rate." in str(warning) for warning in found if warning)
