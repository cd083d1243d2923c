"""The result of a gradient check, in a sentence."""

import numpy as np

from digitpad.nn.gradient_check import STEP_SIZE, TOLERANCE, check_gradients
from digitpad.nn.network import Network
from digitpad.playground.points import Points


def gradient_report(network: Network, points: Points, l2: float) -> str:
    """Compare every entry of the gradient with a central difference of the loss."""
    if not len(points):
        return "There is no point to check with: click into the plane."
    largest = max(np.abs(parameter).max() for parameter in network.parameters)
    if np.spacing(largest) > TOLERANCE * STEP_SIZE:
        # To move a weight by so little would leave it where it is.
        return "The weights are too large to see what a small move does: nothing was checked."
    with np.errstate(over="ignore", invalid="ignore"):
        checked = list(check_gradients(network, points.positions, points.labels, l2=l2))
    max_error = max(part.max_relative_error for part in checked)
    kinks = sum(int(part.kinks.sum()) for part in checked)
    entries = "1 entry" if kinks == 1 else f"{kinks:,} entries"
    beside = f" (at {entries} the loss bends too sharply to tell)" if kinks else ""
    is_right = "right" if max_error < TOLERANCE else "wrong"
    return f"The gradient is {is_right}: worst relative error {max_error:.1e}{beside}"
