"""How many threads multiply matrices: one, but for a training."""

from collections.abc import Iterator

import pytest
from threadpoolctl import ThreadpoolController

from digitpad.learning import blas


@pytest.fixture(autouse=True)
def two_at_first() -> Iterator[None]:
    """The libraries begin with two threads, whatever the tests run with."""

    def begin(threads: int) -> None:
        blas.use_one_thread.cache_clear()
        blas._blas.cache_clear()
        blas._set_threads(threads)
        blas._blas.cache_clear()

    before = max(threads())
    begin(2)
    yield
    begin(before)


def threads() -> set[int]:
    libraries = ThreadpoolController().select(user_api="blas").info()
    return {library["num_threads"] for library in libraries}


def test_one_thread_is_used_from_then_on() -> None:
    assert threads() == {2}
    blas.use_one_thread()
    assert threads() == {1}


def test_all_threads_are_used_meanwhile() -> None:
    blas.use_one_thread()
    with blas.all_threads():
        assert threads() == {2}
        blas.use_one_thread()
        assert threads() == {2}, "work that begins meanwhile changes nothing"
    assert threads() == {1}
