"""The reference digits: real pen digits of many writers that come with the program.

A file in two halves. The training half is the rehearsal part: while a network is taught something,
it is held to what it knows of these. The test half is the check part, of other writers: nothing is
ever learned from it, so that it tells how well a network reads hands it has not seen.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from itertools import chain
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.formats import stream_dataset
from digitpad.data.pooled import PooledImages, all_of
from digitpad.data.synthesis.non_digits import stream_non_digits
from digitpad.files.resources import reference_digits

REHEARSAL = 4_404
"""Digits of the rehearsal part: to count them in the file takes seconds."""

SYNTHETIC = "synthetic:2000:3"
"""Digits that are rehearsed as well: they are written in more ways than the real ones."""

NON_DIGITS = 500
"""Drawings that are rehearsed as well, for the network to stay unsure of them."""

REHEARSED_CHUNKS, CHECK_CHUNKS = 49, 9
"""How many chunks each is drawn in, about, for a bar of progress."""

Chunk = TypeVar("Chunk")
Whole = TypeVar("Whole")


class DrawnOnce(Generic[Chunk, Whole]):
    """Something that takes seconds to draw, and is drawn once, chunk by chunk.

    Several threads may ask for it, and leave off at any time: what has been drawn stays, and each
    goes on where the one before it stopped.

    Parameters
    ----------
    chunks : begins to draw.
    join : makes one whole of all chunks.

    Attributes
    ----------
    count : chunks that are drawn.
    """

    def __init__(
        self, chunks: Callable[[], Iterator[Chunk]], join: Callable[[list[Chunk]], Whole]
    ) -> None:
        self._begin, self._join = chunks, join
        self._lock = Lock()
        self._left: Iterator[Chunk] | None = None
        self._drawn: list[Chunk] = []
        self.count = 0
        self._whole: Whole | None = None

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to draw."""
        return self._whole is not None

    def stream(self) -> Generator[int, None, Whole]:
        """Draw what is left; yields how many chunks are drawn, now and then.

        Raises
        ------
        DatasetError : a file that comes with the program cannot be read.
        """
        while self._whole is None:
            with self._lock:
                self._draw_more()
            yield self.count
        return self._whole

    def get(self) -> Whole:
        """Draw what is left, and wait for it."""
        for _ in self.stream():
            pass
        assert self._whole is not None
        return self._whole

    def _draw_more(self) -> None:
        """Draw the next chunk, or join them where that was the last."""
        if self._whole is not None:
            return  # Another thread was faster.
        try:
            self._left = self._left or self._begin()
            self._drawn.append(next(self._left))
            self.count = len(self._drawn)
        except StopIteration:
            self._whole = self._join(self._drawn)
            self._left, self._drawn = None, []  # All of it is in the whole.
        except BaseException:
            # The next one begins at the beginning.
            self._left, self._drawn, self.count = None, [], 0
            raise


def _check_chunks() -> Iterator[DigitSet]:
    for chunk in stream_dataset(reference_digits(), half="test"):
        yield chunk.digits


def _reference_chunks() -> Iterator[DigitSet]:
    for chunk in stream_dataset(reference_digits()):
        # Nothing asks for their strokes, which take more memory than the images.
        yield replace(chunk.digits, drawings=())


def _rehearsed_chunks() -> Iterator[NDArray[np.uint8]]:
    for _ in REFERENCE.stream():
        # Each chunk of these counts for the bar of progress; they come as a whole.
        yield np.empty((0, 28, 28), np.uint8)
    yield REFERENCE.get().images
    for chunk in stream_dataset(SYNTHETIC):
        yield chunk.digits.images
    yield from stream_non_digits(NON_DIGITS, seed=9)


CHECK = DrawnOnce(_check_chunks, concatenate)
REFERENCE = DrawnOnce(_reference_chunks, concatenate)
"""The digits of the rehearsal part; they are known digits, too, to which a drawing is compared."""
# Joined, the images of the rehearsal part would be in memory twice.
REHEARSED = DrawnOnce(_rehearsed_chunks, all_of)


def check_part() -> DigitSet:
    """The check part. Takes a second the first time.

    Raises
    ------
    DatasetError : the file that comes with the program cannot be read.
    """
    return CHECK.get()


def rehearsed() -> PooledImages:
    """What is rehearsed, images uint8 (N, 28, 28). Takes some seconds the first time.

    Raises
    ------
    DatasetError : the file that comes with the program cannot be read.
    """
    return REHEARSED.get()


def prepared_share() -> float:
    """How much of both is there already, 0 to 1."""
    parts = ((REHEARSED, REHEARSED_CHUNKS), (CHECK, CHECK_CHUNKS))
    done = sum(most if drawn.is_ready else min(drawn.count, most) for drawn, most in parts)
    return done / (REHEARSED_CHUNKS + CHECK_CHUNKS)


def stream_prepared() -> Generator[float, None, None]:
    """Make both ready, or go on with that; yields which share is there, 0 to 1.

    It may be left off at any yield.

    Raises
    ------
    DatasetError : the file that comes with the program cannot be read.
    """
    for _ in chain(REHEARSED.stream(), CHECK.stream()):
        yield prepared_share()
