"""Changes of text digits on their way back to the folder, zip or file that they came from.

Nothing is written before everything has been checked: the source is still there and is what it
was when it was opened, and each file that is to be replaced or removed still holds the digit that
was read. The digits themselves are compared: unlike times of change, which need not differ when a
file is replaced within a moment or by a copy, they tell whatever matters here.
"""

import os
import stat
import time
import zipfile
from collections.abc import Collection, Generator, Iterable, Mapping
from copy import copy
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.my_digits import keep_strokes, strokes_beside
from digitpad.data.text.changes import (
    BlockedFilesError,
    ChangedFilesError,
    FileChange,
    Kind,
    MissingSourceError,
)
from digitpad.data.text.codec import MAX_FILE_BYTES, format_digit, parse_digit
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write, check_replaceable
from digitpad.files.lean_zip import LeanZip
from digitpad.files.untrusted import (
    READ_ERRORS,
    open_zip,
    read_bytes,
    unreadable,
    unwritable,
)
from digitpad.files.writable import reason_of

CHUNK_SIZE = 100
"""Files of a zip that are written between two reports."""

MAX_MEMBER_BYTES = 1 << 26
"""Bytes of another file in a zip that are still copied: a zip may claim to hold anything."""

CHUNK_BYTES = 1 << 20
"""Bytes copied at a time."""


def kind_of(path: Path) -> Kind:
    """What a source is now.

    Raises
    ------
    MissingSourceError : there is nothing that digits could be in.
    """
    try:
        mode = path.stat().st_mode
        is_zip = stat.S_ISREG(mode) and zipfile.is_zipfile(path)
    except (OSError, ValueError) as error:
        raise MissingSourceError(path, found=unreadable(path, error).found) from error
    if stat.S_ISDIR(mode):
        return Kind.FOLDER
    if not stat.S_ISREG(mode):
        raise MissingSourceError(path, found="neither a file nor a folder")
    return Kind.ZIP if is_zip else Kind.FILE


def stream_changes(
    source: Path,
    kind: Kind,
    changes: Mapping[str, FileChange],
    written: list[str] | None = None,
    overwrite: Collection[str] = (),
) -> Generator[float, None, None]:
    """Change some text digits where they are; yields the share done, 0 to 1.

    In a folder each file is replaced all or nothing, in a zip all of them together.

    Parameters
    ----------
    source : the folder, the zip, or the single text digit.
    kind : what it was when it was opened.
    changes : by the names that the digits have in the source.
    written : is given the name of each file once it is as it should be.
    overwrite : files that are replaced or removed whatever they hold.

    Raises
    ------
    MissingSourceError : the source is gone or of another kind; nothing was touched.
    BlockedFilesError : some of the files cannot be written; nothing was touched, unless that was
        not to be seen before.
    ChangedFilesError : another program changed some of the files. Those that it names were not
        touched, nor any other unless they were changed in the very moment of the save.
    DatasetError : the save cannot go on, e.g. as the disk is full.
    """
    written = [] if written is None else written
    _check_kind(source, kind)
    if kind is Kind.ZIP:
        return _save_zip(source, changes, written, overwrite)
    if kind is Kind.FOLDER:
        files = {name: source / name for name in changes}
    else:
        files = dict.fromkeys(changes, source)
    return _save_files(source, files, changes, written, overwrite)


def _check_kind(source: Path, kind: Kind) -> None:
    found = kind_of(source)
    if found != kind:
        raise MissingSourceError(source, found=f"a {found}", expected=f"the {kind} it was")


def stream_same(
    source: Path, kind: Kind, digits: Mapping[str, FileChange]
) -> Generator[float, None, None]:
    """Look whether a source is the one that digits were read from; yields the share done, 0 to 1.

    Parameters
    ----------
    digits : all of them, by their names, as they were read.

    Raises
    ------
    MissingSourceError : it is of another kind.
    ChangedFilesError : some of the digits are not in it, or are others there.
    DatasetError : it cannot be read.
    """
    _check_kind(source, kind)
    differ = []
    for done, (name, content) in enumerate(_contents(source, kind, digits), start=1):
        if content is None or not _is_as_expected(content, digits[name]):
            differ.append(name)
        yield done / len(digits)
    if differ:
        raise ChangedFilesError(source, differ)


def _contents(
    source: Path, kind: Kind, names: Iterable[str]
) -> Generator[tuple[str, "Content"], None, None]:
    """What is in each of some files now."""
    if kind is Kind.ZIP:
        with open_zip(source) as archive:
            for name in names:
                yield name, _digit_of(archive, name)
    else:
        for name in names:
            yield name, _digit_in(source / name if kind is Kind.FOLDER else source)


# In a folder


def _save_files(
    source: Path,
    files: Mapping[str, Path],
    changes: Mapping[str, FileChange],
    written: list[str],
    overwrite: Collection[str],
) -> Generator[float, None, None]:
    for _ in _check_files(source, files, changes, overwrite):
        yield 0.0
    for name, change in changes.items():
        path = files[name]
        # Much may have happened while the files before were written.
        if name not in overwrite and not _is_as_expected(_digit_in(path), change):
            raise ChangedFilesError(source, [name])
        try:
            _save_file(path, change)
        except PermissionError as error:
            raise BlockedFilesError(path, {name: reason_of(error)}) from error
        except OSError as error:
            raise unwritable(path, error) from error
        written.append(name)
        yield len(written) / len(changes)


def _check_files(
    source: Path,
    files: Mapping[str, Path],
    changes: Mapping[str, FileChange],
    overwrite: Collection[str],
) -> Generator[None, None, None]:
    """Raise what stands against a save, before anything is touched."""
    root = source.resolve()
    changed, blocked = list[str](), dict[str, str]()
    for name, path in files.items():
        if reason := _why_blocked(path, root):
            blocked[name] = reason
        elif name not in overwrite and not _is_as_expected(_digit_in(path), changes[name]):
            changed.append(name)
        yield
    if changed:
        raise ChangedFilesError(source, changed)
    if blocked:
        raise BlockedFilesError(files[next(iter(blocked))], blocked)


def _why_blocked(path: Path, root: Path) -> str:
    """Why a file may be neither replaced nor removed; empty where it may."""
    target = path.resolve()
    if not target.is_relative_to(root):
        return "it is a link that leads out of the folder"
    try:
        check_replaceable(target)
    except OSError as error:
        return reason_of(error)
    is_open = os.access(target.parent, os.W_OK) or not target.parent.exists()
    return "" if is_open else "its folder is read-only"


def _save_file(path: Path, change: FileChange) -> None:
    if change.after is None:
        path.unlink(missing_ok=True)
        strokes_beside(path).unlink(missing_ok=True)
        return
    if change.drawing and not strokes_beside(path).exists():
        keep_strokes(path, change.image, change.after, change.drawing)
    path.parent.mkdir(parents=True, exist_ok=True)  # It may have gone with the last file in it.
    with atomic_write(path) as file:
        file.write(format_digit(change.image, change.after))


Content = tuple[NDArray[np.uint8], int] | None
"""The image and the label in a file; None where there is no file."""

NO_DIGIT: Content = np.empty((0, 0), np.uint8), 0
"""Stands for what is in a file that is not a digit."""


def _digit_in(path: Path) -> Content:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return NO_DIGIT
        return parse_digit(read_bytes(path, MAX_FILE_BYTES), path)
    except FileNotFoundError:
        return NO_DIGIT if path.is_symlink() else None
    except (OSError, DatasetError):
        return NO_DIGIT


def _is_as_expected(found: Content, change: FileChange) -> bool:
    """Whether a file holds what was read, or already what it is to hold."""
    if found is None:
        return change.before is None or change.after is None
    image, label = found
    return np.array_equal(image, change.image) and label in (change.before, change.after)


# In a zip


def _save_zip(
    path: Path, changes: Mapping[str, FileChange], written: list[str], overwrite: Collection[str]
) -> Generator[float, None, None]:
    try:
        stamp = _stamp(path)
        with (
            atomic_write(path) as file,
            open_zip(path) as old,  # It is closed before it is replaced: Windows asks for that.
            LeanZip(file, "w") as new,
        ):
            for _ in _check_members(path, old, changes, overwrite):
                yield 0.0
            new.comment = old.comment
            numbers = {member.filename: number for number, member in enumerate(old.members)}
            for done, (name, number) in enumerate(numbers.items()):
                member = old.members[number]
                if name in changes:
                    _change_member(new, member, changes[name])
                elif member.is_dir():
                    new.writestr(member, b"")
                else:
                    _copy(path, old, new, member)
                if done % CHUNK_SIZE == 0:
                    yield done / len(numbers)
            for name, change in changes.items():
                if name not in numbers and change.after is not None:
                    new.writestr(name, format_digit(change.image, change.after))
            if _stamp(path) != stamp:
                found = "another program changed this zip during the save; save again"
                raise DatasetError(path, found=found)
    except OSError as error:
        raise unwritable(path, error) from error
    written += changes


def _stamp(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _check_members(
    path: Path,
    archive: LeanZip,
    changes: Mapping[str, FileChange],
    overwrite: Collection[str],
) -> Generator[None, None, None]:
    """Raise ChangedFilesError where members are not what was read."""
    changed = []
    for name, change in changes.items():
        content = _digit_of(archive, name)
        if name not in overwrite and not _is_as_expected(content, change):
            changed.append(name)
        yield
    if changed:
        raise ChangedFilesError(path, changed)


def _digit_of(archive: LeanZip, name: str) -> Content:
    try:
        with archive.open(name) as file:
            return parse_digit(file.read(MAX_FILE_BYTES + 1), name)
    except KeyError:
        return None
    except (*READ_ERRORS, DatasetError):
        return NO_DIGIT


def _change_member(new: zipfile.ZipFile, member: zipfile.ZipInfo, change: FileChange) -> None:
    """Write a member in its place, with all but its time and content as it was."""
    if change.after is None:
        return
    changed = zipfile.ZipInfo(member.filename, time.localtime()[:6])
    changed.compress_type = zipfile.ZIP_DEFLATED
    changed.external_attr, changed.comment = member.external_attr, member.comment
    new.writestr(changed, format_digit(change.image, change.after))


def _copy(path: Path, old: zipfile.ZipFile, new: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Take a file from one zip to another as it is."""
    try:
        with old.open(member) as file, new.open(copy(member), "w", force_zip64=True) as kept:
            size = 0
            while piece := file.read(CHUNK_BYTES):
                size += kept.write(piece)
                if size > MAX_MEMBER_BYTES:
                    raise RuntimeError(f"more than {MAX_MEMBER_BYTES:,} bytes")
    except READ_ERRORS as error:
        raise DatasetError(
            path,
            where=member.filename,
            found=f"cannot be kept ({error}); export the digits to another file instead",
        ) from error
