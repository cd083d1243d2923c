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
class Value:
    """A matrix with its name."""

    name: str
    array: NDArray[np.number]


@dataclass(frozen=True, eq=False)
class Box:
    """One computation of a step.

    Parameters
    ----------
    title : what it is.
    formula : in mathematical notation.
    code : the lines of the program that compute it.
    takes, gives : the matrices before and after.
    """

    phase: Phase
    title: str
    formula: str
    code: str
    takes: Sequence[Value]
    gives: Sequence[Value]


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


def trace(network: Network, points: Points, *, learning_rate: float, l2: float) -> list[Box]:
    """What a step of :class:`~digitpad.playground.experiment.Experiment` computes, box by box.

    Parameters
    ----------
    network : of two layers; it is left as it was.
    """
    boxes, dlogits, caches = _forward(network, points)
    gradients = _backward(boxes, network, dlogits, caches, l2)
    _update(boxes, network, gradients, learning_rate)
    return boxes


Caches = tuple[tuple[Array, Array, Array], Array, tuple[Array, Array, Array]]


def _forward(network: Network, points: Points) -> tuple[list[Box], Array, Caches]:
    """Boxes down to the loss; the gradient of the loss with respect to y; and the caches."""
    (w1, b1), (w2, b2) = network.layers
    x, activation = points.positions, network.activation
    a, cache1 = affine_forward(x, w1, b1)
    h, cache_h = activation.forward(a)
    y, cache2 = affine_forward(h, w2, b2)
    p = softmax(y)
    loss, dy = cross_entropy(y, points.labels)
    affine, forward = code_of(affine_forward), Phase.FORWARD
    named = Value("a", a), Value("h", h), Value("y", y), Value("p", p)
    boxes = [
        Box(forward, "affine 1", "a = x w1 + b1", affine, _values(x=x, w1=w1, b1=b1), named[:1]),
        Box(
            forward,
            activation.name,
            CURVES[activation.name],
            code_of(activation.forward),
            named[:1],
            named[1:2],
        ),
        Box(
            forward,
            "affine 2",
            "y = h w2 + b2",
            affine,
            [named[1], *_values(w2=w2, b2=b2)],
            named[2:3],
        ),
        Box(
            forward,
            "softmax",
            "p = exp(y) / Σ exp(y), in each row",
            code_of(softmax),
            named[2:3],
            named[3:],
        ),
        Box(
            Phase.LOSS,
            "cross-entropy",
            "loss = −mean log p[label]",
            f"{code_of(cross_entropy)}\n{code_of(soft_cross_entropy)}",
            [named[2], Value("labels", points.labels)],
            _values(loss=np.array(loss), dy=dy),
        ),
    ]
    return boxes, dy, (cache1, cache_h, cache2)


def _backward(
    boxes: list[Box], network: Network, dy: Array, caches: Caches, l2: float
) -> list[Array]:
    """Add the boxes of the backward pass; the gradients of all parameters."""
    cache1, cache_h, cache2 = caches
    activation = network.activation
    dh, dw2, db2 = affine_backward(dy, cache2)
    da = activation.backward(dh, cache_h)
    dw1, db1 = affine_backward_parameters(da, cache1)
    (w1, _), (w2, _) = network.layers
    backward, both = Phase.BACKWARD, _values(dw1=dw1, dw2=dw2)
    boxes += [
        Box(
            backward,
            "affine 2",
            "dh = dy w2ᵀ   dw2 = hᵀ dy   db2 = Σ dy",
            f"{code_of(affine_backward)}\n{code_of(affine_backward_parameters)}",
            _values(dy=dy, h=cache2[0], w2=w2),
            _values(dh=dh, dw2=dw2, db2=db2),
        ),
        Box(
            backward,
            activation.name,
            SLOPES[activation.name],
            code_of(activation.backward),
            _values(dh=dh, h=cache_h),
            _values(da=da),
        ),
        Box(
            backward,
            "affine 1",
            "dw1 = xᵀ da   db1 = Σ da",
            code_of(affine_backward_parameters),
            _values(da=da, x=cache1[0]),
            _values(dw1=dw1, db1=db1),
        ),
    ]
    if l2:
        dw1, dw2 = dw1 + l2 * w1, dw2 + l2 * w2
        boxes.append(
            Box(
                backward,
                "L2",
                f"dw = dw + {l2:g} w",
                line_of(Network.gradients_of, "l2 *"),
                [*both, *_values(w1=w1, w2=w2)],
                _values(dw1=dw1, dw2=dw2),
            )
        )
    return [dw1, db1, dw2, db2]


def _update(
    boxes: list[Box], network: Network, gradients: Sequence[Array], learning_rate: float
) -> None:
    """Add the box of gradient descent."""
    after = network.copy()
    SGD().step(after.parameters, gradients, learning_rate)
    names = ("w1", "b1", "w2", "b2")
    before = [Value(n, p) for n, p in zip(names, network.parameters, strict=True)]
    slopes = [Value(f"d{n}", g) for n, g in zip(names, gradients, strict=True)]
    now = [Value(n, p) for n, p in zip(names, after.parameters, strict=True)]
    boxes.append(
        Box(
            Phase.UPDATE,
            "gradient descent",
            f"w = w − {learning_rate:g} dw",
            code_of(SGD.step),
            [*before, *slopes],
            now,
        )
    )


def _values(**arrays: Array) -> list[Value]:
    return [Value(name, array) for name, array in arrays.items()]
