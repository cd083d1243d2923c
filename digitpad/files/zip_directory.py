"""How long the list of files in a zip is, found out before it is read.

The whole list is in memory as soon as a zip is opened: of a file of 600 MB with ten million names
in it, the module zipfile would make objects of 7 GB, and digitpad.files.lean_zip 1 GB.
"""

import os
import struct
from pathlib import Path

MAX_DIRECTORY_BYTES = 1 << 25
"""Bytes of a list that is read: more than 300,000 files, whatever their names."""

_END, _LOCATOR, _END64 = b"PK\5\6", b"PK\6\7", b"PK\6\6"
_END_SIZE, _LOCATOR_SIZE, _END64_SIZE = 22, 20, 56

_TAIL = (1 << 16) + _END_SIZE + _LOCATOR_SIZE + _END64_SIZE
"""Bytes at the end of a zip in which all that tells the length stands, behind it a comment."""


def check_directory(path: str | Path) -> None:
    """Refuse a zip whose list of files is far too long.

    Raises
    ------
    ValueError : it is.
    OSError : the file cannot be read.
    """
    length = directory_size(path)
    if length > MAX_DIRECTORY_BYTES:
        megabytes, most = length >> 20, MAX_DIRECTORY_BYTES >> 20
        raise ValueError(f"its list of files has {megabytes:,} MB, more than {most}; unpack it")


def directory_size(path: str | Path) -> int:
    """Bytes of the list of files in a zip, as it says itself; 0 where a file is no zip.

    Raises
    ------
    OSError : the file cannot be read.
    """
    with Path(path).open("rb") as file:
        file.seek(max(file.seek(0, os.SEEK_END) - _TAIL, 0))
        return _size_in(file.read())


def _size_in(tail: bytes) -> int:
    """What the end of a file says of the list, bytes; 0 where it is no zip."""
    end = len(tail) - _END_SIZE
    if not tail.startswith(_END, end):
        end = tail.rfind(_END)  # A comment follows.
    if not 0 <= end <= len(tail) - _END_SIZE:
        return 0
    (length,) = struct.unpack_from("<L", tail, end + 12)
    # Of a zip with more than 65,535 files, another record says it, and this one need not.
    start = end - _LOCATOR_SIZE - _END64_SIZE
    has_more = tail.startswith(_LOCATOR, end - _LOCATOR_SIZE) and tail.startswith(_END64, start)
    (longer,) = struct.unpack_from("<Q", tail, start + 40) if start >= 0 and has_more else (0,)
    return longer if has_more else length
