"""How many digits the datasets hold that can be trained on, and what looks wrong with them."""

import time
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass

from digitpad.data.being_read import readers_of
from digitpad.data.digitset import UNLABELLED, Chunk, DigitSet, concatenate
from digitpad.data.formats import UnclearError, stream_dataset
from digitpad.data.my_digits import count_digits, my_digits
from digitpad.data.plausibility import Finding, findings, kept_of
from digitpad.data.reference import REHEARSAL
from digitpad.errors import DatasetError, DigitpadError
from digitpad.files.log import internal_error
from digitpad.files.resources import reference_digits
from digitpad.models.builtin import builtin_model

LOOK_EVERY = 0.05
"""Seconds between two looks at whether a set is still being read elsewhere."""


@dataclass(frozen=True)
class ListedDataset:
    """A dataset that can be trained on.

    ``count`` is None until its digits are counted. Of a set that has two halves, ``is_half``, the
    training half is what is trained on and counted. ``doubt`` is what looks wrong with it.
    """

    path: str
    count: int | None = None
    is_half: bool = False
    doubt: Finding | None = None


@dataclass(frozen=True)
class Uncounted:
    """A dataset that cannot be read, and why."""

    path: str
    error: DigitpadError


def stream_counts(
    paths: deque[str],
) -> Generator[ListedDataset | Uncounted | None, None, None]:
    """Count the digits of each set, of which more may be asked for meanwhile; None now and then.

    A set that is being read elsewhere, such as in the Dataset tab, is counted after that: it would
    take its memory twice, and the user waits for the other.
    """
    while paths:
        path = paths.popleft()
        try:
            counted = None if readers_of(path) else (yield from _counted(path))
            if counted is None:
                paths.append(path)
                time.sleep(LOOK_EVERY)
            yield counted
        except UnclearError as error:
            found = f"{error.found}; open it in the Dataset tab and export it"
            yield Uncounted(path, DatasetError(error.file, found=found))
        except DigitpadError as error:
            yield Uncounted(path, error)
        except Exception as error:
            yield Uncounted(path, internal_error(error))


def _counted(path: str) -> Generator[None, None, ListedDataset | None]:
    """Count the digits of a set; None where it begins to be read elsewhere meanwhile."""
    if path == str(my_digits()):
        return ListedDataset(path, count_digits(my_digits()))
    if path == reference_digits():
        return ListedDataset(path, REHEARSAL, is_half=True)
    halves = list[str]()
    with closing(stream_dataset(path, on_halves=halves.extend, in_passing=True)) as chunks:
        looked_through = yield from _looked_through(path, chunks)
    if looked_through is None:
        return None
    count, some = looked_through
    found = findings(builtin_model().network, some)
    return ListedDataset(path, count, bool(halves), next(iter(found), None))


def _looked_through(
    path: str, chunks: Iterable[Chunk]
) -> Generator[None, None, tuple[int, DigitSet] | None]:
    """How many digits a set holds, and some of them; None where it begins to be read elsewhere.

    A function of its own, so that nothing else of the set stays in memory.
    """
    count, looked_at = 0, list[DigitSet]()
    for chunk in chunks:
        if readers_of(path) > 1:
            return None
        count += int((chunk.digits.labels != UNLABELLED).sum())  # No others are trained on.
        looked_at.append(kept_of(chunk))
        yield
    return count, concatenate(looked_at)
