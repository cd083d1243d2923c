"""How a picture is predicted: twice, half a pixel to either side, with the mean of both logits.

A prediction depends on single pixels more than it should. The mean over a few small shifts of the
picture does so less (Simonyan and Zisserman, 2015, "Very deep convolutional networks",
section 3.2, average over views in the same way); these two were chosen on validation digits.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array
from digitpad.nn.network import Network, network_input


def batch_logits(network: Network, images: NDArray[np.uint8]) -> Array:
    """Scores (N, 10) of pictures uint8 (N, 28, 28), before softmax."""
    one, other = (network.logits(x) for x in _shifted(images))
    return (one + other) / 2


def single_logits(network: Network, image: NDArray[np.uint8]) -> Array:
    """Scores (10,) of one picture uint8 (28, 28), see :meth:`Network.logits_of_one`."""
    one, other = (network.logits_of_one(x) for x in _shifted(image[None]))
    return (one + other) / 2


def _shifted(images: NDArray[np.uint8]) -> Iterator[Array]:
    """Input float32 (N, 28, 28), half a pixel to the lower right, and to the upper left.

    Half a pixel over, each is the mean of itself and its neighbour. What is shifted out on one
    side comes in on the other, and is paper.
    """
    x = network_input(images).reshape(images.shape)
    for step in (1, -1):
        moved: Array = x
        for axis in (1, 2):
            moved = (moved + np.roll(moved, step, axis)) / 2
        yield moved
