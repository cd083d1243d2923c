"""Where ink that is not there would support another class.

The gradient at the image itself says what a grain of ink would do; averaged along the straight way
from blank paper to the image, it says what ink does all in all: integrated gradients (Sundararajan,
Taly and Yan, 2017, "Axiomatic attribution for deep networks", eq. 1).
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.inference import shifted, unshifted
from digitpad.nn.layers import Array
from digitpad.nn.network import Network

STEPS = 16
"""Places along the way at which the gradient is taken."""

SMOOTHING = np.array([0.25, 0.5, 0.25], np.float32)
"""Along rows and columns: no pen draws a single pixel."""


def integrated_gradient(
    network: Network, image: NDArray[np.uint8], a: int, b: int, steps: int = STEPS
) -> NDArray[np.float32]:
    """The gradient of ``logit a - logit b`` along the way from paper to an image uint8 (28, 28).

    Times the image, 0 to 1, it adds up to what the image has more of the difference than blank
    paper, the better the more steps are taken.

    Returns
    -------
    float32 (28, 28), for ink of 1.
    """
    # In the middle of each of the equal parts of the way: the midpoint rule.
    shares = (np.arange(steps, dtype=network.dtype) + 0.5) / steps
    x = shares[:, None, None] * (image / np.float32(255))
    one, other = (_gradients(network, view, a, b) for view in shifted(x))
    mean: NDArray[np.float32] = unshifted(one, other).mean(axis=0) / 2
    return mean.astype(np.float32)


def _gradients(network: Network, x: Array, a: int, b: int) -> Array:
    """Gradients (N, 28, 28) of the difference at inputs (N, 28, 28)."""
    out, caches = x.reshape(len(x), -1), []
    for w, bias in network.layers[:-1]:
        out, cache = network.activation.forward(out @ w + bias)
        caches.append(cache)
    last = network.layers[-1][0]
    gradient = np.broadcast_to(last[:, a] - last[:, b], (len(x), len(last)))
    for (w, _), cache in zip(reversed(network.layers[:-1]), reversed(caches), strict=True):
        gradient = network.activation.backward(gradient, cache) @ w.T
    return gradient.reshape(x.shape)


def missing_ink(image: NDArray[np.uint8], gradient: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where more ink would support b against a, and how much: float32 (28, 28), from 0.

    Parameters
    ----------
    gradient : that of :func:`integrated_gradient` for a and b.
    """
    gain = -gradient
    for axis in (0, 1):
        gain = np.apply_along_axis(np.convolve, axis, gain, SMOOTHING, mode="same")
    return (np.maximum(gain, 0) * (1 - image / np.float32(255))).astype(np.float32)
