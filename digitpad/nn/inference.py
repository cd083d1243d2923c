"""How a picture is predicted: twice, half a pixel to either side, with the mean of both logits.

A prediction depends on single pixels more than it should. The mean over a few small shifts of the
picture does so less (Simonyan and Zisserman, 2015, "Very deep convolutional networks",
section 3.2, average over views in the same way); these two were chosen on validation digits.
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array
from digitpad.nn.network import Network, network_input


def batch_logits(network: Network, images: NDArray[np.uint8]) -> Array:
    """Scores (N, 10) of pictures uint8 (N, 28, 28), before softmax."""
    one, other = (network.logits(x) for x in shifted(_input(images)))
    return (one + other) / 2


def single_logits(network: Network, image: NDArray[np.uint8]) -> Array:
    """Scores (10,) of one picture uint8 (28, 28), see :meth:`Network.outputs_of_one`."""
    return layer_outputs(network, image)[-1]


def layer_outputs(network: Network, image: NDArray[np.uint8]) -> tuple[Array, ...]:
    """What the units (M,) of each layer put out at one picture uint8 (28, 28), the scores last."""
    both = (network.outputs_of_one(x) for x in shifted(_input(image[None])))
    return tuple((one + other) / 2 for one, other in zip(*both, strict=True))


def shifted(x: Array) -> tuple[Array, Array]:
    """Images (N, 28, 28), half a pixel to the lower right, and to the upper left.

    Half a pixel over, each is the mean of itself and its neighbour. What is shifted out on one
    side comes in on the other, and is paper.
    """
    return _moved(x, 1), _moved(x, -1)


def unshifted(lower_right: Array, upper_left: Array) -> Array:
    """Gradients (N, 28, 28) with respect to both of :func:`shifted`, brought back to x and added.

    A shift is linear, and what leads back through it is its transpose: the shift the other way.
    """
    return _moved(lower_right, -1) + _moved(upper_left, 1)


def _moved(x: Array, step: int) -> Array:
    for axis in (1, 2):
        x = (x + np.roll(x, step, axis)) / 2
    return x


def _input(images: NDArray[np.uint8]) -> Array:
    """Images uint8 (N, 28, 28) as float32 (N, 28, 28), 0 to 1."""
    return network_input(images).reshape(images.shape)
