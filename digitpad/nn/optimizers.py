"""How the parameters move along their gradients. Both change the arrays in place."""

import math
from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from digitpad.nn.layers import Array

CHUNK = 1 << 18
"""Numbers that are worked on at once: few enough for all that is needed of them to stay in the
processor's last cache, so many that to call NumPy takes no time beside its work."""


def chunks(*groups: Sequence[Array]) -> Iterator[tuple[Array, ...]]:
    """Views of corresponding chunks of several lists of arrays, each list of the same shapes."""
    for arrays in zip(*groups, strict=True):
        flat = [array.reshape(-1, copy=False) for array in arrays]
        for start in range(0, arrays[0].size, CHUNK):
            yield tuple(array[start : start + CHUNK] for array in flat)


def cosine_decay(learning_rate: float, step: int, steps: int) -> float:
    """The size of a step, counted from 0: it falls along a half cosine to 0 at the end.

    Loshchilov and Hutter, 2017, "SGDR", eq. 5, without restarts.
    """
    return learning_rate * 0.5 * (1 + math.cos(math.pi * step / steps))


DENORMAL_LIMIT = 1e-30
"""A moment below this moves no parameter any more."""

FLUSH_EVERY = 50
"""Steps of Adam after which such moments are set to 0. Those of a unit that is never on would
otherwise decay until they are denormal, and stay so: many processors are far slower with denormal
numbers. At the usual ``beta1`` it takes more steps than these from the limit to there."""


def flush_denormals(moments: Array) -> None:
    """Set to 0, in place, what is below :data:`DENORMAL_LIMIT` either way."""
    moments[np.abs(moments) < DENORMAL_LIMIT] = 0


class Optimizer(Protocol):
    """One step of learning."""

    def step(
        self, parameters: Sequence[Array], gradients: Sequence[Array], learning_rate: float
    ) -> None:
        """Change each parameter, in place, by its gradient, whose memory it may use up."""

    @property
    def state(self) -> dict[str, list[Array]]:
        """What it keeps from step to step: by its name, an array for each parameter or none yet."""

    def load_state(self, steps: int, state: dict[str, list[Array]]) -> None:
        """Go on from the state that it had after so many steps."""


class SGD:
    """Stochastic gradient descent with momentum.

    ``v = momentum * v + gradient;  parameter -= learning_rate * v``
    (Sutskever et al., 2013, "On the importance of initialization and momentum").
    """

    def __init__(self, momentum: float = 0.0) -> None:
        self.momentum = momentum
        self.velocities: list[Array] = []

    @property
    def state(self) -> dict[str, list[Array]]:
        return {"velocity": self.velocities} if self.momentum else {}

    def load_state(self, steps: int, state: dict[str, list[Array]]) -> None:
        self.velocities = state.get("velocity", [])

    def step(
        self, parameters: Sequence[Array], gradients: Sequence[Array], learning_rate: float
    ) -> None:
        if not self.momentum:  # The velocity is the gradient: there is nothing to keep.
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter -= learning_rate * gradient
            return
        if not self.velocities:
            self.velocities = [np.zeros_like(p) for p in parameters]
        for parameter, gradient, velocity in chunks(parameters, gradients, self.velocities):
            # What past gradients agree on adds up; what they disagree on cancels out.
            velocity *= self.momentum
            velocity += gradient
            # Down the slope: the gradient points to where the loss grows.
            parameter -= learning_rate * velocity


class Adam:
    """Steps of a size set by each gradient's own recent mean and spread.

    Kingma and Ba, 2015, "Adam: a method for stochastic optimization", algorithm 1, with the two
    bias corrections drawn together into the step size as at the end of its section 2.

    The moments are kept as sums of the past, each gradient decayed by ``beta`` in every step since,
    and so are ``1 / (1 - beta)`` times the means of the paper; the step size makes up for it.
    """

    def __init__(self, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8) -> None:
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.steps = 0
        self.sums: list[Array] = []
        self.squares: list[Array] = []

    @property
    def state(self) -> dict[str, list[Array]]:
        return {"sum": self.sums, "square": self.squares}

    def load_state(self, steps: int, state: dict[str, list[Array]]) -> None:
        self.steps = steps
        self.sums, self.squares = state["sum"], state["square"]

    def step(
        self, parameters: Sequence[Array], gradients: Sequence[Array], learning_rate: float
    ) -> None:
        if not self.sums:
            self.sums = [np.zeros_like(p) for p in parameters]
            self.squares = [np.zeros_like(p) for p in parameters]
        self.steps += 1
        # Bias correction (section 3 of the paper). Both means start at 0, so after t steps their
        # weights (1 - beta) * beta ** k, k < t, sum to 1 - beta ** t only. Divided by that they are
        # means again. The factors turn the sums that are kept into those means:
        to_mean = (1 - self.beta1) / (1 - self.beta1**self.steps)
        to_root = math.sqrt((1 - self.beta2) / (1 - self.beta2**self.steps))
        step_size = learning_rate * to_mean / to_root
        epsilon = self.epsilon / to_root
        for parameter, gradient, total, square in chunks(
            parameters, gradients, self.sums, self.squares
        ):
            # Parameters with large gradients get no larger steps: the mean is divided by the root
            # of the mean square.
            total *= self.beta1
            total += gradient
            square *= self.beta2
            square += np.square(gradient, out=gradient)
            # The gradient's memory is now free for step_size * total / (sqrt(square) + epsilon).
            step = np.sqrt(square, out=gradient)
            step += epsilon
            np.divide(total, step, out=step)
            step *= step_size
            parameter -= step
            if self.steps % FLUSH_EVERY == 0:
                flush_denormals(total)
                flush_denormals(square)
