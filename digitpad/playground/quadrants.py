"""The tutorial's first network: which quadrant of the plane does a point lie in?

Two layers, four points, every point in every step. It runs through the same layers, network and
optimizer as the network that recognises digits.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import TrainingError
from digitpad.nn.network import Network
from digitpad.nn.optimizers import SGD
from digitpad.playground.plane_network import first_weights
from digitpad.playground.settings import NORMAL
from digitpad.playground.settings import QuadrantSettings as QuadrantSettings

TRAIN_POINTS: NDArray[np.float64] = np.array([(2, 1), (-1, 1), (-1, -1), (1, -1)], np.float64)
"""One point in each quadrant, float64 (4, 2); its row is its class."""

TEST_POINTS: NDArray[np.float64] = np.array([(2, 2), (-2, 2), (-2, -2), (2, -1)], np.float64)
"""Points never seen in training, float64 (4, 2), again one in each quadrant in order."""

LABELS = np.arange(4)


def quadrant_network(settings: QuadrantSettings) -> Network:
    """The 2-hidden-4 network, float64, with the tutorial's first weights."""
    sizes = (2, settings.hidden, len(LABELS))
    weights = first_weights(sizes, settings.seed, NORMAL)
    return Network([(w, np.zeros(w.shape[1])) for w in weights])


def quadrant_numbers(probabilities: NDArray[np.floating]) -> list[int]:
    """The most probable quadrant of each point, 1 to 4, by its probabilities (N, 4)."""
    return [1 + int(number) for number in probabilities.argmax(axis=1)]


def train_quadrants(network: Network, settings: QuadrantSettings) -> Iterator[float]:
    """Train on the four points, yielding the loss before each step, in nats.

    Raises
    ------
    TrainingError : the loss is no longer finite.
    """
    optimizer = SGD()
    for _ in range(settings.iterations):
        with np.errstate(over="ignore", invalid="ignore"):
            loss, gradients = network.loss_and_gradients(TRAIN_POINTS, LABELS, l2=settings.l2)
            optimizer.step(network.parameters, gradients, settings.learning_rate)
        if not np.isfinite(loss):
            raise TrainingError("Training diverged. Lower the learning rate.")
        yield loss
