"""An open dataset that can be edited: its digits, the changes, and what a network predicts."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import MAX_ERRORS, UNLABELLED, DigitSet
from digitpad.data.formats.base import ReadOptions
from digitpad.data.text.changes import FileChange, Kind
from digitpad.errors import DatasetError

NOT_PREDICTED = -1
"""Stands for the predicted digit where nothing is predicted yet."""

GONE = -2
"""Stands for the label of a digit that is deleted."""

Indices = NDArray[np.integer]
"""Digits of a dataset, counted from 0 in the order in which they came, (M,)."""

ALL = slice(None)
"""All digits of a dataset."""

Value = TypeVar("Value", bound=np.generic)


class _Column(Generic[Value]):
    """One value, or one row, for each digit.

    There is room for more at its end, twice as much each time it is full: a million digits are not
    copied anew with each hundred that come. ``values`` that were handed out are never written to.
    """

    def __init__(self, values: NDArray[Value]) -> None:
        self.values = values

    @property
    def values(self) -> NDArray[Value]:
        return self._room[: self._count]

    @values.setter
    def values(self, values: NDArray[Value]) -> None:
        self._room, self._count = values, len(values)

    def append(self, more: NDArray[Value]) -> None:
        """Add values at the end."""
        old, count = self._count, self._count + len(more)
        if count > len(self._room):
            room = np.empty((max(count, 2 * old), *self._room.shape[1:]), self._room.dtype)
            room[:old] = self.values
            self._room = room
        self._room[old:count] = more
        self._count = count


class EditableSet:
    """Digits as they came, with all that changes kept beside them.

    Nothing on the disk changes. Edits replace ``labels`` and ``deleted`` and never write to them:
    another thread may go on with those that it was given.

    Parameters
    ----------
    name : what the set is called, for people.
    source : the folder, zip or file that it was read from; None where nothing may be written.

    Attributes
    ----------
    path : what was opened, a path or ``synthetic:N``.
    kind : what the source was when it was opened; None where that is not known yet.
    options : how it was read, e.g. which half of it.
    halves : those that it has, once all is read; empty where it has one part only.
    is_whole : whether all of it has been loaded.
    labels : int8 (N,), 0-9 or ``UNLABELLED``, as edited.
    deleted : bool (N,).
    log_probabilities : float32 (N, 10), of each digit, nats; nan where nothing is predicted.
    predicted : int8 (N,), the most probable digit, or ``NOT_PREDICTED``.
    predicted_by_other : int8 (N,), the same by a second model, where one is compared with.
    left_out : what could not be read from the disk, one error for each, at most ``MAX_ERRORS``.
    left_out_count : how much could not be read.
    """

    def __init__(self, name: str = "", source: Path | None = None) -> None:
        self.name = name
        self.source = source
        self.path = ""
        self.kind: Kind | None = None
        self.options = ReadOptions()
        self.halves: tuple[str, ...] = ()
        self.is_whole = False
        self.left_out: list[DatasetError] = []
        self.left_out_count = 0
        self._changed: Indices | None = None
        self._as_read: EditableSet | None = None
        self._sets: list[DigitSet] = []
        self._starts: list[int] = [0]
        self._folded: list[str] = []
        self._folded_sets = 0
        self._labels = _Column(np.empty(0, np.int8))
        self._deleted = _Column(np.empty(0, np.bool_))
        self._saved_labels = _Column(np.empty(0, np.int8))
        self._saved_deleted = _Column(np.empty(0, np.bool_))
        self._log_probabilities = _Column(np.empty((0, 10), np.float32))
        self._predicted = _Column(np.empty(0, np.int8))
        self._predicted_by_other = _Column(np.empty(0, np.int8))

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def labels(self) -> NDArray[np.int8]:
        return self._labels.values

    @property
    def deleted(self) -> NDArray[np.bool_]:
        return self._deleted.values

    @property
    def log_probabilities(self) -> NDArray[np.float32]:
        # Made when asked for: nothing is predicted while the digits are still being loaded.
        if missing := len(self) - len(self._log_probabilities.values):
            self._log_probabilities.append(np.full((missing, 10), np.nan, np.float32))
        return self._log_probabilities.values

    @property
    def predicted(self) -> NDArray[np.int8]:
        return self._predicted.values

    @property
    def predicted_by_other(self) -> NDArray[np.int8]:
        return self._predicted_by_other.values

    def append(self, digits: DigitSet) -> None:
        """Add digits at the end."""
        self.left_out += digits.left_out[: MAX_ERRORS - len(self.left_out)]
        self.left_out_count += len(digits.left_out) + digits.left_out_more
        if not len(digits):
            return
        none_deleted = np.zeros(len(digits), np.bool_)
        self._sets.append(digits)
        self._starts.append(len(self) + len(digits))
        self._labels.append(digits.labels)
        self._deleted.append(none_deleted)
        self._saved_labels.append(digits.labels)
        self._saved_deleted.append(none_deleted)
        for predicted in (self._predicted, self._predicted_by_other):
            predicted.append(np.full(len(digits), NOT_PREDICTED, np.int8))

    # One digit

    def image(self, number: int) -> NDArray[np.uint8]:
        """The picture uint8 (28, 28) of a digit."""
        digits, place = self._at(number)
        return digits.images[place]

    def image_as_read(self, number: int) -> NDArray[np.uint8]:
        """The picture uint8 (28, 28) of a digit as it is on the disk, not e.g. transposed."""
        return (self._as_read or self).image(number)

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

    def folded_names(self) -> list[str]:
        """All :meth:`names` without capitals, to search in."""
        for digits in self._sets[self._folded_sets :]:
            names = digits.names or [""] * len(digits)
            # Most names have none, and then need no more memory.
            self._folded += [low if (low := name.casefold()) != name else name for name in names]
        self._folded_sets = len(self._sets)
        return self._folded

    # What a network predicts

    def forget_predictions(self) -> None:
        """Forget all predictions: another network makes them from now on."""
        self._log_probabilities.values = np.empty((0, 10), np.float32)
        self._predicted.values = np.full(len(self), NOT_PREDICTED, np.int8)

    def add_predictions(self, start: int, log_probabilities: NDArray[np.floating]) -> None:
        """Note the predictions for some digits, (M, 10), from number ``start`` on."""
        part = slice(start, start + len(log_probabilities))
        self.log_probabilities[part] = log_probabilities
        self.predicted[part] = log_probabilities.argmax(axis=1)

    def forget_other_predictions(self) -> None:
        """Forget what a second model predicts."""
        self._predicted_by_other.values = np.full(len(self), NOT_PREDICTED, np.int8)

    def add_other_predictions(self, start: int, log_probabilities: NDArray[np.floating]) -> None:
        """Note the predictions of a second model, (M, 10), from number ``start`` on."""
        part = slice(start, start + len(log_probabilities))
        self.predicted_by_other[part] = log_probabilities.argmax(axis=1)

    @property
    def models_disagree(self) -> NDArray[np.bool_]:
        """For which digits the two models predict different digits, (N,)."""
        other, predicted = self.predicted_by_other, self.predicted
        return (predicted != other) & (predicted != NOT_PREDICTED) & (other != NOT_PREDICTED)

    @property
    def confidence(self) -> NDArray[np.float32]:
        """The probability of each predicted digit, 0 to 1; nan where nothing is predicted."""
        return np.exp(self.log_probabilities.max(axis=1))

    @property
    def loss(self) -> NDArray[np.float32]:
        """Cross-entropy of each digit, nats; nan without a label or a prediction."""
        loss = -self.log_probabilities[np.arange(len(self)), np.maximum(self.labels, 0)]
        return np.where(self.labels == UNLABELLED, np.float32(np.nan), loss)

    def is_misclassified(self, numbers: Indices | int | slice) -> NDArray[np.bool_]:
        """Whether another digit than the label is predicted for each of some digits."""
        predicted, labels = self.predicted[numbers], self.labels[numbers]
        return (predicted != labels) & (predicted != NOT_PREDICTED) & (labels != UNLABELLED)

    def confusion(self, numbers: Indices | slice = ALL) -> NDArray[np.int64]:
        """How often each digit, a column, is predicted for each label, a row: (10, 10).

        Parameters
        ----------
        numbers : the digits that are counted.
        """
        labels, predicted = self.labels[numbers], self.predicted[numbers]
        known = (labels != UNLABELLED) & (predicted != NOT_PREDICTED) & ~self.deleted[numbers]
        places = 10 * labels[known].astype(np.int64) + predicted[known]
        return np.bincount(places, minlength=100).reshape(10, 10)

    # Edits

    def show_images(self, sets: Sequence[DigitSet], is_as_read: bool) -> None:
        """Put other images in place of all, e.g. transposed ones; labels and edits stay.

        Parameters
        ----------
        sets : as many digits as there are, in one piece or several, in the same order.
        is_as_read : whether these are the images that were read.
        """
        if is_as_read:
            self._as_read = None
        elif self.is_as_read:
            self._as_read = self.frozen()
        self._sets = list(sets)
        self._starts = [0, *accumulate(map(len, sets))]
        self._folded, self._folded_sets = [], 0
        self._note_edit()

    @property
    def is_as_read(self) -> bool:
        """Whether the images are those that were read, not e.g. transposed since."""
        return self._as_read is None

    def relabel(self, numbers: Indices, labels: NDArray[np.int8] | int) -> None:
        """Give some digits other labels, 0-9 or ``UNLABELLED``."""
        self._labels.values = _with(self.labels, numbers, labels)
        self._note_edit()

    def delete(self, numbers: Indices, deleted: NDArray[np.bool_] | bool = True) -> None:
        """Take some digits out of the set, or put them back into it."""
        self._deleted.values = _with(self.deleted, numbers, deleted)
        self._note_edit()

    def changed(self) -> Indices:
        """The digits that are not as they were read or last saved; not to be written to.

        They are worked out once for each edit: all that is shown of the set asks for them.
        """
        if self._changed is None:
            relabelled = (self.labels != self._saved_labels.values) & ~self.deleted
            changed = np.flatnonzero(relabelled | (self.deleted != self._saved_deleted.values))
            changed.setflags(write=False)
            self._changed = changed
        return self._changed

    def _note_edit(self) -> None:
        self._changed = None

    def mark_saved(
        self, numbers: Indices, labels: NDArray[np.int8], deleted: NDArray[np.bool_]
    ) -> None:
        """Note that these digits, (M,), are on the disk with these labels, or deleted there."""
        self._saved_labels.values = _with(self._saved_labels.values, numbers, labels)
        self._saved_deleted.values = _with(self._saved_deleted.values, numbers, deleted)
        self._note_edit()

    def revert(self, numbers: Indices) -> None:
        """Undo what is not on the disk of some digits."""
        self.relabel(numbers, self._saved_labels.values[numbers])
        self.delete(numbers, self._saved_deleted.values[numbers])

    @property
    def has_files(self) -> bool:
        """Whether each digit came from a file of its own."""
        return all(digits.names for digits in self._sets)

    def changes(self) -> dict[str, FileChange]:
        """What becomes of the changed files, by their names, in the order of :meth:`changed`."""
        return {self.name_of(number): self._change(number) for number in self.changed().tolist()}

    def as_on_disk(self) -> dict[str, FileChange]:
        """All digits that have a file now, by its name, as they were read or last saved."""
        digits = {}
        for number in np.flatnonzero(~self._saved_deleted.values).tolist():
            label = int(self._saved_labels.values[number])
            digits[self.name_of(number)] = FileChange(self.image(number), label, label)
        return digits

    def move(self, source: Path) -> None:
        """Note that the digits' folder, zip or file is at another place now."""
        self.name = "/".join(filter(None, [source.name, self.options.file]))
        self.source, self.path = source, str(source)
        self._note_edit()

    def labels_on_disk(self, numbers: Indices | int) -> NDArray[np.int8]:
        """What some digits are on the disk, (M,): 0-9, ``UNLABELLED``, or ``GONE``."""
        labels, deleted = self._saved_labels.values, self._saved_deleted.values
        return np.where(deleted[numbers], np.int8(GONE), labels[numbers])

    def labels_wanted(self, numbers: Indices | int) -> NDArray[np.int8]:
        """What some digits are to be, (M,): 0-9, ``UNLABELLED``, or ``GONE``."""
        return np.where(self.deleted[numbers], np.int8(GONE), self.labels[numbers])

    def frozen(self) -> "EditableSet":
        """As it is now, for another thread, whatever changes here."""
        frozen = copy(self)
        frozen._sets, frozen._starts = list(self._sets), list(self._starts)
        for name, column in vars(self).items():
            if isinstance(column, _Column):
                setattr(frozen, name, copy(column))
        return frozen

    def _change(self, number: int) -> FileChange:
        digits, place = self._at(number)
        before, after = self.labels_on_disk(number), self.labels_wanted(number)
        return FileChange(
            digits.images[place],
            before=None if before == GONE else int(before),
            after=None if after == GONE else int(after),
            drawing=digits.drawings[place] if digits.drawings else None,
        )


def _with(
    old: NDArray[Value], numbers: Indices, values: NDArray[Value] | int | bool
) -> NDArray[Value]:
    """A copy with other values in some places: the old array may be in use elsewhere."""
    new = old.copy()
    new[numbers] = values
    return new
