"""Images of several arrays, read as one."""

import numpy as np
from numpy.typing import NDArray

from digitpad.data.pooled import pooled


def numbered(first: int, count: int) -> NDArray[np.uint8]:
    """Images that are filled with their number."""
    return np.repeat(np.arange(first, first + count, dtype=np.uint8), 784).reshape(-1, 28, 28)


def test_images_are_found_wherever_they_are() -> None:
    one, other = numbered(0, 5), numbered(100, 3)
    labels = np.arange(10, dtype=np.int8)
    some = pooled(
        [
            (one, labels, np.array([4, 0, 2])),
            (other[:0], labels[:0], np.arange(0)),
            (other, labels, np.array([1, 1])),
        ]
    )
    assert some.images[:][:, 0, 0].tolist() == [4, 0, 2, 101, 101]
    assert some.labels.tolist() == [4, 0, 2, 1, 1]
    assert some.images[np.array([3, 0, 3])][:, 27, 27].tolist() == [101, 4, 101]
    assert some.images[2:4][:, 5, 5].tolist() == [2, 101]
    assert sum(map(len, some.images.batches())) == len(some) == 5
