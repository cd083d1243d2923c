"""A look into a network while it learns: some of its weights, and what each layer does.

All of it comes out of a step that is taken anyway: nothing is computed twice, nothing changed.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.activations import RELU
from digitpad.nn.layers import Array
from digitpad.nn.network import Network

UNITS = 24
"""Units of the first layer whose weights are shown, at most."""


@dataclass(frozen=True)
class LayerState:
    """What a layer does in one step.

    Parameters
    ----------
    gradient : of its weights, the root mean square.
    dead : the share of its units that are 0 for every digit of the batch, and so learn nothing from
        it; None where units cannot be dead, as those of the output.
    """

    gradient: float
    dead: float | None


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A network in the middle of a step, for any thread: nothing in it changes any more.

    Parameters
    ----------
    step : steps taken before.
    examples : in the batch of the step.
    loss : of this batch, nats.
    units : of the first layer, the same ones at every step.
    weights : of these units, float32 (K, 784), read-only.
    layers : first to last.
    """

    step: int
    examples: int
    loss: float
    units: tuple[int, ...]
    weights: NDArray[np.float32]
    layers: tuple[LayerState, ...]


def shown_units(count: int) -> tuple[int, ...]:
    """Up to :data:`UNITS` of so many units, evenly spread."""
    shown = min(count, UNITS)
    return tuple(number * count // shown for number in range(shown))


class Observed:
    """A network whose hidden units are noted while it takes one step.

    Parameters
    ----------
    network : the same arrays; it computes exactly what this one does.
    """

    def __init__(self, network: Network) -> None:
        self._plain = network.activation
        self._outputs: list[Array] = []
        # Not a method: in a circle, the outputs of each step would stay until Python looks for one.
        forward = partial(_noting, network.activation.forward, self._outputs)
        self.network = Network(network.layers, replace(network.activation, forward=forward))

    def snapshot(
        self, step: int, examples: int, loss: float, gradients: Sequence[Array]
    ) -> Snapshot:
        """What was seen, given the gradients before the optimizer uses up their memory."""
        dead = [_dead_share(out) if self._plain is RELU else None for out in self._outputs]
        layers = [
            LayerState(root_mean_square(dw), share)
            for dw, share in zip(gradients[::2], [*dead, None], strict=True)
        ]
        first = self.network.layers[0][0]
        units = shown_units(first.shape[1])
        weights = np.array(first[:, units].T, np.float32, order="C")
        weights.setflags(write=False)
        return Snapshot(step, examples, loss, units, weights, tuple(layers))


def _noting(
    forward: Callable[[Array], tuple[Array, Array]], outputs: list[Array], x: Array
) -> tuple[Array, Array]:
    """The same as ``forward``; what comes out is noted."""
    out, cache = forward(x)
    outputs.append(out)
    return out, cache


class Snapshots:
    """Decides of which steps a snapshot is taken.

    Parameters
    ----------
    every : seconds between two, at least.
    """

    def __init__(self, every: float) -> None:
        self._every = every
        self._next = -math.inf

    def observed(self, network: Network) -> Observed | None:
        """What observes the coming step; None where that is not to be."""
        now = time.monotonic()
        if now < self._next:
            return None
        self._next = now + self._every
        return Observed(network)


def root_mean_square(values: Array) -> float:
    """``sqrt(mean(values ** 2))``, without a copy of the values."""
    return math.sqrt(float(np.vdot(values, values)) / values.size)


def _dead_share(out: Array) -> float:
    """The share of units that are 0 in all rows of their outputs (N, M)."""
    return 1 - float(out.any(axis=0).mean())
