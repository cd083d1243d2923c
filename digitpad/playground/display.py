"""What is shown of the Playground's state: operations, matrices and their axes, hidden units."""

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array, affine_forward
from digitpad.playground.matrices import Axis as Axis
from digitpad.playground.matrices import NamedArray
from digitpad.playground.operation import Operation, Phase
from digitpad.playground.state import PlaygroundState


def axes(value: NamedArray) -> tuple[Axis, Axis]:
    """What rows and columns of a matrix belong to."""
    return value.rows.axis, value.columns.axis


def table(value: NamedArray) -> NDArray[np.number]:
    """A value as a matrix of two dimensions; labels become one column."""
    return value.table


def figures(array: NDArray[np.number]) -> str:
    """The format of all numbers of a matrix: its largest one has four significant digits."""
    if array.dtype.kind in "iu":
        return "d"
    largest = float(np.abs(array).max(initial=0.0))
    if not 1e-3 <= largest < 1e5:
        return ".3e"
    return f".{max(3 - int(np.floor(np.log10(largest))), 0)}f"


def test_points(state: PlaygroundState) -> Array:
    """The points (N, 2) that are never trained on."""
    return state.points.test.positions


def shown_operations(state: PlaygroundState) -> list[Operation]:
    """The operations of a step up to the present phase; all of them without a phase."""
    phases = list(Phase)
    reached = phases.index(state.phase) if state.phase else len(phases) - 1
    return [some for some in state.operations if phases.index(some.phase) <= reached]


def opened_operation(state: PlaygroundState) -> int | None:
    """Which of the shown operations to open, the first of the phase; None to leave it open."""
    phases = [operation.phase for operation in state.operations]
    return phases.index(state.phase) if state.phase in phases else None


def hidden_sums(state: PlaygroundState, selected: int, layer: int = 1) -> Array:
    """Weighted sums (H,) of a hidden layer's units for a point, the first where none is selected.

    Parameters
    ----------
    selected : index of the point; -1 for none. Without points, there are no sums.
    layer : from 1. Without hidden layers, there are no sums.
    """
    layers = state.snapshot.network.layers
    if not len(state.points) or layer >= len(layers):
        return np.zeros(0)
    position = state.points.positions[[max(selected, 0)]]
    below = state.snapshot.model.activations(position)[layer - 1]
    with np.errstate(over="ignore", invalid="ignore"):  # The weights may have diverged.
        return affine_forward(below, *layers[layer - 1])[0].ravel()
