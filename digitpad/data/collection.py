"""An open data set that somebody works on: its digits, what was mended, what a network reads."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet, concatenate
from digitpad.data.text_saving import Change
from digitpad.errors import DatasetError

NOT_READ = -1
"""Stands for what the network reads, where it has not read yet."""

Numbers = NDArray[np.integer]
"""Digits of a collection, counted from 0 in the order in which they came, (M,)."""


class Collection:
    """Digits as they came, with all that changes kept beside them.

    Nothing on the disk changes. Mends replace ``labels`` and ``deleted`` and never write to them:
    another thread may go on with those that it was given.

    Parameters
    ----------
    name : what the set is called, for people.
    source : the folder, zip or file that it was read from; None where nothing may be written.

    Attributes
    ----------
    labels : int8 (N,), 0-9 or ``UNLABELLED``, as mended.
    deleted : bool (N,).
    log_probabilities : float32 (N, 10), of each digit, nats; nan where the network has not read.
    read : int8 (N,), the most probable digit, or ``NOT_READ``.
    left_out : what could not be read from the disk, one error for each.
    """

    def __init__(self, name: str = "", source: Path | None = None) -> None:
        self.name = name
        self.source = source
        self.labels: NDArray[np.int8] = np.empty(0, np.int8)
        self.deleted: NDArray[np.bool_] = np.empty(0, np.bool_)
        self.left_out: list[DatasetError] = []
        self._sets: list[DigitSet] = []
        self._starts: list[int] = [0]
        self._saved_labels, self._saved_deleted = self.labels, self.deleted
        self.log_probabilities: NDArray[np.float32] = np.empty((0, 10), np.float32)
        self.read: NDArray[np.int8] = np.empty(0, np.int8)

    def __len__(self) -> int:
        return self._starts[-1]

    def append(self, digits: DigitSet) -> None:
        """Add digits at the end."""
        self.left_out += digits.left_out
        if not len(digits):
            return
        none_deleted = np.zeros(len(digits), np.bool_)
        not_read = np.full(len(digits), NOT_READ, np.int8)
        unknown = np.full((len(digits), 10), np.nan, np.float32)
        self._sets.append(digits)
        self._starts.append(len(self) + len(digits))
        self.labels = np.concatenate([self.labels, digits.labels])
        self.deleted = np.concatenate([self.deleted, none_deleted])
        self._saved_labels = np.concatenate([self._saved_labels, digits.labels])
        self._saved_deleted = np.concatenate([self._saved_deleted, none_deleted])
        self.log_probabilities = np.concatenate([self.log_probabilities, unknown])
        self.read = np.concatenate([self.read, not_read])

    # One digit

    def image(self, number: int) -> NDArray[np.uint8]:
        """The picture uint8 (28, 28) of a digit."""
        digits, place = self._at(number)
        return digits.images[place]

    def name_of(self, number: int) -> str:
        """The file that a digit came from; empty where it has only its number."""
        digits, place = self._at(number)
        return digits.names[place] if digits.names else ""

    def _at(self, number: int) -> tuple[DigitSet, int]:
        """The set that holds a digit, and its place in it."""
        piece = bisect_right(self._starts, number) - 1
        return self._sets[piece], number - self._starts[piece]

    # All digits

    @property
    def sets(self) -> tuple[DigitSet, ...]:
        """The digits as they came, in the pieces in which they came."""
        return tuple(self._sets)

    def names(self) -> Iterator[str]:
        """The file of each digit; an empty text where it has only its number."""
        for digits in self._sets:
            yield from digits.names or [""] * len(digits)

    # What a network reads

    def forget_readings(self) -> None:
        """Forget what the network read: another one reads from now on."""
        self.log_probabilities = np.full((len(self), 10), np.nan, np.float32)
        self.read = np.full(len(self), NOT_READ, np.int8)

    def add_readings(self, start: int, log_probabilities: NDArray[np.floating]) -> None:
        """Note what a network read in some digits, (M, 10), from number ``start`` on."""
        part = slice(start, start + len(log_probabilities))
        self.log_probabilities[part] = log_probabilities
        self.read[part] = log_probabilities.argmax(axis=1)

    @property
    def confidence(self) -> NDArray[np.float32]:
        """How likely the network holds what it reads, 0 to 1; nan where it has not read."""
        return np.exp(self.log_probabilities.max(axis=1))

    @property
    def loss(self) -> NDArray[np.float32]:
        """Cross-entropy of each digit, nats; nan without a label or where it has not been read."""
        loss = -self.log_probabilities[np.arange(len(self)), np.maximum(self.labels, 0)]
        return np.where(self.labels == UNLABELLED, np.float32(np.nan), loss)

    def is_misread(self, numbers: Numbers | int | slice) -> NDArray[np.bool_]:
        """Whether the network reads something else than the label of each of some digits."""
        read, labels = self.read[numbers], self.labels[numbers]
        return (read != labels) & (read != NOT_READ) & (labels != UNLABELLED)

    def confusion(self) -> NDArray[np.int64]:
        """How often each label, a row, was read as each digit, a column: (10, 10)."""
        known = (self.labels != UNLABELLED) & (self.read != NOT_READ) & ~self.deleted
        places = 10 * self.labels[known].astype(np.int64) + self.read[known]
        return np.bincount(places, minlength=100).reshape(10, 10)

    # Mends

    def relabel(self, numbers: Numbers, labels: NDArray[np.int8] | int) -> None:
        """Give some digits other labels, 0-9 or ``UNLABELLED``."""
        self.labels = self.labels.copy()
        self.labels[numbers] = labels

    def delete(self, numbers: Numbers, deleted: bool = True) -> None:
        """Take some digits out of the set, or put them back into it."""
        self.deleted = self.deleted.copy()
        self.deleted[numbers] = deleted

    def changed(self) -> Numbers:
        """The digits that are not as they were read or last saved."""
        relabelled = (self.labels != self._saved_labels) & ~self.deleted
        return np.flatnonzero(relabelled | (self.deleted != self._saved_deleted))

    def mark_saved(self, labels: NDArray[np.int8], deleted: NDArray[np.bool_]) -> None:
        """Note that the first M digits are on the disk as these arrays, (M,), have them."""
        # While the rest of a set was still being read, more digits may have come since.
        self._saved_labels = np.concatenate([labels, self._saved_labels[len(labels) :]])
        self._saved_deleted = np.concatenate([deleted, self._saved_deleted[len(deleted) :]])

    def take_back(self) -> None:
        """Undo whatever is not on the disk."""
        self.labels, self.deleted = self._saved_labels, self._saved_deleted

    @property
    def has_files(self) -> bool:
        """Whether each digit is a text in a file of its own, and can be written back to it."""
        return all(digits.names for digits in self._sets)

    def changes(self) -> dict[str, Change]:
        """What the changed files are to hold, by their names."""
        return {self.name_of(number): self._change(number) for number in self.changed().tolist()}

    def _change(self, number: int) -> Change:
        if self.deleted[number]:
            return None
        digits, place = self._at(number)
        drawing = digits.drawings[place] if digits.drawings else None
        return digits.images[place], int(self.labels[number]), drawing


def gathered(
    name: str, sets: tuple[DigitSet, ...], labels: NDArray[np.int8], numbers: Numbers
) -> DigitSet:
    """Some digits of :attr:`Collection.sets` in one set, in the order of ``numbers``.

    Parameters
    ----------
    labels : int8 (N,), what to call all the digits.
    """
    chosen = concatenate(sets).select(numbers)
    return replace(chosen, name=name, labels=labels[numbers], left_out=())
