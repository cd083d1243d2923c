"""What of a point goes into the network: its coordinates, or what is computed of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array


@dataclass(frozen=True)
class Feature:
    """A value for each point.

    Parameters
    ----------
    name : as in :attr:`digitpad.playground.settings.Settings.features`.
    title : in mathematical notation.
    code : how a program computes it of ``points`` (N, 2), NumPy's or PyTorch's: ``{library}``
        stands for that.
    of : the values (N,) of x (N,) and y (N,).
    """

    name: str
    title: str
    code: str
    of: Callable[[Array, Array], Array]


FEATURES: Mapping[str, Feature] = {
    feature.name: feature
    for feature in (
        Feature("x", "x", "points[:, 0]", lambda x, y: x),
        Feature("y", "y", "points[:, 1]", lambda x, y: y),
        Feature("x*y", "x·y", "points[:, 0] * points[:, 1]", lambda x, y: x * y),
        Feature("x^2", "x²", "points[:, 0] ** 2", lambda x, y: x**2),
        Feature("y^2", "y²", "points[:, 1] ** 2", lambda x, y: y**2),
        Feature("sin x", "sin x", "{library}.sin(points[:, 0])", lambda x, y: np.sin(x)),
        Feature("sin y", "sin y", "{library}.sin(points[:, 1])", lambda x, y: np.sin(y)),
    )
}
"""In the order in which a network takes them."""

COORDINATES = ("x", "y")
"""The features of the tutorial: the points as they are."""


def network_inputs(positions: NDArray[np.float64], features: Sequence[str]) -> Array:
    """What a network takes of points (N, 2): (N, number of features), float64."""
    if tuple(features) == COORDINATES:
        return positions
    x, y = positions.T
    return np.stack([FEATURES[name].of(x, y) for name in features], axis=1)
