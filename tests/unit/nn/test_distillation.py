"""What is kept of a network's predictions, and what is learned."""

import numpy as np
import pytest

from digitpad.nn.distillation import kept_targets
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network


def test_right_predictions_are_kept_and_wrong_ones_corrected() -> None:
    rng = np.random.default_rng(0)
    network = Network.initialized([6, 8, 10], rng, np.float64)
    x = rng.normal(size=(3, 6))
    predicted = softmax(network.logits(x))
    right = predicted.argmax(axis=1)
    labels = np.array([right[0], (right[1] + 1) % 10, -1])
    targets = kept_targets(network, x, labels, 0.1)
    assert targets[0] == pytest.approx(predicted[0])
    assert targets[2] == pytest.approx(predicted[2])
    assert targets[1].argmax() == labels[1]
    assert targets[1].max() == pytest.approx(0.91)
    assert targets.sum(axis=1) == pytest.approx(1)
