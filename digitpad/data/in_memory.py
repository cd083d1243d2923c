"""A set that is in memory already is not read again.

A set that is open in one place and learned from in another takes its memory once: of the tutorial's
42,000 digits that is 33 MB.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet

_sets: WeakValueDictionary[Hashable, DigitSet] = WeakValueDictionary()

_images: WeakValueDictionary[Hashable, NDArray[np.uint8]] = WeakValueDictionary()


S = TypeVar("S", DigitSet, DigitSet | None)


def shared(key: Hashable, read: Callable[[], S]) -> S:
    """The set of a key while it is in use anywhere; else what ``read`` returns.

    Parameters
    ----------
    key : tells the set from all others, and from itself before its files changed.
    read : where it returns None, there is no set, and nothing is kept.
    """
    if known := _sets.get(key):
        return known
    digits = read()
    if digits is not None:
        digits.images.flags.writeable = False  # It is shared: nobody may write to it.
        _sets[key] = digits
    return digits


def note_images(key: Hashable, images: NDArray[np.uint8]) -> None:
    """Note the images, uint8 (N, 28, 28), of a set that is held in pieces: they are its views."""
    _images[key] = images


def known_images(key: Hashable) -> NDArray[np.uint8] | None:
    """The images that were noted, while any piece of their set is in use anywhere."""
    return _images.get(key)
