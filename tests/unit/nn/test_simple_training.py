"""The training loop of a few lines takes the steps of the real trainer."""

import inspect

import numpy as np
import pytest

from digitpad.nn.network import Network, network_input
from digitpad.nn.optimizers import SGD
from digitpad.nn.simple_training import train_simple
from digitpad.nn.training import Examples, Settings, TrainingState, train


def digits(count: int, ground: int) -> Examples:
    """Digit d is a bar at columns 4 + 2 d and the next, on a ground."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 10, count)
    images = np.full((count, 28, 28), ground, np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[4:24, 4 + 2 * label : 6 + 2 * label] = rng.integers(100, 256)
    return Examples(images, labels)


def start() -> Network:
    return Network.initialized([784, 20, 10], np.random.default_rng(3))


@pytest.mark.parametrize("ground", [0, 7], ids=["blank", "grey"])
def test_it_gives_the_weights_of_the_real_trainer(ground: int) -> None:
    examples, settings = (
        digits(230, ground),
        Settings(epochs=4, batch=50, learning_rate=0.2, label_smoothing=0, ema_decay=0, seed=5),
    )
    real = TrainingState(start(), SGD())
    list(train(real, examples, digits(20, ground), settings))
    network = start()
    x = network_input(examples.images[:])
    losses = list(
        train_simple(network, x, examples.labels, epochs=4, batch=50, learning_rate=0.2, seed=5)
    )
    assert len(losses) == 4
    assert losses[-1] < 0.7 * losses[0]
    # The real trainer leaves blank pixels out, and so rounds in another way.
    for one, other in zip(network.parameters, real.network.parameters, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-6)


def test_it_is_short() -> None:
    assert len(inspect.getsource(train_simple).splitlines()) <= 30
