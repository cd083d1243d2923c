"""Images that are in memory already are not read again.

A set that is open in one place and learned from in another takes its memory once: of the tutorial's
42,000 digits that is 33 MB.
"""

from collections.abc import Hashable
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

_images: WeakValueDictionary[Hashable, NDArray[np.uint8]] = WeakValueDictionary()


def note_images(key: Hashable, images: NDArray[np.uint8]) -> None:
    """Note the images of a set, uint8 (N, 28, 28), or of all its pieces, which are views of them.

    Parameters
    ----------
    key : tells the set from all others, and from itself before its files changed.
    """
    images.flags.writeable = False  # Nobody may write to them; views that were made before can.
    _images[key] = images


def known_images(key: Hashable) -> NDArray[np.uint8] | None:
    """The images that were noted, while any piece of their set is in use anywhere."""
    return _images.get(key)
