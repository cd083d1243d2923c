"""Digits of several sets as one: a copy of large sets would take as much memory again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import BATCH_SIZE, SIDE


class PooledImages:
    """Some images of several arrays as one; they are copied only when they are asked for.

    Parameters
    ----------
    parts : arrays uint8 (N, 28, 28), and which images of each, integers (M,), in which order.
    """

    def __init__(self, parts: Sequence[tuple[NDArray[np.uint8], NDArray[np.intp]]]) -> None:
        self._arrays = [array for array, _ in parts]
        self._numbers = np.concatenate([numbers for _, numbers in parts])
        self._starts = np.cumsum([0, *(len(numbers) for _, numbers in parts)])

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, places: NDArray[np.integer] | slice) -> NDArray[np.uint8]:
        """A copy of the images at some places, uint8 (K, 28, 28)."""
        if isinstance(places, slice):
            places = np.arange(len(self))[places]
        images = np.empty((len(places), SIDE, SIDE), np.uint8)
        parts = np.searchsorted(self._starts, places, side="right") - 1
        for part in np.unique(parts):
            here = parts == part
            images[here] = self._arrays[part][self._numbers[places[here]]]
        return images

    def batches(self) -> Iterator[NDArray[np.uint8]]:
        """Copies of all images, some at a time."""
        for start in range(0, len(self), BATCH_SIZE):
            yield self[start : start + BATCH_SIZE]


@dataclass(frozen=True, eq=False)
class Pooled:
    """Images, and a label for each, int8 (N,): 0-9, or -1 for what is no digit."""

    images: PooledImages
    labels: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.labels)


def all_of(arrays: Sequence[NDArray[np.uint8]]) -> PooledImages:
    """All images of several arrays, uint8 (N, 28, 28) each, as one."""
    return PooledImages([(images, np.arange(len(images))) for images in arrays])


def pooled(parts: Sequence[tuple[NDArray[np.uint8], NDArray[np.int8], NDArray[np.intp]]]) -> Pooled:
    """Some digits of several sets as one.

    Parameters
    ----------
    parts : images and labels of a set, and which of them, in which order.
    """
    images = PooledImages([(images, numbers) for images, _, numbers in parts])
    return Pooled(images, np.concatenate([labels[numbers] for _, labels, numbers in parts]))
