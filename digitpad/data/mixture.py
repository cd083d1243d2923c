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
    learned : the digits to learn from, each as often as it is to be seen in an epoch, and at the
        end the pictures that are no digit: the label of each is -1.
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


def stream_mixture(
    sets: list[DigitSet],
    times: Sequence[int],
    *,
    validation_shares: Sequence[float],
    seed: int,
    redraw: bool,
    junk: int = 0,
) -> Generator[tuple[int, int], None, Mixture]:
    """Mix data sets; yields how many digits have been redrawn, of how many.

    A large set takes as much memory as what is learned from it. So there is one array to learn
    from and one to judge on, both filled in place, and each set is let go once it has been copied.

    Parameters
    ----------
    sets : data sets; their unlabelled digits are left aside. The list is empty in the end.
    times : how often each set's digits are among those to learn from.
    validation_shares : share of each set to judge on, 0 to 1, split off before anything else.
    seed : decides the split and the redrawing.
    redraw : where strokes are known, bend them anew each time a set is repeated.
    junk : places at the end of what is learned from, for pictures that are no digit: empty ones
        until somebody draws there.

    Raises
    ------
    DatasetError : a set has no labelled digit.
    """
    for number, digits in enumerate(sets):
        sets[number] = labelled(digits)
    name, counts = _names(sets), [len(digits) for digits in sets]
    splits = [
        split_validation(digits, share, seed)
        for digits, share in zip(sets, validation_shares, strict=True)
    ]
    total = sum(
        len(train) * (count - 1)
        for digits, (train, _), count in zip(sets, splits, times, strict=True)
        if digits.drawings and redraw
    )
    room = sum(len(train) * count for (train, _), count in zip(splits, times, strict=True))
    learned = _empty(f"{name} + junk" if junk else name, room + junk)
    judged = _empty(name, sum(len(held) for _, held in splits))
    kept: list[DigitSet] = []
    held_out: list[NDArray[np.bool_]] = []
    done = start = judged_before = 0
    for (train, held), count in zip(splits, times, strict=True):
        digits = sets.pop(0)
        for copy in range(count):
            some = slice(start, start + len(train))
            start = some.stop
            _copy(digits, train, learned, some)
            if not copy or not (digits.drawings and redraw):
                continue
            rng = np.random.default_rng([seed, copy])
            for place, number in enumerate(train.tolist(), some.start):
                if (drawing := digits.drawings[number]).strokes:
                    learned.images[place] = picture_of(bent(drawing, rng))
                done += 1
                if done % BATCH == 0:
                    yield done, total
        some = slice(judged_before, judged_before + len(held))
        judged_before = some.stop
        _copy(digits, held, judged, some)
        if len(digits) > MOST_KEPT:
            images, labels = judged.images[some], judged.labels[some]
            kept.append(
                replace(digits, images=images, labels=labels, names=(), writers=None, drawings=())
            )
            held_out.append(np.ones(len(held), np.bool_))
        else:
            kept.append(digits)
            held_out.append(np.isin(np.arange(len(digits)), held))
    return Mixture(learned, judged, kept, held_out, counts)


def _empty(name: str, count: int) -> DigitSet:
    """Pictures without ink and label, to be filled in."""
    labels = np.full(count, UNLABELLED, np.int8)
    return DigitSet(name, np.zeros((count, SIDE, SIDE), np.uint8), labels)


def _copy(digits: DigitSet, numbers: NDArray[np.intp], to: DigitSet, places: slice) -> None:
    """Copy some digits of a set to places in another."""
    # Unless told to clip numbers that are too large, which there are none of, NumPy makes another
    # copy of all that it takes.
    np.take(digits.images, numbers, axis=0, out=to.images[places], mode="clip")
    np.take(digits.labels, numbers, out=to.labels[places], mode="clip")


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
