"""IDX files, the form in which MNIST is published, plain or compressed.

A header of big-endian 32-bit numbers (magic, count, and for images rows and columns), then one
byte a value (LeCun, Cortes and Burges, "The MNIST database of handwritten digits"). Images and
labels lie beside each other in two files, whose names differ only in ``images-idx3`` and
``labels-idx1``.

Two files cannot be replaced at once. While they are, a hidden file beside them, the *pair file*,
holds the checksums of both before and after: if the program is killed between the two, the next
reader notices.
"""

import gzip
import json
import math
import os
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import (
    BATCH_SIZE,
    MAX_DIGITS,
    SIDE,
    UNLABELLED,
    Chunk,
    DigitSet,
    Writable,
)
from digitpad.data.in_memory import known_images, note_images, room_for
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write
from digitpad.files.compression import ENDINGS, MAX_MAGIC_LENGTH, unpacker_of, without_ending
from digitpad.files.untrusted import READ_ERRORS, damaged, unreadable, unwritable

IMAGES, LABELS = struct.pack(">I", 2051), struct.pack(">I", 2049)
"""What a file of images and a file of labels start with."""

MAX_PAIR_FILE_LENGTH = 200
"""Bytes of a pair file that are read."""

PIECE = 1 << 16
"""Bytes read at a time into an array that has the room."""

GZIP = b"\x1f\x8b"
"""What a file starts with that gzip packed."""

Key = tuple[tuple[object, ...], ...]
"""Path and stamp of images and of labels."""

CHUNK_BYTES = 1 << 20
"""Bytes read at a time, so that a false header does not make us allocate much memory."""


def read_idx(path: str | Path) -> NDArray[np.uint8]:
    """Images (N, 28, 28) or labels (N,) of one file, uint8.

    Raises
    ------
    DatasetError : the file cannot be read, or holds less or other than its header says.
    """
    path = Path(path)
    try:
        with _opened(path) as file:
            shape = _shape(path, file)
            content = read_content(path, file, math.prod(shape))
    except READ_ERRORS as error:
        raise unreadable(path, error) from error
    return np.frombuffer(content, np.uint8).reshape(shape)


def read_content(path: str | Path, file: BinaryIO, size: int) -> bytearray:
    """The rest of a file, as many bytes as its header promises.

    Raises
    ------
    DatasetError : there are fewer, or more.
    """
    content = bytearray()
    while len(content) <= size and (piece := file.read(CHUNK_BYTES)):
        content += piece
    if len(content) != size:
        found = f"{len(content):,}" if len(content) < size else "more"
        raise DatasetError(path, found=found, expected=f"{size:,} bytes after the header")
    return content


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The content of a file, unpacked on the way where it is compressed."""
    with path.open("rb") as file:
        unpack = unpacker_of(file.read(MAX_MAGIC_LENGTH))
        file.seek(0)
        if not unpack:
            yield file
            return
        with unpack(file) as content:
            yield content


def _shape(path: Path, file: BinaryIO) -> tuple[int, ...]:
    """The shape that the header promises."""
    header = file.read(8)
    if header[:4] not in (IMAGES, LABELS) or len(header) < 8:
        raise DatasetError(path, where="header", found=header[:4].hex(" "), expected="IDX")
    (count,) = struct.unpack(">I", header[4:])
    if count > MAX_DIGITS:
        raise DatasetError(
            path, where="header", found=f"{count:,}", expected=f"at most {MAX_DIGITS:,} digits"
        )
    if header[:4] == LABELS:
        return (count,)
    sides = file.read(8)
    if sides != struct.pack(">II", SIDE, SIDE):
        whole = len(sides) == 8
        found = "{}×{}".format(*struct.unpack(">II", sides)) if whole else "the end"
        raise DatasetError(path, where="header", found=found, expected=f"images of {SIDE}×{SIDE}")
    return count, SIDE, SIDE


def other_name(name: str) -> str:
    """What labels are called beside images of this name, or images beside labels.

    Written as the name is: beside ``Train-Images-IDX3-ubyte`` lies ``Train-Labels-IDX1-ubyte``.
    """
    others = {"images": "labels", "idx3": "idx1"}
    if "idx3" not in name.lower():
        others = {other: word for word, other in others.items()}

    def other(match: re.Match[str]) -> str:
        word = others[match[0].lower()]
        if match[0].isupper():
            return word.upper()
        return word.capitalize() if match[0][0].isupper() else word

    return re.sub("|".join(others), other, name, flags=re.IGNORECASE)


def other_half(path: Path) -> Path | None:
    """The labels beside a file of images, or the images beside labels; None where there are none.

    Either may be compressed.
    """
    name = other_name(path.name)
    plain = without_ending(name)
    for candidate in (name, *(plain + ending for ending in ENDINGS), plain):
        if candidate != path.name and path.with_name(candidate).is_file():
            return path.with_name(candidate)
    return None


def stream_idx_pair(path: Path, beside: Path, *, in_passing: bool) -> Iterator[Chunk]:
    """Images with their labels, in parts, each of which is read when it is asked for.

    Whoever shows the first one can let go of another dataset meanwhile: both would take twice as
    much.

    Parameters
    ----------
    path : the file of images.
    beside : the file of labels.
    in_passing : whether each part is let go before the next; otherwise all images are in one array,
        which takes memory as it fills.

    Raises
    ------
    DatasetError : either file is damaged, or they do not belong together, e.g. as the program was
        killed while it replaced them.
    """
    key = _key(path, beside)
    _check_pair(path, beside)
    labels = read_idx(beside)
    images = known_images(key)
    try:
        # What is not as long as it says is read at once, so that nothing is shown of it.
        if images is None and _is_whole(path):
            yield from _parts(path, beside, key, labels, in_passing)
            return
    except READ_ERRORS as error:
        raise unreadable(path, error) from error
    if images is None:
        images = read_idx(path)
    digits = DigitSet(path.name, images, _checked_labels(beside, labels, len(images)))
    note_images(key, images)
    yield Chunk(digits, len(digits), len(digits))


def _parts(
    path: Path, beside: Path, key: Key, labels: NDArray[np.uint8], in_passing: bool
) -> Iterator[Chunk]:
    """See :func:`stream_idx_pair`; the key is that of the files when their labels were read."""
    with _opened(path) as file:
        count, *size = _shape(path, file)
        known_labels = _checked_labels(beside, labels, count)
        joined = None if in_passing else room_for(key, count)
        for start in range(0, count or 1, BATCH_SIZE):
            part = slice(start, min(start + BATCH_SIZE, count))
            if joined is not None:
                images = joined[part]
            else:
                images = np.empty((part.stop - start, *size), np.uint8)
            _fill(path, file, images)
            if part.stop == count:
                # At the end, gzip compares its checksum.
                if file.read(1) or _key(path, beside) != key:
                    raise DatasetError(path, found="changed while it was read; open it again")
                if joined is not None:
                    note_images(key, joined)
            yield Chunk(DigitSet(path.name, images, known_labels[part]), part.stop, count)


def _key(path: Path, beside: Path) -> Key:
    """What tells a pair from all others in memory, and from itself before either file changed."""
    return tuple((file.resolve(), *_stamp(file)) for file in (path, beside))


def _stamp(file: Path) -> tuple[int, ...]:
    """What is another when a file has changed; 0 where it is gone, which reading it will tell."""
    try:
        status = file.stat()
    except OSError:
        return (0,)
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _is_whole(path: Path) -> bool:
    """Whether a file of images is as long as it says, as far as that shows without reading it."""
    with path.open("rb") as file:
        start = file.read(MAX_MAGIC_LENGTH)
        size = file.seek(0, os.SEEK_END)
        if start.startswith(GZIP):
            # gzip ends with it (RFC 1952, section 2.3.1); what was cut off, with something else.
            file.seek(-min(size, 4), os.SEEK_END)
            size = int.from_bytes(file.read(4), "little")
        elif unpacker_of(start):
            return False
    with _opened(path) as content:
        return math.prod(_shape(path, content)) + content.tell() == size


def _fill(path: Path, file: BinaryIO, images: NDArray[np.uint8]) -> None:
    """Read images into memory that is there; a file that ends before raises DatasetError."""
    room = images.reshape(-1, copy=False)
    while len(room) and (piece := file.read(min(PIECE, len(room)))):
        room[: len(piece)] = np.frombuffer(piece, np.uint8)
        room = room[len(piece) :]
    if len(room):
        raise damaged(path)
    images.flags.writeable = False  # They may be shared: nobody may write to them.


def _checked_labels(path: Path, labels: NDArray[np.uint8], count: int) -> NDArray[np.int8]:
    """Labels, int8 (N,), of so many images.

    Raises
    ------
    DatasetError : there are more or fewer, or one is no digit.
    """
    if labels.shape != (count,):
        expected = f"{count:,} labels, one per image"
        raise DatasetError(path, found=f"{len(labels):,}", expected=expected)
    if labels.max(initial=0) > 9:
        place = int(labels.argmax())
        where, found = f"label {place + 1}", str(labels[place])
        raise DatasetError(path, where=where, found=found, expected="a label 0 to 9")
    return labels.astype(np.int8)


def _packer(path: Path) -> Callable[[BinaryIO], AbstractContextManager[BinaryIO | gzip.GzipFile]]:
    """What compresses on the way into a file, where its name ends in .gz."""
    if path.suffix != ".gz":
        return nullcontext
    # Without name and time, the same digits make the same bytes.
    return lambda file: gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)


def write_idx(digits: Writable, path: Path) -> Iterator[float]:
    """Write images, and their labels beside them; compressed where the name ends in .gz.

    Yields the share written, 0 to 1.

    Raises
    ------
    DatasetError : a digit has no label, which IDX cannot say, or a file cannot be written.
    """
    if (digits.labels == UNLABELLED).any():
        raise DatasetError(path, found="some digits have no label, but need one here")
    beside = path.with_name(other_name(path.name))
    if beside == path:
        raise DatasetError(path, found="the name must contain images-idx3")
    count = struct.pack(">I", len(digits))
    side = struct.pack(">I", SIDE)
    packed = _packer(path)
    try:
        with atomic_write(path) as images_file, atomic_write(beside) as labels_file:
            with packed(labels_file) as file:
                file.write(LABELS + count + digits.labels.astype(np.uint8).tobytes())
            with packed(images_file) as file:
                file.write(IMAGES + count + side + side)
                for number, images in enumerate(digits.batches()):
                    file.write(images.tobytes())
                    yield number * BATCH_SIZE / len(digits)
            images_file.flush()
            labels_file.flush()
            _write_pair_file((path, beside), (Path(images_file.name), Path(labels_file.name)))
        # The labels have been replaced first, then the images.
        _pair_file(path).unlink()
    except OSError as error:
        raise unwritable(path, error) from error


def _pair_file(images: Path) -> Path:
    return images.with_name(f".{images.name}.pair")


def _write_pair_file(old: tuple[Path, Path], new: tuple[Path, Path]) -> None:
    """Note what images and labels hold now, and what they are about to hold."""
    sums = {"old": list(map(_checksum, old)), "new": list(map(_checksum, new))}
    with atomic_write(_pair_file(old[0])) as file:
        file.write(json.dumps(sums).encode())


def _checksum(path: Path) -> int | None:
    """The CRC of a file; None where there is none."""
    checksum = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK_BYTES):
                checksum = zlib.crc32(piece, checksum)
    except FileNotFoundError:
        return None
    return checksum


def _check_pair(images: Path, labels: Path) -> None:
    """Raise DatasetError where only one of two files was replaced.

    Both may also be the old ones, or be replaced since by whatever program.
    """
    try:
        with _pair_file(images).open("rb") as file:
            sums = json.loads(file.read(MAX_PAIR_FILE_LENGTH))
        old, new = tuple(sums["old"]), tuple(sums["new"])
        halves = (old[0], new[1]), (new[0], old[1])
    except (OSError, ValueError, LookupError, TypeError):
        return  # There is none, or it is not ours.
    found = _checksum(images), _checksum(labels)
    if found not in (old, new) and found in halves:
        raise DatasetError(
            images,
            found="images and labels were not written together; export them again",
        )
