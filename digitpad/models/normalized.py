"""Networks that were trained on normalized pixels, as networks that take values from 0 to 1."""

from digitpad.nn.network import Network

USUAL = ((0.1307, 0.3081), (0.5, 0.5))
"""Mean and standard deviation that tutorials take: those of MNIST, and what gives -1 to 1."""


def with_normalization(network: Network, mean: float, std: float) -> Network:
    """The network that predicts for x what another one predicts for ``(x - mean) / std``.

    Both are affine, so that they are one layer: ``(x - mean) / std @ w + b``.
    """
    (weights, bias), *others = network.layers
    scaled = weights / std
    shifted = bias - mean * scaled.sum(axis=0)
    first = (scaled.astype(weights.dtype), shifted.astype(bias.dtype))
    return Network([first, *others], network.activation)
