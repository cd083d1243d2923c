"""Which ink supports a class against another: take some away, and predict again.

Ink in a disc around each inked pixel is removed, and the pixel is worth what the difference of the
two logits loses by it (Zeiler and Fergus, 2014, "Visualizing and understanding convolutional
networks", section 4.2). A single pixel would be too little: the network was trained to do without
it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.variants import variant_logits
from digitpad.ink.framing import SIDE
from digitpad.nn.network import Network

RADIUS = 2
"""Radius of the disc of ink that is removed, pixels: about the width of the pen."""

APART = 5
"""Pixels between the middles of two pieces, at least."""


def discs(radius: float, middles: NDArray[np.intp]) -> NDArray[np.bool_]:
    """A disc around each of some pixels, bool (K, 28, 28); their numbers (K,) are 0 to 783."""
    row, column = np.divmod(middles[:, None, None].astype(np.int16), SIDE)
    side = np.arange(SIDE, dtype=np.int16)
    within: NDArray[np.bool_] = (side[:, None] - row) ** 2 + (side - column) ** 2 <= radius**2
    return within


def evidence(network: Network, image: NDArray[np.uint8], a: int, b: int) -> NDArray[np.float32]:
    """What the removal of ink around each pixel takes from ``logit a - logit b``.

    Parameters
    ----------
    image : uint8 (28, 28).

    Returns
    -------
    float32 (28, 28): above 0 where ink supports a, below 0 where it supports b; 0 on paper.
    """
    inked = np.flatnonzero(image)
    without = np.where(discs(RADIUS, inked), np.uint8(0), image)
    logits = variant_logits(network, np.concatenate([image[None], without]))
    margins = logits[:, a] - logits[:, b]
    result = np.zeros(SIDE * SIDE, np.float32)
    result[inked] = margins[0] - margins[1:]
    return result.reshape(SIDE, SIDE)


@dataclass(frozen=True)
class Piece:
    """A place of much evidence: row and column of its middle, and its worth."""

    row: int
    column: int
    worth: float


def strongest_pieces(evidence: NDArray[np.float32], count: int = 3) -> list[Piece]:
    """The places with most evidence, for or against, the strongest first; none lie close by."""
    left = np.abs(evidence)
    rows, columns = np.indices(left.shape)
    pieces: list[Piece] = []
    while len(pieces) < count and left.max() > 0:
        row, column = map(int, np.unravel_index(int(left.argmax()), left.shape))
        pieces.append(Piece(row, column, float(evidence[row, column])))
        left = np.where(np.hypot(rows - row, columns - column) < APART, 0, left)
    return pieces
