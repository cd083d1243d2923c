"""Images that are in memory already are not read again.

A set that is open in one place and learned from in another takes its memory once: of the tutorial's
42,000 digits that is 33 MB.
"""

from collections.abc import Hashable
from threading import Lock
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SIDE

_images: WeakValueDictionary[Hashable, NDArray[np.uint8]] = WeakValueDictionary()
_rooms: WeakValueDictionary[Hashable, NDArray[np.uint8]] = WeakValueDictionary()
_looking = Lock()


def room_for(key: Hashable, count: int) -> NDArray[np.uint8]:
    """Where to read the images of a set, uint8 (N, 28, 28); it takes memory as it fills.

    Others who read the same set at the same time get the same memory: all write the same there.

    Parameters
    ----------
    key : see :func:`note_images`. What is read by it may not depend on the time.
    """
    with _looking:
        room = _rooms.get((key, count))
        if room is None:
            _rooms[key, count] = room = np.empty((count, SIDE, SIDE), np.uint8)
        return room[:]


def note_images(key: Hashable, images: NDArray[np.uint8]) -> None:
    """Note the images of a set, uint8 (N, 28, 28), or of all its pieces, which are views of them.

    Parameters
    ----------
    key : tells the set from all others, and from itself before its files changed.
    """
    images.flags.writeable = False  # Nobody may write to them; views that were made before can.
    room = images.base
    if not isinstance(room, np.ndarray) or room.shape != images.shape:
        room = images
    _images[key] = room  # It lives as long as any of its pieces, which a view of it does not.


def known_images(key: Hashable) -> NDArray[np.uint8] | None:
    """The images that were noted, while any piece of their set is in use anywhere."""
    images = _images.get(key)
    if images is not None and images.flags.writeable:  # A room, which others may still fill.
        images = images[:]
        images.flags.writeable = False
    return images
