"""What all exported forms share: the layers, and how a prediction is made of them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import DigitpadError
from digitpad.models.model_file import Model
from digitpad.nn.activations import RELU
from digitpad.nn.network import Network
from digitpad.version import program_version

LABELS = tuple(range(10))

PREPROCESSING = (
    "Images are uint8 (N, 28, 28), light ink (255) on dark paper (0), framed as in MNIST. "
    "Values are divided by 255. Each image is predicted twice, moved by half a pixel to the lower "
    "right and to the upper left (the mean of each pixel and its neighbor, in both directions; "
    "what leaves on one side enters on the other); the logits are the mean of both. The "
    "temperature of the calibration is part of the last layer."
)
"""What is done with an image, for people."""

FloatLayer = tuple[NDArray[np.float32], NDArray[np.float32]]


def float_layers(model: Model) -> list[FloatLayer]:
    """Weights (inputs, units) and bias (units,) of each layer, float32.

    Raises
    ------
    DigitpadError : a number is too large, or the units are no ReLU.
    """
    if model.network.activation is not RELU:
        raise DigitpadError(f"Only ReLU can be exported, not {model.network.activation.name}.")
    with np.errstate(over="ignore"):
        layers = [(w.astype(np.float32), b.astype(np.float32)) for w, b in model.network.layers]
    if not all(np.isfinite(array).all() for layer in layers for array in layer):
        raise DigitpadError("The model cannot be exported: weights are too large for float32.")
    return layers


def float_network(model: Model) -> Network:
    """The network that is exported.

    Raises
    ------
    DigitpadError : as :func:`float_layers`.
    """
    return Network(list(float_layers(model)))


def description(model: Model) -> dict[str, Any]:
    """What an exported file says of its model: plain JSON values."""
    return {
        "made_by": f"digitpad {program_version()}",
        "sizes": list(model.network.sizes),
        "labels": list(LABELS),
        "activation": "ReLU",
        "preprocessing": PREPROCESSING,
        "record": model.record,
    }


def texts_of(numbers: NDArray[Any]) -> list[str]:
    """Decimal numbers that are read as these float32 or whole numbers (N,) again.

    Not for many at once: all other threads wait for it.
    """
    if numbers.dtype.kind == "i":
        return list(map(str, numbers.tolist()))
    return list(map("%.9g".__mod__, numbers.tolist()))
