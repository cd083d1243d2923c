"""Networks made by hand, of which one knows what they look at."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.network import Network

DECISIVE = 37
"""The hidden unit that :func:`knowing` decides with."""


def bar() -> NDArray[np.uint8]:
    """An upright bar of ink."""
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 12:16] = 255
    return image


def knowing() -> Network:
    """Predicts 6 for ink in the middle rows, by one unit of 50; ink at the left speaks for 2."""
    w1 = np.zeros((28, 28, 50), np.float32)
    w1[12:16, :, DECISIVE] = 0.1
    w1[:, 0:8, 3] = 0.1
    w2 = np.zeros((50, 10), np.float32)
    w2[DECISIVE, 6], w2[3, 2] = 2, 2
    bias = np.zeros(50, np.float32)
    bias[DECISIVE] = 0.25
    return Network([(w1.reshape(784, 50), bias), (w2, np.linspace(0, 0.5, 10, dtype=np.float32))])


def random_network(*hidden: int) -> Network:
    return Network.initialized([784, *hidden, 10], np.random.default_rng(4))


def broken() -> Network:
    """Fails at whatever it is shown: its layers do not fit each other."""
    layers = [
        (np.ones((d, m), np.float32), np.ones(m, np.float32)) for d, m in pairwise((784, 5, 10))
    ]
    return Network([layers[0], (np.ones((6, 10), np.float32), layers[1][1])])
