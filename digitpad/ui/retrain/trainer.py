"""Trains in the background: starts, pauses, stops, goes on."""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QLockFile, QObject, QThread, Signal

from digitpad.errors import DigitpadError, TrainingError
from digitpad.learning.comparison import Comparison, compare
from digitpad.learning.recipe import Recipe
from digitpad.learning.run import (
    ChangedDigitsError,
    Preparation,
    Run,
    Stopped,
    stream_resumed_run,
    stream_run,
)
from digitpad.nn.network import Network
from digitpad.nn.training import EpochReport
from digitpad.storage.model_file import Model
from digitpad.storage.user_data import checkpoint_path, forget_checkpoint
from digitpad.ui.retrain.set_names import OWN, set_name
from digitpad.ui.worker import Worker, end

REPORT_EVERY = 0.1
"""Seconds between two reports: the window has other things to do."""


class Stage(Enum):
    """What is going on."""

    IDLE = "idle"
    PREPARING = "preparing"
    TRAINING = "training"
    PAUSED = "paused"


@dataclass(frozen=True)
class Progress:
    """How far a training is: digits learned in all and to learn, and how many a second."""

    epoch: int
    epochs: int
    done: int
    total: int
    speed: float


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a training brought; ``is_finished`` where every epoch is done.

    Without scores to compare where its digits are no longer what they were: it cannot go on.
    """

    model: Model
    comparison: Comparison
    is_finished: bool


def lock() -> QLockFile:
    """Held while a window trains; one that was killed holds it no longer."""
    return QLockFile(str(checkpoint_path().with_suffix(".lock")))


class Trainer(QObject):
    """Trains one run at a time, away from the window.

    Parameters
    ----------
    current : the network that reads now, to compare with.

    Signals
    -------
    stage_changed() : something else is going on.
    prepared(object) : a Preparation, how far the digits have been read.
    begun(object) : the Recipe of a run that learns from now on, and the reports it has already.
    progressed(object) : a Progress.
    epoch_done(object) : an EpochReport.
    ended(object) : an Outcome; None where not even one epoch is done.
    failed(object) : the DigitpadError that ended it.
    """

    stage_changed = Signal()
    prepared = Signal(object)
    begun = Signal(object, object)
    progressed = Signal(object)
    epoch_done = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, current: Callable[[], Network], parent: QObject) -> None:
        super().__init__(parent)
        self._current = current
        self._worker: Worker | None = None
        self._may_go_on = threading.Event()
        self._is_to_stop = False
        self._lock = lock()
        self.stage = Stage.IDLE

    def start(self, recipe: Recipe) -> None:
        """Begin a new training."""
        self._start(lambda: stream_run(recipe), recipe)

    def resume(self) -> None:
        """Go on with the training that was stopped last, from its checkpoint."""
        self._start(lambda: stream_resumed_run(checkpoint_path()), None)

    def _start(
        self, prepare: Callable[[], Generator[Preparation, None, Run]], recipe: Recipe | None
    ) -> None:
        self.shut_down()
        if not self._take_lock():
            self.failed.emit(TrainingError("Another window of this program is training already."))
            return
        if recipe:
            forget_checkpoint()
        self._is_to_stop = False
        self._may_go_on.set()
        self._worker = Worker(lambda: self._work(prepare()))
        self._worker.yielded.connect(self._tell)
        self._worker.returned.connect(self.ended)
        self._worker.failed.connect(self._fail)
        self._worker.ended.connect(self._rest)
        self._set_stage(Stage.PREPARING)
        self._worker.start()

    def pause(self) -> None:
        """Rest after the batch under way, and keep a checkpoint; what is to stop does not rest."""
        if self._is_to_stop:
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
        """End what is under way, keep a checkpoint, and wait for that; no outcome is told."""
        if self._worker:
            self._worker.requestInterruption()
            self._may_go_on.set()
            end(self._worker)
            self._worker = None
            self._rest()

    def _take_lock(self) -> bool:
        """Make sure that no other window writes to the same checkpoint."""
        with suppress(OSError):  # What cannot be written says so when it is.
            checkpoint_path().parent.mkdir(parents=True, exist_ok=True)
        self._lock = lock()
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _rest(self) -> None:
        self._lock.unlock()
        self._set_stage(Stage.IDLE)

    def _set_stage(self, stage: Stage) -> None:
        if stage != self.stage:
            self.stage = stage
            self.stage_changed.emit()

    def _tell(self, news: Any) -> None:
        match news:
            case Preparation():
                self.prepared.emit(news)
            case Run():
                self._set_stage(Stage.TRAINING)
                self.begun.emit(news.recipe, list(news.history))
            case Progress():
                self.progressed.emit(news)
            case EpochReport():
                self.epoch_done.emit(news)

    def _fail(self, error: DigitpadError) -> None:
        if isinstance(error, TrainingError) and self.stage is not Stage.PREPARING:
            # What diverged once would do so again.
            forget_checkpoint()
        self.failed.emit(error)

    # In the worker's thread

    def _work(
        self, preparing: Generator[Preparation, None, Run]
    ) -> Generator[Any, None, Outcome | None]:
        try:
            run = yield from self._prepare(preparing)
        except ChangedDigitsError as error:
            return _kept(error.stopped)
        if run is None:
            return None
        yield run
        yield from self._train(run)
        if not run.state.best_epoch:
            return None
        model = run.model(run.recipe.command("MODEL"))
        names = [set_name(path) for path in run.recipe.datasets]
        comparison = compare(self._current(), model.network, run.mixture, names, OWN)
        return Outcome(model, comparison, run.state.epoch == run.recipe.epochs)

    def _prepare(
        self, preparing: Generator[Preparation, None, Run]
    ) -> Generator[Preparation, None, Run | None]:
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
                elif QThread.currentThread().isInterruptionRequested():
                    break
        return None

    def _train(self, run: Run) -> Generator[Progress | EpochReport, None, None]:
        path = checkpoint_path()
        total = run.recipe.epochs * run.digits_an_epoch
        told, meter = 0.0, _Meter()
        with closing(run.train(path)) as reports:
            for report in reports:
                if isinstance(report, EpochReport):
                    yield report
                else:
                    done = (report.epoch - 1) * run.digits_an_epoch + report.seen
                    meter.count(done)
                    if time.monotonic() - told > REPORT_EVERY:
                        told = time.monotonic()
                        yield Progress(report.epoch, run.recipe.epochs, done, total, meter.speed)
                if not self._may_go_on.is_set():
                    run.keep(path)
                    self._may_go_on.wait()
                    meter = _Meter()
                if self._is_to_stop or QThread.currentThread().isInterruptionRequested():
                    return
        run.keep(path)


def _kept(stopped: Stopped) -> Outcome:
    """What is left of a training whose digits are no longer what they were.

    Raises
    ------
    TrainingError : nothing is.
    """
    if not stopped.state.best_epoch:
        raise ChangedDigitsError(stopped)
    model = stopped.model(stopped.recipe.command("MODEL"))
    return Outcome(model, Comparison([], [], []), stopped.state.epoch == stopped.recipe.epochs)


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
