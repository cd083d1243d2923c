"""Changes of an open set that were not saved, in a file of their own.

They survive whatever ends the program. The digits are not copied: each change is kept by the name
of its file, or by the number of the digit where the set has no files, with the label that the
digit had on the disk. Where that is another one by the time when the change is to be made again,
somebody else changed the digit, and the change is left out.
"""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.collection import GONE, Collection, Numbers
from digitpad.data.digitset import SIDE, UNLABELLED, DigitSet
from digitpad.data.files import read_bytes
from digitpad.errors import DatasetError
from digitpad.storage.atomic import atomic_write
from digitpad.storage.user_data import data_folder

FORMAT = "digitpad unsaved 1"

LARGEST = 1 << 28
"""Bytes of a file that are still read: a million changes have about 40 MB."""


class DamagedError(DatasetError):
    """A file holds no changes that could be read, now or by another version."""


@dataclass(frozen=True, eq=False)
class Unsaved:
    """What was changed in a set.

    Parameters
    ----------
    path : what was open, a path or ``synthetic:N``.
    count : digits in the set, as it was read.
    digits : the M digits that were changed: names of files, or numbers from 0 where a set has none.
    before : their labels on the disk, M times 0-9, ``UNLABELLED``, or ``GONE``.
    after : the labels that the user gave them, ``GONE`` where they are to be deleted.
    images : uint8 (28, 28), of those that are gone from the disk.
    """

    path: str
    count: int
    digits: list[str | int]
    before: list[int]
    after: list[int]
    images: dict[str, NDArray[np.uint8]]


@dataclass(frozen=True, eq=False)
class Redone:
    """Changes that can be made again.

    Parameters
    ----------
    numbers, labels, deleted : the digits, (M,), with their labels and whether they are deleted.
    left_out : digits that are gone or have another label on the disk now.
    """

    numbers: Numbers
    labels: NDArray[np.int8]
    deleted: NDArray[np.bool_]
    left_out: list[str]


def unsaved_folder() -> Path:
    """Where the files with changes are."""
    return data_folder() / "unsaved"


def new_unsaved_file() -> Path:
    """A place for the changes of one window."""
    return unsaved_folder() / f"{os.urandom(8).hex()}.json"


def unsaved_in(collection: Collection) -> Unsaved:
    """What is changed in a collection."""
    numbers = collection.changed()
    before, after = collection.labels_on_disk(numbers), collection.labels_wanted(numbers)
    digits: list[str | int] = numbers.tolist()
    images = {}
    if collection.has_files:
        digits = [collection.name_of(number) for number in numbers.tolist()]
        for number in numbers[before == GONE].tolist():
            images[collection.name_of(number)] = collection.image(number)
    return Unsaved(
        collection.path, len(collection), digits, before.tolist(), after.tolist(), images
    )


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
    record = {"format": FORMAT, **vars(unsaved), "images": images}
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
    content = read_bytes(file, LARGEST)
    try:
        record = json.loads(content)
        form = record.pop("format")
        if form == FORMAT:
            unsaved = Unsaved(**{**record, "images": _images(record["images"])})
            if _is_valid(unsaved):
                return unsaved
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(file, found="damaged changes") from error
    if form == FORMAT:
        raise DamagedError(file, found="damaged changes")
    raise DatasetError(file, found="changes that another version of digitpad wrote")


def _images(texts: dict[str, str]) -> dict[str, NDArray[np.uint8]]:
    """Images as they stand in a file; a ValueError where they are none."""
    return {
        name: np.frombuffer(base64.b64decode(text, validate=True), np.uint8).reshape(SIDE, SIDE)
        for name, text in texts.items()
    }


def _is_valid(unsaved: Unsaved) -> bool:
    labels = {GONE, UNLABELLED, *range(10)}
    count = len(unsaved.digits)
    return (
        isinstance(unsaved.path, str)
        and isinstance(unsaved.count, int)
        and 0 < count == len(unsaved.before) == len(unsaved.after)
        and all(isinstance(digit, str | int) for digit in unsaved.digits)
        and {*unsaved.before, *unsaved.after} <= labels
    )


def redone(unsaved: Unsaved, collection: Collection) -> Redone:
    """What of some changes can be made again in a set that was read anew.

    Digits that were deleted on the disk, and were to come back, are added to the collection as
    deleted ones.
    """
    places = _places(unsaved, collection)
    numbers, labels, deleted, left_out = list[int](), list[int](), list[bool](), list[str]()
    for digit, before, after in zip(unsaved.digits, unsaved.before, unsaved.after, strict=True):
        number = places.get(digit)
        if number is None and digit in unsaved.images:
            number = _add_deleted(collection, str(digit), unsaved.images[str(digit)])
        elif number is None and after == GONE:
            continue  # It is gone, as it was to be.
        elif number is None or collection.labels[number] not in (before, after):
            left_out.append(str(digit))
            continue
        numbers.append(number)
        labels.append(int(collection.labels[number]) if after == GONE else after)
        deleted.append(after == GONE)
    return Redone(
        np.array(numbers, np.intp), np.array(labels, np.int8), np.array(deleted, np.bool_), left_out
    )


def _places(unsaved: Unsaved, collection: Collection) -> dict[str | int, int]:
    """The numbers of the digits that were changed, by their names or numbers."""
    wanted = set(unsaved.digits)
    if collection.has_files:
        return {name: number for number, name in enumerate(collection.names()) if name in wanted}
    if len(collection) != unsaved.count:
        return {}
    return {n: n for n in wanted if isinstance(n, int) and 0 <= n < len(collection)}


def _add_deleted(collection: Collection, name: str, image: NDArray[np.uint8]) -> int:
    """Add a digit whose file is gone; its number."""
    number = len(collection)
    unlabelled = np.array([UNLABELLED], np.int8)
    collection.append(DigitSet(collection.name, image[None], unlabelled, names=[name]))
    collection.delete(np.array([number]))
    collection.mark_saved(np.array([number]), unlabelled, np.array([True]))
    return number


def unsaved_files() -> Iterator[Path]:
    """The files with changes of all windows, also of those that were killed."""
    yield from sorted(unsaved_folder().glob("*.json"))
