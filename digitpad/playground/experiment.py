"""A network that learns the points of the plane, one step at a time."""

from copy import copy, deepcopy

import numpy as np

from digitpad.errors import TrainingError
from digitpad.nn.network import Network
from digitpad.playground.batches import batch_of
from digitpad.playground.health import score
from digitpad.playground.learner import Learner
from digitpad.playground.losses import Losses
from digitpad.playground.plane_network import PlaneNetwork, initial_network
from digitpad.playground.points import Points
from digitpad.playground.segments import Edit, Record
from digitpad.playground.settings import Settings as Settings
from digitpad.playground.snapshot import Snapshot as Snapshot
from digitpad.translatable import translatable

DIVERGED = translatable(
    "Training diverged: the loss is no longer a number. Lower the learning rate; R resets."
)

NO_POINTS = translatable("Add a point first: click the plot.")

MAX_CURVE_POINTS = 200
"""Points of a snapshot's loss curve, about."""


class Experiment:
    """A network, its points, and the steps that it has taken.

    Parameters
    ----------
    points : to learn from. They may be replaced at any time by others of as many classes.
    settings : those of learning may be changed at any time, see
        :meth:`Settings.same_initial_weights`; all else begins anew.

    Attributes
    ----------
    start : the network before its first step.
    network : the network now.
    learner : the optimizer.
    losses : of each step taken, before it, nats.
    record : what the steps were taken with: from ``start``, they can be taken again.
    """

    def __init__(self, points: Points, settings: Settings) -> None:
        self.points = points
        self.settings = settings
        self.start = initial_network(settings, points.classes)
        self.network = self.start.copy()
        self.learner = Learner.of(settings)
        self.losses = Losses()
        self.record = Record()
        # Before the last step; what is now where there is none to take back.
        self._before = self.network, self.learner

    @classmethod
    def restored(
        cls,
        points: Points,
        settings: Settings,
        *,
        start: Network,
        network: Network,
        learner: Learner,
        losses: Losses,
        record: Record,
    ) -> "Experiment":
        """One that goes on from where another was, to the same bits; see the attributes."""
        experiment = cls(points, settings)
        experiment.start, experiment.network, experiment.learner = start, network, learner
        experiment.losses, experiment.record = losses, record
        experiment._before = network, learner
        return experiment

    @property
    def iteration(self) -> int:
        """Steps taken."""
        return self.losses.count

    @property
    def model(self) -> PlaneNetwork:
        """The network with its features; it goes on learning."""
        return PlaneNetwork(self.network, self.settings.features)

    def snapshot(self) -> Snapshot:
        """How far it is now."""
        network, points, settings, losses = (
            self.network.copy(),
            self.points,
            self.settings,
            self.losses,
        )
        model = PlaneNetwork(network, settings.features)
        training, test = score(model, points.training), score(model, points.test)
        iterations, curve, test_curve = losses.moments(MAX_CURVE_POINTS)
        if losses.count:
            iterations.append(losses.count)
            curve.append(training.loss if training else np.nan)
            test_curve.append(test.loss if test else np.nan)
        return Snapshot(
            network,
            points,
            settings,
            losses.count,
            losses.last,
            training,
            test,
            (iterations, curve),
            (iterations, test_curve),
            deepcopy(self.learner),
        )

    def copy(self) -> "Experiment":
        """An experiment that stays as it is; what it has in common with this one never changes."""
        other = copy(self)
        other.network = self.network.copy()
        if self._before[0] is self.network:  # There is no step to take back.
            other._before = other.network, self.learner
        other.losses = deepcopy(self.losses)
        other.record = self.record.copy()
        return other

    def step(self) -> float:
        """Take one step, with all points or a batch of them; the loss before it, nats.

        Raises
        ------
        TrainingError : there is no point, or the loss is no longer finite. The network is then the
            last one whose loss was.
        """
        # Looked at once: another thread may replace them in the middle of a step.
        points, settings = self.points, self.settings
        batch = batch_of(points, settings, self.iteration)
        if not len(batch):
            raise TrainingError(NO_POINTS)
        with np.errstate(over="ignore", invalid="ignore"):
            x = self.model.inputs(batch.positions)
            loss, gradients = self.network.loss_and_gradients(
                x, batch.labels, l1=settings.l1, l2=settings.l2
            )
            if not np.isfinite(loss):
                self._revert_step()
                raise TrainingError(DIVERGED)
            if self.losses.is_moment:
                self.losses.add_moment(*self._losses_of_all(loss, points, len(batch)))
            self._before = self.network.copy(), self.learner
            learner = self.learner.following(settings)
            self.learner = learner.stepped(self.network, gradients, settings.learning_rate)
        self.losses.add(loss)
        self.record.add_step(points, settings)
        return loss

    def _losses_of_all(self, loss: float, points: Points, count: int) -> tuple[float, float]:
        """The losses of all training and all test points before a step."""
        training = loss
        if count < len(points.training):
            now = score(self.model, points.training)
            training = now.loss if now else np.nan
        test = score(self.model, points.test)
        return training, test.loss if test else np.nan

    def edit(self, edit: Edit) -> None:
        """Change one weight by hand. Not while another thread takes steps.

        Raises
        ------
        TrainingError : the value is not finite.
        """
        if not np.isfinite(edit.value):
            raise TrainingError("A weight must be a finite number.")
        self.network = self.network.copy()
        edit.apply(self.network)
        self._before = self.network, self.learner
        self.record.add_edit(edit, self.points, self.settings)

    def _revert_step(self) -> None:
        """Undo the step that went too far, if there was one."""
        if self.network is self._before[0]:
            return
        self.network, self.learner = self._before
        self.losses.revert()
        self.record.revert_step()
