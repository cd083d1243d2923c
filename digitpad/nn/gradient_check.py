"""Are the gradients right? Each is compared with what the loss does when its weight moves a bit."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array, cross_entropy
from digitpad.nn.network import Network

STEP_SIZE = 1e-5
"""How far each weight is moved: the error of a central difference falls with its square, until
rounding takes over, at about the cube root of float64's precision."""


TOLERANCE = 1e-3
"""Relative error of a gradient that is right: more is neither rounding nor curvature."""

NEGLIGIBLE = 1e-6
"""A gradient below this is as good as none: its error is taken against this."""


@dataclass(frozen=True, eq=False)
class Checked:
    """The gradient of one of a network's parameters.

    Parameters
    ----------
    gradient : as the backward pass has it, of the entries that were checked.
    before, after : differences of the loss to one side and to the other, of the same shape. Their
        mean is the central difference. Where they are not alike the loss bends sharply, as it
        does at the kink of ReLU: there, a gradient need only lie between them.
    """

    gradient: Array
    before: Array
    after: Array

    @property
    def kinks(self) -> NDArray[np.bool_]:
        """At which entries the loss bends sharply."""
        size = np.maximum(np.abs(self.before) + np.abs(self.after), NEGLIGIBLE)
        return np.abs(self.before - self.after) > TOLERANCE * size

    @property
    def max_relative_error(self) -> float:
        """The largest error of an entry, against its own size: 0 is best."""
        difference = (self.before + self.after) / 2
        size = np.maximum(np.abs(self.gradient) + np.abs(difference), NEGLIGIBLE)
        apart = np.abs(self.gradient - difference)
        between = np.abs(self.before - self.after) / 2
        return float((np.where(self.kinks, np.maximum(apart - between, 0), apart) / size).max())


def check_gradients(
    network: Network,
    x: Array,
    labels: NDArray[np.integer],
    *,
    l1: float = 0.0,
    l2: float = 0.0,
    most: int | None = None,
) -> Iterator[Checked]:
    """Check the gradient of every parameter, in the order of :attr:`Network.parameters`.

    Yields
    ------
    checked : of one parameter, entries (M,): all of them, or some.

    Parameters
    ----------
    network : float64; it is left as it was.
    x : (N, D) inputs.
    labels : (N,) integers.
    l1, l2 : decay, see :meth:`Network.add_decay`.
    most : entries of each parameter to check, drawn at random, always the same; None for all.
    """
    rng = np.random.default_rng(0)
    moved = network.copy()
    _, gradients = network.loss_and_gradients(x, labels, l1=l1, l2=l2)

    def loss() -> float:
        weights = [w for w, _ in moved.layers]
        decay = l2 / 2 * sum(float((w**2).sum()) for w in weights)
        decay += l1 * sum(float(np.abs(w).sum()) for w in weights)
        return cross_entropy(moved.logits(x), labels)[0] + decay

    for parameter, gradient in zip(moved.parameters, gradients, strict=True):
        places = np.arange(parameter.size)
        if most is not None and most < len(places):
            places = rng.choice(places, most, replace=False)
        before, after = np.empty(len(places)), np.empty(len(places))
        now = loss()
        for number, place in enumerate(places):
            value = parameter.flat[place]
            parameter.flat[place] = value + STEP_SIZE
            after[number] = (loss() - now) / STEP_SIZE
            parameter.flat[place] = value - STEP_SIZE
            before[number] = (now - loss()) / STEP_SIZE
            parameter.flat[place] = value
        yield Checked(gradient.flat[places], before, after)
