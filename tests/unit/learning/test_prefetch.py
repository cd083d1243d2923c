"""Work done in advance."""

import threading
from collections.abc import Generator

import pytest

from digitpad.learning.prefetch import prefetched


def counting(made: list[int], until: int = 5) -> Generator[int, None, None]:
    for number in range(1, until):
        made.append(number)
        yield number


def test_all_items_come_in_their_order() -> None:
    assert list(prefetched(counting([]))) == [1, 2, 3, 4]
    assert list(prefetched(counting([], until=0))) == []


def test_the_next_item_is_made_while_this_one_is_used() -> None:
    is_made = threading.Event()

    def items() -> Generator[int, None, None]:
        yield 1
        is_made.set()
        yield 2

    for item in prefetched(items()):
        if item == 1:
            assert is_made.wait(60)


def test_it_runs_one_ahead_and_no_further_and_leaves_no_thread() -> None:
    made: list[int] = []
    before = threading.active_count()
    items = prefetched(counting(made))
    assert next(items) == 1
    items.close()
    assert made in ([1], [1, 2])
    assert threading.active_count() == before


def test_an_error_arrives_where_the_item_was_asked_for() -> None:
    def broken() -> Generator[int, None, None]:
        yield 1
        raise ValueError("no more")

    items = prefetched(broken())
    assert next(items) == 1
    with pytest.raises(ValueError, match="no more"):
        next(items)
