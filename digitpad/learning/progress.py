"""How far a longer piece of work is.

All of it is frozen and holds tuples: any thread may keep it.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from digitpad.learning.config import TrainingConfig
from digitpad.learning.loss_curve import Point
from digitpad.nn.training import EpochReport

T = TypeVar("T")


@dataclass(frozen=True)
class PartDone:
    """A part of the work, in words, and how much of it is done."""

    what: str
    done: int
    total: int


@dataclass(frozen=True)
class TrainingProgress:
    """How far a training is: digits learned in all and to learn, and how many a second."""

    epoch: int
    epochs: int
    done: int
    total: int
    speed: float


@dataclass(frozen=True, eq=False)
class RunReport:
    """A training run at one moment.

    Parameters
    ----------
    config : what it learns from, and how.
    reports : one of each epoch that is done.
    losses : of its batches so far.
    progress : None before the first batch.
    checkpoint_problem : why the last checkpoint could not be written; empty where it was.
    """

    config: TrainingConfig
    reports: tuple[EpochReport, ...]
    losses: tuple[Point, ...]
    progress: TrainingProgress | None = None
    checkpoint_problem: str = ""


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
