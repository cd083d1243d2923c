"""The parts of a difference of logits add up to it, whatever the network."""

import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.explain.contributions import contributions, effective_weights, views
from digitpad.nn.activations import ACTIVATIONS, RELU
from digitpad.nn.network import Network


def network_of(*sizes: int, activation: str = "ReLU") -> Network:
    rng = np.random.default_rng(3)
    layers = [
        (rng.standard_normal((d, m)) / np.sqrt(d), rng.standard_normal(m) / 4)
        for d, m in pairwise(sizes)
    ]
    return Network(layers, ACTIVATIONS[activation])


@pytest.fixture
def image() -> NDArray[np.uint8]:
    image = np.zeros((28, 28), np.uint8)
    image[6:22, 8:20] = np.random.default_rng(1).integers(0, 256, (16, 12))
    return image


def predicted(network: Network, image: NDArray[np.uint8], a: int, b: int) -> float:
    one, other = views(network, image)
    logits = (one.logits + other.logits) / 2
    return float(logits[a] - logits[b])


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (12,), (12, 9), (11, 8, 6)])
def test_parts_add_up(image: NDArray[np.uint8], hidden: tuple[int, ...], activation: str) -> None:
    network = network_of(784, *hidden, 10, activation=activation)
    found = contributions(network, image, 4, 9)
    assert found.difference == pytest.approx(predicted(network, image, 4, 9), abs=1e-12)
    assert found.pixels.sum() + found.biases[0] == pytest.approx(found.difference, abs=1e-9)
    assert [len(units) for units in found.units] == list(hidden)
    for units, bias in zip(found.units, found.biases[1:], strict=True):
        assert units.sum() + bias == pytest.approx(found.difference, abs=1e-9)


def test_the_other_way_round_is_the_negative(image: NDArray[np.uint8]) -> None:
    network = network_of(784, 12, 9, 10)
    one, other = contributions(network, image, 2, 7), contributions(network, image, 7, 2)
    assert one.difference == -other.difference
    np.testing.assert_array_equal(one.pixels, -other.pixels)
    for units, negatives in zip(one.units, other.units, strict=True):
        np.testing.assert_array_equal(units, -negatives)


def test_a_network_that_looks_at_one_pixel_has_its_reason_there() -> None:
    w = np.zeros((784, 1))
    w[28 * 10 + 14] = 2.0
    network = Network([(w, np.zeros(1)), (np.eye(1, 10, 3), np.zeros(10))])
    image = np.full((28, 28), 255, np.uint8)
    found = contributions(network, image, 3, 5)
    assert found.difference == pytest.approx(2.0)
    assert found.units[0] == pytest.approx([2.0])
    # A view is half a pixel over: the pixel's weight is shared with those around it.
    near = found.pixels[9:12, 13:16]
    assert near.sum() == pytest.approx(2.0)
    assert near.max() == near[1, 1] == pytest.approx(0.5)


def test_the_gradient_is_that_of_brute_force(image: NDArray[np.uint8]) -> None:
    network = network_of(784, 12, 9, 10)
    found = contributions(network, image, 1, 6)
    for row, column in ((7, 9), (12, 15), (20, 18)):
        more = image.copy()
        step = 1 if image[row, column] < 255 else -1
        more[row, column] += step
        slope = (predicted(network, more, 1, 6) - found.difference) / (step / 255)
        expected = slope * image[row, column] / 255
        assert found.pixels[row, column] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_effective_weights_give_the_sum_of_a_unit(
    image: NDArray[np.uint8], activation: str
) -> None:
    network = network_of(784, 12, 9, 10, activation=activation)
    one, other = views(network, image)
    for layer in (0, 1):
        units = np.array([0, 5, 8])
        weights, rest = effective_weights(network, image, layer, units)
        sums = (weights * image / 255).sum(axis=(1, 2)) + rest
        expected = (one.sums[layer] + other.sums[layer])[units] / 2
        np.testing.assert_allclose(sums, expected, atol=1e-9)
    weights, rest = effective_weights(network, image, 2, np.array([4, 9]))
    sums = (weights * image / 255).sum(axis=(1, 2)) + rest
    assert sums[0] - sums[1] == pytest.approx(predicted(network, image, 4, 9), abs=1e-9)


def test_effective_weights_of_the_first_layer_do_not_depend_on_the_image(
    image: NDArray[np.uint8],
) -> None:
    network = network_of(784, 12, 10)
    units = np.arange(12)
    weights, rest = effective_weights(network, image, 0, units)
    same, _ = effective_weights(network, np.zeros_like(image), 0, units)
    np.testing.assert_array_equal(weights, same)
    np.testing.assert_array_equal(rest, network.layers[0][1])
    assert network.activation is RELU


def test_no_copy_of_all_weights_is_made(image: NDArray[np.uint8]) -> None:
    layers = network_of(784, 1000, 800, 10).layers
    network = Network([(w.astype(np.float32), b.astype(np.float32)) for w, b in layers])
    tracemalloc.start()
    try:
        contributions(network, image, 3, 5)
        effective_weights(network, image, 2, np.arange(10))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < network.layers[0][0].nbytes
