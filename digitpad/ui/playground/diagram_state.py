"""What the diagram of a network shows at one moment: a value that never changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array
from digitpad.playground.features import FEATURES
from digitpad.playground.operation import Operation, Phase
from digitpad.playground.snapshot import Snapshot
from digitpad.playground.unit_fields import HALF_WIDTH, SIDE
from digitpad.ui.playground.diagram_lines import Weight

Fields = NDArray[np.floating]
"""Values of the units of a layer over the plane, (units, rows, columns), from the top."""

LARGEST = 1e300
"""Of a strength: weights that have diverged have no greater one, with which one could not compute.
"""


@dataclass(frozen=True, eq=False)
class Diagram:
    """A network with what each of its units puts out over the plane.

    Parameters
    ----------
    features : names of all features, for people.
    inputs : numbers of those features that the network takes, in its order.
    layers : weights (D, M) and bias (M,) of each layer.
    fields : of all features, of the units of each hidden layer, and the probabilities of the
        classes.
    """

    features: tuple[str, ...]
    inputs: tuple[int, ...]
    layers: Sequence[tuple[Array, Array]]
    fields: Sequence[Fields]

    @property
    def hidden(self) -> tuple[int, ...]:
        """Units of each hidden layer."""
        return tuple(len(bias) for _, bias in self.layers[:-1])

    @property
    def counts(self) -> tuple[int, ...]:
        """Units of each column, all features in the first."""
        return (len(self.features), *(len(bias) for _, bias in self.layers))

    def value(self, weight: Weight) -> float:
        """A weight, or the bias of its unit where the source is -1."""
        weights, bias = self.layers[weight.layer]
        if weight.source < 0:
            return float(bias[weight.target])
        return float(weights[weight.source, weight.target])

    def strengths(self, layer: int) -> Array:
        """How much each unit of a hidden layer moves what comes after it, (units,)."""
        with np.errstate(over="ignore", invalid="ignore"):  # The weights may have diverged.
            spread = np.nan_to_num(self.fields[layer]).std(axis=(1, 2))
            outgoing = np.nan_to_num(self.layers[layer][0])
            strengths: Array = np.nan_to_num(spread * np.abs(outgoing).sum(axis=1))
        return np.minimum(strengths, LARGEST)

    def rows(self, layer: int) -> Sequence[int]:
        """The unit, in the column before, of each row of a layer's weights."""
        return self.inputs if layer == 0 else range(len(self.layers[layer][0]))


@dataclass(frozen=True)
class Part:
    """The part of the diagram that an operation computes.

    Parameters
    ----------
    layer : of its units, 0 for the inputs.
    has_weights : whether the weights before them take part.
    """

    layer: int
    has_weights: bool


def part_of(operation: Operation) -> Part | None:
    """What an operation computes; None where it belongs to all layers."""
    if not operation.layer:
        return Part(0, False) if operation.phase is Phase.FORWARD else None
    matrices = [value.name.lstrip("d") for value in (*operation.inputs, *operation.outputs)]
    return Part(operation.layer, f"w{operation.layer}" in matrices)


def diagram_of(snapshot: Snapshot) -> Diagram:
    """The diagram of an experiment at one moment."""
    names = [*FEATURES]
    fields = [np.stack([unit.values for unit in layer]) for layer in snapshot.fields]
    return Diagram(
        tuple(feature.title for feature in FEATURES.values()),
        tuple(names.index(name) for name in snapshot.settings.features),
        snapshot.network.layers,
        (_feature_fields(), *fields[1:]),
    )


@cache
def _feature_fields() -> Fields:
    """The features over the plane, whether a network takes them or not."""
    across = np.linspace(-HALF_WIDTH, HALF_WIDTH, SIDE)
    x, y = np.meshgrid(across, across[::-1])
    return np.stack([feature.of(x, y) for feature in FEATURES.values()])
