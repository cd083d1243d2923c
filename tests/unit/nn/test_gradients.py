"""Every gradient against central differences, in float64."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.nn.activations import ACTIVATIONS, LINEAR, RELU, SIGMOID, STEP, TANH, Activation
from digitpad.nn.gradient_check import check_gradients
from digitpad.nn.layers import (
    affine_backward,
    affine_forward,
    cross_entropy,
    soft_cross_entropy,
    softmax,
)
from digitpad.nn.network import Network

Array = NDArray[Any]

STEP_SIZE = 1e-5
TOLERANCE = 1e-6


def numerical_gradient(function: object, array: Array) -> Array:
    """Central differences of a scalar function of an array that it sees change."""
    assert callable(function)
    gradient = np.zeros_like(array)
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + STEP_SIZE
        above = function()
        array[place] = kept - STEP_SIZE
        below = function()
        array[place] = kept
        gradient[place] = (above - below) / (2 * STEP_SIZE)
    return gradient


def relative_error(a: Array, b: Array) -> float:
    return float(np.abs(a - b).max() / max(np.abs(a).max(), np.abs(b).max(), 1e-12))


@pytest.mark.parametrize("shape", [(5, 6), (5, 2, 3), (5, 1, 2, 3)])
@pytest.mark.parametrize("bias_shape", [(4,), (1, 4)])
def test_affine(shape: tuple[int, ...], bias_shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=shape), rng.normal(size=(6, 4)), rng.normal(size=bias_shape)
    dout = rng.normal(size=(5, 4))
    dx, dw, db = affine_backward(dout, affine_forward(x, w, b)[1])
    assert (dx.shape, dw.shape, db.shape) == (x.shape, w.shape, b.shape)
    for array, gradient in ((x, dx), (w, dw), (b, db)):
        expected = numerical_gradient(lambda: (affine_forward(x, w, b)[0] * dout).sum(), array)
        assert relative_error(gradient, expected) < TOLERANCE


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_activations(activation: Activation) -> None:
    rng = np.random.default_rng(0)
    x, dout = rng.normal(size=(5, 6)), rng.normal(size=(5, 6))
    cache = activation.forward(x)[1]
    expected = numerical_gradient(lambda: (activation.forward(x)[0] * dout).sum(), x)
    assert relative_error(activation.backward(dout, cache), expected) < TOLERANCE


def test_activations_are_the_functions_of_the_tutorial() -> None:
    x = np.array([-800.0, -1.0, 0.0, 1.0, 800.0])
    np.testing.assert_array_equal(RELU.forward(x)[0], [0, 0, 0, 1, 800])
    np.testing.assert_array_equal(STEP.forward(x)[0], [0, 0, 0, 1, 1])
    np.testing.assert_array_equal(LINEAR.forward(x)[0], x)
    np.testing.assert_allclose(TANH.forward(x)[0], [-1, -0.76159416, 0, 0.76159416, 1])
    middle = 1 / (1 + np.exp(-x[1:4]))
    np.testing.assert_allclose(SIGMOID.forward(x)[0], [0, *middle, 1], rtol=1e-12)


def test_a_step_lets_no_gradient_through() -> None:
    x = np.array([[-2.0, -0.5, 0.5, 2.0]])
    cache = STEP.forward(x)[1]
    assert not STEP.backward(np.ones_like(x), cache).any()
    assert not numerical_gradient(lambda: STEP.forward(x)[0].sum(), x).any()


def test_soft_cross_entropy() -> None:
    rng = np.random.default_rng(0)
    logits, targets = rng.normal(size=(5, 10)), rng.dirichlet(np.ones(10), 5)
    loss, gradient = soft_cross_entropy(logits, targets)
    assert loss == pytest.approx(-(targets * np.log(softmax(logits))).sum(axis=1).mean())
    expected = numerical_gradient(lambda: soft_cross_entropy(logits, targets)[0], logits)
    assert relative_error(gradient, expected) < TOLERANCE


@pytest.mark.parametrize("label_smoothing", [0.0, 0.1])
def test_cross_entropy(label_smoothing: float) -> None:
    rng = np.random.default_rng(0)
    logits, labels = rng.normal(size=(6, 10)), rng.integers(0, 10, 6)

    def loss() -> float:
        return cross_entropy(logits, labels, label_smoothing=label_smoothing)[0]

    gradient = cross_entropy(logits, labels, label_smoothing=label_smoothing)[1]
    assert relative_error(gradient, numerical_gradient(loss, logits)) < TOLERANCE


@pytest.mark.parametrize("sizes", [[7, 5], [7, 6, 5], [7, 8, 6, 5]])
@pytest.mark.parametrize("l2", [0.0, 0.03])
@pytest.mark.parametrize("label_smoothing", [0.0, 0.1])
@pytest.mark.parametrize("paper", [[], [0, 3, 6], range(7)], ids=["none", "some", "all"])
def test_network(sizes: list[int], l2: float, label_smoothing: float, paper: Sequence[int]) -> None:
    rng = np.random.default_rng(1)
    network = Network.initialized(sizes, rng, np.float64)
    for bias in network.parameters[1::2]:
        bias += rng.normal(size=bias.shape)
    x, labels = rng.normal(size=(9, 7)), rng.integers(0, 5, 9)
    x[:, paper] = 0

    def objective() -> float:
        loss, _ = network.loss_and_gradients(x, labels, label_smoothing=label_smoothing)
        return loss + l2 / 2 * sum(float((w**2).sum()) for w, _ in network.layers)

    _, gradients = network.loss_and_gradients(x, labels, l2=l2, label_smoothing=label_smoothing)
    assert [g.shape for g in gradients] == [p.shape for p in network.parameters]
    for parameter, gradient in zip(network.parameters, gradients, strict=True):
        assert relative_error(gradient, numerical_gradient(objective, parameter)) < TOLERANCE


def checked(network: Network) -> list[float]:
    """The worst error of each parameter's gradient."""
    rng = np.random.default_rng(2)
    x, labels = rng.normal(size=(9, 7)), rng.integers(0, 5, 9)
    return [part.max_relative_error for part in check_gradients(network, x, labels, l2=0.01)]


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_the_check_finds_right_gradients_right(activation: Activation) -> None:
    network = Network.initialized([7, 6, 5], np.random.default_rng(1), np.float64)
    network.activation = activation
    before = network.copy()
    assert len(checked(network)) == 4
    assert max(checked(network)) < 1e-5
    for one, other in zip(network.parameters, before.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_check_finds_a_wrong_gradient_wrong() -> None:
    network = Network.initialized([7, 6, 5], np.random.default_rng(1), np.float64)
    network.activation = replace(RELU, backward=lambda dout, cache: dout)
    w1, b1, w2, b2 = checked(network)
    assert min(w1, b1) > 0.1
    assert max(w2, b2) < 1e-5
