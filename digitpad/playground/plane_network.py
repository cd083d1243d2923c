"""A network on the plane: what it takes of a point, its first weights, and what each unit gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike, NDArray

from digitpad.nn.activations import ACTIVATIONS
from digitpad.nn.layers import Array, softmax
from digitpad.nn.network import Network
from digitpad.playground.features import network_inputs
from digitpad.playground.settings import HE, XAVIER, Settings


@dataclass(frozen=True, eq=False)
class PlaneNetwork:
    """A network and the features that it takes, to be asked about places of the plane.

    Parameters
    ----------
    network : as long as nobody trains it, this never changes.
    features : see :attr:`Settings.features`.
    """

    network: Network
    features: tuple[str, ...]

    def inputs(self, positions: NDArray[np.float64]) -> Array:
        """What the network takes of points (N, 2): (N, number of features)."""
        return network_inputs(positions, self.features)

    def probabilities(self, positions: NDArray[np.float64]) -> Array:
        """What it predicts at points (N, 2): (N, classes), each row summing to 1."""
        return softmax(self.network.logits(self.inputs(positions)))

    def activations(
        self, positions: NDArray[np.float64], dtype: DTypeLike = np.float64
    ) -> list[Array]:
        """What comes out of every unit at points (N, 2), computed in this dtype.

        Returns
        -------
        layers : the inputs (N, features), each hidden layer (N, units), and the probabilities
            (N, classes). Not finite where the weights are too large.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            layers = [self.inputs(positions).astype(dtype)]
            *hidden, (w, b) = [(w.astype(dtype), b.astype(dtype)) for w, b in self.network.layers]
            for weights, bias in hidden:
                sums = layers[-1] @ weights + bias
                layers.append(self.network.activation.forward(sums)[0])
            layers.append(softmax(layers[-1] @ w + b))
        return layers


def initial_network(settings: Settings, classes: int) -> Network:
    """The network before its first step, float64."""
    sizes = (len(settings.features), *settings.hidden, classes)
    layers = first_weights(sizes, settings.seed, settings.initialization)
    biases = [np.zeros(size) for size in sizes[1:]]
    return Network([*zip(layers, biases, strict=True)], activation=ACTIVATIONS[settings.activation])


def first_weights(sizes: Sequence[int], seed: int, initialization: str) -> list[Array]:
    """Weights (D, M) between layers of these sizes, as the tutorial draws them.

    They are standard normal, from NumPy's legacy generator, one layer after another: only so do
    the tutorial's figures come out again. He and Xavier are the same numbers, scaled so that
    sums of D products keep their size: by sqrt(2 / D), which suits ReLU (He et al., 2015,
    "Delving deep into rectifiers", eq. 10), or by sqrt(1 / D), for units that are linear near 0
    (Glorot and Bengio, 2010, "Understanding the difficulty of training deep feedforward neural
    networks", section 4.2.1, without the half that looks at the backward pass).
    """
    rng = np.random.RandomState(seed)
    gain = {HE: 2.0, XAVIER: 1.0}.get(initialization)
    drawn = [rng.randn(d, m) for d, m in pairwise(sizes)]
    return [w * np.sqrt(gain / len(w)) if gain else w for w in drawn]
