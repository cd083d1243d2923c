"""Calibration: of the digits predicted at 90 %, nine in ten should be predicted rightly.

Guo et al., 2017, "On calibration of modern neural networks": the expected calibration error is
their eq. 3, the temperature that the logits are divided by their section 4.2.
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array, cross_entropy
from digitpad.nn.network import Network

BINS = 15
"""Of equal width, that confidences are counted in."""

ENOUGH = 500
"""Digits that a temperature is fitted to; fewer cannot tell how often 99 % is right."""

TEMPERATURES = np.geomspace(0.2, 5, 323)
"""Those that are tried, each 1 % above the one before."""


def calibration_error(log_probabilities: Array, labels: NDArray[np.integer]) -> float:
    """How far confidence and accuracy lie apart, 0 to 1, on average over N > 0 digits."""
    probabilities = np.exp(log_probabilities)
    confidence = probabilities.max(axis=1)
    surplus = confidence - (probabilities.argmax(axis=1) == labels)
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return float(np.abs(np.bincount(bins, surplus, BINS)).sum()) / len(labels)


def fitted_temperature(logits: Array, labels: NDArray[np.integer]) -> float:
    """The temperature at which logits (N, M) of digits not trained on have the least loss.

    1, which changes nothing, where there are fewer than ``ENOUGH``.
    """
    if len(labels) < ENOUGH:
        return 1.0
    losses = [cross_entropy(logits / t.astype(logits.dtype), labels)[0] for t in TEMPERATURES]
    return float(TEMPERATURES[np.argmin(losses)])


def with_temperature(network: Network, temperature: float) -> Network:
    """A network whose logits are those of another one divided by a temperature.

    It predicts the same digit for every picture, only more or less surely.
    """
    cooled = network.copy()
    for array in cooled.layers[-1]:
        array /= temperature
    return cooled
