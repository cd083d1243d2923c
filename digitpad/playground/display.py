"""What is shown of the Playground's state: operations, matrices and their axes, hidden units."""

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array, affine_forward
from digitpad.playground.points import PRESETS
from digitpad.playground.state import PlaygroundState
from digitpad.playground.trace import NamedArray, Operation, Phase


class Axis(Enum):
    """What a row or a column of a matrix belongs to."""

    POINT = "point"
    INPUT = "input"
    UNIT = "unit"
    CLASS = "class"
    NONE = "none"


AXES = {
    "x": (Axis.POINT, Axis.INPUT),
    "labels": (Axis.POINT, Axis.NONE),
    "a": (Axis.POINT, Axis.UNIT),
    "h": (Axis.POINT, Axis.UNIT),
    "y": (Axis.POINT, Axis.CLASS),
    "p": (Axis.POINT, Axis.CLASS),
    "log_p": (Axis.POINT, Axis.CLASS),
    "w1": (Axis.INPUT, Axis.UNIT),
    "b1": (Axis.NONE, Axis.UNIT),
    "w2": (Axis.UNIT, Axis.CLASS),
    "b2": (Axis.NONE, Axis.CLASS),
    "loss": (Axis.NONE, Axis.NONE),
}
"""Rows and columns of each matrix of a step; its gradient has the same."""


def axes(value: NamedArray) -> tuple[Axis, Axis]:
    """What rows and columns of a matrix belong to."""
    return AXES[value.name.removeprefix("d")]


def table(value: NamedArray) -> NDArray[np.number]:
    """A value as a matrix of two dimensions; labels become one column."""
    return value.array.reshape(-1, 1) if value.name == "labels" else np.atleast_2d(value.array)


def figures(array: NDArray[np.number]) -> str:
    """The format of all numbers of a matrix: its largest one has four significant digits."""
    if array.dtype.kind in "iu":
        return "d"
    largest = float(np.abs(array).max(initial=0.0))
    if not 1e-3 <= largest < 1e5:
        return ".3e"
    return f".{max(3 - int(np.floor(np.log10(largest))), 0)}f"


def test_points(state: PlaygroundState) -> Array:
    """The points (N, 2) of the preset that are never trained on."""
    return PRESETS[state.setup.preset].test_points


def shown_operations(state: PlaygroundState) -> list[Operation]:
    """The operations of a step up to the present phase; all of them without a phase."""
    phases = list(Phase)
    reached = phases.index(state.phase) if state.phase else len(phases) - 1
    return [some for some in state.operations if phases.index(some.phase) <= reached]


def opened_operation(state: PlaygroundState) -> int | None:
    """Which of the shown operations to open, the first of the phase; None to leave it open."""
    phases = [operation.phase for operation in state.operations]
    return phases.index(state.phase) if state.phase in phases else None


def hidden_sums(state: PlaygroundState, selected: int) -> Array:
    """Weighted sums (H,) of the hidden units for a point, the first where none is selected.

    Parameters
    ----------
    selected : index of the point; -1 for none. Without points, there are no sums.
    """
    if not len(state.points):
        return np.zeros(0)
    position = state.points.positions[[max(selected, 0)]]
    with np.errstate(over="ignore", invalid="ignore"):  # The weights may have diverged.
        return affine_forward(position, *state.snapshot.network.layers[0])[0].ravel()
