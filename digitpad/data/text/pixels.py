"""Images from numbers in text, many at once.

Turning characters into numbers one value at a time is a matter of many seconds for 42,000 digits
in Python. Here NumPy looks at the characters of many digits together.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SIDE


def images_in(
    texts: Sequence[bytes], side: int = SIDE
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """One image from each text.

    Parameters
    ----------
    texts : each holds a whole number of at most three figures for each pixel.
    side : of the images, pixels.

    Returns
    -------
    The images, uint8 (N, side, side), and for each whether all its numbers are at most 255, bool
    (N,).
    """
    numbers = _numbers_in(b"\n".join([*texts, b"\n"])).reshape(-1, side, side)
    return numbers.astype(np.uint8), numbers.max(axis=(1, 2), initial=0) <= 255


def _numbers_in(text: bytes) -> NDArray[np.int16]:
    """Every run of figures 0-9 in a text as a number, int16 of shape (N,).

    Parameters
    ----------
    text : no run is longer than three figures, and the last character is no figure. What stands
        between the runs is not looked at.
    """
    codes = np.frombuffer(text, np.uint8)
    figures = codes - np.uint8(ord("0"))  # wraps round: what is no figure becomes large
    is_figure = figures < 10
    ends = np.flatnonzero(is_figure[:-1] & ~is_figure[1:])
    # Left of the first character NumPy finds the last one, which is no figure.
    tens = is_figure[ends - 1]
    hundreds = tens & is_figure[ends - 2]
    numbers = figures[ends].astype(np.int16)
    numbers += tens * figures[ends - 1] * np.int16(10)
    numbers += hundreds * figures[ends - 2] * np.int16(100)
    return numbers
