"""What a network learns from, made of several data sets, and what it is judged on meanwhile."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from digitpad.data.digitset import UNLABELLED, DigitSet, split_validation
from digitpad.errors import DatasetError
from digitpad.ink.bending import bent
from digitpad.ink.raster import picture_of


def mixture(
    sets: Sequence[DigitSet],
    times: Sequence[int],
    *,
    validation_shares: Sequence[float],
    seed: int,
    redraw: bool,
) -> tuple[DigitSet, DigitSet]:
    """Digits to learn from, and digits to judge on that share no writer with them.

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
    learned, judged = [], []
    for digits, count, share in zip(sets, times, validation_shares, strict=True):
        known = labelled(digits)
        train, validation = split_validation(known, share, seed)
        judged.append(known.select(validation))
        first = known.select(train)
        learned.append(first)
        for copy in range(1, count):
            learned.append(_redrawn(first, [seed, copy]) if redraw else first)
    return _pooled(learned), _pooled(judged)


def labelled(digits: DigitSet) -> DigitSet:
    """The digits of which somebody has said what they are.

    Raises
    ------
    DatasetError : there are none.
    """
    known = np.flatnonzero(digits.labels != UNLABELLED)
    if not len(known):
        raise DatasetError(digits.name, found="no labelled digit", expected="at least one")
    return digits.select(known)


def _pooled(sets: Sequence[DigitSet]) -> DigitSet:
    """Images and labels of several sets as one."""
    return DigitSet(
        " + ".join(dict.fromkeys(digits.name for digits in sets)),
        np.concatenate([digits.images for digits in sets]),
        np.concatenate([digits.labels for digits in sets]),
    )


def _redrawn(digits: DigitSet, seed: Sequence[int]) -> DigitSet:
    """The same digits in other hands, where their strokes are known."""
    if not digits.drawings:
        return digits
    rng = np.random.default_rng(seed)
    images = np.stack([picture_of(bent(drawing, rng)) for drawing in digits.drawings])
    return replace(digits, images=images)
