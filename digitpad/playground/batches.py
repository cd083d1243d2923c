"""Which points a step learns from."""

import numpy as np

from digitpad.playground.points import Part, Points
from digitpad.playground.settings import ALL, Settings


def batch_of(points: Points, settings: Settings, iteration: int) -> Part:
    """The points of a step: all training points, or some of them in an order of their own.

    Each epoch, in which every point has its turn once, has another order. It is known from the
    seed and the step alone, so that a run can go on anywhere, and an exported program as well.

    Parameters
    ----------
    iteration : steps taken before.
    """
    part = points.training
    if settings.batch == ALL or settings.batch >= len(part):
        return part
    steps = -(-len(part) // settings.batch)
    epoch, place = divmod(iteration, steps)
    order = np.random.default_rng([settings.seed, epoch]).permutation(len(part))
    return part.rows(order[place * settings.batch : (place + 1) * settings.batch])
