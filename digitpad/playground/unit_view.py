"""One unit, looked at closely: what it gives, and on which side of its border a point is."""

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array
from digitpad.playground.plane_network import PlaneNetwork


def unit_view(
    model: PlaneNetwork, layer: int, unit: int, positions: NDArray[np.float64]
) -> tuple[Array, Array]:
    """What a unit gives at points (N, 2), and its margins.

    Parameters
    ----------
    layer : 0 for the inputs, from 1 for hidden layers, then the one of the classes.
    unit : number in its layer, from 0.

    Returns
    -------
    outputs : (N,), for a class its probability. Not finite where the weights are too large.
    margins : (N,), 0 on the unit's border: the weighted sum of a hidden unit; of a class, how much
        more probable it is than any other.
    """
    layers = model.activations(positions)
    outputs: Array = layers[layer][:, unit]
    if layer == 0:
        return outputs, outputs
    if layer == len(layers) - 1:
        others: Array = np.delete(layers[layer], unit, axis=1).max(axis=1)
        return outputs, outputs - others
    weights, bias = model.network.layers[layer - 1]
    with np.errstate(over="ignore", invalid="ignore"):
        sums: Array = layers[layer - 1] @ weights[:, unit] + bias[unit]
    return outputs, sums
