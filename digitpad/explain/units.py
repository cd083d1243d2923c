"""The units of a network while it predicts: how active each is, and what each adds.

Fast enough to follow the pen: all arithmetic is in the network's own float32. What an explanation
states to the last digit is worked out in :mod:`digitpad.explain.contributions`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.contributions import Image, effective_weights, views
from digitpad.ink.framing import SIDE
from digitpad.nn.inference import shifted, unshifted
from digitpad.nn.layers import Array, softmax
from digitpad.nn.metrics import Images
from digitpad.nn.network import Network, network_input

SHOWN = 6
"""Units of each hidden layer that are shown as images: those that add most."""

CHUNK = 125
"""Digits at once in the search for the highest activations of a unit."""


@dataclass(frozen=True, eq=False)
class LayerState:
    """One layer at one image; each value is the mean of the two views of a prediction.

    Parameters
    ----------
    activations : (M,), what its units put out; logits for the outputs.
    biases : (M,).
    contributions : (M,), what each unit adds to the difference of two logits; 0 for the outputs.
    shown : (K,), the units that add most, the largest first; the two digits for the outputs.
    weights : (K, 28, 28), the weights of those units, back to the pixels as they are now.
    """

    activations: Array
    biases: Array
    contributions: Array
    shown: NDArray[np.intp]
    weights: Array


@dataclass(frozen=True, eq=False)
class UnitsState:
    """A network at one image.

    Parameters
    ----------
    image : uint8 (28, 28).
    digit, against : what is predicted, and the digit that it is compared with.
    probabilities : (10,).
    layers : the hidden ones, then the outputs.
    """

    image: Image
    digit: int
    against: int
    probabilities: Array
    layers: tuple[LayerState, ...]


def _forward(network: Network, image: Image) -> Iterator[tuple[Array, Any]]:
    """What each layer puts out for both views, (2, M), and what its backward pass needs.

    Weights of what is 0 in both views are not looked at: most pixels are paper, and most units off.
    No matrix library is asked, see :meth:`Network.outputs_of_one`.
    """
    x = network_input(image[None]).reshape(1, SIDE, SIDE)
    out = np.concatenate(shifted(x)).reshape(2, -1).astype(network.dtype, copy=False)
    for number, (w, b) in enumerate(network.layers, 1):
        on = np.flatnonzero(out.any(axis=0))
        sums = np.einsum("vd,dm->vm", out[:, on], w[on]) + b
        is_last = number == len(network.layers)
        out, cache = (sums, None) if is_last else network.activation.forward(sums)
        yield out, cache


def units_state(network: Network, image: Image, against: int | None = None) -> UnitsState:
    """Work out the state of all units at an image uint8 (28, 28).

    From the logits down to the pixels, with the weights of all units that are shown in hand.

    Parameters
    ----------
    against : the digit to compare with; the second most probable where it is None, or where it is
        what is predicted.
    """
    *hidden, (outputs, _) = _forward(network, image)
    logits = outputs.mean(axis=0)
    digit, second = (int(number) for number in np.argsort(-logits, kind="stable")[:2])
    shown = np.array([digit, second if against is None or against == digit else against])
    w, b = network.layers[-1]
    found = [(logits, b, np.zeros_like(logits), shown)]
    back = np.stack([w[:, shown]] * 2)  # Of each view, (2, M, K); those of the two logits first.
    for (out, cache), (w, b) in zip(hidden[::-1], network.layers[-2::-1], strict=True):
        added = (out * (back[:, :, 0] - back[:, :, 1])).mean(axis=0)
        most = np.argsort(-added, kind="stable")[:SHOWN]
        found.append((out.mean(axis=0), b, added, most))
        slopes = network.activation.backward(np.ones_like(out), cache)
        own = np.stack([w[:, most]] * 2)
        back = np.concatenate([_through(slopes, w, back), own], axis=2)
    one, other = back.transpose(0, 2, 1).reshape(2, -1, SIDE, SIDE)
    starts = np.cumsum([len(units) for *_, units in found])[:-1]
    weights = np.split(unshifted(one, other) / 2, starts)
    layers = [LayerState(*parts, seen) for parts, seen in zip(found, weights, strict=True)]
    first, against = shown.tolist()
    return UnitsState(image, first, against, softmax(logits[None])[0], tuple(layers[::-1]))


def _through(slopes: Array, w: Array, back: Array) -> Array:
    """Weights (2, M, K) of a layer's units, brought through them to the layer below, (2, D, K)."""
    on = np.flatnonzero(slopes.any(axis=0))
    # Side by side: the left half of the columns belongs to one view, the right half to the other.
    both = w[:, on] @ np.concatenate([*(slopes[:, on, None] * back[:, on])], axis=1)
    return np.stack(np.split(both, 2, axis=1))


@dataclass(frozen=True, eq=False)
class UnitSum:
    """The sum of one unit with the numbers of one image, for each of the two views.

    Parameters
    ----------
    weighted : (2,), the weights times what the layer below puts out, added up.
    bias : of the unit.
    activations : (2,), what becomes of ``weighted + bias``.
    weights : (28, 28), back to the pixels.
    pixels : (28, 28), what each pixel adds to the mean of both sums.
    """

    weighted: tuple[float, float]
    bias: float
    activations: tuple[float, float]
    weights: Array
    pixels: Array


def unit_sum(network: Network, image: Image, layer: int, unit: int) -> UnitSum:
    """Add up one unit at an image uint8 (28, 28).

    Parameters
    ----------
    layer : 0 for the first hidden layer; the number of hidden layers for the outputs.
    """
    is_output = layer == len(network.layers) - 1
    bias = float(network.layers[layer][1][unit])
    both = views(network, image)
    sums = [float((view.logits if is_output else view.sums[layer])[unit]) for view in both]
    outputs = sums if is_output else [float(view.activations[layer][unit]) for view in both]
    (weights,), _ = effective_weights(network, image, layer, np.array([unit]))
    return UnitSum(
        (sums[0] - bias, sums[1] - bias),
        bias,
        (outputs[0], outputs[1]),
        weights,
        weights * image / 255,
    )


def most_exciting(
    network: Network, images: Images, layer: int, unit: int, count: int
) -> Iterator[list[tuple[int, float]]]:
    """The digits with the highest activation of a unit: number and activation, the largest first.

    Yields the best so far after each part of the images.
    """
    best: list[tuple[int, float]] = []
    for start in range(0, len(images), CHUNK):
        some = images[start : start + CHUNK]
        x = network_input(some).reshape(some.shape)
        one, other = (_outputs(network, view, layer, unit) for view in shifted(x))
        outputs = (one + other) / 2
        first = np.argsort(-outputs, kind="stable")[:count]
        best += [(start + int(number), float(outputs[number])) for number in first]
        best = sorted(best, key=lambda found: -found[1])[:count]
        yield best


def _outputs(network: Network, x: Array, layer: int, unit: int) -> Array:
    out = x.reshape(len(x), -1)
    for w, b in network.layers[:layer]:
        out = network.activation.forward(out @ w + b)[0]
    w, b = network.layers[layer]
    sums: Array = out @ w[:, unit] + b[unit]
    return sums if layer == len(network.layers) - 1 else network.activation.forward(sums)[0]
