"""Predicts many variants of one image, such as it is without this ink or that."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import SIDE
from digitpad.nn.inference import shifted
from digitpad.nn.layers import Array
from digitpad.nn.network import Network, network_input


def variant_logits(network: Network, images: NDArray[np.uint8]) -> Array:
    """Scores (N, 10) of images uint8 (N, 28, 28): as ``batch_logits``, but for rounding.

    What is paper in all of them, and units that are silent at all of them, are not looked at: as
    the images are much alike, that is most of the network.
    """
    x = network_input(images).reshape(-1, SIDE, SIDE)
    out = np.concatenate(shifted(x)).reshape(2 * len(images), -1)
    for number, (w, b) in enumerate(network.layers):
        if number:
            out = network.activation.forward(out)[0]
        on = np.flatnonzero(out.any(axis=0))
        out = out[:, on] @ w[on] + b
    both: Array = out.reshape(2, len(images), -1)
    return both.mean(axis=0)
