"""What every form of datasets is: recognised by what a file holds, read in chunks, written."""

import io
import stat
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, ClassVar, cast

from digitpad.data.digitset import Chunk, DigitSet, Writable, is_synthetic
from digitpad.data.names import Names
from digitpad.data.text.load import Listing, kept_zip, list_folder
from digitpad.errors import DatasetError
from digitpad.files.compression import Unpack, unpacker_of, without_ending
from digitpad.files.lean_zip import LeanZip
from digitpad.files.untrusted import READ_ERRORS, check_member, open_zip, unreadable

START = 1 << 16
"""Bytes of a file that are looked at to tell what it is."""

MAX_UNPACKED = 4 << 30
"""Bytes that are unpacked of one packed file; a million digits as a table take less."""

ZIP = b"PK"
"""What a zip starts with."""


@dataclass(frozen=True)
class ReadOptions:
    """What the user says about a set.

    Parameters
    ----------
    half : of a set with two parts, ``"train"`` or ``"test"``; ignored where there is one part.
    label_column : name or number, from 1, of a table's label column; ``"none"`` where no column
        is one; None where the table is to tell.
    transpose : whether rows and columns of the images change places.
    invert : whether paper and ink change places.
    scale : whether the values have another range than 0 to 255, and are brought to that.
    file : the one file of a folder or zip that is to be read, by its path from there; empty for
        all that belongs together.
    """

    half: str = "train"
    label_column: str | None = None
    transpose: bool = False
    invert: bool = False
    scale: bool = False
    file: str = ""


@dataclass(frozen=True, eq=False)
class Source:
    """A file, folder, or file in a zip that digits are to be read from, looked at once.

    What gzip, bzip2 or xz packed is unpacked on the way: a form that reads through :meth:`open`
    need not care.

    Parameters
    ----------
    path : the file or folder that the user chose; for a file in an archive, the archive.
    start : its first 64 KiB, unpacked; empty for a folder.
    is_folder : whether it is a folder.
    unpack : what unpacks it; None where nothing packed it.
    parent : the archive that it lies in, if any.
    member : its name in that archive.
    in_passing : whether the digits are looked at and let go, a chunk at a time: those of a large
        set need not all be in memory.
    """

    path: Path
    start: bytes = b""
    is_folder: bool = False
    unpack: Unpack | None = None
    parent: "Source | None" = None
    member: str = ""
    in_passing: bool = False

    @property
    def title(self) -> str:
        """What errors call it: its path, and its name in an archive."""
        return f"{self.path}/{self.member}" if self.parent else str(self.path)

    @property
    def name(self) -> str:
        """What the set is called, for people: the last part of its path."""
        if self.parent:
            return f"{self.path.name}/{self.member}"
        return self.path.resolve().name if self.is_folder else self.path.name

    @property
    def file_name(self) -> str:
        """Name of the file itself, in lower case, without folders and ``.gz`` or the like."""
        name = self.member.rsplit("/", 1)[-1] if self.parent else self.path.name
        return without_ending(name.lower())

    @property
    def is_zip(self) -> bool:
        return self.start.startswith(ZIP) and not self.unpack and not self.parent

    @cached_property
    def listing(self) -> Listing:
        """All that is in a folder and the folders in it.

        Raises
        ------
        DatasetError : it cannot be read.
        """
        return list_folder(self.path)

    @cached_property
    def kept(self) -> Iterator[Chunk] | None:
        """The digits, to be read once, of a zip of text digits; None where it was not read before
        or has changed since.

        Raises
        ------
        DatasetError : the zip cannot be looked at.
        """
        return kept_zip(self.path, in_passing=self.in_passing)

    @cached_property
    def archive(self) -> LeanZip:
        """The zip, open.

        Raises
        ------
        DatasetError : it cannot be read or is damaged.
        """
        return open_zip(self.path)

    @cached_property
    def names(self) -> Sequence[str]:
        """The files in a folder or zip, by their paths from it; none of any other file.

        Raises
        ------
        DatasetError : it cannot be read or is damaged.
        """
        if self.is_folder:
            return self.listing.names
        if self.is_zip:
            members = self.archive.members
            return Names(member.filename for member in members if not member.is_dir())
        return ()

    def child(self, name: str) -> "Source":
        """One of the files in a folder or zip.

        Raises
        ------
        DatasetError : it cannot be read.
        """
        if self.is_folder:
            return look_at(self.path / name, in_passing=self.in_passing)
        try:
            member = self.archive.getinfo(name)
        except KeyError as error:
            raise DatasetError(f"{self.path}/{name}", found="no such file") from error
        check_member(f"{self.path}/{name}", member)
        return _with_start(Source(self.path, parent=self, member=name))

    def open(self) -> BinaryIO:
        """Its content, unpacked.

        Raises
        ------
        DatasetError : it cannot be read. Reading may raise any of ``files.untrusted.READ_ERRORS``.
        """
        file = self._opened()
        if self.unpack or self.parent:
            return io.BufferedReader(_Bounded(file, self.unpack, self.title), 1 << 16)
        return file

    def _opened(self) -> BinaryIO:
        """Its content as it lies on disk or in the archive."""
        try:
            if self.parent:
                return cast(BinaryIO, self.parent.archive.open(self.member))
            return self.path.open("rb")
        except (*READ_ERRORS, NotImplementedError) as error:
            raise unreadable(self.title, error) from error

    def close(self) -> None:
        """Close the zip, where it was opened."""
        if self.parent:
            self.parent.close()
        elif "archive" in self.__dict__:
            self.archive.close()

    @contextmanager
    def as_file(self) -> Iterator[Path]:
        """A file on disk with its content, for readers that need one: itself, or a copy.

        Raises
        ------
        DatasetError : it cannot be read.
        """
        if not self.unpack and not self.parent:
            yield self.path
            return
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, self.file_name or "file")
            try:
                with self.open() as file, copy.open("wb") as target:
                    while piece := file.read(1 << 20):
                        target.write(piece)
            except READ_ERRORS as error:
                raise unreadable(self.title, error) from error
            yield copy


class _Bounded(io.RawIOBase):
    """A packed file that is unpacked up to :data:`MAX_UNPACKED` bytes."""

    def __init__(self, packed: BinaryIO, unpack: Unpack | None, title: str) -> None:
        self._packed, self._title, self._left = packed, title, MAX_UNPACKED
        self._file = unpack(packed) if unpack else packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        content = self._file.read(len(buffer))
        self._left -= len(content)
        if self._left < 0:
            found = f"too large (more than {MAX_UNPACKED:,} bytes when unpacked)"
            raise DatasetError(self._title, found=found)
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._file.close()
        self._packed.close()
        super().close()


def look_at(path: str | Path, *, in_passing: bool = False) -> Source:
    """Look at what lies under a path, once.

    The name of a synthetic set is a source without content. ``in_passing`` is that of the source.

    Raises
    ------
    DatasetError : nothing is there, it cannot be read, or it is neither a file nor a folder.
    """
    if is_synthetic(path):
        return Source(Path(path))
    path = Path(path)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if stat.S_ISDIR(mode):
        return Source(path, is_folder=True, in_passing=in_passing)
    if not stat.S_ISREG(mode):
        raise DatasetError(path, found="neither a file nor a folder")
    return _with_start(Source(path, in_passing=in_passing))


def _with_start(source: Source) -> Source:
    """The same file with its first bytes, unpacked where gzip packed it."""
    path, parent, member = source.path, source.parent, source.member
    try:
        with source.open() as file:
            start = file.read(START)
        unpack = unpacker_of(start)
        if unpack:
            with Source(path, unpack=unpack, parent=parent, member=member).open() as file:
                start = file.read(START)
        return replace(source, start=start, unpack=unpack)
    except READ_ERRORS as error:
        raise unreadable(source.title, error) from error


class Form(ABC):
    """A form that datasets come in.

    A module in this package that has a ``FORM``, or several ``FORMS``, adds them: nothing else
    has to be changed.

    Attributes
    ----------
    name : what people call it, e.g. ``"table"``.
    order : the form with the least is asked first whether a source is of its kind.
    endings : what it can write: for people, e.g. ``"Table"``, and how the target's name ends,
        e.g. ``".csv"``. The longest ending that fits a name decides.
    """

    name: ClassVar[str]
    order: int
    endings: ClassVar[Mapping[str, str]] = {}

    def fit(self, name: str) -> int:
        """How many characters at the end of a target's name, in lower case, ask for this form."""
        return max((len(e) for e in self.endings.values() if name.endswith(e)), default=0)

    @abstractmethod
    def sniff(self, source: Source) -> bool:
        """Whether a source is of this form, by what it holds.

        It may be damaged in a way that only reading tells.

        Raises
        ------
        DatasetError : it cannot be read.
        """

    def halves(self, source: Source) -> tuple[str, ...]:
        """``("train", "test")`` where a source of this form has both, else nothing."""
        return ()

    @abstractmethod
    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        """Read a source of this form, a chunk at a time; what is not a digit is left out.

        ``transpose``, ``invert`` and ``scale`` are seen to by the caller.

        Raises
        ------
        DatasetError : it cannot be read.
        UnclearError : what it means has to be asked.
        """

    def write(self, digits: Writable, path: Path) -> Iterator[float]:
        """Write digits, all or nothing; yields the share written, 0 to 1.

        Raises
        ------
        DatasetError : the target cannot be written, or cannot hold these digits.
        """
        raise NotImplementedError(f"{self.name} is only read")


class UnclearError(DatasetError):
    """A set can be read in more than one way, and nothing tells which is meant.

    Parameters
    ----------
    question : which of the :class:`ReadOptions` answers it, e.g. ``"label_column"``.
    candidates : the values it may take.
    previews : for each of them a few digits as they would be read; empty where there are none.
    """

    def __init__(
        self,
        file: str | Path,
        *,
        found: str,
        question: str,
        candidates: Sequence[str],
        previews: Sequence[DigitSet] = (),
    ) -> None:
        self.question = question
        self.candidates = tuple(candidates)
        self.previews = tuple(previews)
        super().__init__(file, found=found)


def several_sets(source: Source, count: int, files: Sequence[str]) -> UnclearError:
    """What to tell of a folder or archive with so many sets, each in one of these files."""
    return UnclearError(
        source.title,
        found=f"{count} datasets ({', '.join(files[:6])}); open one of these files",
        question="path",
        candidates=files,
    )
