"""What would change a prediction: the smallest single removal or addition of ink found.

Discs of ink are taken away, then dots and short lines are added, each from small to large. It is a
search among these, not among all that one could draw: a smaller change may exist.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.evidence import discs
from digitpad.explain.variants import variant_logits
from digitpad.ink.framing import SIDE
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network

RADII = (1, 1.5, 2, 3, 4)
"""Radii of the discs that are removed, pixels."""

LENGTHS = (0, 3, 6, 9)
"""Lengths of the lines that are added, pixels, with a pen two pixels wide; 0 is a dot."""

TRIED = 24
"""Changes of each size that are tried: those with the largest effect by the gradient."""


@dataclass(frozen=True, eq=False)
class InkChange:
    """A change of an image that makes it another digit.

    Parameters
    ----------
    is_addition : whether ink is added, or else removed.
    image : uint8 (28, 28), as changed.
    ink : ink added or removed, in pixels of full ink.
    probabilities : (10,), of the changed image.
    """

    is_addition: bool
    image: NDArray[np.uint8]
    ink: float
    probabilities: tuple[float, ...]


def smallest_change(
    network: Network,
    image: NDArray[np.uint8],
    b: int,
    gradient: NDArray[np.float32],
    check: Callable[[], None] = lambda: None,
) -> InkChange | None:
    """The change with least ink that makes an image uint8 (28, 28) b instead of a, if found.

    Parameters
    ----------
    gradient : that of :func:`digitpad.explain.missing.integrated_gradient` for a and b.
    check : called again and again; it may raise to end the search.
    """
    best: InkChange | None = None
    for is_addition, changed in _changes(image):
        check()
        moved = (changed.astype(np.int16) - image).astype(np.float32) / 255
        ink = np.abs(moved).sum(axis=(1, 2))
        gain = -(moved * gradient).sum(axis=(1, 2))
        is_smaller = (ink > 0) & (ink < (best.ink if best else np.inf))
        tried = np.argsort(-np.where(is_smaller, gain, -np.inf), kind="stable")[:TRIED]
        tried = tried[is_smaller[tried]]
        if not len(tried):
            continue
        probabilities = softmax(variant_logits(network, changed[tried]))
        for number in np.flatnonzero(probabilities.argmax(axis=1) == b):
            if best is None or ink[tried[number]] < best.ink:
                chances = tuple(float(p) for p in probabilities[number])
                best = InkChange(
                    is_addition, changed[tried[number]], float(ink[tried[number]]), chances
                )
    return best


def _changes(image: NDArray[np.uint8]) -> Iterator[tuple[bool, NDArray[np.uint8]]]:
    """Whether ink is added, and the changed images (K, 28, 28) of one size of change."""
    inked = np.flatnonzero(image)
    for radius in RADII:
        yield False, np.where(discs(radius, inked), np.uint8(0), image)
    for length in LENGTHS:
        yield True, np.maximum(_lines(length), image)


@lru_cache(maxsize=len(LENGTHS))
def _lines(length: float) -> NDArray[np.uint8]:
    """Lines of a length, in four directions around every other pixel, uint8 (K, 28, 28)."""
    rows, columns = np.indices((SIDE, SIDE), np.float32)
    middles = np.stack(np.meshgrid(np.arange(4, 25, 2), np.arange(4, 25, 2)), axis=-1)
    angles = np.arange(4 if length else 1) * np.pi / 4
    places = [
        (y, x, np.sin(angle), np.cos(angle))
        for y, x in middles.reshape(-1, 2).tolist()
        for angle in angles
    ]
    y, x, dy, dx = (value[:, None, None] for value in np.array(places, np.float32).T)
    along = np.clip((rows - y) * dy + (columns - x) * dx, -length / 2, length / 2)
    distance = np.hypot(rows - y - along * dy, columns - x - along * dx)
    # Full ink within half a pen's width, none a pixel farther: an edge as soft as the raster's.
    return np.rint(255 * np.clip(1.5 - distance, 0, 1)).astype(np.uint8)
