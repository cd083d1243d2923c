"""What a network learns from, made of several datasets, and what it is measured on meanwhile."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet, split_validation
from digitpad.data.pooled import Pooled, pooled
from digitpad.errors import DatasetError
from digitpad.ink.augment_strokes import augmented
from digitpad.ink.raster_all import all_rasterized

CHUNK_SIZE = 100
"""Digits redrawn between two reports."""


@dataclass(frozen=True, eq=False)
class TrainingSplit:
    """Digits to learn from, and digits to validate on that share no writer with them.

    Parameters
    ----------
    training : the digits to learn from, each as often as it is to be seen in an epoch, and at the
        end the pictures that are no digit.
    validation : the digits to validate on.
    sets : the labelled digits of each dataset.
    held_out : of each of these sets, which of its digits are measured on, bool (N,).
    """

    training: Pooled
    validation: Pooled
    sets: Sequence[DigitSet]
    held_out: Sequence[NDArray[np.bool_]]


def stream_split(
    sets: Sequence[DigitSet],
    repeats: Sequence[int],
    *,
    validation_shares: Sequence[float],
    seed: int,
    redraw: bool,
    non_digits: NDArray[np.uint8] | None = None,
) -> Generator[tuple[int, int], None, TrainingSplit]:
    """Mix datasets; yields how many digits have been redrawn, of how many.

    Only what is redrawn is copied.

    Parameters
    ----------
    sets : datasets; their unlabelled digits are left aside.
    repeats : how often each set's digits are among those to learn from.
    validation_shares : share of each set to validate on, 0 to 1, split off before anything else.
    seed : decides the split and the redrawing.
    redraw : where strokes are known, bend them anew each time a set is repeated.
    non_digits : pictures that are no digit, uint8 (N, 28, 28), to learn from beside the digits.

    Raises
    ------
    DatasetError : a set has no labelled digit.
    """
    known = [labelled(digits) for digits in sets]
    splits = [
        split_validation(digits, share, seed)
        for digits, share in zip(known, validation_shares, strict=True)
    ]
    total = sum(
        len(train) * (count - 1)
        for digits, (train, _), count in zip(known, splits, repeats, strict=True)
        if digits.drawings and redraw
    )
    done = 0
    training = []
    for digits, (train, _), count in zip(known, splits, repeats, strict=True):
        for copy in range(count):
            if not copy or not (digits.drawings and redraw):
                training.append((digits.images, digits.labels, train))
                continue
            rng = np.random.default_rng([seed, copy])
            redrawn = yield from _stream_redrawn(digits, train, rng, done, total)
            done += len(train)
            training.append((redrawn, digits.labels[train], np.arange(len(train))))
    if non_digits is not None:
        training.append(
            (non_digits, np.full(len(non_digits), UNLABELLED, np.int8), np.arange(len(non_digits)))
        )
    validation = [
        (digits.images, digits.labels, held)
        for digits, (_, held) in zip(known, splits, strict=True)
    ]
    held_out = [
        np.isin(np.arange(len(digits)), held)
        for digits, (_, held) in zip(known, splits, strict=True)
    ]
    return TrainingSplit(pooled(training), pooled(validation), known, held_out)


def _stream_redrawn(
    digits: DigitSet,
    numbers: NDArray[np.intp],
    rng: np.random.Generator,
    done: int,
    total: int,
) -> Generator[tuple[int, int], None, NDArray[np.uint8]]:
    """Images of some digits with their strokes bent anew; ``done`` of ``total`` were before."""
    redrawn = digits.images[numbers]
    for start in range(0, len(numbers), CHUNK_SIZE):
        some = enumerate(numbers[start : start + CHUNK_SIZE].tolist(), start)
        bent = {
            place: augmented(digits.drawings[number], rng)
            for place, number in some
            if digits.drawings[number].strokes
        }
        redrawn[list(bent)] = all_rasterized(list(bent.values()))
        yield done + min(start + CHUNK_SIZE, len(numbers)), total
    return redrawn


def labelled(digits: DigitSet) -> DigitSet:
    """The digits that have a label.

    Raises
    ------
    DatasetError : there are none.
    """
    known = np.flatnonzero(digits.labels != UNLABELLED)
    if not len(known):
        raise DatasetError(digits.name, found="no labeled digits")
    # A copy of a large set takes memory, and here it would be the same.
    return digits if len(known) == len(digits) else digits.select(known)
