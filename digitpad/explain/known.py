"""Several sets of known digits, searched as one for the most similar digits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.neighbours import DIRECTIONS, NeighbourIndex
from digitpad.nn.metrics import Images

MAX_BYTES = 24 << 20
"""Size of the index of one set at most; only the first digits of a larger set are in it."""


@dataclass(frozen=True, eq=False)
class KnownSet:
    """Digits of one set.

    Parameters
    ----------
    path : what is opened to see them.
    images, labels : of all digits; a label below 0 is none.
    index : of the first of them.
    excluded : which digits are not to be found, e.g. as they are deleted; None for none.
    """

    path: str
    images: Images
    labels: NDArray[np.integer]
    index: NeighbourIndex
    excluded: NDArray[np.bool_] | None = None


@dataclass(frozen=True, eq=False)
class KnownDigit:
    """A digit that was found.

    Parameters
    ----------
    path, number : of its set, and its place in it.
    label : 0 to 9; below 0 for none.
    similarity : -1 to 1, or how active a unit is.
    image : uint8 (28, 28).
    """

    path: str
    number: int
    label: int
    similarity: float
    image: NDArray[np.uint8]


Place = tuple[str, int]
"""The path of a set, and the number of a digit in it."""


def most_digits(width: int) -> int:
    """How many digits fit into an index of this many activations."""
    return MAX_BYTES // (min(width, DIRECTIONS) + 4)


def most_alike(
    sets: Sequence[KnownSet],
    image: NDArray[np.uint8],
    count: int,
    *,
    label: int | None = None,
    besides: Place | None = None,
) -> tuple[KnownDigit, ...]:
    """The digits of all sets most similar to an image uint8 (28, 28), the most similar first.

    Parameters
    ----------
    label : that they are to have; None for any.
    besides : a digit that is left out; None for none.
    """
    found = []
    for known in sets:
        among = np.ones(len(known.index), np.bool_)
        if known.excluded is not None:
            among &= ~known.excluded[: len(among)]
        if besides is not None and besides[0] == known.path and besides[1] < len(among):
            among[besides[1]] = False
        if label is not None:
            among &= known.labels[: len(among)] == label
        found += [
            known_digit(known, neighbour.number, neighbour.similarity)
            for neighbour in known.index.nearest(image, count, among)
        ]
    return tuple(sorted(found, key=lambda digit: -digit.similarity)[:count])


def known_digit(known: KnownSet, number: int, similarity: float) -> KnownDigit:
    """A digit of a set, by its number."""
    image = known.images[np.array([number])][0]
    return KnownDigit(known.path, number, int(known.labels[number]), similarity, image)
