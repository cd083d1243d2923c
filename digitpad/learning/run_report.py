"""A training run as it is at one moment, for any thread: frozen, and made of tuples."""

from dataclasses import dataclass

from digitpad.learning.config import TrainingConfig
from digitpad.learning.loss_curve import Point
from digitpad.nn.snapshot import Snapshot
from digitpad.nn.training import EpochReport


@dataclass(frozen=True)
class TrainingProgress:
    """How far a training is: digits learned in all and to learn, and how many a second."""

    epoch: int
    epochs: int
    done: int
    total: int
    speed: float


@dataclass(frozen=True, eq=False)
class RunReport:
    """A training run at one moment.

    Parameters
    ----------
    config : what it learns from, and how.
    reports : one of each epoch that is done.
    losses : of its batches so far.
    progress : None before the first batch.
    checkpoint_problem : why the last checkpoint could not be written; empty where it was.
    snapshot : what was seen last of its steps; None where none was looked at.
    """

    config: TrainingConfig
    reports: tuple[EpochReport, ...]
    losses: tuple[Point, ...]
    progress: TrainingProgress | None = None
    checkpoint_problem: str = ""
    snapshot: Snapshot | None = None

    @property
    def best_epoch(self) -> int:
        """The epoch whose network is kept; 0 before the first.

        It has the lowest validation error, and of equals the lowest validation loss.
        """
        best = min(
            reversed(self.reports),
            key=lambda epoch: (epoch.validation_error, epoch.validation_loss),
            default=None,
        )
        return best.epoch if best else 0
