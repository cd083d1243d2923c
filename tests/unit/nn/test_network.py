"""Layers and network: values, dtypes, and what they leave alone."""

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.errors import TrainingError
from digitpad.nn.activations import relu_forward
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import affine_forward, cross_entropy, softmax
from digitpad.nn.metrics import evaluate
from digitpad.nn.network import Network, network_input
from digitpad.nn.optimizers import SGD, Adam


def test_affine_is_a_weighted_sum_plus_bias() -> None:
    x = np.array([[1.0, 2.0]])
    w = np.array([[3.0, 4.0, 5.0], [6.0, 7.0, 8.0]])
    out, _ = affine_forward(x, w, np.array([0.5, 0.25, 0.0]))
    assert out.tolist() == [[15.5, 18.25, 21.0]]


def test_relu_lets_the_positive_through() -> None:
    assert relu_forward(np.array([-2.0, 0.0, 3.0]))[0].tolist() == [0, 0, 3]


def test_softmax_of_huge_logits() -> None:
    p = softmax(np.array([[1e4, 1e4, -1e4], [0.0, np.log(3), -1e9]]))
    np.testing.assert_allclose(p, [[0.5, 0.5, 0], [0.25, 0.75, 0]], atol=1e-12)


def test_cross_entropy_of_extreme_logits_is_finite() -> None:
    logits = np.array([[1e5, 0.0], [-1e5, 0.0]], np.float32)
    loss, gradient = cross_entropy(logits, np.array([1, 0]), label_smoothing=0.1)
    assert np.isfinite(loss)
    assert np.isfinite(gradient).all()


def test_cross_entropy_of_no_knowledge_is_log_10() -> None:
    loss, _ = cross_entropy(np.zeros((4, 10)), np.array([0, 3, 5, 9]))
    assert loss == pytest.approx(np.log(10))


def test_label_smoothing_wants_a_share_for_all() -> None:
    best = np.log(np.array([[0.91, *[0.01] * 9]]))
    _, gradient = cross_entropy(best, np.array([0]), label_smoothing=0.1)
    np.testing.assert_allclose(gradient, 0, atol=1e-12)


def test_no_argument_is_changed() -> None:
    rng = np.random.default_rng(0)
    network = Network.initialized([6, 5, 10], rng)
    x = rng.normal(size=(4, 2, 3)).astype(np.float32)
    labels = np.array([1, 2, 3, 4])
    kept = [x.copy(), labels.copy(), *(p.copy() for p in network.parameters)]
    network.loss_and_gradients(x, labels, l2=0.1, label_smoothing=0.1)
    network.probabilities(x)
    for now, before in zip([x, labels, *network.parameters], kept, strict=True):
        assert np.array_equal(now, before)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("optimizer", [SGD(0.9), Adam()])
def test_the_dtype_stays(dtype: type, optimizer: SGD | Adam) -> None:
    rng = np.random.default_rng(0)
    network = Network.initialized([6, 5, 10], rng, dtype)
    x: NDArray[np.floating] = rng.normal(size=(4, 6)).astype(dtype)
    labels = np.array([1, 2, 3, 4])
    _, gradients = network.loss_and_gradients(x, labels, l2=0.1, label_smoothing=0.1)
    type(optimizer)().step(network.parameters, gradients, 0.01)
    arrays = [network.logits(x), network.probabilities(x), *gradients, *network.parameters]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


def test_moments_of_a_unit_that_died_do_not_linger_as_denormal_numbers() -> None:
    optimizer = Adam(beta2=0.9)
    parameters = [np.ones(100, np.float32)]
    moments = []
    for step in range(1500):
        gradient = np.full(100, 1e-3 if step < 10 else 0, np.float32)
        optimizer.step(parameters, [gradient], 1e-3)
        moments += [np.abs(m).max() for (m,) in optimizer.state.values()]
    smallest = np.finfo(np.float32).smallest_normal
    assert moments[-1] == 0
    assert not [m for m in moments if 0 < m < smallest]


def test_he_initialisation_keeps_the_spread_of_the_signal() -> None:
    network = Network.initialized([1000, 800, 10], np.random.default_rng(0))
    for weights, bias in network.layers:
        assert weights.std() == pytest.approx(np.sqrt(2 / len(weights)), rel=0.03)
        assert not bias.any()
    assert network.sizes == (1000, 800, 10)


@pytest.mark.parametrize("sizes", [[], [784], [784, 0, 10]])
def test_sizes_that_make_no_network(sizes: list[int]) -> None:
    with pytest.raises(TrainingError, match="at least two layer sizes"):
        Network.initialized(sizes, np.random.default_rng(0))


def test_a_copy_goes_its_own_way() -> None:
    network = Network.initialized([4, 10], np.random.default_rng(0))
    other = network.copy()
    other.parameters[0][:] = 0
    assert network.parameters[0].any()


def test_momentum_by_hand() -> None:
    parameter, sgd = np.array([1.0]), SGD(momentum=0.5)
    for expected in (0.8, 0.5):  # v: 2, then 0.5 * 2 + 2 = 3
        sgd.step([parameter], [np.array([2.0])], 0.1)
        assert parameter[0] == pytest.approx(expected)


def test_without_momentum_there_is_nothing_to_keep() -> None:
    parameter, sgd = np.array([1.0]), SGD()
    for expected in (0.8, 0.6):
        sgd.step([parameter], [np.array([2.0])], 0.1)
        assert parameter[0] == pytest.approx(expected)
    assert not sgd.state
    sgd.load_state(2, {})


def test_adam_is_its_papers_algorithm() -> None:
    rng = np.random.default_rng(0)
    parameter, adam = rng.normal(size=5), Adam()
    theirs, m, v = parameter.copy(), np.zeros(5), np.zeros(5)
    for t in range(1, 30):
        gradient = rng.normal(size=5) * 10.0 ** rng.integers(-4, 3)
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        theirs -= 0.01 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        adam.step([parameter], [gradient], 0.01)
    np.testing.assert_allclose(parameter, theirs, rtol=1e-10)


def test_evaluation_counts_as_one_counts_by_hand() -> None:
    rng = np.random.default_rng(0)
    network = Network.initialized([784, 10], rng)
    images = rng.integers(0, 256, (4100, 28, 28)).astype(np.uint8)
    labels = rng.integers(0, 10, 4100)
    result = evaluate(network, images, labels)
    read = batch_logits(network, images).argmax(axis=1)
    assert result.count == 4100
    assert result.errors == (read != labels).sum()
    assert result.error_rate == result.errors / 4100
    assert result.confusion[3, 7] == ((labels == 3) & (read == 7)).sum()
    assert result.loss == pytest.approx(
        cross_entropy(batch_logits(network, images), labels)[0], rel=1e-5
    )


def test_an_empty_evaluation_has_no_figures() -> None:
    network = Network.initialized([784, 10], np.random.default_rng(0))
    result = evaluate(network, np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.int8))
    assert result.count == 0
    assert np.isnan(result.error_rate)
    assert np.isnan(result.loss)


@pytest.mark.parametrize("sizes", [[784, 30, 20, 10], [784, 10], [5, 4, 3]])
def test_one_example_alone_is_read_as_in_a_batch(sizes: list[int]) -> None:
    rng = np.random.default_rng(3)
    network = Network.initialized(sizes, rng, np.float64)
    x = rng.random((20, sizes[0])) * (rng.random((20, sizes[0])) < 0.3)
    for row, logits in zip(x, network.logits(x), strict=True):
        alone = network.outputs_of_one(row)[-1]
        np.testing.assert_allclose(alone, logits, rtol=1e-12, atol=1e-12)
    nothing = np.zeros_like(x[0])
    alone = network.outputs_of_one(nothing)[-1]
    np.testing.assert_allclose(alone, network.logits(nothing[None])[0])


def test_no_digits_have_no_probabilities_and_no_loss() -> None:
    network = Network.initialized([784, 5, 10], np.random.default_rng(0))
    assert network.probabilities(np.empty((0, 784), np.float32)).shape == (0, 10)
    assert network.logits(network_input(np.empty((0, 28, 28), np.uint8))).shape == (0, 10)
    loss, gradients = network.loss_and_gradients(
        np.empty((0, 28, 28), np.float32), np.empty(0, np.int8)
    )
    assert np.isnan(loss)
    for gradient, parameter in zip(gradients, network.parameters, strict=True):
        assert gradient.shape == parameter.shape
        assert not gradient.any()
