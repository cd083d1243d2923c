"""How far a longer piece of work is, part by part."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from digitpad.errors import printable

T = TypeVar("T")


@dataclass(frozen=True)
class PartDone:
    """A part of the work, and how much of it is done.

    Parameters
    ----------
    text : what the part is, translatable.
    name : of what it is done to, or its path, where ``text`` has a place for it.
    """

    text: str
    done: int
    total: int
    name: str = ""

    @property
    def what(self) -> str:
        """What the part is, in words."""
        return self.text.format(name=printable(Path(self.name).name))


def finished(work: Generator[object, None, T]) -> T:
    """Do a piece of work to its end, whatever it yields on the way; its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def named(
    text: str, work: Generator[tuple[int, int], None, T], *, since: int = 0, total: int = 0
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
        yield PartDone(text, since + done, total or in_this_part)
