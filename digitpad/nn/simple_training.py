"""The training loop, without anything that it can do without.

:func:`digitpad.nn.training.train` takes the same steps with plain :class:`SGD`, no label smoothing
and no average of the weights; a test compares the two.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array
from digitpad.nn.network import Network
from digitpad.nn.optimizers import cosine_decay


def train_simple(
    network: Network,
    x: Array,
    labels: NDArray[np.integer],
    *,
    epochs: int = 10,
    batch: int = 100,
    learning_rate: float = 0.1,
    seed: int = 1,
) -> Iterator[float]:
    """Train a network, in place, by gradient descent; yields each epoch's mean loss, in nats."""
    step, steps = 0, epochs * math.ceil(len(x) / batch)
    for epoch in range(epochs):
        # Another order in each epoch: no example always comes with the same others.
        order = np.random.default_rng([seed, epoch]).permutation(len(x))
        losses = []
        for start in range(0, len(x), batch):
            some = order[start : start + batch]
            loss, gradients = network.loss_and_gradients(x[some], labels[some])
            # Large steps at first, to get near; small ones at the end, to settle.
            rate = cosine_decay(learning_rate, step, steps)
            for parameter, gradient in zip(network.parameters, gradients, strict=True):
                parameter -= rate * gradient  # Down the slope of the loss.
            losses.append(loss)
            step += 1
        yield float(np.mean(losses))
