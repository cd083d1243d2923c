"""A gradient check of the network on the plane, and its result."""

from dataclasses import dataclass

import numpy as np

from digitpad.nn.gradient_check import STEP_SIZE, TOLERANCE, check_gradients
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.playground.points import Points
from digitpad.playground.settings import Settings

MAX_CHECKED = 200
"""Entries of each parameter: all of the tutorial's, and seconds for the largest network."""


@dataclass(frozen=True)
class GradientReport:
    """How far the gradients are from central differences of the loss.

    Parameters
    ----------
    max_error : the largest relative error.
    kinks : number of entries that were skipped because the loss has a kink there.
    checked : number of entries that were checked.
    entries : number that there are.
    """

    max_error: float
    kinks: int
    checked: int = 0
    entries: int = 0

    @property
    def is_correct(self) -> bool:
        return self.max_error < TOLERANCE


def gradient_report(
    model: PlaneNetwork, points: Points, settings: Settings
) -> GradientReport | None:
    """Compare the entries of the gradient with central differences of the loss.

    It looks at all training points, with both decays, and of each parameter at no more than
    :data:`MAX_CHECKED` entries. None where the weights are so large that a step of a central
    difference would be rounded away.
    """
    network, part = model.network, points.training
    largest = max(np.abs(parameter).max() for parameter in network.parameters)
    if np.spacing(largest) > TOLERANCE * STEP_SIZE:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        x = model.inputs(part.positions)
        checked = [
            *check_gradients(
                network, x, part.labels, l1=settings.l1, l2=settings.l2, most=MAX_CHECKED
            )
        ]
    return GradientReport(
        max(part.max_relative_error for part in checked),
        sum(int(part.kinks.sum()) for part in checked),
        checked=sum(part.gradient.size for part in checked),
        entries=sum(parameter.size for parameter in network.parameters),
    )
