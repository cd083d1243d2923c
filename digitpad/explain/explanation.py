"""All that is known of why an image is predicted as one digit rather than another."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.change import InkChange, smallest_change
from digitpad.explain.contributions import Contributions, contributions
from digitpad.explain.evidence import Piece, evidence, strongest_pieces
from digitpad.explain.missing import integrated_gradient, missing_ink
from digitpad.explain.neighbours import Neighbour, NeighbourIndex
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network

NEAREST = 10


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why ``digit`` rather than ``against``.

    Parameters
    ----------
    image : uint8 (28, 28), what the network was shown.
    probabilities : (10,).
    parts : what adds up to the difference of the two logits.
    evidence : float32 (28, 28), what the removal of ink would take from the difference.
    pieces : the places with the strongest evidence.
    missing : float32 (28, 28), where more ink would support ``against``.
    change : the smallest one found that makes it ``against``.
    nearest : the most similar of all known digits.
    nearest_against : the most similar with the label ``against``.
    """

    image: NDArray[np.uint8]
    digit: int
    against: int
    probabilities: tuple[float, ...]
    parts: Contributions
    evidence: NDArray[np.float32]
    pieces: tuple[Piece, ...]
    missing: NDArray[np.float32]
    change: InkChange | None
    nearest: tuple[Neighbour, ...] = ()
    nearest_against: tuple[Neighbour, ...] = ()


def explain(
    network: Network,
    image: NDArray[np.uint8],
    against: int | None = None,
    index: NeighbourIndex | None = None,
    labels: NDArray[np.integer] | None = None,
    check: Callable[[], None] = lambda: None,
) -> Explanation:
    """Explain the prediction of an image uint8 (28, 28).

    Parameters
    ----------
    against : the other digit, 0 to 9; the second most probable one where it is None, or where it is
        what is predicted.
    index, labels : the known digits, and the label of each.
    check : called again and again; it may raise to end the work.
    """
    probabilities = softmax(batch_logits(network, image[None]))[0]
    digit, second = (int(number) for number in np.argsort(-probabilities, kind="stable")[:2])
    other = second if against is None or against == digit else against
    worth = evidence(network, image, digit, other)
    check()
    nearest: list[Neighbour] = []
    of_other: list[Neighbour] = []
    if index is not None and labels is not None:
        nearest, of_other = index.nearest_of_each(image, [None, labels == other], NEAREST)
    gradient = integrated_gradient(network, image, digit, other)
    return Explanation(
        image,
        digit,
        other,
        tuple(float(p) for p in probabilities),
        contributions(network, image, digit, other),
        worth,
        tuple(strongest_pieces(worth)),
        missing_ink(image, gradient),
        smallest_change(network, image, other, gradient, check),
        tuple(nearest),
        tuple(of_other),
    )
