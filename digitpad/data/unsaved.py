"""Changes of an open set that were not saved, in a file of their own.

They survive whatever ends the program. The digits are not copied: each change is kept by the name
of its file, or by the number of the digit where the set has no files, with the label that the
digit had on the disk. Where that is another one by the time when the change is to be made again,
somebody else changed the digit, and the change is left out.
"""

import base64
import binascii
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.collection import Collection, Numbers
from digitpad.data.digitset import SIDE, UNLABELLED, DigitSet
from digitpad.data.files import read_bytes
from digitpad.errors import DatasetError
from digitpad.storage.atomic import atomic_write
from digitpad.storage.user_data import data_folder

FORMAT = "digitpad unsaved 1"

LARGEST = 1 << 28
"""Bytes of a file that are still read: a million changes have about 40 MB."""


@dataclass(frozen=True, eq=False)
class Edit:
    """One digit that was changed.

    Parameters
    ----------
    digit : the name of its file, or its number from 0 where it has none.
    before : its label on the disk, 0-9 or ``UNLABELLED``; None where its file was deleted.
    after : the label that the user gave it; None where it is to be deleted.
    image : uint8 (28, 28), where its file was deleted.
    """

    digit: str | int
    before: int | None
    after: int | None
    image: NDArray[np.uint8] | None = None


@dataclass(frozen=True, eq=False)
class Unsaved:
    """What was changed in a set.

    Parameters
    ----------
    path : what was open, a path or ``synthetic:N``.
    count : digits in the set, as it was read.
    edits : the changes.
    """

    path: str
    count: int
    edits: tuple[Edit, ...]


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
    has_files = collection.has_files
    edits = tuple(
        Edit(
            collection.name_of(number) if has_files else number,
            change.before,
            change.after,
            change.image if change.before is None else None,
        )
        for number, change in collection.numbered_changes()
    )
    return Unsaved(collection.path, len(collection), edits)


def write_unsaved(unsaved: Unsaved, file: Path) -> None:
    """Write changes, all or nothing; no file is left where there are none.

    Raises
    ------
    OSError : they cannot be written.
    """
    if not unsaved.edits:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    edits = [
        [e.digit, e.before, e.after]
        + ([] if e.image is None else [base64.b64encode(e.image.tobytes()).decode()])
        for e in unsaved.edits
    ]
    record = {"format": FORMAT, "path": unsaved.path, "count": unsaved.count, "edits": edits}
    with atomic_write(file) as opened:
        # Only ASCII: a name may hold bytes that are no text.
        opened.write(json.dumps(record).encode("ascii"))


def read_unsaved(file: Path) -> Unsaved | None:
    """Read changes; None where the file is gone, damaged, or another program's."""
    try:
        record = json.loads(read_bytes(file, LARGEST))
        if record["format"] != FORMAT:
            return None
        edits = tuple(_edit(*edit) for edit in record["edits"])
        path, count = record["path"], record["count"]
    except (DatasetError, ValueError, LookupError, TypeError, RecursionError):
        return None
    if not (isinstance(path, str) and isinstance(count, int) and edits):
        return None
    return Unsaved(path, count, edits)


def _edit(digit: Any, before: Any, after: Any, image: Any = None) -> Edit:
    """An edit as it stands in a file.

    Raises
    ------
    ValueError, TypeError : it is none.
    """
    labels = (None, *range(UNLABELLED, 10))
    if not isinstance(digit, str | int) or before not in labels or after not in labels:
        raise ValueError(digit)
    if image is None:
        return Edit(digit, before, after)
    try:
        pixels = np.frombuffer(base64.b64decode(image, validate=True), np.uint8)
    except binascii.Error as error:
        raise ValueError(image) from error
    return Edit(digit, before, after, pixels.reshape(SIDE, SIDE))


def redone(unsaved: Unsaved, collection: Collection) -> Redone:
    """What of some changes can be made again in a set that was read anew.

    Digits that were deleted on the disk, and were to come back, are added to the collection as
    deleted ones.
    """
    places = _places(unsaved, collection)
    numbers, left_out = list[int](), list[str]()
    afters = list[int | None]()
    for edit in unsaved.edits:
        place = places.get(edit.digit)
        if place is None and edit.image is not None and isinstance(edit.digit, str):
            place = _add_deleted(collection, edit.digit, edit.image)
        elif place is None and edit.after is None:
            continue  # It is gone, as it was to be.
        elif place is None or collection.labels[place] not in (edit.before, edit.after):
            left_out.append(str(edit.digit))
            continue
        numbers.append(place)
        afters.append(edit.after)
    found = np.array(numbers, np.intp)
    kept = [
        int(collection.labels[n]) if a is None else a for n, a in zip(found, afters, strict=True)
    ]
    return Redone(
        found, np.array(kept, np.int8), np.array([a is None for a in afters], np.bool_), left_out
    )


def _places(unsaved: Unsaved, collection: Collection) -> dict[str | int, int]:
    """The numbers of the digits that were changed, by their names or numbers."""
    wanted = {edit.digit for edit in unsaved.edits}
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
