"""Memory that is no longer needed goes back to the system.

Only for glibc, the C library of most Linux systems; elsewhere nothing of this is needed or done.
By itself it keeps a pool of memory for each thread, and what one thread has freed, up to 64 MB of
it, is neither used by another thread nor given back: a window that opened a few large data sets
and trained a little would hold several hundred MB for nothing.
"""

import ctypes
import sys
from functools import lru_cache
from typing import Any

ARENA_MAX = -8
"""glibc's number for how many pools there may be (M_ARENA_MAX in malloc.h)."""


def share_one_pool() -> None:
    """Have all threads take their memory from the same pool. Comes before any thread is begun."""
    if glibc := _glibc():
        glibc.mallopt(ARENA_MAX, 1)


def give_back() -> None:
    """Give back what is free now. It takes a few milliseconds, more where there is much."""
    if glibc := _glibc():
        glibc.malloc_trim(0)


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
