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


def named(
    what: str, work: Generator[tuple[int, int], None, T], *, since: int = 0, total: int = 0
) -> Generator[PartDone, None, T]:
    """The same work, which yields what is done and what there is to do, as a part of a larger.

    Parameters
    ----------
    since, total : of all parts, where they are counted as one: what is done before this one, and
        what there is to do.
    """
    while True:
        try:
            done, in_this_part = next(work)
        except StopIteration as end:
            result: T = end.value
            return result
        yield PartDone(what, since + done, total or in_this_part)
