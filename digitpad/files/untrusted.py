"""Untrusted files of digits: no more is read than a digit set may need."""

import gzip
import struct
import zipfile
import zlib
from pathlib import Path

from digitpad.errors import DatasetError
from digitpad.files.lean_zip import LeanZip
from digitpad.files.regular import check_regular
from digitpad.files.writable import reason_of
from digitpad.files.zip_directory import check_directory

try:
    from lzma import LZMAError
except ImportError:  # Python may be built without it; then nothing that xz packed is read.
    LZMAError = zlib.error  # type: ignore[misc, assignment]

INCOMPLETE = (
    EOFError,
    struct.error,
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    LZMAError,
)
"""What reading a packed file raises that is damaged, or of which the end is missing."""

READ_ERRORS = (OSError, ValueError, RuntimeError, MemoryError, OverflowError, *INCOMPLETE)
"""What reading raises if a file, packed or not, is damaged or cannot be accessed."""

# Reasons in errors about files and about the members of archives.
DAMAGED = "damaged or incomplete; copy or download it again"
OUTSIDE = "its path leads out of the archive"
LOCKED = "password-protected"
UNSUPPORTED_COMPRESSION = "unsupported compression (only deflate)"


def unreadable(file: str | Path, error: Exception) -> DatasetError:
    """What to tell of a file that the system does not let us read, or that is damaged."""
    if isinstance(error, FileNotFoundError):
        return DatasetError(file, found="no such file or folder")
    if isinstance(error, INCOMPLETE):
        return damaged(file)
    reason = error.strerror if isinstance(error, OSError) else None
    reason = reason or str(error) or type(error).__name__
    return DatasetError(file, found=f"cannot be read ({reason})")


def damaged(file: str | Path) -> DatasetError:
    """What to tell of a packed file that is damaged, or of which the end is missing."""
    return DatasetError(file, found=DAMAGED)


def unwritable(file: str | Path, error: OSError) -> DatasetError:
    """What to tell of a place that cannot be written to."""
    return DatasetError.unwritable(file, reason_of(error))


def quoted(text: bytes) -> str:
    """What stands in a file, between quotation marks, at most 20 characters, all printable."""
    found = text.decode(errors="replace")
    shown = "".join(character if character.isprintable() else " " for character in found[:20])
    return f'"{shown}…"' if len(found) > 20 else f'"{shown}"'


def plural(count: int, thing: str) -> str:
    """Some things, in words: ``"1 value"``, ``"27 values"``."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def read_bytes(path: str | Path, most: int, name: str | None = None) -> bytes:
    """The content of a file of at most ``most`` bytes.

    Parameters
    ----------
    name : what errors call the file, where that is not its path.

    Raises
    ------
    DatasetError : the file cannot be read or is larger.
    """
    try:
        # For 42,000 files the builtin saves a tenth of a second and more.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise unreadable(name or path, error) from error
    if len(content) > most:
        raise too_large(name or path, most)
    return content


def too_large(file: str | Path, most: int) -> DatasetError:
    """What to tell of a file that is larger than any file of its kind."""
    return DatasetError(file, found=f"too large for one digit (more than {most:,} bytes)")


def open_zip(path: str | Path) -> LeanZip:
    """Open a zip archive.

    Raises
    ------
    DatasetError : it cannot be read or is damaged.
    """
    try:
        check_regular(path)
        check_directory(path)
        return LeanZip(path)
    # Of a damaged archive, zipfile raises almost anything.
    except Exception as error:
        raise unreadable(path, error) from error


def check_member(file: str | Path, member: zipfile.ZipInfo) -> None:
    """Refuse what is locked, or packed in a way that lets a small file ask for much memory.

    Raises
    ------
    DatasetError : a password, or another compression than zip's usual one.
    """
    if member.flag_bits & 1:
        raise DatasetError(file, found=LOCKED)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DatasetError(file, found=UNSUPPORTED_COMPRESSION)
