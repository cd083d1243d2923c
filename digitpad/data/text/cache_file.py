"""The file of one set in the cache: a head of fixed length, the images, the labels, and all but the
arrays as JSON.

It is written as the set is read, and read without all images in memory where that is wanted.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from itertools import islice
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import (
    BATCH_SIZE,
    MAX_DIGITS,
    SIDE,
    UNLABELLED,
    Chunk,
    DigitSet,
    concatenate,
)
from digitpad.data.names import Names
from digitpad.errors import DatasetError

FORMAT = b"digitpad cache 4"

HEAD = struct.Struct(f"<{len(FORMAT)}sQQQ")
"""Format, bytes of JSON, number of digits, checksum."""


class CacheFile:
    """A file of the cache that is open to be read.

    Parameters
    ----------
    file : it, at its start.

    Attributes
    ----------
    fingerprint : tells which files the set was read from.

    Raises
    ------
    Exception : of any kind, by the methods too, where the file is damaged.
    """

    def __init__(self, file: BufferedReader) -> None:
        form, length, self._count, self._checksum = HEAD.unpack(file.read(HEAD.size))
        size = HEAD.size + self._count * (SIDE * SIDE + 1) + length
        if form != FORMAT or self._count > MAX_DIGITS or size != os.fstat(file.fileno()).st_size:
            raise ValueError("not a file of the cache")
        self._file = file
        file.seek(self._count * SIDE * SIDE, os.SEEK_CUR)
        self._labels = np.fromfile(file, np.int8, self._count)
        self._text = file.read(length)
        self._record = json.loads(self._text)
        self.fingerprint = self._record["fingerprint"]

    def checked(self, known: NDArray[np.uint8] | None) -> DigitSet:
        """All of the set but the values of its images, each of which is checked, too.

        Parameters
        ----------
        known : its images, where they are in memory; others may lie behind them.
        """
        summed, piece = 0, np.empty((BATCH_SIZE, SIDE, SIDE), np.uint8)
        for part in self._slices():
            images = piece[: part.stop - part.start] if known is None else known[part]
            if known is None:
                self._read(part.start, images)
            summed += image_sum(images)
        names = Names(self._record.pop("names"))  # As a list they take four times the memory.
        labels = self._labels
        is_whole = self._checksum == checksum(summed, labels, self._text)
        if not is_whole or len(names) not in (0, self._count):
            raise ValueError("damaged")
        if labels.min(initial=0) < UNLABELLED or labels.max(initial=0) > 9:
            raise ValueError("labels that are none")
        left_out = tuple(DatasetError(**error) for error in self._record["left_out"])
        more = int(self._record["left_out_more"])
        images = np.empty((self._count, SIDE, 0), np.uint8)
        name = self._record["name"]
        return DigitSet(name, images, labels, names, left_out=left_out, left_out_more=more)

    def parts(self, rest: DigitSet, joined: NDArray[np.uint8] | None) -> Iterator[Chunk]:
        """The set in parts, each of which is read when it is asked for.

        Parameters
        ----------
        rest : what :meth:`checked` found.
        joined : uint8 (N, 28, 28), where to put the images; None where each part may have its own.
        """
        names, left_out, more = iter(rest.names), rest.left_out, rest.left_out_more
        for part in self._slices():
            count = part.stop - part.start
            images = np.empty((count, SIDE, SIDE), np.uint8) if joined is None else joined[part]
            self._read(part.start, images)
            images.flags.writeable = False  # They may be shared: nobody may write to them.
            digits = DigitSet(
                name=rest.name,
                images=images,
                labels=rest.labels[part],
                names=Names(islice(names, count)),
                left_out=left_out,
                left_out_more=more,
            )
            yield Chunk(digits, part.stop, self._count)
            left_out, more = (), 0

    def _slices(self) -> Iterator[slice]:
        for start in range(0, self._count, BATCH_SIZE):
            yield slice(start, min(start + BATCH_SIZE, self._count))

    def _read(self, start: int, images: NDArray[np.uint8]) -> None:
        """Read images, from one on, into memory that is there."""
        self._file.seek(HEAD.size + start * SIDE * SIDE)
        if self._file.readinto(images.reshape(-1, copy=False).data) < images.nbytes:
            raise EOFError("the file was cut off")


class NewCacheFile:
    """A file of the cache that is written, a part of the set at a time.

    Parameters
    ----------
    file : it, empty.

    Attributes
    ----------
    size : bytes of the images so far.

    Raises
    ------
    OSError : it cannot be written; by the methods too.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = self._summed = 0
        self._rest: list[DigitSet] = []
        file.seek(HEAD.size)

    def add(self, digits: DigitSet) -> None:
        """Write the next images, and note what else there is of them."""
        self._file.write(digits.images.data)
        self.size += digits.images.nbytes
        self._summed += image_sum(digits.images)
        self._rest.append(replace(digits, images=np.empty((len(digits), SIDE, 0), np.uint8)))

    def finish(self, fingerprint: str) -> int:
        """Write the rest; how many digits there are."""
        rest = concatenate(self._rest)
        text = json.dumps(_record(fingerprint, rest)).encode()
        self._file.write(rest.labels.data)
        self._file.write(text)
        self._file.seek(0)
        head = FORMAT, len(text), len(rest), checksum(self._summed, rest.labels, text)
        self._file.write(HEAD.pack(*head))
        return len(rest)


def image_sum(images: NDArray[np.uint8]) -> int:
    """What changes with any value of images; it takes a tenth of a CRC's time.

    That of several arrays together is the sum of theirs.
    """
    return int(images.reshape(-1).view(np.uint64).sum())


def checksum(summed: int, labels: NDArray[np.int8], text: bytes) -> int:
    """Tells whether a file is damaged.

    Parameters
    ----------
    summed : the :func:`image_sum` of all images.
    text : its JSON.
    """
    return summed % (1 << 64) ^ zlib.crc32(labels.tobytes(), zlib.crc32(text))


def _record(fingerprint: str, digits: DigitSet) -> dict[str, Any]:
    """All but the arrays."""
    left_out = [
        {"file": error.file, "found": error.found, "expected": error.expected, "where": error.where}
        for error in digits.left_out
    ]
    return {
        "fingerprint": fingerprint,
        "name": digits.name,
        "names": list(digits.names),
        "left_out": left_out,
        "left_out_more": digits.left_out_more,
    }
