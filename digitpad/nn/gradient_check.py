"""Are the gradients right? Each is compared with what the loss does when its weight moves a bit."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array
from digitpad.nn.network import Network

MOVE = 1e-5
"""How far each weight is moved: the error of a central difference falls with its square, until
rounding takes over, at about the cube root of float64's precision."""


@dataclass(frozen=True, eq=False)
class Checked:
    """The gradient of one of a network's parameters.

    Parameters
    ----------
    gradient : as the backward pass has it.
    difference : the central difference of the loss, of the same shape.
    """

    gradient: Array
    difference: Array

    @property
    def errors(self) -> Array:
        """Of each entry, against its own size or, where that is less, a millionth: 0 is best."""
        size = np.maximum(np.abs(self.gradient) + np.abs(self.difference), 1e-6)
        return np.abs(self.gradient - self.difference) / size

    @property
    def worst(self) -> float:
        """The largest of these errors."""
        return float(self.errors.max())


def check_gradients(
    network: Network, x: Array, labels: NDArray[np.integer], *, l2: float = 0.0
) -> Iterator[Checked]:
    """Check the gradient of every parameter, in the order of :attr:`Network.parameters`.

    Parameters
    ----------
    network : float64; it is left as it was.
    x : (N, D) inputs.
    labels : (N,) integers.
    l2 : decay, see :meth:`Network.loss_and_gradients`.
    """
    moved = network.copy()
    _, gradients = network.loss_and_gradients(x, labels, l2=l2)

    def loss() -> float:
        decay = l2 / 2 * sum(float((w**2).sum()) for w, _ in moved.layers)
        return moved.loss_and_gradients(x, labels)[0] + decay

    for parameter, gradient in zip(moved.parameters, gradients, strict=True):
        difference = np.empty_like(parameter)
        for place in np.ndindex(parameter.shape):
            value = parameter[place]
            parameter[place] = value + MOVE
            above = loss()
            parameter[place] = value - MOVE
            difference[place] = (above - loss()) / (2 * MOVE)
            parameter[place] = value
        yield Checked(gradient, difference)
