"""Sets of text digits that were read before, kept in the user's cache folder.

Each set is one file: a head of fixed length, all but the arrays as JSON, the images, the labels.
It is used only while names, sizes and times of the files that it was read from are the same. A
damaged one is deleted: it is as if it had never been there. So may the whole folder be, at any
time.
"""

import hashlib
import json
import os
import struct
import zlib
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from digitpad.data.digitset import (
    MAX_DIGITS,
    SIDE,
    UNLABELLED,
    DigitSet,
    are_adjoining,
    concatenate,
)
from digitpad.data.in_memory import known_images, note_images, shared
from digitpad.data.names import Names
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write
from digitpad.files.regular import check_regular

FORMAT = b"digitpad cache 3"

HEAD = struct.Struct(f"<{len(FORMAT)}sQQQ")
"""Format, bytes of JSON, number of digits, checksum."""

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


def load(source: Path, fingerprint: str) -> DigitSet | None:
    """The set that was read from a folder or zip, if that has not changed since."""
    return shared(_key(source, fingerprint), lambda: _load(source, fingerprint))


def _key(source: Path, fingerprint: str) -> tuple[Path, str]:
    """What tells a set from all others in memory."""
    return source.resolve(), fingerprint


def _load(source: Path, fingerprint: str) -> DigitSet | None:
    path = _path(source)
    try:
        digits = _read(path, fingerprint, known_images(_key(source, fingerprint)))
    except OSError:
        return None
    # It is damaged, in whatever way: it will be written anew.
    except Exception:
        with suppress(OSError):
            path.unlink()
        return None
    with suppress(OSError):
        os.utime(path)
    return digits


def _read(path: Path, fingerprint: str, known: NDArray[np.uint8] | None) -> DigitSet | None:
    """The set in a file; None where it was read from other files.

    Parameters
    ----------
    known : its images, where they are in memory still; read again, they would take twice as much.

    Raises
    ------
    Exception : of any kind, where the file is damaged.
    """
    check_regular(path)
    with path.open("rb") as file:
        head = file.read(HEAD.size)
        form, length, count, checksum = HEAD.unpack(head)
        size = HEAD.size + length + count * (SIDE * SIDE + 1)
        if form != FORMAT or count > MAX_DIGITS or size != os.fstat(file.fileno()).st_size:
            raise ValueError("not a file of the cache")
        text = file.read(length)
        record = json.loads(text)
        if record["fingerprint"] != fingerprint:
            return None
        if known is None:
            images = np.fromfile(file, np.uint8, count * SIDE * SIDE).reshape(count, SIDE, SIDE)
        else:
            images = known[:count]
            file.seek(count * SIDE * SIDE, os.SEEK_CUR)
        labels = np.fromfile(file, np.int8, count)
    names = Names(record["names"])
    if checksum != _checksum(text, [images], labels) or len(names) not in (0, count):
        raise ValueError("damaged")
    if labels.min(initial=0) < UNLABELLED or labels.max(initial=0) > 9:
        raise ValueError("labels that are none")
    left_out = tuple(DatasetError(**error) for error in record["left_out"])
    more = int(record["left_out_more"])
    return DigitSet(record["name"], images, labels, names, left_out=left_out, left_out_more=more)


def store(source: Path, fingerprint: str, parts: Sequence[DigitSet]) -> None:
    """Keep a set that was read from a folder or zip. Where that fails, nothing is kept.

    Parameters
    ----------
    parts : the set in the pieces in which it was read: joined, it would take twice the memory.
    """
    if not 0 < sum(digits.images.nbytes for digits in parts) < MAX_BYTES:
        return
    path = _path(source)
    images = [digits.images for digits in parts]
    rest = concatenate([replace(digits, images=digits.images[:, :0]) for digits in parts])
    text = json.dumps(_record(fingerprint, rest)).encode()
    checksum = _checksum(text, images, rest.labels)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path, durable=False) as file:
            file.write(HEAD.pack(FORMAT, len(text), len(rest), checksum))
            file.write(text)
            for part in images:
                file.write(part.data)
            file.write(rest.labels.data)
        if (whole := images[0].base) is not None and are_adjoining(images):
            note_images(_key(source, fingerprint), whole)
        _make_room(path.parent)


def _path(source: Path) -> Path:
    name = hashlib.sha256(os.fsencode(source.resolve())).hexdigest()[:32]
    return cache_folder() / "digits" / f"{name}.digits"


def _checksum(text: bytes, images: Sequence[NDArray[np.uint8]], labels: NDArray[np.int8]) -> int:
    """Tells whether a file is damaged; a plain sum of the images takes a tenth of a CRC's time."""
    summed = sum(int(part.reshape(-1).view(np.uint64).sum()) for part in images) % (1 << 64)
    return summed ^ zlib.crc32(labels.tobytes(), zlib.crc32(text))


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


def _make_room(folder: Path) -> None:
    """Delete the sets that were used longest ago until the rest is small enough."""
    used = 0
    for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        used += path.stat().st_size
        if used > MAX_BYTES:
            path.unlink()
