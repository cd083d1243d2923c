"""Why one class rather than another: the difference of their logits, taken apart.

A network is affine wherever its units stay as they are: at one image, each hidden unit is replaced
by its tangent, ``h = slope * a + rest``. For ReLU the slope is 1 or 0 and the rest 0. Then the
difference ``logit A - logit B`` is a sum over the units of any layer, or over the pixels, plus one
number for all biases and rests: the gradient times the input, which for ReLU without biases is
exact (Simonyan et al., 2014, "Deep inside convolutional networks", section 3; Ancona et al., 2018,
"Towards better understanding of gradient-based attribution methods"). As a prediction is the mean
of two views of the image, so is each part. All arithmetic is in float64: the parts add up.
NumPy makes float64 of the weights where they meet a float64, of some rows at a time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import SIDE
from digitpad.nn.inference import shifted, unshifted
from digitpad.nn.layers import Array
from digitpad.nn.network import Network

Image = NDArray[np.uint8]

ROWS = 100
"""Rows of weights that are float64 at a time: of all of a layer, they would take 8 MB."""


@dataclass(frozen=True, eq=False)
class View:
    """One view of an image on its way through a network.

    Parameters
    ----------
    x : float64 (784,), the input, 0 to 1.
    sums : of each hidden layer, the weighted sums (M,).
    activations : of each hidden layer, what its units put out (M,).
    slopes : of each hidden layer, those of its units at their sums (M,).
    logits : (10,).
    """

    x: Array
    sums: tuple[Array, ...]
    activations: tuple[Array, ...]
    slopes: tuple[Array, ...]
    logits: Array


@dataclass(frozen=True, eq=False)
class Contributions:
    """What adds up to ``logit A - logit B``.

    ``pixels.sum() + biases[0]`` is the difference, and so is ``units[n].sum() + biases[n + 1]``.

    Parameters
    ----------
    difference : logit A minus logit B, as predicted.
    pixels : float64 (28, 28), of each pixel.
    units : of each hidden layer, float64 (M,), of each unit.
    activations : of each hidden layer, what its units put out, the mean of both views.
    biases : what no pixel brings, then what no unit of each hidden layer brings.
    """

    difference: float
    pixels: Array
    units: tuple[Array, ...]
    activations: tuple[Array, ...]
    biases: tuple[float, ...]


def views(network: Network, image: Image) -> tuple[View, View]:
    """The two views of an image uint8 (28, 28) that a prediction is the mean of, in float64."""
    lower_right, upper_left = shifted(image.reshape(1, SIDE, SIDE) / np.float64(255))
    return _view(network, lower_right.reshape(-1)), _view(network, upper_left.reshape(-1))


def _view(network: Network, x: Array) -> View:
    sums, activations, slopes = [], [], []
    out = x
    for w, b in network.layers[:-1]:
        sums.append(_weighted(out, w) + b)
        out, cache = network.activation.forward(sums[-1])
        activations.append(out)
        slopes.append(network.activation.backward(np.ones_like(out), cache))
    w, b = network.layers[-1]
    return View(x, tuple(sums), tuple(activations), tuple(slopes), out @ w + b)


def _weighted(x: Array, w: Array) -> Array:
    """``x @ w`` in float64, for float64 (N,) and weights (N, M), without the rows where x is 0."""
    on = np.flatnonzero(x)
    parts = [on[start : start + ROWS] for start in range(0, len(on), ROWS)]
    return sum((x[rows] @ w[rows] for rows in parts), np.zeros(w.shape[1]))


def _back(w: Array, x: Array) -> Array:
    """``w @ x`` in float64, for weights (N, M) and float64 (M,) or (M, K)."""
    return np.concatenate([w[start : start + ROWS] @ x for start in range(0, len(w), ROWS)])


def contributions(network: Network, image: Image, a: int, b: int) -> Contributions:
    """Take ``logit a - logit b`` of an image uint8 (28, 28) apart.

    The negative of the same with a and b exchanged.
    """
    both = views(network, image)
    one, other = (_parts(network, view, a, b) for view in both)
    outputs = zip(*(view.activations for view in both), strict=True)
    mean = [(first + second) / 2 for first, second in zip(one.units, other.units, strict=True)]
    gradients = [part.gradient.reshape(1, SIDE, SIDE) for part in (one, other)]
    pixels = image / np.float64(255) * unshifted(gradients[0], gradients[1])[0] / 2
    biases = [(first + second) / 2 for first, second in zip(one.biases, other.biases, strict=True)]
    difference = (one.difference + other.difference) / 2
    activations = tuple((first + second) / 2 for first, second in outputs)
    return Contributions(difference, pixels, tuple(mean), activations, tuple(biases))


@dataclass(frozen=True, eq=False)
class _Parts:
    """Parts of one view: the difference, its gradient (784,), and sums as in Contributions."""

    difference: float
    gradient: Array
    units: tuple[Array, ...]
    biases: tuple[float, ...]


def _parts(network: Network, view: View, a: int, b: int) -> _Parts:
    """From the logits down to the pixels, with the gradient of the difference in hand."""
    w, bias = network.layers[-1]
    # The difference of two columns: what each unit below adds to it, for each 1 it puts out.
    gradient: Array = w[:, a].astype(np.float64) - w[:, b]
    constant = float(bias[a]) - float(bias[b])
    units, biases = [], [constant]
    hidden = zip(view.sums, view.activations, view.slopes, network.layers, strict=False)
    for sums, out, slopes, (w, bias) in reversed([*hidden]):
        units.append(out * gradient)
        # What the tangent leaves over moves with nothing, and neither does the bias.
        constant += float(((out - slopes * sums) * gradient).sum())
        gradient = slopes * gradient
        constant += float(bias @ gradient)
        gradient = _back(w, gradient)
        biases.append(constant)
    difference = float(view.logits[a] - view.logits[b])
    return _Parts(difference, gradient, tuple(units[::-1]), tuple(biases[::-1]))


def effective_weights(
    network: Network, image: Image, layer: int, units: NDArray[np.integer]
) -> tuple[Array, Array]:
    """What units of a layer see of this image, as weights of its pixels.

    Parameters
    ----------
    layer : 0 for the first hidden layer; the number of hidden layers for the logits.
    units : (K,), which of its units.

    Returns
    -------
    weights : float64 (K, 28, 28).
    rest : float64 (K,). A unit's weighted sum, the mean of both views, is
        ``(weights * image / 255).sum() + rest``. For the first layer the rest is the bias; for
        deeper ones it holds under the present activations.
    """
    found = [_effective(network, view, layer, units) for view in views(network, image)]
    (one, rest), (other, other_rest) = found
    shape = (len(units), SIDE, SIDE)
    weights = unshifted(one.T.reshape(shape), other.T.reshape(shape)) / 2
    return weights, (rest + other_rest) / 2


def _effective(
    network: Network, view: View, layer: int, units: NDArray[np.integer]
) -> tuple[Array, Array]:
    """Weights (784, K) and rest (K,) of one view."""
    w, b = network.layers[layer]
    weights: Array = w[:, units].astype(np.float64)
    rest = b[units].astype(np.float64)
    for below in range(layer - 1, -1, -1):
        w, b = network.layers[below]
        slopes = view.slopes[below]
        rest = rest + (view.activations[below] - slopes * view.sums[below]) @ weights
        weights = slopes[:, None] * weights
        rest = rest + b @ weights
        weights = _back(w, weights)
    return weights, rest
