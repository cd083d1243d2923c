"""Memory that is no longer needed goes back to the system.

Only for glibc, the C library of most Linux systems; elsewhere nothing of this is needed or done,
but for :func:`spare_sources`. By itself glibc keeps a pool of memory for each thread, and what one
thread has freed, up to 64 MB of it, is neither used by another thread nor given back: a window that
opened a few large datasets and trained a little would hold several hundred MB for nothing.
"""

import ctypes
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

ARENA_MAX, MMAP_THRESHOLD, TRIM_THRESHOLD = -8, -3, -1
"""glibc's numbers of its settings (M_ARENA_MAX and others in malloc.h)."""

LARGE = 2 << 20
"""Bytes from which a block is no part of the pool: it goes back to the system once it is freed.

In the pool it would leave a gap, and what is small and stays for long would soon lie in that. The
weights of a layer as large as those of the built-in model stay out of it.
"""

OF_A_STEP = 16 << 20
"""Likewise while a wide network is trained, at most: each step takes such blocks anew."""

HEAD = 4096
"""Bytes of a block that are not its array's, and more."""

GIVE_BACK_EVERY = 0.2
"""Seconds after which long work gives back what is free: up to 29 MB where much is under way."""

_last_given_back = 0.0


def spare_sources() -> None:
    """Keep PySide6 from reading the source of each module. To be called before most are imported.

    It looks there for modules that use its ``__feature__``; none here does. The lines of all
    sources would stay in memory, in 250,000 pieces among what stays for good.
    """
    import PySide6.QtCore  # noqa: F401 - It makes shibokensupport importable.

    with suppress(ImportError):  # Another version of PySide6 may not have it.
        from shibokensupport import feature  # type: ignore[import-not-found]

        feature._mod_uses_pyside = lambda *_: False


def share_one_pool() -> None:
    """Have all threads take their memory from the same pool. Comes before any thread is begun.

    Large blocks stay out of it. By itself glibc raises that limit to 32 MB as soon as one of that
    size has been freed, and then keeps in the pool what a dataset took while it was read.
    """
    if glibc := _glibc():
        glibc.mallopt(ARENA_MAX, 1)
        glibc.mallopt(MMAP_THRESHOLD, LARGE)
        glibc.mallopt(TRIM_THRESHOLD, OF_A_STEP)


@contextmanager
def room_for_steps(largest: int) -> Iterator[None]:
    """Keep in the pool what each step of a training takes anew, and nothing larger.

    To get it from the system again takes a tenth of the time of a step of a wide network. A picture
    that is opened meanwhile stays out of the pool.

    Parameters
    ----------
    largest : bytes of the largest array that a step takes, the gradient of a layer's weights.
    """
    glibc = _glibc() if largest > LARGE else None
    if glibc:
        # The input of a large batch is a little larger than usual, too.
        glibc.mallopt(MMAP_THRESHOLD, min(max(largest, 2 * LARGE) + HEAD, OF_A_STEP))
    try:
        yield
    finally:
        if glibc:
            glibc.mallopt(MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Give back what is free now. It takes one to three milliseconds, more where there is much."""
    if glibc := _glibc():
        glibc.malloc_trim(0)


def give_back_now_and_then() -> None:
    """Give back what is free now, unless that was done a moment ago by whichever thread."""
    global _last_given_back
    now = time.monotonic()
    if now - _last_given_back > GIVE_BACK_EVERY:
        _last_given_back = now
        give_back()


@lru_cache(maxsize=1)
def _glibc() -> Any:
    """The library, or None where the program runs on another one."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        library = ctypes.CDLL("libc.so.6")
        return library if hasattr(library, "gnu_get_libc_version") else None
    except OSError:
        return None
