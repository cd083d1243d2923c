"""Which datasets are being read: what is read in two places at once takes its memory twice."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_readers: Counter[str] = Counter()
_lock = Lock()


@contextmanager
def reading(path: str | Path) -> Iterator[None]:
    """Count as a reader of a dataset, from whichever thread."""
    key = _key(path)
    with _lock:
        _readers[key] += 1
    try:
        yield
    finally:
        with _lock:
            _readers[key] -= 1
            if not _readers[key]:
                del _readers[key]


def readers_of(path: str | Path) -> int:
    """How many read a dataset now."""
    return _readers[_key(path)]


def _key(path: str | Path) -> str:
    return str(Path(path).absolute())  # Without a look at the disk, which may not answer.
