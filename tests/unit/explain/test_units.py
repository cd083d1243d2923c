"""Each unit's activation and contribution, its weights back to the pixels, and its sum."""

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.explain.contributions import contributions, effective_weights
from digitpad.explain.units import most_exciting, unit_sum, units_state
from digitpad.nn.activations import ACTIVATIONS, RELU
from digitpad.nn.inference import layer_outputs, single_logits
from digitpad.nn.network import Network
from tests.unit.explain.test_contributions import network_of

HIDDEN = [(), (12,), (12, 9), (11, 8, 6)]


@pytest.fixture
def image() -> NDArray[np.uint8]:
    image = np.zeros((28, 28), np.uint8)
    image[6:22, 8:20] = np.random.default_rng(1).integers(0, 256, (16, 12))
    return image


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_the_state_is_that_of_the_exact_explanation(
    image: NDArray[np.uint8], hidden: tuple[int, ...], activation: str
) -> None:
    network = network_of(784, *hidden, 10, activation=activation)
    state = units_state(network, image)
    logits = single_logits(network, image)
    assert state.digit == logits.argmax()
    np.testing.assert_allclose(state.layers[-1].activations, logits, atol=1e-5)
    outputs = layer_outputs(network, image)
    for of_layer, layer in zip(outputs, state.layers, strict=True):
        np.testing.assert_allclose(of_layer, layer.activations, atol=1e-5)
    exact = contributions(network, image, state.digit, state.against)
    assert [len(layer.biases) for layer in state.layers] == [*hidden, 10]
    for number, layer in enumerate(state.layers[:-1]):
        np.testing.assert_allclose(layer.activations, exact.activations[number], atol=1e-5)
        np.testing.assert_allclose(layer.contributions, exact.units[number], atol=1e-5)
        assert layer.contributions[layer.shown[0]] == layer.contributions.max()
    for number, layer in enumerate(state.layers):
        weights, _ = effective_weights(network, image, number, layer.shown)
        np.testing.assert_allclose(layer.weights, weights, atol=1e-5)


def test_a_unit_that_was_made_to_decide_is_shown_first() -> None:
    w1 = np.zeros((784, 50), np.float32)
    w1[:, 37] = 0.01
    w2 = np.zeros((50, 10), np.float32)
    w2[37, 6] = 5
    network = Network([(w1, np.zeros(50, np.float32)), (w2, np.zeros(10, np.float32))], RELU)
    state = units_state(network, np.full((28, 28), 255, np.uint8))
    assert state.digit == 6
    assert state.layers[0].shown[0] == 37
    assert state.layers[0].contributions[37] == pytest.approx(5 * 7.84, rel=1e-4)


def test_the_other_digit_can_be_chosen(image: NDArray[np.uint8]) -> None:
    network = network_of(784, 12, 10)
    state = units_state(network, image)
    other = next(n for n in range(10) if n not in (state.digit, state.against))
    assert units_state(network, image, other).against == other
    assert units_state(network, image, state.digit).against == state.against


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_the_sum_of_a_unit_adds_up(image: NDArray[np.uint8], layer: int) -> None:
    network = network_of(784, 12, 9, 10)
    found = unit_sum(network, image, layer, 4)
    state = units_state(network, image)
    outputs = found.activations
    assert sum(outputs) / 2 == pytest.approx(state.layers[layer].activations[4], abs=1e-5)
    sums = [value + found.bias for value in found.weighted]
    is_output = layer == 2
    assert outputs == pytest.approx(sums if is_output else np.maximum(sums, 0))
    if layer == 0:
        assert found.pixels.sum() == pytest.approx(sum(found.weighted) / 2)


def test_the_digits_that_excite_a_unit_most_are_those_of_brute_force() -> None:
    network = network_of(784, 12, 9, 10)
    images = np.random.default_rng(5).integers(0, 256, (520, 28, 28)).astype(np.uint8)
    *_, found = most_exciting(network, images, 1, 3, 5)
    every = [units_state(network, some).layers[1].activations[3] for some in images]
    order = np.argsort(-np.array(every), kind="stable")[:5]
    assert [number for number, _ in found] == order.tolist()
    assert [value for _, value in found] == pytest.approx([every[n] for n in order], abs=1e-5)
