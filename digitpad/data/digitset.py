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
