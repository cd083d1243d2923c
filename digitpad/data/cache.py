"""Sets of text digits that were read before, kept in the user's cache folder.

Each set is one file, of arrays in NumPy's .npy form one after the other: what an .npz would hold,
read in half the time. It is used only while names, sizes and times of the files that it was read
from are the same. The folder may be deleted at any time.
"""

import hashlib
import json
import os
import zlib
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.files import DAMAGE
from digitpad.errors import DatasetError
from digitpad.storage.atomic import atomic_write

FORMAT = "digitpad cache 1"

MOST_BYTES = 512 << 20
"""Size of all sets in the cache together; those used longest ago go first."""


def cache_folder() -> Path:
    """Where the cache is: the environment variable DIGITPAD_CACHE, or the user's cache folder."""
    chosen = os.environ.get("DIGITPAD_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("digitpad")


def fingerprint(names: Sequence[str], stamps: Sequence[int]) -> str:
    """A short text that changes when any file does.

    Parameters
    ----------
    names : the files, and whatever else belongs to the set.
    stamps : size and times of change of all of them.
    """
    summary = hashlib.sha256("\0".join([FORMAT, *names]).encode(errors="surrogateescape"))
    summary.update(array("q", stamps))
    return summary.hexdigest()


def load(source: Path, fingerprint: str) -> DigitSet | None:
    """The set that was read from a folder or zip, if that has not changed since."""
    path = _path(source)
    try:
        with path.open("rb") as file:
            text = np.load(file)
            record = json.loads(text.tobytes())
            if record["fingerprint"] != fingerprint:
                return None
            images, labels, checksum = np.load(file), np.load(file), np.load(file)
            digits = DigitSet(
                record["name"],
                images,
                labels,
                names=record["names"],
                left_out=tuple(DatasetError(**error) for error in record["left_out"]),
            )
        os.utime(path)
    except (*DAMAGE, KeyError, TypeError, MemoryError):
        return None
    return digits if checksum == _checksum(text, images, labels) else None


def store(source: Path, fingerprint: str, digits: DigitSet) -> None:
    """Keep a set that was read from a folder or zip. Where that fails, nothing is kept."""
    if not 0 < digits.images.nbytes < MOST_BYTES:
        return
    path = _path(source)
    text = _record(fingerprint, digits)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path, durable=False) as file:
            for part in (text, digits.images, digits.labels):
                np.save(file, part)
            np.save(file, np.uint64(_checksum(text, digits.images, digits.labels)))
        _make_room(path.parent)


def _path(source: Path) -> Path:
    name = hashlib.sha256(os.fsencode(source.resolve())).hexdigest()[:32]
    return cache_folder() / "digits" / f"{name}.npys"


def _checksum(text: NDArray[np.uint8], images: NDArray[np.uint8], labels: NDArray[np.int8]) -> int:
    """Tells whether a file is damaged; a plain sum of the images takes a tenth of a CRC's time."""
    return int(images.reshape(-1).view(np.uint64).sum()) ^ zlib.crc32(
        labels.tobytes(), zlib.crc32(text.tobytes())
    )


def _record(fingerprint: str, digits: DigitSet) -> NDArray[np.uint8]:
    """All but the arrays, as JSON in bytes: NumPy's own texts are slow and large."""
    left_out = [
        {"file": error.file, "found": error.found, "expected": error.expected, "where": error.where}
        for error in digits.left_out
    ]
    record = {
        "fingerprint": fingerprint,
        "name": digits.name,
        "names": list(digits.names),
        "left_out": left_out,
    }
    return np.frombuffer(json.dumps(record).encode(), np.uint8)


def _make_room(folder: Path) -> None:
    """Delete the sets that were used longest ago until the rest is small enough."""
    used = 0
    for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        used += path.stat().st_size
        if used > MOST_BYTES:
            path.unlink()
