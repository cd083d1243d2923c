"""Changes of an open set that were not saved, in a file of their own.

They survive any end of the program. The digits are not copied: each change is kept by the name
of its file, or by the number of the digit where the set has no files, with the label that the
digit had on the disk and a checksum of its image there. If either differs when the change is to be
made again, another program changed the digit, and the change is left out. The set is opened again
in the way in which it was read, e.g. the same half of it. That its images were e.g. transposed is
not kept: the labels do not depend on it, and the window offers that again.
"""

import base64
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SIDE, UNLABELLED, DigitSet
from digitpad.data.editable_set import GONE, EditableSet, Indices
from digitpad.data.formats.base import ReadOptions
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write
from digitpad.files.untrusted import read_bytes
from digitpad.files.user_data import unsaved_folder

FORMAT = "digitpad unsaved 3"

FORMATS = ("digitpad unsaved 1", "digitpad unsaved 2", FORMAT)
"""All that are read: the first one had no checksums, the first two did not say how to read."""

MAX_FILE_BYTES = 1 << 28
"""Bytes of a file that are still read: a million changes have about 40 MB."""


class DamagedError(DatasetError):
    """A file holds no changes that could be read, now or by another version."""


@dataclass(frozen=True, eq=False)
class Unsaved:
    """What was changed in a set.

    Parameters
    ----------
    path : what was open, a path or ``synthetic:N``.
    count : digits in the set, as far as it was read.
    digits : the M digits that were changed: names of files, or numbers from 0 where a set has none.
    before : their labels on the disk, M times 0-9, ``UNLABELLED``, or ``GONE``.
    after : the labels that the user gave them, ``GONE`` where they are to be deleted.
    images : uint8 (28, 28), of those that are gone from the disk, as they were there.
    checksums : CRC-32 of the M images on the disk; empty where they are not known.
    options : how the set was read, e.g. which half of it; None where that is not known.
    """

    path: str
    count: int
    digits: list[str | int]
    before: list[int]
    after: list[int]
    images: dict[str, NDArray[np.uint8]]
    checksums: list[int] = field(default_factory=list)
    options: ReadOptions | None = None

    def is_of(self, dataset: EditableSet) -> bool:
        """Whether this is what was changed in a set, as far as its path and options tell."""
        return self.path == dataset.path and self.options in (None, dataset.options)


@dataclass(frozen=True, eq=False)
class Redone:
    """Changes that can be made again.

    Parameters
    ----------
    numbers, labels, deleted : the digits, (M,), with their labels and whether they are deleted.
    left_out : digits that are gone from the disk.
    conflicts : digits that have another label or image on the disk now; none where the changes
        are to be made all the same.
    gone : digits that were deleted on the disk and are to come back: what :func:`add_gone` adds to
        the collection; their numbers follow those that are there.
    """

    numbers: Indices
    labels: NDArray[np.int8]
    deleted: NDArray[np.bool_]
    left_out: list[str]
    conflicts: list[str]
    gone: DigitSet


def new_unsaved_file() -> Path:
    """A place for the changes of one window."""
    return unsaved_folder() / f"{os.urandom(8).hex()}.json"


def unsaved_in(dataset: EditableSet) -> Unsaved:
    """What is changed in a collection."""
    numbers = dataset.changed()
    before, after = dataset.labels_on_disk(numbers), dataset.labels_wanted(numbers)
    digits: list[str | int] = numbers.tolist()
    images = {}
    if dataset.has_files:
        digits = [dataset.name_of(number) for number in numbers.tolist()]
        for number in numbers[before == GONE].tolist():
            images[dataset.name_of(number)] = dataset.image_as_read(number)
    return Unsaved(
        dataset.path,
        len(dataset),
        digits,
        before.tolist(),
        after.tolist(),
        images,
        [_checksum(dataset, number) for number in numbers.tolist()],
        dataset.options,
    )


def _checksum(dataset: EditableSet, number: int) -> int:
    return zlib.crc32(dataset.image_as_read(number).tobytes())


def write_unsaved(unsaved: Unsaved, file: Path) -> None:
    """Write changes, all or nothing; no file is left where there are none.

    Raises
    ------
    OSError : they cannot be written.
    """
    if not unsaved.digits:
        file.unlink(missing_ok=True)
        return
    images = {n: base64.b64encode(i.tobytes()).decode() for n, i in unsaved.images.items()}
    options = asdict(unsaved.options) if unsaved.options else None
    record = {"format": FORMAT, **vars(unsaved), "images": images, "options": options}
    file.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(file) as opened:
        # Only ASCII: a name may hold bytes that are no text.
        opened.write(json.dumps(record).encode("ascii"))


def read_unsaved(file: Path) -> Unsaved:
    """Read changes.

    Raises
    ------
    DamagedError : nobody can read them any more.
    DatasetError : the system does not let us read them now, or another version wrote them.
    """
    content = read_bytes(file, MAX_FILE_BYTES)
    try:
        record = json.loads(content)
        form = record.pop("format")
        if form in FORMATS:
            images, options = _images(record["images"]), _options(record.get("options"))
            unsaved = Unsaved(**{**record, "images": images, "options": options})
            if _is_valid(unsaved):
                return unsaved
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(file, found="the unsaved changes are damaged") from error
    if form in FORMATS:
        raise DamagedError(file, found="the unsaved changes are damaged")
    raise DatasetError(file, found="written by another version of digitpad")


def _images(texts: dict[str, str]) -> dict[str, NDArray[np.uint8]]:
    """Images as they stand in a file; a ValueError where they are none."""
    return {
        name: np.frombuffer(base64.b64decode(text, validate=True), np.uint8).reshape(SIDE, SIDE)
        for name, text in texts.items()
    }


def _options(record: dict[str, Any] | None) -> ReadOptions | None:
    """Options as they stand in a file; a ValueError or TypeError where they are none."""
    if record is None:
        return None
    options = ReadOptions(**record)
    if (
        options.half not in ("train", "test")
        or not isinstance(options.label_column, str | None)
        or not isinstance(options.file, str)
        or {type(options.transpose), type(options.invert), type(options.scale)} != {bool}
    ):
        raise ValueError("no way to read a set")
    return options


def _is_valid(unsaved: Unsaved) -> bool:
    labels = {GONE, UNLABELLED, *range(10)}
    count = len(unsaved.digits)
    return (
        isinstance(unsaved.path, str)
        and isinstance(unsaved.count, int)
        and 0 < count == len(unsaved.before) == len(unsaved.after)
        and all(isinstance(digit, str | int) for digit in unsaved.digits)
        and {*unsaved.before, *unsaved.after} <= labels
        and len(unsaved.checksums) in (0, count)
    )


def redone(unsaved: Unsaved, dataset: EditableSet, *, in_conflicts: bool = False) -> Redone:
    """What of some changes can be made again in a set that was read anew.

    Parameters
    ----------
    in_conflicts : make them also in digits that are others now: their labels change, the images
        stay those on the disk.

    Nothing changes here: it may be called in any thread, with a collection that is frozen.
    """
    places = _places(unsaved, dataset)
    on_disk = dataset.labels.tolist()
    numbers, labels, deleted = list[int](), list[int](), list[bool]()
    left_out, conflicts, gone = list[str](), list[str](), list[str]()
    checksums: Sequence[int | None] = unsaved.checksums or [None] * len(unsaved.digits)
    for digit, before, after, checksum in zip(
        unsaved.digits, unsaved.before, unsaved.after, checksums, strict=True
    ):
        number = places.get(digit)
        if number is None and digit in unsaved.images:
            number, label = len(dataset) + len(gone), UNLABELLED
            gone.append(str(digit))
        elif number is None and after == GONE:
            continue  # It is deleted already.
        elif number is None:
            left_out.append(str(digit))
            continue
        elif not in_conflicts and (
            on_disk[number] not in (before, after)
            or checksum not in (None, _checksum(dataset, number))
        ):
            conflicts.append(str(digit))
            continue
        else:
            label = on_disk[number]
        numbers.append(number)
        labels.append(label if after == GONE else after)
        deleted.append(after == GONE)
    return Redone(
        np.array(numbers, np.intp),
        np.array(labels, np.int8),
        np.array(deleted, np.bool_),
        left_out,
        conflicts,
        _unlabelled(dataset.name, gone, unsaved.images),
    )


def _places(unsaved: Unsaved, dataset: EditableSet) -> dict[str | int, int]:
    """The numbers of the digits that were changed, by their names or numbers."""
    wanted = set(unsaved.digits)
    if dataset.has_files:
        return {name: number for number, name in enumerate(dataset.names()) if name in wanted}
    # There may be more of them: what was changed while the set was still being read.
    if len(dataset) < unsaved.count:
        return {}
    return {n: n for n in wanted if isinstance(n, int) and 0 <= n < len(dataset)}


def _unlabelled(name: str, names: list[str], images: dict[str, NDArray[np.uint8]]) -> DigitSet:
    """Some of the images as a set."""
    images_gone = np.empty((len(names), SIDE, SIDE), np.uint8)
    for place, one in enumerate(names):
        images_gone[place] = images[one]
    return DigitSet(name, images_gone, np.full(len(names), UNLABELLED, np.int8), names=names)


def add_gone(dataset: EditableSet, gone: DigitSet) -> None:
    """Add digits whose files are gone, as deleted ones."""
    if len(gone):
        numbers = np.arange(len(dataset), len(dataset) + len(gone))
        dataset.append(gone)
        dataset.delete(numbers)
        dataset.mark_saved(numbers, gone.labels, np.ones(len(gone), np.bool_))


def unsaved_files() -> Iterator[Path]:
    """The files with changes of all windows, also of those that were killed."""
    yield from sorted(unsaved_folder().glob("*.json"))
