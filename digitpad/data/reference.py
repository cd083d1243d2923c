"""The reference digits: real pen digits of many writers that come with the program.

A file in two halves. The training half is the rehearsal part: while a network is taught something,
it is held to what it knows of these. The test half is the check part, of other writers: nothing is
ever learned from it, so that it tells how well a network reads hands it has not seen.
"""

from collections.abc import Generator, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, stream_dataset
from digitpad.data.synthesis.non_digits import stream_non_digits
from digitpad.files.resources import reference_digits

REHEARSAL = 4_404
"""Digits of the rehearsal part: to count them in the file takes seconds."""

SYNTHETIC = "synthetic:2000:3"
"""Digits that are rehearsed as well: they are written in more ways than the real ones."""

NON_DIGITS = 500
"""Drawings that are rehearsed as well, for the network to stay unsure of them."""

ABOUT = 7_000
"""How much is rehearsed in all, for a bar of progress."""

_rehearsed: list[NDArray[np.uint8]] = []
"""What is rehearsed, once it is drawn."""


@cache
def check_part() -> DigitSet:
    """The check part. Takes a second the first time.

    Raises
    ------
    DatasetError : the file that comes with the program cannot be read.
    """
    return load_dataset(reference_digits(), half="test")


def stream_rehearsed() -> Generator[tuple[int, int], None, NDArray[np.uint8]]:
    """Draw what is rehearsed, uint8 (N, 28, 28); yields how much is drawn, of how much.

    Takes some seconds the first time.

    Raises
    ------
    DatasetError : the file that comes with the program cannot be read.
    """
    if not _rehearsed:
        images: list[NDArray[np.uint8]] = []
        for chunk in _chunks():
            images.append(chunk)
            yield sum(map(len, images)), ABOUT
        _rehearsed[:] = [np.concatenate(images)]
    return _rehearsed[0]


def _chunks() -> Iterator[NDArray[np.uint8]]:
    for path in (reference_digits(), SYNTHETIC):
        for chunk in stream_dataset(path):
            yield chunk.digits.images
    yield from stream_non_digits(NON_DIGITS, seed=9)
