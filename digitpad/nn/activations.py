"""What a hidden unit makes of its weighted sum."""

from collections.abc import Callable
from dataclasses import dataclass

from digitpad.nn.layers import (
    Array,
    relu_backward,
    relu_forward,
    sigmoid_backward,
    sigmoid_forward,
    step_backward,
    step_forward,
)


@dataclass(frozen=True)
class Activation:
    """A function of each unit by itself, and its gradient.

    Parameters
    ----------
    name : for people.
    forward : takes x, gives the output and a cache, all of x's shape.
    backward : takes the gradient with respect to the output and the cache, gives that of x.
    """

    name: str
    forward: Callable[[Array], tuple[Array, Array]]
    backward: Callable[[Array, Array], Array]


STEP = Activation("step", step_forward, step_backward)
SIGMOID = Activation("sigmoid", sigmoid_forward, sigmoid_backward)
RELU = Activation("ReLU", relu_forward, relu_backward)

ACTIVATIONS = {activation.name: activation for activation in (STEP, SIGMOID, RELU)}
"""In the order in which the tutorial tells of them."""
