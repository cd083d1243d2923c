"""The tutorial's four points, figure for figure."""

import numpy as np
import pytest

from digitpad.errors import TrainingError
from digitpad.playground.quadrants import (
    TEST_POINTS,
    TRAIN_POINTS,
    QuadrantSettings,
    quadrant_network,
    train_quadrants,
)


def test_the_tutorials_losses_come_out_again() -> None:
    settings = QuadrantSettings()
    network = quadrant_network(settings)
    losses = list(train_quadrants(network, settings))
    assert len(losses) == 10_000
    assert losses[0] == pytest.approx(12.0392468493074, rel=1e-9)
    assert losses[-1] == pytest.approx(0.003966347544057221, rel=1e-9)
    assert network.probabilities(TRAIN_POINTS).argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert network.probabilities(TEST_POINTS).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_weights_are_the_legacy_generators_in_order() -> None:
    network = quadrant_network(QuadrantSettings(hidden=3, seed=7))
    legacy = np.random.RandomState(7)
    (w1, b1), (w2, b2) = network.layers
    assert np.array_equal(w1, legacy.randn(2, 3))
    assert np.array_equal(w2, legacy.randn(3, 4))
    assert not b1.any()
    assert not b2.any()
    assert network.dtype == np.float64


def test_too_large_steps_end_in_a_sentence() -> None:
    settings = QuadrantSettings(learning_rate=1000)
    with pytest.raises(TrainingError, match="Lower the learning rate"):
        list(train_quadrants(quadrant_network(settings), settings))
