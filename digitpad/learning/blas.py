"""How many threads multiply matrices: NumPy's library for that, BLAS, takes one for each core.

The threads of one product wait for one another. Where the cores have other work, such as that of
our own window, products of hundreds of digits take three times as long as with one thread. Only a
training, which goes on for minutes, gains from all of them where there is nothing else to do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


@lru_cache(maxsize=1)
def use_one_thread() -> None:
    """Have one thread multiply from now on, but for :func:`all_threads`."""
    _set_threads(1)


@contextmanager
def all_threads() -> Iterator[None]:
    """Have as many threads multiply meanwhile as there were at first."""
    libraries, threads = _blas()
    with libraries.limit(limits=threads):
        yield


def _set_threads(threads: int) -> None:
    from threadpoolctl import OpenBLASController

    _blas()[0].limit(limits=threads)
    OpenBLASController.clear_controlling_thread()  # Else no other thread could set it.


@lru_cache(maxsize=1)
def _blas() -> tuple["ThreadpoolController", int]:
    """The libraries, NumPy's and OpenCV's, and with how many threads they began."""
    # Not needed to show a window: to load it and to find the libraries takes 15 ms. They are found
    # once NumPy has loaded them.
    import numpy  # noqa: F401
    from threadpoolctl import ThreadpoolController

    libraries = ThreadpoolController().select(user_api="blas")
    return libraries, max((library["num_threads"] for library in libraries.info()), default=1)
