"""A network that learns the points of the plane, one step at a time."""

from copy import copy, deepcopy
from dataclasses import dataclass, replace

import numpy as np

from digitpad.errors import TrainingError
from digitpad.nn.activations import ACTIVATIONS, RELU
from digitpad.nn.network import Network
from digitpad.nn.optimizers import SGD
from digitpad.playground.losses import Losses
from digitpad.playground.points import Points
from digitpad.playground.quadrants import plane_network
from digitpad.playground.settings import PlaneSettings
from digitpad.translatable import translatable

DIVERGED = translatable("Training diverged. Lower the learning rate; R resets.")

NO_POINTS = translatable("Add a point first: click the plot.")

MAX_CURVE_POINTS = 400
"""Points of a snapshot's loss curve, about."""

MAX_SEGMENTS = 500
"""Changes during a run that are recorded: to drag a point while it runs makes 60 a second."""


@dataclass(frozen=True)
class Settings(PlaneSettings):
    """How the network is made and learns; at first, the tutorial's values.

    Parameters
    ----------
    hidden : hidden units.
    learning_rate : size of a step.
    l2 : decay, see :meth:`digitpad.nn.network.Network.loss_and_gradients`.
    seed : decides the first weights.
    activation : the name of one of :data:`digitpad.nn.activations.ACTIVATIONS`.
    """

    activation: str = RELU.name

    def same_initial_weights(self, other: "Settings") -> bool:
        """Whether the first weights are the same: what differs may change on the way."""
        return replace(self, learning_rate=other.learning_rate, l2=other.l2) == other

    def network(self, classes: int) -> Network:
        """The network before its first step."""
        return plane_network(self.hidden, classes, self.seed, ACTIVATIONS[self.activation])


@dataclass(frozen=True, eq=False)
class Segment:
    """Steps that were taken one after another with nothing changed in between."""

    points: Points
    learning_rate: float
    l2: float
    steps: int


@dataclass(frozen=True, eq=False)
class Snapshot:
    """An experiment at one moment.

    Parameters
    ----------
    iteration : steps taken.
    loss : before the last of them, nats; None before the first.
    curve : some steps and the losses before them.
    """

    network: Network
    iteration: int
    loss: float | None
    curve: tuple[list[int], list[float]]


class Experiment:
    """A network, its points, and the steps that it has taken.

    Parameters
    ----------
    points : to learn from. They may be replaced at any time by others of as many classes.
    settings : learning rate and L2 may be changed at any time; all else begins anew.

    Attributes
    ----------
    start : the network before its first step.
    network : the network now.
    losses : before each step taken, nats.
    segments : what the steps were taken with: from ``start``, they can be taken again. None where
        there were more than :data:`MAX_SEGMENTS`.
    """

    def __init__(self, points: Points, settings: Settings) -> None:
        self.points = points
        self.settings = settings
        self.start = settings.network(points.classes)
        self.network = self.start.copy()
        self.losses = Losses()
        self.segments: list[Segment] | None = []
        self._before = self.network  # the network before the last step

    @property
    def iteration(self) -> int:
        """Steps taken."""
        return self.losses.count

    def snapshot(self) -> Snapshot:
        """How far it is now."""
        losses = self.losses
        curve = losses.curve(MAX_CURVE_POINTS)
        return Snapshot(self.network.copy(), losses.count, losses.last, curve)

    def copy(self) -> "Experiment":
        """An experiment that stays as it is; what it has in common with this one never changes."""
        other = copy(self)
        other.network = self.network.copy()
        if self._before is self.network:  # There is no step to take back.
            other._before = other.network
        other.losses = deepcopy(self.losses)
        other.segments = None if self.segments is None else [*self.segments]
        return other

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
            raise TrainingError(NO_POINTS)
        with np.errstate(over="ignore", invalid="ignore"):
            loss, gradients = self.network.loss_and_gradients(
                points.positions, points.labels, l2=settings.l2
            )
            if not np.isfinite(loss):
                self._revert_step()
                raise TrainingError(DIVERGED)
            self._before = self.network.copy()
            SGD().step(self.network.parameters, gradients, settings.learning_rate)
        self.losses.add(loss)
        self._record(Segment(points, settings.learning_rate, settings.l2, 1))
        return loss

    def _record(self, now: Segment) -> None:
        """Record a step that was taken."""
        if self.segments is None:
            return
        last = self.segments[-1] if self.segments else None
        if last and _same_but_steps(last, now):
            self.segments[-1] = replace(last, steps=last.steps + 1)
        elif len(self.segments) < MAX_SEGMENTS:
            self.segments.append(now)
        else:
            self.segments = None

    def _revert_step(self) -> None:
        """Undo the step that went too far, if there was one."""
        if self.network is self._before:
            return
        self.network = self._before
        self.losses.revert()
        if self.segments:
            last = self.segments.pop()
            if last.steps > 1:
                self.segments.append(replace(last, steps=last.steps - 1))


def _same_but_steps(one: Segment, other: Segment) -> bool:
    return (
        one.points is other.points
        and one.learning_rate == other.learning_rate
        and one.l2 == other.l2
    )
