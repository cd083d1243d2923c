"""How far a longer piece of work is, part by part."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class PartDone:
    """A part of the work, in words, and how much of it is done."""

    what: str
    done: int
    total: int


def named(what: str, work: Generator[tuple[int, int], None, T]) -> Generator[PartDone, None, T]:
    """The same work, which yields what is done and what there is to do, as a part of a larger."""
    while True:
        try:
            done, total = next(work)
        except StopIteration as end:
            result: T = end.value
            return result
        yield PartDone(what, done, total)
