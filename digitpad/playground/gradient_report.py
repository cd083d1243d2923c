"""A gradient check of the network on the plane, and its result."""

from dataclasses import dataclass

import numpy as np

from digitpad.nn.gradient_check import STEP_SIZE, TOLERANCE, check_gradients
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.playground.points import Points
from digitpad.playground.settings import Settings


@dataclass(frozen=True)
class GradientReport:
    """How far the gradients are from central differences of the loss.

    Parameters
    ----------
    max_error : the largest relative error.
    kinks : number of entries that were skipped because the loss has a kink there.
    """

    max_error: float
    kinks: int

    @property
    def is_correct(self) -> bool:
        return self.max_error < TOLERANCE


def gradient_report(
    model: PlaneNetwork, points: Points, settings: Settings
) -> GradientReport | None:
    """Compare every entry of the gradient with a central difference of the loss.

    Of all training points, with both decays. None where the weights are so large that a step of a central difference would be rounded away.
    """
    network, part = model.network, points.training
    largest = max(np.abs(parameter).max() for parameter in network.parameters)
    if np.spacing(largest) > TOLERANCE * STEP_SIZE:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        x = model.inputs(part.positions)
        checked = [*check_gradients(network, x, part.labels, l1=settings.l1, l2=settings.l2)]
    return GradientReport(
        max(part.max_relative_error for part in checked),
        sum(int(part.kinks.sum()) for part in checked),
    )
