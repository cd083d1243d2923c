"""Digits that are selected of an open dataset, on their way to the disk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import BATCH_SIZE, DigitSet, concatenate
from digitpad.data.pooled import all_of
from digitpad.ink.strokes import Drawing


@dataclass(frozen=True, eq=False)
class Selection:
    """Some digits of several sets, in any order; no image is copied before it is asked for.

    Parameters
    ----------
    sets : what the digits are selected of.
    numbers : which of all of them, integers (N,).
    labels : int8 (N,), and all else that is known of the selected ones: see :class:`DigitSet`.
    """

    sets: Sequence[DigitSet]
    numbers: NDArray[np.integer]
    labels: NDArray[np.int8]
    names: Sequence[str]
    writers: NDArray[np.int32] | None
    drawings: Sequence[Drawing]

    def __len__(self) -> int:
        return len(self.numbers)

    def batches(self) -> Iterator[NDArray[np.uint8]]:
        """Copies of the images, some at a time, uint8 (M, 28, 28)."""
        images = all_of([digits.images for digits in self.sets])
        for start in range(0, len(self), BATCH_SIZE):
            yield images[self.numbers[start : start + BATCH_SIZE]]


def selected(
    sets: Sequence[DigitSet], labels: NDArray[np.int8], numbers: NDArray[np.integer]
) -> Selection:
    """Some digits of :attr:`EditableSet.sets`, in the order of ``numbers``.

    Parameters
    ----------
    labels : int8 (N,), what to call all the digits.
    """
    # All but the images, of which each set has a copy with no pixels here.
    rest = concatenate([replace(digits, images=digits.images[:, :0]) for digits in sets])
    rest = rest.select(numbers)
    return Selection(sets, numbers, labels[numbers], rest.names, rest.writers, rest.drawings)
