"""Which known digits the network takes for the most alike.

Two digits are alike for it where its last hidden layer answers alike: the cosine of the angle
between the activations, 1 for the same direction (after Papernot and McDaniel, 2018, "Deep
k-nearest neighbors"). The activations of all digits are kept in a byte each, which finds
candidates fast; the candidates are then compared exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.inference import shifted
from digitpad.nn.layers import Array
from digitpad.nn.metrics import Images
from digitpad.nn.network import Network, network_input

CHUNK = 500
"""Digits at once, on the way through the network."""

SEARCHED = 4096
"""Digits whose bytes are compared at once."""

CANDIDATES = 100
"""Digits that are compared exactly: many more than are asked for, as a byte rounds."""


def features(network: Network, images: NDArray[np.uint8]) -> Array:
    """Activations of the last hidden layer, of images uint8 (N, 28, 28), each of length 1.

    The mean of both views that a prediction takes; the pixels where there is no hidden layer. A
    digit that no unit answers to stays 0.

    Returns
    -------
    float32 (N, M).
    """
    x = network_input(images).reshape(images.shape)
    total = sum(_last_hidden(network, view) for view in shifted(x))
    found: Array = np.asarray(total, np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.where(lengths > 0, lengths, 1)


def _last_hidden(network: Network, x: Array) -> Array:
    out = x.reshape(len(x), -1)
    for w, b in network.layers[:-1]:
        out = network.activation.forward(out @ w + b)[0]
    return out


@dataclass(frozen=True)
class Neighbour:
    """A digit's number in the set, and how alike it is, -1 to 1."""

    number: int
    similarity: float


class NeighbourIndex:
    """The activations of a set of digits, for :meth:`nearest`.

    Parameters
    ----------
    network : whose last hidden layer compares.
    images : the digits, uint8 (N, 28, 28), as an array or as several that act as one.
    """

    def __init__(self, network: Network, images: Images) -> None:
        self.network = network
        self._images = images
        width = network.layers[-1][0].shape[0]
        self._bytes = np.zeros((len(images), width), np.int8)
        self._scales = np.zeros(len(images), np.float32)

    def __len__(self) -> int:
        return len(self._scales)

    @property
    def nbytes(self) -> int:
        """Bytes of memory that the index takes, without the images."""
        return self._bytes.nbytes + self._scales.nbytes

    def build(self) -> Iterator[int]:
        """Fill the index; yields how many digits are in it."""
        for start in range(0, len(self._images), CHUNK):
            some = features(self.network, self._images[start : start + CHUNK])
            # Each digit has its own scale: its largest activation becomes 127.
            scales = np.abs(some).max(axis=1) / 127
            self._scales[start : start + CHUNK] = scales
            steps = some / np.where(scales > 0, scales, 1)[:, None]
            self._bytes[start : start + CHUNK] = np.rint(steps)
            yield start + len(some)

    def nearest(
        self,
        image: NDArray[np.uint8],
        count: int = 10,
        among: NDArray[np.bool_] | None = None,
    ) -> list[Neighbour]:
        """The digits most alike an image uint8 (28, 28), the most alike first.

        Parameters
        ----------
        among : which digits to look at, (N,); None for all.
        """
        wanted = features(self.network, image[None])[0]
        numbers = np.arange(len(self._images)) if among is None else np.flatnonzero(among)
        roughly = np.concatenate(
            [np.empty(0, np.float32)]
            + [
                self._scales[some] * (self._bytes[some].astype(np.float32) @ wanted)
                for some in np.array_split(numbers, range(SEARCHED, len(numbers), SEARCHED))
            ]
        )
        most = min(max(CANDIDATES, 4 * count), len(numbers))
        if not most:
            return []
        best = np.sort(numbers[np.argpartition(-roughly, most - 1)[:most]])
        exactly = features(self.network, self._images[best]) @ wanted
        # Of the same likeness, the first of the set: the order does not depend on chance.
        order = np.argsort(-exactly, kind="stable")[:count]
        return [Neighbour(int(best[n]), float(exactly[n])) for n in order]
