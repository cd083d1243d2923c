"""What is shown of the Playground's state: numbers of a matrix, and hidden units."""

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array, affine_forward
from digitpad.playground.state import PlaygroundState


def figures(array: NDArray[np.number]) -> str:
    """The format of all numbers of a matrix: its largest one has four significant digits."""
    if array.dtype.kind in "iu":
        return "d"
    largest = float(np.abs(array).max(initial=0.0))
    if not 1e-3 <= largest < 1e5:
        return ".3e"
    return f".{max(3 - int(np.floor(np.log10(largest))), 0)}f"


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
