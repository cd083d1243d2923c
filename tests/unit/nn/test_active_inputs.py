"""Blank inputs are left out, and the gradients are the same."""

from collections.abc import Sequence

import numpy as np
import pytest

from digitpad.nn.active_inputs import gradients_of_active_inputs
from digitpad.nn.layers import Array, cross_entropy
from digitpad.nn.network import Network


@pytest.mark.parametrize("sizes", [[7, 5], [7, 6, 5], [7, 8, 6, 5]])
@pytest.mark.parametrize("l2", [0.0, 0.03])
@pytest.mark.parametrize("blank", [[], [0, 3, 6], range(7)], ids=["none", "some", "all"])
def test_the_gradients_are_those_of_all_inputs(
    sizes: list[int], l2: float, blank: Sequence[int]
) -> None:
    rng = np.random.default_rng(1)
    network = Network.initialized(sizes, rng, np.float64)
    before = network.copy()
    x, labels = rng.normal(size=(9, 7)), rng.integers(0, 5, 9)
    x[:, blank] = 0

    def measure(logits: Array) -> tuple[float, Array]:
        return cross_entropy(logits, labels, label_smoothing=0.1)

    loss, gradients = gradients_of_active_inputs(network, measure, x, l2=l2)
    expected_loss, expected = network.gradients_of(measure, x, l2=l2)
    assert loss == pytest.approx(expected_loss, rel=1e-12)
    for one, other in zip(gradients, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)
    for one, other in zip(network.parameters, before.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_products_leave_blank_inputs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[int] = []

    def noted(network: Network, *given: object, **more: object) -> object:
        used.append(network.sizes[0])
        return true(network, *given, **more)  # type: ignore[arg-type]

    true = Network.gradients_of
    monkeypatch.setattr(Network, "gradients_of", noted)
    network = Network.initialized([100, 5], np.random.default_rng(1), np.float64)
    x, labels = np.zeros((4, 100)), np.arange(4)
    for active in (30, 89, 90):
        x[:, :active] = 1
        gradients_of_active_inputs(network, lambda logits: cross_entropy(logits, labels), x)
    assert used == [30, 89, 100]
