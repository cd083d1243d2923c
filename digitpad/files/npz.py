"""The one reader of .npz files, for models, checkpoints, images and strokes.

Nothing in a file is believed. What is locked or packed in an unusual way is refused. The header of
each array is read by a pattern, never by Python's parser, and compared with the array's place in
the archive before any memory is taken; nothing is ever unpickled. Each array that is used has been
read to its end, where the archive's checksum is compared. Whatever fails, and however, is the kind
of error that the reader asked for.
"""

import math
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import FileError
from digitpad.files.regular import check_regular
from digitpad.files.untrusted import DAMAGED, LOCKED, UNSUPPORTED_COMPRESSION
from digitpad.files.zip_directory import directory_size
from digitpad.files.zip_start import START_BYTES, first_name

MAX_NAMES = 1 << 20
"""Bytes of the list of arrays, enough for 10,000: of a zip of digits it may be far longer."""

CHUNK_BYTES = 1 << 20
"""Bytes read at a time, so that a false header does not make us allocate much memory."""

MAX_HEADER_LENGTH = 1024
"""Bytes of an array's header that are still read; the usual form has 128."""

# Possessive: never goes back, so one pass over any header is enough.
_HEADER = re.compile(
    rb"\x93NUMPY(?:\x01\0(?P<short>..)|\x02\0(?P<long>....))"
    rb"(?P<text>\{ *+'descr': *+'(?P<dtype>[<>|=]?+[?biufcmMOSUV][0-9]{0,9}+)', *+"
    rb"'fortran_order': *+(?P<fortran>False|True), *+"
    rb"'shape': *+\((?P<shape>(?:[0-9]{1,18}+, *+)*+(?:[0-9]{1,18}+)?+)\)(?:, *+)?+\} *+\n?+)",
    re.DOTALL,
)

KINDS = {
    "f": "decimal numbers",
    "iu": "whole numbers",
    "U": "text",
    "biuf": "numbers",
    "biufU": "numbers",
}
"""What the dtypes are called that a reader takes, by their letters in ``numpy.dtype.kind``."""


@dataclass(frozen=True)
class Header:
    """What stands before an array's numbers, and how many bytes that takes."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    fortran: bool
    length: int

    @property
    def size(self) -> int:
        """Bytes of the numbers: Python's own integers, which do not overflow."""
        return self.dtype.itemsize * math.prod(self.shape)


class Npz:
    """The arrays of an .npz file that is open.

    Parameters
    ----------
    path : the file.
    error : the kind of error that is raised.
    expected : what the file should be, for people, e.g. ``"a model file"``.
    most : bytes that one array may take.

    Raises
    ------
    FileError : of the kind asked for: the file cannot be read, or is no zip.
    """

    def __init__(
        self, path: str | Path, *, error: type[FileError], expected: str, most: int
    ) -> None:
        self.path = path
        self._kind, self._expected, self._most = error, expected, most
        self._archive = self._opened()
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in self._archive.infolist():
            name = member.filename.removesuffix(".npy")
            if name in self._members:
                self._archive.close()
                raise self.error(name, "stored more than once")
            self._members[name] = member

    def _opened(self) -> zipfile.ZipFile:
        try:
            check_regular(self.path)
            if directory_size(self.path) > MAX_NAMES:
                raise ValueError("too many files in it")
            archive = zipfile.ZipFile(self.path)
            count, promised = len(archive.infolist()), _promised(archive)
        except FileNotFoundError:
            raise self._kind(self.path, found="no such file") from None
        # Of a damaged file, zipfile and NumPy raise almost anything.
        except Exception as error:
            raise self._kind(self.path, found=self._why_not_opened(error)) from error
        if count != promised:
            archive.close()
            raise self._kind(self.path, found=f"{count}", expected=f"{promised} arrays")
        return archive

    def _why_not_opened(self, error: Exception) -> str:
        """What to tell of a path that zipfile refused."""
        if Path(self.path).is_dir():
            return f"a folder, not {self._expected}"
        # Any other error may be that of a pipe without a writer.
        if not isinstance(error, zipfile.BadZipFile):
            return f"cannot be read ({reason_text(error)})"
        with suppress(OSError), Path(self.path).open("rb") as file:
            start = file.read(START_BYTES)
            name = first_name(start)
            # A document is a zip too, and no less another thing where its end is missing.
            if start.startswith(b"PK") and (not name or name.endswith(".npy")):
                return DAMAGED
        return f"not {self._expected}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._archive.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> list[str]:
        """The arrays that are there."""
        return list(self._members)

    @property
    def size(self) -> int:
        """Bytes that all arrays take together, as the archive says."""
        return sum(member.file_size for member in self._members.values())

    def shape(self, name: str) -> tuple[int, ...]:
        """How long the sides of an array are, by its header.

        Raises
        ------
        FileError : of the kind asked for: the array is not there, or damaged.
        """
        with self._begun(name) as file:
            header, _ = self._header(name, file)
        return header.shape

    def read(
        self, name: str, kinds: str, *shapes: tuple[int | None, ...], longest: int | None = None
    ) -> NDArray[Any]:
        """One array.

        Parameters
        ----------
        kinds : a key of :data:`KINDS`: the dtypes that are taken.
        shapes : the shapes that are taken; None stands for any length.
        longest : how long the first side may be.

        Raises
        ------
        FileError : of the kind asked for: the array is not there, damaged, too large, or has
            another dtype or shape.
        """
        with self._begun(name) as file:
            header, start = self._header(name, file)
            self._check_header(name, header, kinds, shapes, longest)
            found = self._members[name].file_size - header.length
            if header.size != found:
                raise self.error(name, f"{found:,}", f"{header.size:,} bytes, as its header says")
            with self._reading(name):
                content = bytearray(start)
                # One byte more than there should be: only at its end is the checksum compared.
                while len(content) <= header.size and (piece := file.read(CHUNK_BYTES)):
                    content += piece
                if len(content) != header.size:
                    raise EOFError(f"{len(content):,} bytes of {header.size:,}")
                order: Literal["F", "C"] = "F" if header.fortran else "C"
                return np.ndarray(header.shape, header.dtype, content, order=order)

    def _begun(self, name: str) -> IO[bytes]:
        """An array, of which nothing has been read yet."""
        if name not in self._members:
            raise self.error(name, "missing")
        member = self._members[name]
        self._check_member(name, member)
        with self._reading(name):
            return self._open(member)

    def _header(self, name: str, file: IO[bytes]) -> tuple[Header, bytes]:
        """What the header of an array says, and what was read behind it."""
        with self._reading(name):
            start = file.read(MAX_HEADER_LENGTH)
            header = _header(start)
        if header is None:
            raise self.error(name, "damaged (no header of an array)")
        return header, start[header.length :]

    def _open(self, member: zipfile.ZipInfo) -> IO[bytes]:
        return self._archive.open(member)

    def text(self, name: str, longest: int) -> str:
        """The text, of at most ``longest`` characters, that an array without sides holds.

        Raises
        ------
        FileError : as :meth:`read`; or it is too long.
        """
        if (
            name in self._members
            and self._members[name].file_size > 4 * longest + MAX_HEADER_LENGTH
        ):
            raise self.error(name, "a longer one", f"a text of at most {longest:,} characters")
        array = self.read(name, "U", ())
        with self._reading(name):
            return str(array[()])

    def refuse_others(self, names: set[str]) -> None:
        """Refuse a file that holds other arrays than these.

        Raises
        ------
        FileError : of the kind asked for.
        """
        for name in self._members:
            if name not in names:
                raise self.error(name, "does not belong in this file")

    def error(self, name: str, found: str, expected: str = "") -> FileError:
        """What to tell of an array that is not what it should be."""
        return self._kind(self.path, where=f"array {name}", found=found, expected=expected)

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        """Whatever zipfile and NumPy raise of a damaged array becomes one error."""
        try:
            yield
        except Exception as error:
            raise self.error(name, f"damaged ({reason_text(error)})") from error

    def _check_member(self, name: str, member: zipfile.ZipInfo) -> None:
        """Refuse what is locked, or packed so that a small file can ask for much memory."""
        if member.flag_bits & 1:
            raise self.error(name, LOCKED)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.error(name, UNSUPPORTED_COMPRESSION)

    def _check_header(
        self,
        name: str,
        header: Header,
        kinds: str,
        shapes: tuple[tuple[int | None, ...], ...],
        longest: int | None,
    ) -> None:
        shape = header.shape
        if header.dtype.kind not in kinds or not any(_fits(shape, wanted) for wanted in shapes):
            wanted = " or ".join(str(shape).replace("None", "N") for shape in shapes)
            found = f"{header.dtype} of shape {shape}"
            raise self.error(name, found, f"{KINDS[kinds]} of shape {wanted}")
        if longest is not None and shape[0] > longest:
            raise self.error(name, f"{shape[0]:,}", f"at most {longest:,} rows")
        if header.size > self._most:
            raise self.error(name, f"{header.size:,}", f"at most {self._most:,} bytes")


class Npy(Npz):
    """The array of an .npy file that is open, read as the only one of an .npz file.

    Parameters
    ----------
    path, error, expected, most : as for :class:`Npz`.
    name : what the array is called.
    """

    def __init__(
        self, path: str | Path, name: str, *, error: type[FileError], expected: str, most: int
    ) -> None:
        self.path = path
        self._kind, self._expected, self._most = error, expected, most
        member = zipfile.ZipInfo(name)
        try:
            check_regular(path)
            member.file_size = os.stat(path).st_size  # noqa: PTH116
        except OSError as reason:
            raise error(path, found=f"cannot be read ({reason_text(reason)})") from reason
        self._members = {name: member}

    def close(self) -> None:
        """Nothing stays open."""

    def _open(self, member: zipfile.ZipInfo) -> IO[bytes]:
        return Path(self.path).open("rb")


def _promised(archive: zipfile.ZipFile) -> int:
    """How many files the end of an archive says there are; zipfile goes by the list alone, whose
    last entries a single wrong bit can hide."""
    assert archive.fp
    archive.fp.seek(-(22 + len(archive.comment)), os.SEEK_END)
    count = int.from_bytes(archive.fp.read(22)[10:12], "little")
    # So many or more are counted elsewhere.
    return len(archive.infolist()) if count == 0xFFFF else count


def reason_text(error: Exception) -> str:
    """What an error says, or its name where it says nothing."""
    reason = error.strerror if isinstance(error, OSError) else None
    return reason or str(error) or type(error).__name__


def _header(start: bytes) -> Header | None:
    """What the header at the start of an array says; None where there is none."""
    match = _HEADER.match(start)
    if not match:
        return None
    length = int.from_bytes(match["short"] or match["long"], "little")
    if length != len(match["text"]):
        return None
    shape = tuple(map(int, re.findall(rb"[0-9]+", match["shape"])))
    dtype = np.dtype(match["dtype"].decode())
    return Header(dtype, shape, match["fortran"] == b"True", match.end())


def _fits(shape: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    return len(shape) == len(wanted) and all(
        other is None or length == other for length, other in zip(shape, wanted, strict=True)
    )
