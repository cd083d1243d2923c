"""Files in a tar archive, plain or packed, one after the other and with distrust.

Nothing is unpacked to the disk. Links and devices are passed over.
"""

import io
import tarfile
from collections.abc import Iterator
from typing import IO, BinaryIO

from digitpad.data.digitset import MAX_DIGITS
from digitpad.data.formats.base import Source
from digitpad.errors import DatasetError
from digitpad.files.untrusted import READ_ERRORS, damaged, unreadable

MAGIC = b"ustar"
MAGIC_AT = 257
"""Where a tar archive says that it is one."""

MAX_AT_ONCE = 1 << 26
"""Bytes that are read at once: also a header may claim to be large."""

CHUNK_BYTES = 1 << 20


def is_tar(source: Source) -> bool:
    return source.start[MAGIC_AT : MAGIC_AT + len(MAGIC)] == MAGIC


def members(source: Source) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of each file in a tar archive; read it before the next is asked for.

    Raises
    ------
    DatasetError : the archive is damaged or holds too many files.
    """
    try:
        with source.open() as file, tarfile.open(fileobj=_Forward(file), mode="r:") as archive:
            count = 0
            while member := archive.next():
                count += 1
                if count > MAX_DIGITS:
                    found = f"more than {MAX_DIGITS:,} files; split the dataset"
                    raise DatasetError(source.title, found=found)
                archive.members.clear()  # type: ignore[attr-defined]  # It would keep them all.
                if member.isreg() and (content := archive.extractfile(member)):
                    yield member.name, content
    except tarfile.ReadError as error:
        raise damaged(source.title) from error
    except (*READ_ERRORS, tarfile.TarError) as error:
        raise unreadable(source.title, error) from error


class _Forward(io.RawIOBase):
    """A file that is read forwards only, and never much of it at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, to: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or to < self._at:
            raise OSError("its files are not in order")
        while self._at < to and self.read(min(to - self._at, CHUNK_BYTES)):
            pass
        return self._at

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MAX_AT_ONCE:
            raise OSError(f"more than {MAX_AT_ONCE:,} bytes at once")
        content = self._file.read(size)
        self._at += len(content)
        return content
