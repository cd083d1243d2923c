"""The matrices of a step: their names, and what their rows and columns belong to."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Axis(Enum):
    """What a row or a column of a matrix belongs to."""

    POINT = "point"
    INPUT = "input"
    UNIT = "unit"
    CLASS = "class"
    NONE = "none"


@dataclass(frozen=True)
class Side:
    """The rows of a matrix, or its columns.

    Parameters
    ----------
    axis : what each belongs to.
    layer : of units, their hidden layer, from 1.
    points : of points, which each is of all points of the plane, from 0.
    features : of inputs, their titles.
    """

    axis: Axis
    layer: int = 0
    points: tuple[int, ...] = ()
    features: tuple[str, ...] = ()


ONE = Side(Axis.NONE)
"""The only row, or the only column."""


@dataclass(frozen=True, eq=False)
class NamedArray:
    """A matrix with its name, as in the formulas and the code."""

    name: str
    array: NDArray[Any]
    rows: Side = ONE
    columns: Side = ONE

    @property
    def table(self) -> NDArray[Any]:
        """The values in two dimensions: a bias is a row, labels are a column."""
        if self.array.ndim == 1 and self.columns is ONE:
            return self.array.reshape(-1, 1)
        return np.atleast_2d(self.array)


@dataclass(frozen=True)
class Names:
    """The names of what is computed in a network of so many affine layers.

    ``x`` goes into the first layer. ``w1`` and ``b1`` are its parameters, and so on. A hidden layer
    has the sums ``a`` and the outputs ``h``, with a number where there are several; ``y`` are the
    logits. The gradient of the loss with respect to ``h`` is ``dh``, and so on.
    """

    layers: int

    @property
    def parameters(self) -> list[str]:
        """``w1``, ``b1``, ``w2``, ..."""
        return [f"{letter}{k}" for k in range(1, self.layers + 1) for letter in "wb"]

    def number(self, layer: int) -> str:
        """What follows on ``a`` and ``h`` of a hidden layer, from 1: nothing where it is alone."""
        return str(layer) if self.layers > 2 else ""

    def sums(self, layer: int) -> str:
        """What comes out of an affine layer, from 1."""
        return "y" if layer == self.layers else f"a{self.number(layer)}"

    def outputs(self, layer: int) -> str:
        """What comes out of a hidden layer, from 1; what goes into the first for 0."""
        return f"h{self.number(layer)}" if layer else "x"
