"""What a hidden unit makes of its weighted sum.

To add one: write its two functions, and one :class:`Activation` in the list at the end.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from digitpad.nn.layers import Array


@dataclass(frozen=True)
class Activation:
    """A function of each unit by itself, its gradient, and how both are written.

    Names in formulas and programs: ``a`` is the weighted sum, ``h`` the output, ``dh`` and ``da``
    are the gradients of the loss with respect to them.

    Parameters
    ----------
    name : for people.
    forward : takes x, gives the output and a cache, all of x's shape.
    backward : takes the gradient with respect to the output and the cache, gives that of x.
    formula, slope : forward and backward in mathematical notation.
    numpy_forward, numpy_backward : lines of a NumPy program that compute h, and da.
    torch_forward : a line of a PyTorch program that computes h; it has the gradient by itself.
    """

    name: str
    forward: Callable[[Array], tuple[Array, Array]]
    backward: Callable[[Array, Array], Array]
    formula: str
    slope: str
    numpy_forward: str
    numpy_backward: str
    torch_forward: str


def step_forward(x: Array) -> tuple[Array, Array]:
    """1 where x is above 0, else 0, as in the first perceptrons; the cache is the output."""
    out = (x > 0).astype(x.dtype)
    return out, out


def step_backward(dout: Array, cache: Array) -> Array:
    """The step is level wherever it has a slope at all: nothing comes through to learn from."""
    return np.zeros_like(dout)


def linear_forward(x: Array) -> tuple[Array, Array]:
    """What comes in: the whole network is then one affine function of its input."""
    return x, x


def linear_backward(dout: Array, cache: Array) -> Array:
    """The slope is 1 everywhere."""
    return dout


def sigmoid_forward(x: Array) -> tuple[Array, Array]:
    """Logistic function, ``1 / (1 + exp(-x))``; the cache is the output itself."""
    # The same function written with tanh, which cannot overflow.
    out = (1 + np.tanh(x / 2)) / 2
    return out, out


def sigmoid_backward(dout: Array, cache: Array) -> Array:
    """The slope is ``out * (1 - out)``: a quarter at most, and nearly 0 far from the middle."""
    return dout * cache * (1 - cache)


def tanh_forward(x: Array) -> tuple[Array, Array]:
    """Hyperbolic tangent, a sigmoid from -1 to 1; the cache is the output itself."""
    out = np.tanh(x)
    return out, out


def tanh_backward(dout: Array, cache: Array) -> Array:
    """The slope is ``1 - out ** 2``: 1 in the middle, nearly 0 far from it."""
    return dout * (1 - cache**2)


def relu_forward(x: Array) -> tuple[Array, Array]:
    """Rectified linear unit, ``max(x, 0)``; the cache is the output itself."""
    out = np.maximum(x, 0)
    return out, out


def relu_backward(dout: Array, cache: Array) -> Array:
    """The slope is 1 where the unit was on, else 0: the gradient passes whole, or not at all."""
    return dout * (cache > 0)


STEP = Activation(
    name="step",
    forward=step_forward,
    backward=step_backward,
    formula="h = 1 if a > 0 else 0",
    slope="da = 0",
    numpy_forward="h = (a > 0).astype(float)",
    numpy_backward="da = np.zeros_like(dh)",
    torch_forward="h = (a > 0) + 0 * a  # level: its gradient is 0",
)
LINEAR = Activation(
    name="linear",
    forward=linear_forward,
    backward=linear_backward,
    formula="h = a",
    slope="da = dh",
    numpy_forward="h = a",
    numpy_backward="da = dh",
    torch_forward="h = a",
)
SIGMOID = Activation(
    name="sigmoid",
    forward=sigmoid_forward,
    backward=sigmoid_backward,
    formula="h = 1 / (1 + exp(−a))",
    slope="da = dh · h · (1 − h)",
    numpy_forward="h = (1 + np.tanh(a / 2)) / 2  # = 1 / (1 + exp(-a)), and cannot overflow",
    numpy_backward="da = dh * h * (1 - h)",
    torch_forward="h = torch.sigmoid(a)",
)
TANH = Activation(
    name="tanh",
    forward=tanh_forward,
    backward=tanh_backward,
    formula="h = tanh(a)",
    slope="da = dh · (1 − h²)",
    numpy_forward="h = np.tanh(a)",
    numpy_backward="da = dh * (1 - h**2)",
    torch_forward="h = torch.tanh(a)",
)
RELU = Activation(
    name="ReLU",
    forward=relu_forward,
    backward=relu_backward,
    formula="h = max(a, 0)",
    slope="da = dh if a > 0 else 0",
    numpy_forward="h = np.maximum(a, 0)",
    numpy_backward="da = dh * (h > 0)",
    torch_forward="h = torch.relu(a)",
)

ACTIVATIONS = {activation.name: activation for activation in (STEP, LINEAR, SIGMOID, TANH, RELU)}
"""From the oldest to the usual one of today."""
