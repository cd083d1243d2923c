"""What a network learns from, made of several data sets, and what it is judged on meanwhile."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SIDE, UNLABELLED, DigitSet, split_validation
from digitpad.errors import DatasetError
from digitpad.ink.bending import bent
from digitpad.ink.raster import picture_of

BATCH = 100
"""Digits redrawn between two reports."""

MOST_KEPT = 10_000
"""Digits of a set that are kept beside the mixture: of a larger one, only what is held out."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """Digits to learn from, and digits to judge on that share no writer with them.

    Parameters
    ----------
    learned : the digits to learn from, each as often as it is to be seen in an epoch.
    judged : the digits to judge on.
    sets : the labelled digits of each data set; of a large one, only those that are held out.
    held_out : of each of these sets, which of its digits are judged on, bool (N,).
    counts : how many labelled digits each data set has.
    """

    learned: DigitSet
    judged: DigitSet
    sets: Sequence[DigitSet]
    held_out: Sequence[NDArray[np.bool_]]
    counts: Sequence[int]

    def with_junk(self, images: NDArray[np.uint8]) -> "Mixture":
        """The same with pictures among those to learn from, uint8 (N, 28, 28), that are no digit:
        the label of each is -1."""
        junk = DigitSet("junk", images, np.full(len(images), UNLABELLED, np.int8))
        return replace(self, learned=_pooled([self.learned, junk]))


def stream_mixture(
    sets: Sequence[DigitSet],
    times: Sequence[int],
    *,
    validation_shares: Sequence[float],
    seed: int,
    redraw: bool,
) -> Generator[tuple[int, int], None, Mixture]:
    """Mix data sets; yields how many digits have been redrawn, of how many.

    Parameters
    ----------
    sets : data sets; their unlabelled digits are left aside.
    times : how often each set's digits are among those to learn from.
    validation_shares : share of each set to judge on, 0 to 1, split off before anything else.
    seed : decides the split and the redrawing.
    redraw : where strokes are known, bend them anew each time a set is repeated.

    Raises
    ------
    DatasetError : a set has no labelled digit.
    """
    known = [labelled(digits) for digits in sets]
    splits = [
        split_validation(digits, share, seed)
        for digits, share in zip(known, validation_shares, strict=True)
    ]
    trains = [train for train, _ in splits]
    total = sum(
        len(train) * (count - 1)
        for digits, train, count in zip(known, trains, times, strict=True)
        if digits.drawings and redraw
    )
    # Filled in place: each further copy of a large set would take as much memory again.
    room = sum(len(train) * count for train, count in zip(trains, times, strict=True))
    images = np.empty((room, SIDE, SIDE), np.uint8)
    labels = np.empty(room, np.int8)
    done = start = 0
    for digits, train, count in zip(known, trains, times, strict=True):
        for copy in range(count):
            some = slice(start, start + len(train))
            start = some.stop
            np.take(digits.images, train, axis=0, out=images[some])
            np.take(digits.labels, train, out=labels[some])
            if not copy or not (digits.drawings and redraw):
                continue
            rng = np.random.default_rng([seed, copy])
            for place, number in enumerate(train.tolist(), some.start):
                if (drawing := digits.drawings[number]).strokes:
                    images[place] = picture_of(bent(drawing, rng))
                done += 1
                if done % BATCH == 0:
                    yield done, total
    learned = DigitSet(_names(known), images, labels)
    judged = _pooled([digits.select(held) for digits, (_, held) in zip(known, splits, strict=True)])
    kept = [_kept(digits, held) for digits, (_, held) in zip(known, splits, strict=True)]
    sets, held_out = zip(*kept, strict=True)
    return Mixture(learned, judged, sets, held_out, [len(digits) for digits in known])


def _kept(digits: DigitSet, held: NDArray[np.intp]) -> tuple[DigitSet, NDArray[np.bool_]]:
    """What is kept of a set, and which of that is held out."""
    if len(digits) > MOST_KEPT:
        return digits.select(held), np.ones(len(held), np.bool_)
    return digits, np.isin(np.arange(len(digits)), held)


def labelled(digits: DigitSet) -> DigitSet:
    """The digits of which somebody has said what they are.

    Raises
    ------
    DatasetError : there are none.
    """
    known = np.flatnonzero(digits.labels != UNLABELLED)
    if not len(known):
        raise DatasetError(digits.name, found="no labelled digit", expected="at least one")
    # A copy of a large set takes memory, and here it would be the same.
    return digits if len(known) == len(digits) else digits.select(known)


def _names(sets: Sequence[DigitSet]) -> str:
    return " + ".join(dict.fromkeys(digits.name for digits in sets))


def _pooled(sets: Sequence[DigitSet]) -> DigitSet:
    """Images and labels of several sets as one; a single one is not copied."""
    if len(sets) == 1:
        return DigitSet(sets[0].name, sets[0].images, sets[0].labels)
    return DigitSet(
        _names(sets),
        np.concatenate([digits.images for digits in sets]),
        np.concatenate([digits.labels for digits in sets]),
    )
