"""One step of learning, taken apart: each layer, what goes in, what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.activations import LINEAR, RELU, SIGMOID, STEP, TANH
from digitpad.nn.layers import (
    Array,
    affine_backward,
    affine_backward_parameters,
    affine_forward,
    cross_entropy,
    log_softmax,
    softmax,
)
from digitpad.nn.network import Network
from digitpad.nn.optimizers import SGD
from digitpad.playground import step_code
from digitpad.playground.points import Points
from digitpad.translatable import translatable

ACTIVATION_TITLES: Mapping[str, str] = {
    STEP.name: translatable("Step"),
    LINEAR.name: translatable("Linear"),
    SIGMOID.name: translatable("Sigmoid"),
    TANH.name: translatable("Tanh"),
    RELU.name: translatable("ReLU"),
}
"""Names of the activations for people."""


class Phase(Enum):
    """The four parts of a step, with their names for people."""

    FORWARD = translatable("Forward pass")
    LOSS = translatable("Loss")
    BACKWARD = translatable("Backward pass")
    UPDATE = translatable("Parameter update")


@dataclass(frozen=True, eq=False)
class NamedArray:
    """A matrix with its name."""

    name: str
    array: NDArray[np.number]


@dataclass(frozen=True, eq=False)
class Operation:
    """One computation of a step.

    Parameters
    ----------
    title : what it is, to be translated.
    formula : in mathematical notation; words in it are to be translated.
    code : lines of NumPy that compute the outputs from the inputs.
    inputs, outputs : the matrices before and after.
    """

    phase: Phase
    title: str
    formula: str
    code: str
    inputs: Sequence[NamedArray]
    outputs: Sequence[NamedArray]


def trace(network: Network, points: Points, *, learning_rate: float, l2: float) -> list[Operation]:
    """The operations of a step of :class:`~digitpad.playground.experiment.Experiment`, in order.

    Parameters
    ----------
    network : of two layers; it is left as it was.
    """
    operations, dlogits, caches = _forward(network, points)
    gradients = _backward(operations, network, dlogits, caches, l2)
    _update(operations, network, gradients, learning_rate)
    return operations


Caches = tuple[tuple[Array, Array, Array], Array, tuple[Array, Array, Array]]


def _forward(network: Network, points: Points) -> tuple[list[Operation], Array, Caches]:
    """Operations down to the loss; the gradient of the loss with respect to y; and the caches."""
    (w1, b1), (w2, b2) = network.layers
    x, labels, activation = points.positions, points.labels, network.activation
    a, cache1 = affine_forward(x, w1, b1)
    h, cache_h = activation.forward(a)
    y, cache2 = affine_forward(h, w2, b2)
    p, log_p = softmax(y), log_softmax(y)
    loss, dy = cross_entropy(y, labels)
    forward = Phase.FORWARD
    operations = [
        Operation(
            forward,
            translatable("Affine 1"),
            "a = x w1 + b1",
            step_code.AFFINE_1,
            _arrays(x=x, w1=w1, b1=b1),
            _arrays(a=a),
        ),
        Operation(
            forward,
            ACTIVATION_TITLES[activation.name],
            activation.formula,
            activation.numpy_forward,
            _arrays(a=a),
            _arrays(h=h),
        ),
        Operation(
            forward,
            translatable("Affine 2"),
            "y = h w2 + b2",
            step_code.AFFINE_2,
            _arrays(h=h, w2=w2, b2=b2),
            _arrays(y=y),
        ),
        Operation(
            forward,
            translatable("Softmax"),
            translatable("p = exp(y) / Σ exp(y), for each row"),
            step_code.SOFTMAX,
            _arrays(y=y),
            _arrays(p=p, log_p=log_p),
        ),
        Operation(
            Phase.LOSS,
            translatable("Cross-entropy"),
            "loss = −mean log p[label]",
            step_code.CROSS_ENTROPY,
            _arrays(p=p, log_p=log_p, labels=labels),
            _arrays(loss=np.array(loss), dy=dy),
        ),
    ]
    return operations, dy, (cache1, cache_h, cache2)


def _backward(
    operations: list[Operation], network: Network, dy: Array, caches: Caches, l2: float
) -> list[Array]:
    """Add the operations of the backward pass; the gradients of all parameters."""
    cache1, cache_h, cache2 = caches
    activation = network.activation
    dh, dw2, db2 = affine_backward(dy, cache2)
    da = activation.backward(dh, cache_h)
    dw1, db1 = affine_backward_parameters(da, cache1)
    (w1, _), (w2, _) = network.layers
    backward, both = Phase.BACKWARD, _arrays(dw1=dw1, dw2=dw2)
    operations += [
        Operation(
            backward,
            translatable("Affine 2"),
            "dh = dy w2ᵀ   dw2 = hᵀ dy   db2 = Σ dy",
            step_code.AFFINE_2_BACKWARD,
            _arrays(dy=dy, h=cache2[0], w2=w2),
            _arrays(dh=dh, dw2=dw2, db2=db2),
        ),
        Operation(
            backward,
            ACTIVATION_TITLES[activation.name],
            activation.slope,
            activation.numpy_backward,
            _arrays(dh=dh, h=cache_h),
            _arrays(da=da),
        ),
        Operation(
            backward,
            translatable("Affine 1"),
            "dw1 = xᵀ da   db1 = Σ da",
            step_code.AFFINE_1_BACKWARD,
            _arrays(da=da, x=cache1[0]),
            _arrays(dw1=dw1, db1=db1),
        ),
    ]
    if l2:
        dw1, dw2 = dw1 + l2 * w1, dw2 + l2 * w2
        operations.append(
            Operation(
                backward,
                translatable("L2 regularization"),
                f"dw = dw + {l2:g} w",
                step_code.L2,
                [*both, *_arrays(w1=w1, w2=w2)],
                _arrays(dw1=dw1, dw2=dw2),
            )
        )
    return [dw1, db1, dw2, db2]


def _update(
    operations: list[Operation], network: Network, gradients: Sequence[Array], learning_rate: float
) -> None:
    """Add the operation of gradient descent."""
    after = network.copy()
    SGD().step(after.parameters, gradients, learning_rate)
    names = ("w1", "b1", "w2", "b2")
    before = [NamedArray(n, p) for n, p in zip(names, network.parameters, strict=True)]
    slopes = [NamedArray(f"d{n}", g) for n, g in zip(names, gradients, strict=True)]
    now = [NamedArray(n, p) for n, p in zip(names, after.parameters, strict=True)]
    operations.append(
        Operation(
            Phase.UPDATE,
            translatable("Gradient descent"),
            f"w = w − {learning_rate:g} dw",
            step_code.GRADIENT_DESCENT,
            [*before, *slopes],
            now,
        )
    )


def _arrays(**arrays: NDArray[np.number]) -> list[NamedArray]:
    return [NamedArray(name, array) for name, array in arrays.items()]
