"""A short text that tells arrays from others."""

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray


def fingerprint(arrays: Iterable[NDArray[Any]]) -> str:
    """A short text that is another one when any value is."""
    summary = hashlib.blake2b(digest_size=16)
    for array in arrays:
        summary.update(np.ascontiguousarray(array).data)
    return summary.hexdigest()
