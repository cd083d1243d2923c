"""Many text digits on their way to the disk: as a folder or a zip."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePosixPath

import numpy as np

from digitpad.data.digitset import Writable
from digitpad.data.text.codec import format_digit
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write, copy_permissions, sweep, temporary_beside
from digitpad.files.lean_zip import LeanZip
from digitpad.files.resources import is_shipped
from digitpad.files.untrusted import unwritable

CHUNK_SIZE = 100
"""Files written between two reports."""


Files = Callable[[Writable], Iterator[tuple[str, bytes]]]
"""Gives name and content of each digit's file."""


def write_folder(digits: Writable, folder: Path, files: Files | None = None) -> Iterator[float]:
    """Write each digit to a file of a folder that is new or empty; yields the share written.

    The folder is filled under another name beside its place, and appears there when it is whole.

    Parameters
    ----------
    files : what is written; text digits where it is None.

    Raises
    ------
    DatasetError : there is something in the folder, or it cannot be written.
    """
    folder = folder.absolute()
    _check_free(folder)
    temporary = temporary_beside(folder)
    try:
        for number, (name, text) in enumerate((files or _files)(digits)):
            file = temporary / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
            if number % CHUNK_SIZE == 0:
                os.utime(temporary)  # It is not old: see sweep.
                yield number / len(digits)
        temporary.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            copy_permissions(folder, temporary)
            folder.rmdir()
        temporary.rename(folder)
        sweep(folder.parent)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _check_free(folder: Path) -> None:
    """Raise DatasetError where there is something at a place for a new folder."""
    if is_shipped(folder):
        raise DatasetError(folder, found="comes with digitpad; choose another folder")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            problem = "folder not empty" if folder.is_dir() else "already exists, and is a file"
            raise DatasetError(folder, found=f"{problem}; choose a new or empty folder")
    except OSError as error:
        raise unwritable(folder, error) from error


def write_zip(digits: Writable, path: Path, files: Files | None = None) -> Iterator[float]:
    """Write each digit to a file of a zip; yields the share written, 0 to 1.

    Parameters
    ----------
    files : what is written; text digits where it is None.

    Raises
    ------
    DatasetError : the zip cannot be written.
    """
    try:
        with atomic_write(path) as file, LeanZip(file, "w") as archive:
            for number, (name, text) in enumerate((files or _files)(digits)):
                archive.writestr(name, text)
                if number % CHUNK_SIZE == 0:
                    yield number / len(digits)
    except OSError as error:
        raise unwritable(path, error) from error


def _files(digits: Writable) -> Iterator[tuple[str, bytes]]:
    """Name and content of each digit's file."""
    names = _file_names(digits)
    images = chain.from_iterable(digits.batches())
    rows = zip(names, images, digits.labels.tolist(), strict=True)
    for name, image, label in rows:
        yield name, format_digit(image, label)


def _file_names(digits: Writable) -> Iterable[str]:
    """The digits' own names where all are fit for files inside a folder, else 00001.txt, ..."""
    if digits.names and all(map(_is_safe, digits.names)) and _differ(digits.names):
        return digits.names
    return (f"{number:05}.txt" for number in range(1, len(digits) + 1))


def _differ(names: Iterable[str]) -> bool:
    """Whether no two names are the same, on any system."""
    hashes = np.fromiter((hash(name.casefold()) for name in names), np.int64)
    hashes.sort()
    return bool((hashes[1:] != hashes[:-1]).all())


def _is_safe(name: str) -> bool:
    """Whether a name stays inside a folder, on any system, and would be read again from there."""
    parts = PurePosixPath(name).parts
    return (
        name.endswith(".txt")
        and not name.startswith("/")
        and not any(part.startswith(".") for part in parts)
        and not any(character in name for character in '\\:*?"<>|')
        and name.isprintable()
    )
