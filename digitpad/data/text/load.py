"""Many text digits: a folder of them, or a zip that is read without being unpacked.

They come in chunks, so that the first can be looked at while the rest is read, and are kept in
the cache, so that the next time takes a moment.
"""

import os
import re
import time
import zipfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, pairwise
from operator import attrgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import MAX_DIGITS, MAX_ERRORS, SIDE, Chunk, DigitSet
from digitpad.data.names import Names
from digitpad.data.text import cache
from digitpad.data.text.codec import MAX_FILE_BYTES, parse_digits
from digitpad.errors import DatasetError
from digitpad.files.lean_zip import LeanZip
from digitpad.files.untrusted import (
    OUTSIDE,
    check_member,
    open_zip,
    read_bytes,
    too_large,
    unreadable,
)

CHUNK_SIZE = 100
"""Files a chunk: few enough for the first one to be there at once."""

CLOCK_TICK = 0.02
"""Two changes of a file within so many seconds may bear the same time."""

IGNORED_NAMES = {"__MACOSX", "Thumbs.db", "desktop.ini"}

NUMBER = re.compile(r"([0-9]{1,18})")

Parse = Callable[[str, Mapping[str, bytes]], DigitSet]
"""What reads digits from texts, see :func:`parse_digits`."""

_stamp: Callable[[os.stat_result], tuple[int, ...]] = attrgetter(
    "st_size", "st_mtime_ns", "st_ctime_ns"
)


@dataclass
class Listing:
    """What is in a folder.

    Parameters
    ----------
    names : each file, by its path from the folder.
    stamps : size in bytes, and times of the last change of content and of entry in nanoseconds,
        of each file in turn.
    left_out : what is not a file, or cannot be looked at.
    """

    names: Names = field(default_factory=Names)
    stamps: "array[int]" = field(default_factory=partial(array, "q"))
    left_out: list[DatasetError] = field(default_factory=list)


def list_folder(folder: Path) -> Listing:
    """Look into a folder and the folders in it.

    Hidden files, whose names start with a dot, are passed over.

    Raises
    ------
    DatasetError : the folder cannot be read.
    """
    listing, names = Listing(), list[str]()
    prefixes = [""]
    while prefixes:
        prefix = prefixes.pop()
        try:
            with _entries(folder / prefix) as entries:
                prefixes += _look_at(entries, prefix, listing, names)
        except OSError as error:
            if not prefix:
                raise unreadable(folder, error) from error
            listing.left_out.append(unreadable(prefix, error))
    listing.names = Names(names)
    return listing


@contextmanager
def _entries(folder: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
    """What is in a folder.

    Opened by a descriptor, where the system has them, the folder's path is not walked again for
    each of 42,000 files.
    """
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(descriptor) as entries:
            yield entries
    finally:
        os.close(descriptor)


def _look_at(
    entries: Iterable[os.DirEntry[str]], prefix: str, listing: Listing, names: list[str]
) -> list[str]:
    """Add what is in one folder to a listing, and the names of its files to ``names``; the folders
    in it are returned as prefixes."""
    prefixes = []
    for entry in entries:
        name = entry.name
        if name[0] == "." or name in IGNORED_NAMES:
            continue
        name = prefix + name
        try:
            status = entry.stat()
        except OSError as error:
            listing.left_out.append(unreadable(name, error))
            continue
        if entry.is_file():
            names.append(name)
            listing.stamps.extend(_stamp(status))
        elif entry.is_dir(follow_symlinks=False) and not name.endswith(".txt"):
            prefixes.append(f"{name}/")
        else:
            found = "a folder" if entry.is_dir() else "a special file"
            listing.left_out.append(DatasetError(name, found=found, expected="a text digit"))
    return prefixes


def stream_folder(
    folder: Path, listing: Listing, parse: Parse = parse_digits, *, in_passing: bool = False
) -> Iterator[Chunk]:
    """Read the files listed in a folder, in natural order: 2.txt before 10.txt.

    What is not a digit is left out.

    Parameters
    ----------
    in_passing : whether each chunk is let go before the next, so that the set takes little memory;
        otherwise all images are in one array, which takes memory as it fills.
    """
    entries = chain(listing.names, map(str, listing.left_out))
    fingerprint = cache.fingerprint(entries, listing.stamps)
    if kept := cache.stream(folder, fingerprint, in_passing=in_passing):
        yield from kept
        return
    _wait_for_mtime_resolution(listing.stamps)
    names = _in_order(listing.names)
    root = f"{folder}/"

    def read(number: int) -> bytes:
        return read_bytes(root + names[number], MAX_FILE_BYTES, names[number])

    joined = None if in_passing else _room_for(names)
    name = folder.resolve().name
    chunks = _chunks(name, names, read, parse, listing.left_out, joined=joined)
    yield from _keeping(folder, fingerprint, chunks, joined)


def stream_zip(
    path: Path,
    parse: Parse = parse_digits,
    archive: LeanZip | None = None,
    *,
    in_passing: bool = False,
) -> Iterator[Chunk]:
    """Read every file in a zip of text digits, as :func:`stream_folder` reads a folder.

    Parameters
    ----------
    archive : it, open, where it is open already: to list 42,000 files takes half a second.

    Raises
    ------
    DatasetError : the archive cannot be read or is damaged.
    """
    if kept := kept_zip(path, in_passing=in_passing):
        yield from kept
        return
    fingerprint, stamps = _zip_fingerprint(path)
    _wait_for_mtime_resolution(stamps)
    with nullcontext(archive) if archive else open_zip(path) as opened:
        names, numbers, left_out, more = _members(opened)

        def read(number: int) -> bytes:
            return _read_member(opened, opened.members[numbers[number]])

        joined = None if in_passing else _room_for(names)
        chunks = _chunks(path.name, names, read, parse, left_out, more=more, joined=joined)
        yield from _keeping(path, fingerprint, chunks, joined)


def kept_zip(path: Path, *, in_passing: bool = False) -> Iterator[Chunk] | None:
    """The digits of a zip; None where it was not read before or has changed since.

    Raises
    ------
    DatasetError : the zip cannot be looked at.
    """
    return cache.stream(path, _zip_fingerprint(path)[0], in_passing=in_passing)


def _zip_fingerprint(path: Path) -> tuple[str, tuple[int, ...]]:
    """What tells whether a zip has changed, and its size and times."""
    try:
        stamps = _stamp(path.stat())
    except OSError as error:
        raise unreadable(path, error) from error
    return cache.fingerprint([path.name], stamps), stamps


def _wait_for_mtime_resolution(stamps: Sequence[int]) -> None:
    """Make sure that a file that is changed after it has been read bears another time."""
    entries_changed = stamps[2::3]
    wait = max(entries_changed, default=0) / 1e9 + CLOCK_TICK - time.time()
    if 0 < wait <= CLOCK_TICK:
        time.sleep(wait)


def natural(name: str) -> str:
    """Sorts numbers in names by their value; of at most 18 figures, since names may be hostile.

    One text, each number as long: a list of texts and numbers takes twice the memory.
    """
    parts = NUMBER.split(name)
    parts[1::2] = [figures.zfill(18) for figures in parts[1::2]]
    return "\0".join(parts)  # What comes before all that a name may have: "a" is before "a-".


def _in_order(names: Iterable[str]) -> Names:
    """Names in natural order; sorted only where they are not, for what sorts them is large."""
    if all(one <= other for one, other in pairwise(map(natural, names))):
        return Names(names)
    return Names(sorted(names, key=natural))


def _members(
    archive: LeanZip,
) -> tuple[Names, "array[int]", list[DatasetError], int]:
    """The files in an archive in natural order, by name and number, what is wrong with those that
    claim a place outside it, and how many more of those there are."""
    numbers: dict[str, int] = {}
    left_out: list[DatasetError] = []
    outside = 0
    for number, member in enumerate(archive.members):
        folders = member.filename.replace("\\", "/").split("/")
        if ".." in folders or not folders[0] or ":" in folders[0]:
            outside += 1
            if outside > MAX_ERRORS:
                continue
            left_out.append(DatasetError(member.filename, found=OUTSIDE))
        elif not member.is_dir() and not any(
            f.startswith(".") or f in IGNORED_NAMES for f in folders
        ):
            numbers[member.filename] = number
    names = _in_order(numbers)
    in_order = array("q", (numbers[name] for name in names))
    return names, in_order, left_out, outside - len(left_out)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The content of a file in an archive, at most ``MAX_FILE_BYTES``, whatever its size says."""
    check_member(member.filename, member)
    try:
        with archive.open(member) as file:
            content = file.read(MAX_FILE_BYTES + 1)
    # Of a damaged archive, zipfile raises almost anything.
    except Exception as error:
        raise unreadable(member.filename, error) from error
    if len(content) > MAX_FILE_BYTES:
        raise too_large(member.filename, MAX_FILE_BYTES)
    return content


def _keeping(
    source: Path, fingerprint: str, chunks: Iterator[Chunk], joined: NDArray[np.uint8] | None
) -> Iterator[Chunk]:
    """Pass the chunks on, and put all of them into the cache at the end, if it has the room.

    ``joined`` is that of :func:`_chunks`.
    """
    with closing(cache.NewSet(source, fingerprint)) as new:
        for chunk in chunks:
            new.add(chunk.digits)
            yield chunk
        new.keep(joined)


def _room_for(names: Sequence[str]) -> NDArray[np.uint8]:
    """An array for the images of all files; it takes memory as it fills."""
    return np.empty((min(len(names), MAX_DIGITS), SIDE, SIDE), np.uint8)


def _chunks(
    name: str,
    files: Sequence[str],
    read: Callable[[int], bytes],
    parse: Parse,
    left_out: list[DatasetError],
    *,
    more: int = 0,
    joined: NDArray[np.uint8] | None = None,
) -> Iterator[Chunk]:
    """Read files, a batch at a time; ``left_out`` and ``more`` go with the first chunk.

    Of all that is left out, the first errors are kept and the others counted.

    Parameters
    ----------
    read : asked for the content of each file by its place in ``files``.
    joined : where to put the images, as far as it has the room: all together are then no copy.
        None where those of each chunk may go with it.
    """
    room, count = MAX_ERRORS, 0
    for start in range(0, len(files) or 1, CHUNK_SIZE):
        batch = range(len(files))[start : start + CHUNK_SIZE]
        digits = _digits(name, {number: files[number] for number in batch}, read, parse, left_out)
        kept = digits.left_out[:room]
        more += len(digits.left_out) - len(kept)
        end = count + len(digits)
        if joined is not None and end <= len(joined):
            joined[count:end] = digits.images
            digits = replace(digits, images=joined[count:end])
        digits.images.flags.writeable = False  # They may be shared: nobody may write to them.
        digits = replace(digits, left_out=kept, left_out_more=more)
        yield Chunk(digits, start + len(batch), len(files))
        room -= len(kept)
        left_out, more, count = [], 0, end


def _digits(
    name: str,
    files: Mapping[int, str],
    read: Callable[[int], bytes],
    parse: Parse,
    left_out: list[DatasetError],
) -> DigitSet:
    """Read one batch of files."""
    texts = {}
    errors = list(left_out)
    for number, file in files.items():
        try:
            texts[file] = read(number)
        except DatasetError as error:
            errors.append(error)
    digits = parse(name, texts)
    return replace(digits, left_out=(*errors, *digits.left_out))
