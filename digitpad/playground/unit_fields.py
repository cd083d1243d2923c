"""What each unit gives all over the plane: the pictures of a diagram's tiles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.playground.plane_network import PlaneNetwork

HALF_WIDTH = 3.5
"""A tile shows the square from minus this to this, the part of the plane that is shown at first."""

SIDE = 24
"""Places along each side of a tile."""


@dataclass(frozen=True, eq=False)
class UnitField:
    """What one unit gives at places of a square of the plane.

    Parameters
    ----------
    layer : 0 for a feature, from 1 for hidden layers, then the one of the classes.
    unit : number in its layer, from 0.
    values : float32 (side, side): rows from the top, y = ``half``, to the bottom; columns from
        x = ``-half`` to ``half``. Not finite where the weights are too large.
    """

    layer: int
    unit: int
    values: NDArray[np.float32]


def unit_fields(
    model: PlaneNetwork, *, side: int = SIDE, half: float = HALF_WIDTH
) -> tuple[tuple[UnitField, ...], ...]:
    """The fields of all units, layer by layer: features, hidden layers, probabilities."""
    across = np.linspace(-half, half, side)
    x, y = np.meshgrid(across, across[::-1])
    places = np.stack([x.ravel(), y.ravel()], axis=1)
    return tuple(
        tuple(
            UnitField(layer, unit, values)
            for unit, values in enumerate(np.ascontiguousarray(outputs.T).reshape(-1, side, side))
        )
        for layer, outputs in enumerate(model.activations(places, np.float32))
    )
