"""Teaching a network holds no more copies of it than it needs."""

import tracemalloc

import numpy as np
import pytest

from digitpad.data.formats import load_dataset
from digitpad.learning import adaptation
from digitpad.learning.adaptation import stream_adapted
from digitpad.nn.network import Network


def test_between_two_steps_no_gradients_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adaptation, "STEPS", 3)
    monkeypatch.setattr(adaptation, "KEPT", 4)
    monkeypatch.setattr(adaptation, "VERSIONS", 10)
    digits = load_dataset("synthetic:10:1")
    network = Network.initialized((784, 1500, 10), np.random.default_rng(0))
    size = sum(parameter.nbytes for parameter in network.parameters)
    tracemalloc.start()
    held = [
        tracemalloc.get_traced_memory()[0] for _ in stream_adapted(network, digits, digits.images)
    ]
    tracemalloc.stop()
    # The new network, and the two sums that Adam keeps for each weight.
    assert held[-1] < 3.5 * size
