"""A set of digits in memory, wherever it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import DatasetError
from digitpad.ink.strokes import Drawing

UNLABELLED = -1
"""Label of a digit of which nobody has said what it is."""


@dataclass(frozen=True, eq=False)
class DigitSet:
    """Digits with their labels and where they came from.

    Parameters
    ----------
    name : what the set is called, for people, e.g. ``"digits.zip"``.
    images : uint8 array of shape (N, 28, 28), 0 paper to 255 ink.
    labels : int8 array of shape (N,), 0-9 or :data:`UNLABELLED`.
    names : N names, e.g. the file each digit came from; empty where digits have only a number.
    writers : int32 array of shape (N,) that tells who wrote each digit; None where not known.
    drawings : the N drawings the images were made from; empty where there are none.
    left_out : what could not be read, one error for each.
    """

    name: str
    images: NDArray[np.uint8]
    labels: NDArray[np.int8]
    names: Sequence[str] = ()
    writers: NDArray[np.int32] | None = None
    drawings: Sequence[Drawing] = ()
    left_out: tuple[DatasetError, ...] = ()

    def __len__(self) -> int:
        return len(self.images)

    def select(self, indices: NDArray[np.integer]) -> "DigitSet":
        """The digits at these places, in this order."""
        return replace(
            self,
            images=self.images[indices],
            labels=self.labels[indices],
            names=[self.names[i] for i in indices] if self.names else (),
            writers=None if self.writers is None else self.writers[indices],
            drawings=[self.drawings[i] for i in indices] if self.drawings else (),
        )

    def labelled(self) -> "DigitSet":
        """The digits of which somebody has said what they are.

        Raises
        ------
        DatasetError : there are none.
        """
        known = np.flatnonzero(self.labels != UNLABELLED)
        if not len(known):
            raise DatasetError(self.name, found="no labelled digit", expected="at least one")
        return self.select(known)


def split_validation(
    digits: DigitSet, share: float, seed: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Places of the digits to learn from and of those to judge on.

    Where writers are known, all that one wrote goes to the same side: a network that knows a
    hand already would be judged too well.

    Parameters
    ----------
    share : of digits, or of writers, to judge on, 0 to 1; at least one where there are two.
    """
    groups = np.arange(len(digits)) if digits.writers is None else digits.writers
    everyone = np.unique(groups)
    chosen = np.random.default_rng(seed).permutation(everyone)
    count = max(round(share * len(everyone)), 1 if len(everyone) > 1 else 0)
    judged = np.isin(groups, chosen[:count])
    return np.flatnonzero(~judged), np.flatnonzero(judged)
