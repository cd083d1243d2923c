"""What a network learns from, made of several data sets, and what it is judged on meanwhile."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet, split_validation
from digitpad.errors import DatasetError
from digitpad.ink.bending import bent
from digitpad.ink.raster import picture_of

BATCH = 100
"""Digits redrawn between two reports."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """Digits to learn from, and digits to judge on that share no writer with them.

    Parameters
    ----------
    learned : the digits to learn from, each as often as it is to be seen in an epoch.
    judged : the digits to judge on.
    sets : the labelled digits of each data set.
    held_out : of each set, which of its digits are judged on, bool (N,).
    """

    learned: DigitSet
    judged: DigitSet
    sets: Sequence[DigitSet]
    held_out: Sequence[NDArray[np.bool_]]

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
    firsts = [digits.select(train) for digits, (train, _) in zip(known, splits, strict=True)]
    total = sum(
        len(digits) * (count - 1)
        for digits, count in zip(firsts, times, strict=True)
        if digits.drawings and redraw
    )
    done, learned = 0, []
    for digits, count in zip(firsts, times, strict=True):
        learned.append(digits)
        for copy in range(1, count):
            if not (digits.drawings and redraw):
                learned.append(digits)
                continue
            images = digits.images.copy()
            rng = np.random.default_rng([seed, copy])
            for number, drawing in enumerate(digits.drawings):
                if drawing.strokes:
                    images[number] = picture_of(bent(drawing, rng))
                done += 1
                if done % BATCH == 0:
                    yield done, total
            learned.append(replace(digits, images=images))
    judged = [digits.select(held) for digits, (_, held) in zip(known, splits, strict=True)]
    held_out = [
        np.isin(np.arange(len(digits)), held)
        for digits, (_, held) in zip(known, splits, strict=True)
    ]
    return Mixture(_pooled(learned), _pooled(judged), known, held_out)


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


def _pooled(sets: Sequence[DigitSet]) -> DigitSet:
    """Images and labels of several sets as one; a single one is not copied."""
    name = " + ".join(dict.fromkeys(digits.name for digits in sets))
    if len(sets) == 1:
        return DigitSet(name, sets[0].images, sets[0].labels)
    return DigitSet(
        name,
        np.concatenate([digits.images for digits in sets]),
        np.concatenate([digits.labels for digits in sets]),
    )
