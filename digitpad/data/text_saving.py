"""Changes of text digits on their way back to the folder, zip or file that they came from."""

import zipfile
from collections.abc import Generator, Mapping
from copy import copy
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.files import DAMAGE, open_zip, unwritable
from digitpad.data.my_digits import keep_strokes, strokes_beside
from digitpad.data.textfiles import format_digit
from digitpad.errors import DatasetError
from digitpad.ink.strokes import Drawing
from digitpad.storage.atomic import atomic_write

BATCH = 100
"""Files of a zip that are written between two reports."""

LARGEST = 1 << 26
"""Bytes of another file in a zip that are still copied: a zip may claim to hold anything."""

PIECE = 1 << 20
"""Bytes copied at a time."""

Change = tuple[NDArray[np.uint8], int, Drawing | None] | None
"""What a file is to hold, image uint8 (28, 28) and label, and what the image was made from where
that is known; None where the file is to go."""


def stream_changes(source: Path, changes: Mapping[str, Change]) -> Generator[float, None, None]:
    """Change some text digits where they are; yields the share done, 0 to 1.

    In a folder each file is replaced all or nothing, in a zip all of them together.

    Parameters
    ----------
    source : the folder, the zip, or the single text digit.
    changes : by the names that the digits have in the source.

    Raises
    ------
    DatasetError : a file cannot be written, or lies outside the source.
    """
    if source.is_dir():
        return _save_folder(source, changes)
    if zipfile.is_zipfile(source):
        return _save_zip(source, changes)
    return _save_folder(source.parent, changes)


def _save_folder(folder: Path, changes: Mapping[str, Change]) -> Generator[float, None, None]:
    for done, (name, change) in enumerate(changes.items(), 1):
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise DatasetError(
                path, found="a link that leads out of the folder", expected="a file inside it"
            )
        try:
            if change is None:
                path.unlink(missing_ok=True)
                strokes_beside(path).unlink(missing_ok=True)
            else:
                image, label, drawing = change
                if drawing and not strokes_beside(path).exists():
                    keep_strokes(path, image, label, drawing)
                with atomic_write(path) as file:
                    file.write(format_digit(image, label))
        except OSError as error:
            raise unwritable(path, error) from error
        yield done / len(changes)


def _save_zip(path: Path, changes: Mapping[str, Change]) -> Generator[float, None, None]:
    try:
        with (
            atomic_write(path) as file,
            open_zip(path) as old,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            members = {member.filename: member for member in old.infolist()}
            for done, (name, member) in enumerate(members.items()):
                if name not in changes and not member.is_dir():
                    _copy(path, old, new, member)
                if done % BATCH == 0:
                    yield done / len(members)
            for name, change in changes.items():
                if change:
                    image, label, _ = change
                    new.writestr(name, format_digit(image, label))
    except OSError as error:
        raise unwritable(path, error) from error


def _copy(path: Path, old: zipfile.ZipFile, new: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Take a file from one zip to another as it is."""
    try:
        with old.open(member) as file, new.open(copy(member), "w", force_zip64=True) as kept:
            size = 0
            while piece := file.read(PIECE):
                size += kept.write(piece)
                if size > LARGEST:
                    raise RuntimeError(f"more than {LARGEST:,} bytes")
    except DAMAGE as error:
        raise DatasetError(
            path,
            where=member.filename,
            found=f"a file that cannot be kept ({error})",
            expected="one that can: export the digits to another file instead",
        ) from error
