"""A network that learns the points of the plane, one step at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from digitpad.errors import TrainingError
from digitpad.nn.activations import ACTIVATIONS, RELU
from digitpad.nn.network import Network
from digitpad.nn.optimizers import SGD
from digitpad.nn.quadrants import plane_network
from digitpad.playground.points import Points

DIVERGED = "The loss is no longer a number: lower the learning rate."


@dataclass(frozen=True)
class Settings:
    """How the network is made and learns; at first, the tutorial's values.

    Parameters
    ----------
    hidden : hidden units.
    learning_rate : size of a step.
    l2 : decay, see :meth:`digitpad.nn.network.Network.loss_and_gradients`.
    seed : decides the first weights.
    activation : the name of one of :data:`digitpad.nn.activations.ACTIVATIONS`.
    """

    hidden: int = 50
    learning_rate: float = 0.001
    l2: float = 0.001
    seed: int = 1
    activation: str = RELU.name

    def begins_as(self, other: "Settings") -> bool:
        """Whether the first weights are the same: what differs may change on the way."""
        return replace(self, learning_rate=other.learning_rate, l2=other.l2) == other

    def network(self, classes: int) -> Network:
        """The network before its first step."""
        return plane_network(self.hidden, classes, self.seed, ACTIVATIONS[self.activation])


@dataclass(frozen=True, eq=False)
class Stretch:
    """Steps that were taken one after another with nothing changed in between."""

    points: Points
    learning_rate: float
    l2: float
    steps: int


class Experiment:
    """A network, its points, and the way it has gone.

    Parameters
    ----------
    points : to learn from. They may be replaced at any time by others of as many classes.
    settings : learning rate and L2 may be changed at any time; all else begins anew.

    Attributes
    ----------
    start : the network before its first step.
    network : the network now.
    losses : before each step taken, nats.
    stretches : what the steps were taken with: from ``start``, they can be taken again.
    """

    def __init__(self, points: Points, settings: Settings) -> None:
        self.points = points
        self.settings = settings
        self.start = settings.network(points.classes)
        self.network = self.start.copy()
        self.losses: list[float] = []
        self.stretches: list[Stretch] = []
        self._before = self.start

    @property
    def iteration(self) -> int:
        """Steps taken."""
        return len(self.losses)

    def step(self) -> float:
        """Take one step, with all points; the loss before it, nats.

        Raises
        ------
        TrainingError : there is no point, or the loss is no longer finite. The network is then the
            last one whose loss was.
        """
        # Looked at once: another thread may replace them in the middle of a step.
        points, settings = self.points, self.settings
        if not len(points):
            raise TrainingError("There is no point to learn from: click into the plane.")
        with np.errstate(over="ignore", invalid="ignore"):
            loss, gradients = self.network.loss_and_gradients(
                points.positions, points.labels, l2=settings.l2
            )
            if not np.isfinite(loss):
                self._take_back()
                raise TrainingError(DIVERGED)
            self._before = self.network.copy()
            SGD().step(self.network.parameters, gradients, settings.learning_rate)
        self.losses.append(loss)
        self._note(Stretch(points, settings.learning_rate, settings.l2, 1))
        return loss

    def _note(self, now: Stretch) -> None:
        """Note a step that was taken."""
        last = self.stretches[-1] if self.stretches else None
        if last and _alike(last, now):
            self.stretches[-1] = replace(last, steps=last.steps + 1)
        else:
            self.stretches.append(now)

    def _take_back(self) -> None:
        """Undo the step that went too far."""
        self.network = self._before
        if self.losses:
            self.losses.pop()
            last = self.stretches.pop()
            if last.steps > 1:
                self.stretches.append(replace(last, steps=last.steps - 1))


def _alike(one: Stretch, other: Stretch) -> bool:
    return (
        one.points is other.points
        and one.learning_rate == other.learning_rate
        and one.l2 == other.l2
    )


def thinned(losses: Sequence[float], most: int) -> tuple[list[int], list[float]]:
    """At most about so many steps and their losses, evenly spread, for a curve."""
    every = max(len(losses) // most, 1)
    places = list(range(0, len(losses), every))
    return [place + 1 for place in places], [losses[place] for place in places]
