"""One step of learning, taken apart: each layer, what goes in, what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import (
    Array,
    affine_backward,
    affine_backward_parameters,
    affine_forward,
    cross_entropy,
    soft_cross_entropy,
    softmax,
)
from digitpad.nn.network import Network
from digitpad.nn.optimizers import SGD
from digitpad.playground.points import Points
from digitpad.playground.source import code_of, line_of


class Phase(Enum):
    """The four parts of a step."""

    FORWARD = "forward"
    LOSS = "loss"
    BACKWARD = "backward"
    UPDATE = "update"


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
    title : what it is.
    formula : in mathematical notation.
    code : the lines of the program that compute it.
    inputs, outputs : the matrices before and after.
    """

    phase: Phase
    title: str
    formula: str
    code: str
    inputs: Sequence[NamedArray]
    outputs: Sequence[NamedArray]


SLOPES = {
    "ReLU": "da = dh where a > 0, else 0",
    "sigmoid": "da = dh · h · (1 − h)",
    "step": "da = 0: the step is level, and w1 cannot learn",
}
CURVES = {
    "ReLU": "h = max(a, 0)",
    "sigmoid": "h = 1 / (1 + exp(−a))",
    "step": "h = 1 where a > 0, else 0",
}


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
    """Boxes down to the loss; the gradient of the loss with respect to y; and the caches."""
    (w1, b1), (w2, b2) = network.layers
    x, activation = points.positions, network.activation
    a, cache1 = affine_forward(x, w1, b1)
    h, cache_h = activation.forward(a)
    y, cache2 = affine_forward(h, w2, b2)
    p = softmax(y)
    loss, dy = cross_entropy(y, points.labels)
    affine, forward = code_of(affine_forward), Phase.FORWARD
    named = NamedArray("a", a), NamedArray("h", h), NamedArray("y", y), NamedArray("p", p)
    operations = [
        Operation(
            forward, "affine 1", "a = x w1 + b1", affine, _arrays(x=x, w1=w1, b1=b1), named[:1]
        ),
        Operation(
            forward,
            activation.name,
            CURVES[activation.name],
            code_of(activation.forward),
            named[:1],
            named[1:2],
        ),
        Operation(
            forward,
            "affine 2",
            "y = h w2 + b2",
            affine,
            [named[1], *_arrays(w2=w2, b2=b2)],
            named[2:3],
        ),
        Operation(
            forward,
            "softmax",
            "p = exp(y) / Σ exp(y), in each row",
            code_of(softmax),
            named[2:3],
            named[3:],
        ),
        Operation(
            Phase.LOSS,
            "cross-entropy",
            "loss = −mean log p[label]",
            f"{code_of(cross_entropy)}\n{code_of(soft_cross_entropy)}",
            [named[2], NamedArray("labels", points.labels)],
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
            "affine 2",
            "dh = dy w2ᵀ   dw2 = hᵀ dy   db2 = Σ dy",
            f"{code_of(affine_backward)}\n{code_of(affine_backward_parameters)}",
            _arrays(dy=dy, h=cache2[0], w2=w2),
            _arrays(dh=dh, dw2=dw2, db2=db2),
        ),
        Operation(
            backward,
            activation.name,
            SLOPES[activation.name],
            code_of(activation.backward),
            _arrays(dh=dh, h=cache_h),
            _arrays(da=da),
        ),
        Operation(
            backward,
            "affine 1",
            "dw1 = xᵀ da   db1 = Σ da",
            code_of(affine_backward_parameters),
            _arrays(da=da, x=cache1[0]),
            _arrays(dw1=dw1, db1=db1),
        ),
    ]
    if l2:
        dw1, dw2 = dw1 + l2 * w1, dw2 + l2 * w2
        operations.append(
            Operation(
                backward,
                "L2",
                f"dw = dw + {l2:g} w",
                line_of(Network.gradients_of, "l2 *"),
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
            "gradient descent",
            f"w = w − {learning_rate:g} dw",
            code_of(SGD.step),
            [*before, *slopes],
            now,
        )
    )


def _arrays(**arrays: Array) -> list[NamedArray]:
    return [NamedArray(name, array) for name, array in arrays.items()]
