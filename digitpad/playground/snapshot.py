"""An experiment at one moment, to be shown: nothing of it changes."""

from dataclasses import dataclass
from functools import cached_property

from digitpad.nn.network import Network
from digitpad.playground.health import Health, Score, health
from digitpad.playground.learner import Learner
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.playground.points import Points
from digitpad.playground.settings import Settings
from digitpad.playground.unit_fields import UnitField, unit_fields

Curve = tuple[list[int], list[float]]
"""Steps taken, and the losses then, nats."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """An experiment at one moment.

    Parameters
    ----------
    network : now; with :attr:`model`, what it says of places in the plane.
    points, settings : that it learns from, and how. While it runs, newer ones may already be set.
    iteration : steps taken.
    loss : of the last of them, before it, with the points that it learned from, nats; None before
        the first.
    training, test : how all points to learn from, and all that are held out, are predicted now;
        None where there are none.
    curve, test_curve : some moments and the losses of all training and all test points then, nats;
        the last is now. Nothing before the first step. nan where there were no points.
    learner : the optimizer; a copy.
    """

    network: Network
    points: Points
    settings: Settings
    iteration: int
    loss: float | None
    training: Score | None
    test: Score | None
    curve: Curve
    test_curve: Curve
    learner: Learner

    @cached_property
    def model(self) -> PlaneNetwork:
        """The network with its features, to be asked about places of the plane."""
        return PlaneNetwork(self.network, self.settings.features)

    @cached_property
    def fields(self) -> tuple[tuple[UnitField, ...], ...]:
        """What every unit gives all over the plane: features, hidden layers, probabilities."""
        return unit_fields(self.model)

    @cached_property
    def health(self) -> Health:
        """Whether every layer can learn, with all training points."""
        return health(self.model, self.points.training, self.settings)

    def computed(self) -> "Snapshot":
        """This one, after all that takes time to compute is there: for another thread to do."""
        _ = self.fields, self.health
        return self
