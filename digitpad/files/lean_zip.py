"""A zip of many files in little memory.

The module zipfile keeps an object of some 700 bytes for each file of a zip that it reads or writes:
of 42,000 files, 30 MB in a million small pieces, which keep the memory around them in use too.
"""

import struct
import zipfile
from array import array
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

FACTS = (
    *("create_version", "create_system", "extract_version", "reserved"),
    *("flag_bits", "compress_type", "volume", "internal_attr", "external_attr"),
    *("CRC", "compress_size", "file_size", "header_offset"),
)
"""What zipfile knows of a file, beside its texts and its date."""

TEXTS = 4
"""Its name as the zip has it, its name where that is another, what is extra, and a comment."""

_RECORD = struct.Struct("<4B4H2L2QqH5B4LQ")
"""The facts, the date, the length of each text, and where the first of them stands."""


class Members:
    """The files of a zip, in the order of its list; each is an object only while it is asked for.

    Parameters
    ----------
    by_name : cleared with each file that is added: zipfile puts each of them there too.
    """

    def __init__(self, by_name: dict[str, zipfile.ZipInfo]) -> None:
        self._by_name = by_name
        self._records = bytearray()
        self._texts = bytearray()
        self._hashes = array("q")
        self.is_read = False

    def append(self, member: zipfile.ZipInfo) -> None:
        """Add a file.

        Raises
        ------
        struct.error : one of the facts is a number that cannot be.
        """
        full_name = member.orig_filename
        name = member.filename if member.filename != full_name else ""  # Nearly all are the same.
        texts = (_bytes(full_name), _bytes(name), member.extra, member.comment)
        facts = (getattr(member, fact) for fact in FACTS)
        lengths = map(len, texts)
        self._records += _RECORD.pack(*facts, *member.date_time, *lengths, len(self._texts))
        self._texts += b"".join(texts)
        self._hashes.append(hash(member.filename))
        self._by_name.clear()

    def __len__(self) -> int:
        return len(self._records) // _RECORD.size

    def __getitem__(self, number: int) -> zipfile.ZipInfo:
        start = range(0, len(self._records), _RECORD.size)[number]
        *values, end = _RECORD.unpack_from(self._records, start)
        texts = []
        for length in values[-TEXTS:]:
            texts.append(bytes(self._texts[end : end + length]))
            end += length
        full_name, name, extra, comment = texts
        date = values[len(FACTS) : -TEXTS]
        member = zipfile.ZipInfo(_text(full_name), tuple(date))
        member.filename = _text(name) or member.filename
        member.extra, member.comment = extra, comment
        for fact, value in zip(FACTS, values, strict=False):
            setattr(member, fact, value)
        return member

    def __iter__(self) -> Iterator[zipfile.ZipInfo]:
        # Newer versions of zipfile sort all files of a zip as soon as it is read, to tell each
        # where the next begins: that would take what is to be saved, and would be lost here.
        return map(self.__getitem__, range(len(self) if self.is_read else 0))

    def named(self, name: str) -> zipfile.ZipInfo:
        """The last file of a name, of a zip that is read.

        Raises
        ------
        KeyError : there is none.
        """
        hashes, order = self._sorted
        start, end = (np.searchsorted(hashes, hash(name), side) for side in ("left", "right"))
        for number in order[start:end][::-1].tolist():
            member = self[number]
            if member.filename == name:
                return member
        raise KeyError(name)

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The hashes of all names in order, and the number of the file that each belongs to."""
        hashes = np.array(self._hashes, np.int64)
        order = np.argsort(hashes, kind="stable")
        return hashes[order], order


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")


class LeanZip(zipfile.ZipFile):
    """A zip that is read, or a new one that is written, packed.

    Nothing warns of a name that is written twice.

    Parameters
    ----------
    file : its path, or the file that it is written to.
    mode : ``"r"`` or ``"w"``.

    Attributes
    ----------
    members : the files.

    Raises
    ------
    zipfile.BadZipFile, struct.error, OSError, ... : as zipfile.ZipFile.
    """

    members: Members

    def __init__(self, file: str | Path | IO[bytes], mode: str = "r") -> None:
        super().__init__(file, mode, zipfile.ZIP_DEFLATED)  # type: ignore[call-overload]
        self.members.is_read = True

    @property  # type: ignore[override]
    def filelist(self) -> Members:
        """The files: what zipfile appends them to."""
        return self.members

    @filelist.setter
    def filelist(self, empty: object) -> None:
        self.members = Members(self.NameToInfo)

    def getinfo(self, name: str) -> zipfile.ZipInfo:
        """The last file of a name; :meth:`open` asks for it too.

        Raises
        ------
        KeyError : there is none.
        """
        return self.members.named(name)
