"""A set of digits in memory, wherever it was read from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from digitpad.data.names import Names
from digitpad.errors import DatasetError
from digitpad.ink.strokes import Drawing

T = TypeVar("T")

SYNTHETIC = "synthetic:"
"""What the name of a set begins with that the program makes itself."""

SIDE = 28
"""Side of a digit's image, pixels."""

UNLABELLED = -1
"""Label of a digit without a label."""

MAX_DIGITS = 1_000_000
"""The most digits of one set; a file that claims to hold more is refused."""

BATCH_SIZE = 1000
"""Images that are gone through at a time."""

MAX_ERRORS = 2_000
"""Errors that are kept of one set; the others are counted."""


def is_synthetic(path: str | Path) -> bool:
    """Whether a path is none, but the name of a set that the program makes itself."""
    return str(path).startswith(SYNTHETIC)


class Writable(Protocol):
    """Digits that can be written: a set, or what is selected of several. See :class:`DigitSet`."""

    @property
    def labels(self) -> NDArray[np.int8]: ...

    @property
    def names(self) -> Sequence[str]: ...

    @property
    def writers(self) -> NDArray[np.int32] | None: ...

    @property
    def drawings(self) -> Sequence[Drawing]: ...

    def __len__(self) -> int: ...

    def batches(self) -> Iterator[NDArray[np.uint8]]:
        """All images, some at a time, uint8 (M, 28, 28)."""
        ...


@dataclass(frozen=True, eq=False)
class DigitSet:
    """Digits with their labels and where they came from.

    Parameters
    ----------
    name : what the set is called, for people, e.g. ``"digits.zip"``.
    images : uint8 array of shape (N, 28, 28), 0 paper to 255 ink.
    labels : int8 array of shape (N,), 0-9 or :data:`UNLABELLED`.
    names : N names, e.g. the file each digit came from; empty where digits have only a number.
    writers : int32 array of shape (N,) that tells who wrote each digit; None where not known.
    drawings : the N drawings the images were made from; empty where there are none.
    left_out : what could not be read, one error for each, at most :data:`MAX_ERRORS`.
    left_out_more : how much else could not be read.
    """

    name: str
    images: NDArray[np.uint8]
    labels: NDArray[np.int8]
    names: Sequence[str] = ()
    writers: NDArray[np.int32] | None = None
    drawings: Sequence[Drawing] = ()
    left_out: tuple[DatasetError, ...] = ()
    left_out_more: int = 0

    def __len__(self) -> int:
        return len(self.images)

    def batches(self) -> Iterator[NDArray[np.uint8]]:
        """All images, some at a time, uint8 (M, 28, 28)."""
        for start in range(0, len(self), BATCH_SIZE):
            yield self.images[start : start + BATCH_SIZE]

    def select(self, indices: NDArray[np.integer]) -> "DigitSet":
        """Some of the digits, in the order of ``indices``, integers of shape (M,)."""
        return replace(
            self,
            images=self.images[indices],
            labels=self.labels[indices],
            names=[self.names[i] for i in indices] if self.names else (),
            writers=None if self.writers is None else self.writers[indices],
            drawings=[self.drawings[i] for i in indices] if self.drawings else (),
        )


@dataclass(frozen=True, eq=False)
class Chunk:
    """A part of a set that is still being read.

    Parameters
    ----------
    digits : the digits that this part adds, and what was left out among them.
    done : how many files or rows have been read, with this part.
    total : how many there are.
    """

    digits: DigitSet
    done: int
    total: int


def concatenate(sets: Sequence[DigitSet]) -> DigitSet:
    """All digits of one or more sets in one, under the name of the first.

    Names, writers and drawings are kept where every set has them; the same number of a writer
    is taken for the same person.
    """
    if len(sets) == 1:
        return sets[0]
    filled = [digits for digits in sets if len(digits)] or sets[:1]
    writers = [digits.writers for digits in filled if digits.writers is not None]
    return DigitSet(
        name=sets[0].name,
        images=_images_joined([digits.images for digits in filled]),
        labels=np.concatenate([digits.labels for digits in filled]),
        names=Names(names) if (names := _joined([digits.names for digits in filled])) else (),
        writers=np.concatenate(writers) if len(writers) == len(filled) else None,
        drawings=_joined([digits.drawings for digits in filled]),
        left_out=tuple(error for digits in sets for error in digits.left_out),
        left_out_more=sum(digits.left_out_more for digits in sets),
    )


def _images_joined(parts: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """All images in one array; no copy where they are parts of one, each behind the other."""
    if not _are_adjoining(parts):
        return np.concatenate(parts)
    return as_strided(parts[0], (sum(map(len, parts)), *parts[0].shape[1:]))


def _are_adjoining(parts: Sequence[NDArray[np.uint8]]) -> bool:
    """Whether arrays are parts of one, ``parts[0].base``, each behind the other."""
    base, place = parts[0].base, parts[0].ctypes.data
    for part in parts:
        is_next = part.base is base is not None and part.ctypes.data == place
        if not (is_next and part.flags.c_contiguous):
            return False
        place += part.nbytes
    return True


def _joined(parts: Sequence[Sequence[T]]) -> Sequence[T]:
    """All parts in one list; nothing where any part is empty."""
    return [item for part in parts for item in part] if all(parts) else ()


def split_validation(
    digits: DigitSet, share: float, seed: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Set some digits aside, to validate on what was not learned from.

    Where several writers are known, all that one wrote goes to the same side: a network that
    knows a hand already would look better than it is.

    Parameters
    ----------
    digits : the set, N digits.
    share : of digits, or of writers, to validate on, 0 to 1. Where there are two or more, at least
        one is measured on, and at least one is left to learn from.
    seed : the same seed splits the same set in the same way.

    Returns
    -------
    Indices of the digits to learn from and of those to validate on, both in ascending order.
    """
    groups: NDArray[np.integer] = np.arange(len(digits))
    if digits.writers is not None and len(np.unique(digits.writers)) > 1:
        groups = digits.writers
    everyone = np.unique(groups)
    chosen = np.random.default_rng(seed).permutation(everyone)
    count = min(max(round(share * len(everyone)), 1), max(len(everyone) - 1, 0))
    validation = np.isin(groups, chosen[:count])
    return np.flatnonzero(~validation), np.flatnonzero(validation)
