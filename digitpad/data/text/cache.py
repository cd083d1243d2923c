"""Sets of text digits that were read before, kept in the user's cache folder.

Each set is one file, see :mod:`digitpad.data.text.cache_file`. It is used only while names, sizes
and times of the files that it was read from are the same. A damaged one is deleted: it is as if it
had never been there. So may the whole folder be, at any time.
"""

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.in_memory import known_images, note_images, room_for
from digitpad.data.text.cache_file import FORMAT, CacheFile, NewCacheFile
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write
from digitpad.files.regular import check_regular
from digitpad.files.untrusted import READ_ERRORS

MAX_BYTES = 512 << 20
"""Size of all sets in the cache together; those used longest ago go first."""


def cache_folder() -> Path:
    """Where the cache is: the environment variable DIGITPAD_CACHE, or the user's cache folder."""
    chosen = os.environ.get("DIGITPAD_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("digitpad")


def fingerprint(names: Iterable[str], stamps: Sequence[int]) -> str:
    """A short text that changes when any file does.

    Parameters
    ----------
    names : the files, and whatever else belongs to the set.
    stamps : size and times of change of all of them.
    """
    summary = hashlib.sha256(FORMAT + b"\0")
    summary.update("\0".join(names).encode(errors="surrogateescape"))
    summary.update(array("q", stamps))
    return summary.hexdigest()


def stream(source: Path, fingerprint: str, *, in_passing: bool) -> Iterator[Chunk] | None:
    """The set that was read from a folder or zip, in parts; None where that has changed since.

    Parameters
    ----------
    in_passing : whether each part is let go before the next; otherwise all images are in one array,
        which takes memory as it fills.
    """
    chunks = _stream(source, fingerprint, in_passing)
    first = next(chunks, None)
    return chain([first], chunks) if first else None


def _stream(source: Path, fingerprint: str, in_passing: bool) -> Iterator[Chunk]:
    """See :func:`stream`; nothing instead of None."""
    path, key, rest = _path(source), _key(source, fingerprint), None
    known = known_images(key)
    with ExitStack() as stack:
        # It is closed before it may be deleted, which Windows asks for.
        with _deleted_if_damaged(path), ExitStack() as opening:
            kept = opening.enter_context(_opened(path))
            if kept.fingerprint == fingerprint:
                rest = kept.checked(known)
                _note_use(path)
                stack.enter_context(opening.pop_all())
        if rest is None:
            return
        count = len(rest)
        if known is not None:  # Read again, they would take their memory twice.
            yield Chunk(replace(rest, images=known[:count]), count, count)
            return
        joined = None if in_passing else room_for(key, count)
        try:
            yield from kept.parts(rest, joined)
        except READ_ERRORS as error:
            found = "could not be read to its end; open it again"
            raise DatasetError(source, found=found) from error
        if joined is not None:
            note_images(key, joined)


def _key(source: Path, fingerprint: str) -> tuple[Path, str]:
    """What tells a set from all others in memory."""
    return source.resolve(), fingerprint


@contextmanager
def _opened(path: Path) -> Iterator[CacheFile]:
    check_regular(path)
    with path.open("rb") as file:
        yield CacheFile(file)


@contextmanager
def _deleted_if_damaged(path: Path) -> Iterator[None]:
    """Pass over a file that is missing, and delete one that is damaged: it will be written anew."""
    with suppress(OSError):
        try:
            yield
        except OSError:
            raise
        except Exception:  # It is damaged, in whatever way.
            path.unlink()


def _note_use(path: Path) -> None:
    with suppress(OSError):
        os.utime(path)


class NewSet:
    """A set that is being read from a folder or zip, to be kept once it is whole.

    Its images go to its file as they come: in memory, those of the tutorial's 42,000 digits would
    take 31 MB. Where the file cannot be written, nothing is kept.
    """

    def __init__(self, source: Path, fingerprint: str) -> None:
        self._source, self._fingerprint = source, fingerprint
        self._open = ExitStack()
        self._file: NewCacheFile | None = None
        with suppress(OSError):
            path = _path(source)
            path.parent.mkdir(parents=True, exist_ok=True)
            file = self._open.enter_context(atomic_write(path, durable=False))
            self._file = NewCacheFile(file)

    def add(self, digits: DigitSet) -> None:
        """Add the next digits of the set."""
        if self._file is None:
            return
        with suppress(OSError):
            self._file.add(digits)
            if self._file.size < MAX_BYTES:
                return
        self.close()

    def keep(self, joined: NDArray[np.uint8] | None) -> None:
        """Keep the set, which is whole.

        Parameters
        ----------
        joined : an array in which its images lie as far as there is room, from the first one on.
        """
        if self._file is None or not self._file.size:
            return
        with suppress(OSError):
            with self._open:
                count = self._file.finish(self._fingerprint)
            if joined is not None and count <= len(joined):
                note_images(_key(self._source, self._fingerprint), joined)
            _make_room(_path(self._source).parent)

    def close(self) -> None:
        """Keep nothing, unless that is done."""
        self._file = None
        with suppress(OSError, _NotWholeError), self._open:
            raise _NotWholeError


class _NotWholeError(Exception):
    """Makes what is being written vanish."""


def _path(source: Path) -> Path:
    name = hashlib.sha256(os.fsencode(source.resolve())).hexdigest()[:32]
    return cache_folder() / "digits" / f"{name}.digits"


def _make_room(folder: Path) -> None:
    """Delete the sets that were used longest ago until the rest is small enough."""
    used, sets = 0, folder.glob("*.digits")
    for path in sorted(sets, key=lambda path: path.stat().st_mtime_ns, reverse=True):
        used += path.stat().st_size
        if used > MAX_BYTES:
            path.unlink()
