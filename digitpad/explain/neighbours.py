"""Which known digits the network takes for the most alike.

Two digits are alike for it where its last hidden layer answers alike: the cosine of the angle
between the activations, 1 for the same direction (after Papernot and McDaniel, 2018, "Deep
k-nearest neighbors"). The activations of all digits are kept roughly, in a byte for each of the
directions in which they differ most. That finds candidates fast, in little memory; the candidates
are then compared exactly.

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

CHUNK = 125
"""Digits at once, on the way through the network: enough to keep the processor busy, few enough to
save memory."""

SEARCHED = 4096
"""Digits that are compared roughly at once."""

CANDIDATES = 150
"""Digits that are compared exactly: many more than are asked for, as what is kept is rough."""

DIRECTIONS = 128
"""Numbers that are kept of a digit, at most."""

SAMPLE = 1000
"""Digits that the directions are found by: many more than directions, few enough to save time."""

ROUNDS = 4
"""Of the search for the directions: with more, no more of the nearest digits are found."""

LARGEST = 127
"""The largest number in a byte with a sign."""


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
    count : how many of them to look at, the first ones; all where it is not given.
    """

    def __init__(self, network: Network, images: Images, count: int | None = None) -> None:
        self.network = network
        # All of them, as a part of several arrays would be a copy.
        self._images = images
        # Rows; there are none before it is built.
        self._directions: Array = np.zeros((0, network.layers[-1][0].shape[0]), np.float32)
        self._scales = np.zeros(len(images) if count is None else count, np.float32)
        self._codes = np.zeros((len(self), 0), np.int8)

    def __len__(self) -> int:
        return len(self._scales)

    @property
    def nbytes(self) -> int:
        """Bytes of memory that the index takes, without the images."""
        return self._directions.nbytes + self._codes.nbytes + self._scales.nbytes

    def build(self) -> Iterator[int]:
        """Fill the index; yields how many digits are in it."""
        yield from self._find_directions()
        self._codes = np.zeros((len(self), len(self._directions)), np.int8)
        for start in range(0, len(self), CHUNK):
            end = min(start + CHUNK, len(self))
            self._add(slice(start, end))
            yield end

    def _find_directions(self) -> Iterator[int]:
        """Find the directions in which some digits, from all of the set, differ most.

        These are nearly the principal components, about 0, by subspace iteration (Golub and Van
        Loan, 2013, "Matrix computations", section 8.2.4): all of them, exactly, would take 20 MB.
        """
        width = self._directions.shape[1]
        products: Array = np.zeros((width, width), np.float32)
        places = np.linspace(0, len(self) - 1, min(len(self), SAMPLE)).astype(np.intp)
        for start in range(0, len(places), CHUNK):
            some = features(self.network, self._images[places[start : start + CHUNK]])
            products += some.T @ some
            yield 0
        shape = width, min(width, DIRECTIONS)
        columns: Array = np.random.default_rng(0).standard_normal(shape, np.float32)
        for _ in range(ROUNDS):
            columns = np.linalg.qr(products @ columns)[0]
        self._directions = columns.T

    def _add(self, part: slice) -> None:
        """Put some digits into the index; a function of its own, so that only results stay."""
        some = features(self.network, self._images[part]) @ self._directions.T
        # Each digit has its own scale, by its largest number.
        scales = np.abs(some).max(axis=1, initial=0) / LARGEST
        self._scales[part] = scales
        self._codes[part] = np.rint(some / np.where(scales > 0, scales, 1)[:, None])

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
        """How alike each digit is, as far as what is kept tells."""
        directed = self._directions @ wanted
        sums: list[Array] = [np.empty(0, np.float32)]
        for start in range(0, len(self), SEARCHED):
            sums.append(self._codes[start : start + SEARCHED].astype(np.float32) @ directed)
        return self._scales * np.concatenate(sums)


def _largest(values: Array, among: NDArray[np.bool_] | None, count: int) -> NDArray[np.intp]:
    """The places of the largest values, in ascending order."""
    places = np.arange(len(values)) if among is None else np.flatnonzero(among)
    if len(places) > count:
        places = places[np.argpartition(-values[places], count - 1)[:count]]
    return np.sort(places)
