"""Which digits can be written back to the files that they came from: text digits, as before."""

from collections.abc import Collection as Names
from collections.abc import Generator, Mapping
from pathlib import Path

import numpy as np

from digitpad.data.editable_set import EditableSet
from digitpad.data.formats import ReadOptions, load_dataset
from digitpad.data.formats.picture_names import is_picture
from digitpad.data.text.changes import ChangedFilesError, FileChange, Kind
from digitpad.data.text.update import stream_changes
from digitpad.errors import DatasetError


class OtherFormError(DatasetError):
    """Some files hold text digits in another form than the one that is written."""


def can_write_back(dataset: EditableSet) -> bool:
    """Whether what was changed can go back to where it came from."""
    if not (dataset.source and dataset.kind and dataset.has_files):
        return False
    # All files of a dataset are of one form: to ask for each of 60,000 would stop the window.
    pieces = (digits.names for digits in dataset.sets if digits.names)
    return dataset.is_as_read and not any(is_picture(names[0]) for names in pieces)


def stream_back(
    source: Path,
    kind: Kind,
    changes: Mapping[str, FileChange],
    written: list[str],
    forced: Names[str],
) -> Generator[float, None, None]:
    """See :func:`digitpad.data.text.update.stream_changes`; ``forced`` is its ``overwrite``.

    Raises
    ------
    OtherFormError : nobody changed a file, but it is in a form that is only read.
    """
    try:
        yield from stream_changes(source, kind, changes, written, forced)
    except ChangedFilesError as error:
        name = error.names[0]
        if _is_unchanged(source, kind, name, changes[name]):
            found, expected = "another form of text digits", "the usual form, to be written to"
            raise OtherFormError(source / name, found=found, expected=expected) from error
        raise


def _is_unchanged(source: Path, kind: Kind, name: str, change: FileChange) -> bool:
    """Whether a file still holds the digit that was read from it, in whatever form."""
    options = ReadOptions(file="" if kind is Kind.FILE else name)
    try:
        digits = load_dataset(source, options=options)
    except DatasetError:
        return False
    same = len(digits) == 1 and np.array_equal(digits.images[0], change.image)
    return same and digits.labels[0] == change.before
