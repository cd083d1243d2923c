"""How a network is: the losses of all points, and whether every layer can learn."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.activations import RELU, SIGMOID, STEP, TANH
from digitpad.nn.layers import Array, log_softmax
from digitpad.nn.network import Network
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.playground.points import Part
from digitpad.playground.settings import Settings
from digitpad.translatable import translatable

SATURATED = 0.99
"""The share of its range beyond which the slope of a unit is next to nothing: below 0.02 for tanh,
below 0.01 for the sigmoid."""


@dataclass(frozen=True)
class Score:
    """How some points are predicted.

    Parameters
    ----------
    loss : mean cross-entropy, nats; not finite where the weights are too large.
    accuracy : the share predicted right, 0 to 1.
    count : how many points there are, at least 1.
    """

    loss: float
    accuracy: float
    count: int


@dataclass(frozen=True)
class LayerHealth:
    """One layer, with all training points.

    Parameters
    ----------
    layer : 1 for the first hidden layer; the last one is the output layer.
    units : how many it has.
    activation : root mean square of what comes out, in the output layer of the logits.
    gradient : root mean square of the gradients of its weights.
    dead : the units, from 0, that are 0 for every point: ReLU and step in hidden layers.
    saturated : those that are at an end of their range for every point, see :data:`SATURATED`:
        sigmoid and tanh in hidden layers.
    """

    layer: int
    units: int
    activation: float
    gradient: float
    dead: tuple[int, ...] = ()
    saturated: tuple[int, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Why learning cannot go on, or goes on only in part.

    Parameters
    ----------
    text : a sentence to be translated, with placeholders.
    values : what stands in the placeholders.
    layer : of the hidden layer that it is about, from 1; 0 for none.
    """

    text: str
    values: Mapping[str, int]
    layer: int = 0

    def __str__(self) -> str:
        return self.text.format(**self.values)


@dataclass(frozen=True)
class Health:
    """The layers, first to last, and the first thing that keeps them from learning, if any."""

    layers: tuple[LayerHealth, ...] = ()
    problem: Problem | None = None


def score(model: PlaneNetwork, part: Part) -> Score | None:
    """How points are predicted; None without points."""
    if not len(part):
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        log_p = log_softmax(model.network.logits(model.inputs(part.positions)))
        loss = 0.0 - float(log_p[np.arange(len(part)), part.labels].mean())  # Never -0.
    right = (log_p.argmax(axis=1) == part.labels) & np.isfinite(log_p).all(axis=1)
    return Score(loss, float(right.mean()), len(part))


def health(model: PlaneNetwork, part: Part, settings: Settings) -> Health:
    """How each layer is with these points; nothing without points."""
    if not len(part):
        return Health()
    # float32 is twice as fast, and more than exact enough for what is told here.
    layers = _layers(model, part, settings, np.float32)
    if not _is_finite(layers):  # Not even its range is enough.
        layers = _layers(model, part, settings, np.float64)
    return Health(tuple(layers), _problem(layers, settings))


def _layers(
    model: PlaneNetwork, part: Part, settings: Settings, dtype: type[np.floating]
) -> list[LayerHealth]:
    """How each layer is, computed with numbers of a type."""
    with np.errstate(over="ignore", invalid="ignore"):
        rounded = [(w.astype(dtype), b.astype(dtype)) for w, b in model.network.layers]
        network = Network(rounded, model.network.activation)
        x: Array = model.inputs(part.positions).astype(dtype)
        _, gradients = network.loss_and_gradients(x, part.labels, l1=settings.l1, l2=settings.l2)
        layers = []
        for number, (w, b) in enumerate(network.layers, 1):
            sums = x @ w + b
            is_hidden = number < len(network.layers)
            x = network.activation.forward(sums)[0] if is_hidden else sums
            size, gradient = _rms(x), _rms(gradients[2 * number - 2])
            dead, saturated = _stuck(x, network.activation.name) if is_hidden else ((), ())
            layers.append(LayerHealth(number, len(b), size, gradient, dead, saturated))
    return layers


def _is_finite(layers: list[LayerHealth]) -> bool:
    return all(np.isfinite(layer.activation) for layer in layers)


def _rms(array: Array) -> float:
    return float(np.sqrt(np.square(array, dtype=np.float64).mean()))


def _stuck(outputs: Array, activation: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The units that are dead, and those that are saturated, by their outputs (N, M)."""
    if activation in (RELU.name, STEP.name):
        return _numbers((outputs == 0).all(axis=0)), ()
    if activation == TANH.name:
        return (), _numbers((np.abs(outputs) > SATURATED).all(axis=0))
    if activation == SIGMOID.name:
        return (), _numbers((np.abs(outputs - 0.5) > SATURATED / 2).all(axis=0))
    return (), ()


def _numbers(chosen: NDArray[np.bool_] | np.bool_) -> tuple[int, ...]:
    return tuple(np.flatnonzero(chosen).tolist())


def _problem(layers: list[LayerHealth], settings: Settings) -> Problem | None:
    if not _is_finite(layers):
        return Problem(TOO_LARGE, {})
    if settings.learning_rate == 0:
        return Problem(NO_RATE, {})
    for layer in layers[:-1]:
        values = {"n": layer.units, "layer": layer.layer}
        if len(layer.dead) == layer.units and settings.activation == RELU.name:
            return Problem(ALL_DEAD if layer.units > 1 else ONE_DEAD, values, layer.layer)
        if len(layer.saturated) == layer.units:
            text = ALL_SATURATED if layer.units > 1 else ONE_SATURATED
            return Problem(text, values, layer.layer)
    if settings.activation == STEP.name and len(layers) > 1:
        return Problem(FLAT, {})
    return None


TOO_LARGE = translatable("The weights are too large to compute with. Reset, or undo.")

NO_RATE = translatable("The learning rate is 0: no weight changes.")

ALL_DEAD = translatable(
    "All {n} ReLU units of hidden layer {layer} are off for every point: "
    "no gradient passes, so this layer and those below it can no longer learn."
)

ONE_DEAD = translatable(
    "The only ReLU unit of hidden layer {layer} is off for every point: "
    "no gradient passes, so this layer and those below it can no longer learn."
)

ALL_SATURATED = translatable(
    "All {n} units of hidden layer {layer} are saturated for every point: "
    "hardly any gradient passes, so learning is very slow."
)

ONE_SATURATED = translatable(
    "The only unit of hidden layer {layer} is saturated for every point: "
    "hardly any gradient passes, so learning is very slow."
)

FLAT = translatable("The step function has no slope: only the output layer learns.")
