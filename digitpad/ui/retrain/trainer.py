"""Trains in the background: starts, pauses, stops, goes on."""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Signal

from digitpad.data.my_digits import my_digits
from digitpad.errors import DigitpadError, ModelFileError, TrainingError
from digitpad.files.lock import InUseError, written_alone
from digitpad.files.log import LOG
from digitpad.files.user_data import checkpoint_path, forget_checkpoint
from digitpad.learning.config import TrainingConfig
from digitpad.learning.diagnosis import diagnosis_of
from digitpad.learning.initial_model import started_from
from digitpad.learning.loss_curve import Point
from digitpad.learning.progress import PartDone
from digitpad.learning.repeats import without_empty
from digitpad.learning.run import Repeats, Run, stream_resumed_run, stream_run
from digitpad.learning.saved_run import DatasetChangedError
from digitpad.models.model_file import Model
from digitpad.nn.training import EpochReport
from digitpad.ui.retrain.training_result import TrainingResult, in_history, left_over, result_of
from digitpad.ui.support.memory import give_back
from digitpad.ui.support.worker import Worker, is_stopped

REPORT_EVERY = 0.1
"""Seconds between two reports: the window has other things to do."""


PATIENCE = 1.0
"""Seconds that a training waits for another window that only looks at the checkpoint."""


class Stage(Enum):
    """What is going on; in ENDING the last checkpoint is written, and nothing is told."""

    IDLE = "idle"
    PREPARING = "preparing"
    TRAINING = "training"
    PAUSED = "paused"
    ENDING = "ending"


@dataclass(frozen=True)
class Begun:
    """A training that learns from now on, and the epochs and batches that it has done already."""

    config: TrainingConfig
    reports: tuple[EpochReport, ...]
    losses: tuple[Point, ...]


@dataclass(frozen=True)
class Kept:
    """The last checkpoint was written, or why it could not be."""

    problem: ModelFileError | None


@dataclass(frozen=True)
class Progress:
    """How far a training is: digits learned in all and to learn, how many a second, and the losses
    of its batches so far."""

    epoch: int
    epochs: int
    done: int
    total: int
    speed: float
    losses: tuple[Point, ...]


class Trainer(QObject):
    """Trains one run at a time, away from the window.

    Parameters
    ----------
    current : the model in use, to start from and to compare with.
    name : what that is called, for people.

    Attributes
    ----------
    why_not : says why no training can begin now; empty where one can.

    Signals
    -------
    stage_changed() : something else is going on.
    prepared(object) : a PartDone, how far the digits have been read.
    begun(object) : a Begun.
    progressed(object) : a Progress.
    kept(object) : a Kept, where writing checkpoints begins to fail or succeeds again.
    epoch_done(object) : an EpochReport.
    ended(object) : an Outcome; None where not even one epoch is done.
    failed(object) : the DigitpadError that ended it.
    """

    stage_changed = Signal()
    prepared = Signal(object)
    begun = Signal(object)
    progressed = Signal(object)
    kept = Signal(object)
    epoch_done = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(
        self, current: Callable[[], Model], name: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._current, self._name = current, name
        self.why_not: Callable[[], str] = lambda: ""
        self._worker: Worker | None = None
        self._may_go_on = threading.Event()
        self._is_to_stop = False
        self._begins_anew = False
        self.stage = Stage.IDLE

    @property
    def is_new(self) -> bool:
        """Whether a new training is being prepared, of which there is nothing to keep yet."""
        return self._begins_anew and self.stage is Stage.PREPARING

    def start(self, config: TrainingConfig, repeats: Repeats | None = None) -> None:
        """Begin a new training, unless one is under way.

        Parameters
        ----------
        repeats : decides ``config.repeats`` anew, by the digits that were read.
        """
        current = self._current()

        def prepare() -> Generator[PartDone, None, Run]:
            begun = started_from(without_empty(config, my_digits()), current)
            forget_checkpoint()
            return stream_run(begun, repeats)

        self._start(prepare, current, begins_anew=True)

    def resume(self) -> None:
        """Go on with the training that was stopped last, from its checkpoint."""
        self._start(
            lambda: stream_resumed_run(checkpoint_path()), self._current(), begins_anew=False
        )

    def _start(
        self,
        prepare: Callable[[], Generator[PartDone, None, Run]],
        before: Model,
        *,
        begins_anew: bool,
    ) -> None:
        if self.stage is not Stage.IDLE:
            self.failed.emit(TrainingError("A training is under way already."))
            return
        if reason := self.why_not():
            self.failed.emit(TrainingError(reason))
            return
        self._is_to_stop = False
        self._begins_anew = begins_anew
        self._may_go_on.set()
        name = self._name()
        self._worker = Worker(lambda: self._work_alone(prepare, before, name))
        self._worker.yielded.connect(self._tell)
        self._worker.returned.connect(self.ended)
        self._worker.failed.connect(self._fail)
        # Not before the thread has ended is there room for another training.
        self._worker.finished.connect(self._rest)
        self._set_stage(Stage.PREPARING)
        self._worker.start()

    def pause(self) -> None:
        """Rest after the batch under way, and keep a checkpoint; what is to stop does not rest."""
        if self._is_to_stop or self.stage is not Stage.TRAINING:
            return
        self._may_go_on.clear()
        self._set_stage(Stage.PAUSED)

    def go_on(self) -> None:
        """End the rest."""
        self._set_stage(Stage.TRAINING)
        self._may_go_on.set()

    def stop(self) -> None:
        """End after the batch under way, with the best network so far."""
        self._is_to_stop = True
        if self.stage is Stage.PAUSED:
            self._set_stage(Stage.TRAINING)
        self._may_go_on.set()

    def shut_down(self) -> None:
        """End what is under way, with a checkpoint, without waiting; nothing more is told."""
        if self._worker:
            self._worker.stop()
            self._may_go_on.set()
            self._set_stage(Stage.ENDING)

    def _rest(self) -> None:
        self._worker = None
        self._set_stage(Stage.IDLE)

    def _set_stage(self, stage: Stage) -> None:
        if stage != self.stage:
            self.stage = stage
            self.stage_changed.emit()

    def _tell(self, news: Any) -> None:
        match news:
            case PartDone():
                self.prepared.emit(news)
            case Begun():
                self._set_stage(Stage.TRAINING)
                self.begun.emit(news)
            case Progress():
                self.progressed.emit(news)
            case Kept():
                self.kept.emit(news)
            case EpochReport():
                self.epoch_done.emit(news)

    def _fail(self, error: DigitpadError) -> None:
        if isinstance(error, InUseError):
            error = TrainingError("Another window of this program is training already.")
        self.failed.emit(error)

    # In the worker's thread

    def _work_alone(
        self, prepare: Callable[[], Generator[PartDone, None, Run]], before: Model, name: str
    ) -> Generator[Any, None, TrainingResult | None]:
        """The whole of a training, while no other window writes to the checkpoint."""
        with written_alone(checkpoint_path(), PATIENCE):
            outcome = yield from self._work(prepare(), before)
        return replace(outcome, before_name=name) if outcome else None

    def _work(
        self, preparing: Generator[PartDone, None, Run], before: Model
    ) -> Generator[Any, None, TrainingResult | None]:
        try:
            run = yield from self._prepare(preparing)
        except DatasetChangedError as error:
            return left_over(error.stopped, before)
        if run is None:
            return None
        give_back()  # What was needed only to read the digits.
        yield Begun(run.config, tuple(run.history), tuple(run.losses.points))
        problem: TrainingError | None = None
        try:
            yield from self._train(run)
        except TrainingError as error:
            if not run.state.best_epoch:
                forget_checkpoint()  # What diverged once would do so again.
                raise
            problem = error
        finally:
            if is_stopped() and run.checkpoint_problem:
                LOG.warning("A training ended without a checkpoint: %s", run.checkpoint_problem)
        if not run.state.best_epoch or is_stopped():
            return None
        outcome = result_of(run, before)
        is_kept = not run.checkpoint_problem
        outcome = replace(outcome, problem=problem, diagnosis=diagnosis_of(run), is_kept=is_kept)
        return in_history(outcome, run.config.datasets)

    def _prepare(
        self, preparing: Generator[PartDone, None, Run]
    ) -> Generator[PartDone, None, Run | None]:
        """Read the digits; None where that was stopped."""
        told = 0.0
        with closing(preparing):
            while not self._is_to_stop:
                try:
                    part = next(preparing)
                except StopIteration as finished:
                    run: Run = finished.value
                    return run
                if time.monotonic() - told > REPORT_EVERY:
                    told = time.monotonic()
                    yield part
                elif is_stopped():
                    break
        return None

    def _train(self, run: Run) -> Generator[Progress | EpochReport | Kept, None, None]:
        path, meter = checkpoint_path(), _Meter()
        total = run.config.epochs * run.digits_an_epoch
        told, is_failing = 0.0, False
        with closing(run.train(path)) as reports:
            for report in reports:
                if isinstance(report, EpochReport):
                    yield report
                else:
                    done = (report.epoch - 1) * run.digits_an_epoch + report.seen
                    meter.count(done)
                    is_last = report.seen == run.digits_an_epoch
                    if time.monotonic() - told > REPORT_EVERY or is_last:
                        told = time.monotonic()
                        losses = tuple(run.losses.points)
                        yield Progress(
                            report.epoch, run.config.epochs, done, total, meter.speed, losses
                        )
                is_to_rest = not self._may_go_on.is_set()
                if is_to_rest:
                    run.keep(path)
                if is_failing != bool(run.checkpoint_problem):
                    is_failing = not is_failing
                    yield Kept(run.checkpoint_problem)
                if is_to_rest:
                    self._may_go_on.wait()
                    meter = _Meter()
                if self._is_to_stop or is_stopped():
                    break  # Closed here, the run keeps a checkpoint.
            else:
                run.keep(path)
        if is_failing != bool(run.checkpoint_problem):
            yield Kept(run.checkpoint_problem)


class _Meter:
    """Digits a second, smoothed over some seconds."""

    def __init__(self) -> None:
        self.speed = 0.0
        self._at, self._done = time.monotonic(), -1

    def count(self, done: int) -> None:
        now = time.monotonic()
        if self._done >= 0 and now > self._at:
            latest = (done - self._done) / (now - self._at)
            share = min((now - self._at) / 3, 1)
            self.speed = latest if not self.speed else self.speed + share * (latest - self.speed)
        self._at, self._done = now, done
