"""The ground made flat takes little more memory than what comes of it."""

import tracemalloc

import numpy as np
import pytest

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.ground import flattened


@pytest.mark.parametrize("is_dark", [True, False])
def test_a_large_picture_takes_twice_the_memory_of_what_is_found(is_dark: bool) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (560, 840, 3), np.uint8)
    colour = np.asarray(cv2.GaussianBlur(noise, (0, 0), 6), np.uint8)
    flattened(colour, is_dark=is_dark)  # What OpenCV needs only once.
    tracemalloc.start()
    flat = flattened(colour, is_dark=is_dark)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    found = flat.value.nbytes + flat.ground.nbytes + flat.contrast.nbytes
    assert most < 2 * found
