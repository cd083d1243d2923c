"""How the weights move along their gradients: the optimizers, each with its lines of code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from digitpad.nn.layers import Array
from digitpad.nn.optimizers import SGD, Adam, Optimizer
from digitpad.playground.settings import ADAM, GRADIENT_DESCENT, MOMENTUM
from digitpad.translatable import translatable


@dataclass(frozen=True)
class Rule:
    """An optimizer, and how it is written.

    Names in formulas and code: ``w`` is any parameter and ``dw`` its gradient, ``vw`` its velocity,
    ``mw`` and ``sw`` the means of its gradients and of their squares, and ``t`` the step, from 1.

    Parameters
    ----------
    name : as in :attr:`digitpad.playground.settings.Settings.optimizer`.
    title : to be translated.
    make : one that has not taken a step yet.
    kept : what it keeps of each parameter from step to step: a letter, and where it stands in the
        optimizer's state, times which number.
    formula : in mathematical notation.
    numpy : lines of NumPy that take the step of the parameter ``w``.
    torch : an expression that makes PyTorch's optimizer for ``parameters``; its rate is set later.
    """

    name: str
    title: str
    make: Callable[[], Optimizer]
    kept: Mapping[str, tuple[str, float]]
    formula: str
    numpy: str
    torch: str

    def kept_of(self, optimizer: Optimizer, parameters: Sequence[Array]) -> dict[str, list[Array]]:
        """What it keeps now, by the letter: an array for each parameter."""
        state = optimizer.state
        return {
            letter: [factor * array for array in state[key] or map(np.zeros_like, parameters)]
            for letter, (key, factor) in self.kept.items()
        }

    def code(self, parameter: str) -> str:
        """The lines of NumPy for a parameter of this name, e.g. ``"w1"``."""
        return self.numpy.format(w=parameter)


RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            GRADIENT_DESCENT,
            translatable("Gradient descent"),
            SGD,
            {},
            "w = w − {rate:g} dw",
            "{w} -= learning_rate * d{w}",
            "optim.SGD(parameters, lr=0.0)",
        ),
        Rule(
            MOMENTUM,
            translatable("Momentum"),
            partial(SGD, momentum=0.9),
            {"v": ("velocity", 1.0)},
            "v = 0.9 v + dw   w = w − {rate:g} v",
            "v{w} = 0.9 * v{w} + d{w}\n{w} -= learning_rate * v{w}",
            "optim.SGD(parameters, lr=0.0, momentum=0.9)",
        ),
        Rule(
            ADAM,
            translatable("Adam"),
            Adam,
            # Kept as sums of the past, which are so many times the means.
            {"m": ("sum", 1 - 0.9), "s": ("square", 1 - 0.999)},
            "m = 0.9 m + 0.1 dw   s = 0.999 s + 0.001 dw²   "
            "w = w − {rate:g} m / (1 − 0.9ᵗ) / (√(s / (1 − 0.999ᵗ)) + 10⁻⁸)",
            "m{w} = 0.9 * m{w} + 0.1 * d{w}\n"
            "s{w} = 0.999 * s{w} + 0.001 * d{w}**2\n"
            "{w} -= learning_rate * (m{w} / (1 - 0.9**t)) / "
            "(np.sqrt(s{w} / (1 - 0.999**t)) + 1e-8)",
            "optim.Adam(parameters, lr=0.0)",
        ),
    )
}
