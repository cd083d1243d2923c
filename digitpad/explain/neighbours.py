"""Which known digits the network takes for the most alike.

Two digits are alike for it where its last hidden layer answers alike: the cosine of the angle
between the activations, 1 for the same direction (after Papernot and McDaniel, 2018, "Deep
k-nearest neighbors"). The activations of all digits are kept in half a byte each, which finds
candidates fast; the candidates are then compared exactly.

A digit is compared as it is, not in the two views that a prediction is the mean of: they are twice
the work, and the nearest digits are as alike to the eye.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array
from digitpad.nn.metrics import Images
from digitpad.nn.network import Network, network_input

CHUNK = 250
"""Digits at once, on the way through the network: enough to keep the processor busy, few enough to
save memory."""

SEARCHED = 4096
"""Digits that are compared roughly at once."""

CANDIDATES = 50
"""Digits that are compared exactly: many more than are asked for, as half a byte rounds."""

LEVELS = 15
"""The largest number in half a byte."""


def features(network: Network, images: NDArray[np.uint8]) -> Array:
    """Activations of the last hidden layer, of images uint8 (N, 28, 28), each of length 1.

    The pixels where there is no hidden layer. A digit that no unit answers to stays 0.

    Returns
    -------
    float32 (N, M).
    """
    out: Array = network_input(images)
    for w, b in network.layers[:-1]:
        # The margin is paper in all digits, and some units may be silent at all of them.
        on = np.flatnonzero(out.any(axis=0))
        out = out[:, on] @ w[on]
        out += b
        out = network.activation.forward(out)[0]
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    return (out / np.where(lengths > 0, lengths, 1)).astype(np.float32, copy=False)


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
        # A row for every two units: those that are silent at what is looked for need not be read.
        self._pairs = np.zeros(((width + 1) // 2, len(images)), np.uint8)
        self._lowest = np.zeros(len(images), np.float32)
        self._scales = np.zeros(len(images), np.float32)

    def __len__(self) -> int:
        return len(self._scales)

    @property
    def nbytes(self) -> int:
        """Bytes of memory that the index takes, without the images."""
        return self._pairs.nbytes + self._lowest.nbytes + self._scales.nbytes

    def build(self) -> Iterator[int]:
        """Fill the index; yields how many digits are in it."""
        for start in range(0, len(self), CHUNK):
            self._add(slice(start, start + CHUNK))
            yield min(start + CHUNK, len(self))

    def _add(self, part: slice) -> None:
        """Put some digits into the index; a function of its own, so that only results stay."""
        some = features(self.network, self._images[part])
        # Each digit has its own scale, from its lowest activation to its highest.
        lowest = some.min(axis=1)
        scales = np.ptp(some, axis=1) / LEVELS
        self._lowest[part] = lowest
        self._scales[part] = scales
        some -= lowest[:, None]
        some /= np.where(scales > 0, scales, 1)[:, None]
        levels = np.rint(some).astype(np.uint8).T
        pairs = self._pairs[:, part]
        pairs[:] = levels[::2]
        pairs[: len(levels) // 2] |= levels[1::2] << 4

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
        (found,) = self.nearest_of_each(image, [among], count)
        return found

    def nearest_of_each(
        self,
        image: NDArray[np.uint8],
        groups: Sequence[NDArray[np.bool_] | None],
        count: int = 10,
    ) -> list[list[Neighbour]]:
        """As :meth:`nearest`, among each of several groups, for little more than among one."""
        wanted = features(self.network, image[None])[0]
        roughly = self._roughly(wanted)
        most = max(CANDIDATES, 4 * count)
        candidates = [_largest(roughly, among, most) for among in groups]
        compared = np.unique(np.concatenate(candidates))
        if not len(compared):
            return [[] for _ in groups]
        exactly = features(self.network, self._images[compared]) @ wanted
        found = []
        for some in candidates:
            likeness = exactly[np.searchsorted(compared, some)]
            # Of the same likeness, the first of the set: the order does not depend on chance.
            order = np.argsort(-likeness, kind="stable")[:count]
            found.append([Neighbour(int(some[n]), float(likeness[n])) for n in order])
        return found

    def _roughly(self, wanted: Array) -> Array:
        """How alike each digit is, as far as half bytes tell."""
        on = np.flatnonzero(wanted)
        shifts = (on % 2 * 4).astype(np.uint8)[:, None]
        sums = [np.empty(0, np.float32)]
        for start in range(0, len(self), SEARCHED):
            levels = self._pairs[on // 2, start : start + SEARCHED] >> shifts & LEVELS
            sums.append(wanted[on] @ levels.astype(np.float32))
        return self._lowest * wanted.sum() + self._scales * np.concatenate(sums)


def _largest(values: Array, among: NDArray[np.bool_] | None, count: int) -> NDArray[np.intp]:
    """The places of the largest values, in ascending order."""
    places = np.arange(len(values)) if among is None else np.flatnonzero(among)
    if len(places) > count:
        places = places[np.argpartition(-values[places], count - 1)[:count]]
    return np.sort(places)
