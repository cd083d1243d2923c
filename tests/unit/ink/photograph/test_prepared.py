"""A picture without opacity: the same colours, in little more memory than they take."""

import tracemalloc

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.ink.photograph.prepared import opaque


def picture(opacity: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Any colours, uint8 (H, W, 4), of an opacity (H, W)."""
    colour = np.random.default_rng(1).integers(0, 256, (*opacity.shape, 3), np.uint8)
    return np.concatenate([colour, opacity[:, :, None]], axis=2)


SOLID = np.full((600, 500), 255, np.uint8)
FADING = np.tile(np.linspace(128, 255, 500).astype(np.uint8), (600, 1))


@pytest.mark.parametrize("opacity", [SOLID, FADING], ids=["solid", "fading"])
def test_what_shows_through_is_paper(opacity: NDArray[np.uint8]) -> None:
    given = picture(opacity)
    colour = given[:, :, :3]
    paper = np.median(colour.reshape(-1, 3), axis=0)
    share = opacity[:, :, None].astype(np.float32) / 255
    expected = np.rint(paper + share * (colour - paper)).astype(np.uint8)
    assert np.array_equal(opaque(given), expected)


@pytest.mark.parametrize("opacity", [SOLID, FADING], ids=["solid", "fading"])
def test_it_takes_a_few_times_the_memory_of_the_picture(opacity: NDArray[np.uint8]) -> None:
    given = picture(opacity)
    tracemalloc.start()
    opaque(given)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 6 * given.nbytes
