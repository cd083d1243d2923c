"""What the thread of a training does: it prepares and trains a run, and reports frozen values."""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace

from digitpad.errors import TrainingError
from digitpad.files.lock import written_alone
from digitpad.files.log import LOG
from digitpad.files.user_data import checkpoint_path, delete_checkpoint
from digitpad.learning.blas import all_threads
from digitpad.learning.diagnosis import diagnosis_of
from digitpad.learning.progress import PartDone
from digitpad.learning.run import Run
from digitpad.learning.run_report import RunReport, TrainingProgress
from digitpad.learning.saved_run import DatasetChangedError
from digitpad.models.model_file import Model
from digitpad.nn.snapshot import Snapshots
from digitpad.nn.training import BatchReport, EpochReport
from digitpad.ui.retrain.settled_checkpoint import checkpoint_stamp
from digitpad.ui.retrain.training_result import TrainingResult, in_history, left_over, result_of
from digitpad.ui.support.memory import give_back, room_for_steps
from digitpad.ui.support.worker import is_stopped

REPORT_EVERY = 0.1
"""Seconds between two reports: the window has other things to do."""

LOOK_EVERY = 0.2
"""Seconds between two steps that are looked at: to take and to draw a snapshot takes 3 ms."""

PATIENCE = 1.0
"""Seconds that a training waits for another window that only looks at the checkpoint."""

Preparing = Generator[PartDone, None, Run]


class TrainingControl:
    """Has a training in another thread pause, go on or stop."""

    def __init__(self) -> None:
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self._is_to_stop = threading.Event()

    def pause(self) -> None:
        """Have it rest after the batch under way."""
        self._may_go_on.clear()

    def go_on(self) -> None:
        """End the rest."""
        self._may_go_on.set()

    def stop(self) -> None:
        """Have it end after the batch under way."""
        self._is_to_stop.set()
        self._may_go_on.set()

    @property
    def is_to_stop(self) -> bool:
        return self._is_to_stop.is_set()

    @property
    def is_paused(self) -> bool:
        return not self._may_go_on.is_set()

    def wait_while_paused(self) -> None:
        """Return when it is to go on or to stop."""
        self._may_go_on.wait()


@dataclass(frozen=True, eq=False)
class TrainingJob:
    """The whole of a training, for a thread.

    Parameters
    ----------
    prepare : gets the run ready.
    before, before_name : the model to compare with, and what it is called.
    control : pauses and stops it.
    """

    prepare: Callable[[], Preparing]
    before: Model
    before_name: str
    control: TrainingControl

    def work(self) -> Generator[PartDone | RunReport, None, TrainingResult | None]:
        """Train while no other window writes to the checkpoint.

        Returns its result; None where not even one epoch is done.

        Raises
        ------
        InUseError : another window does.
        DigitpadError : it cannot be prepared, or diverged in its first epoch.
        """
        with written_alone(checkpoint_path(), PATIENCE):
            result = yield from self._work()
            stamp = checkpoint_stamp()  # Now, while it is that of no other window.
        return replace(result, before_name=self.before_name, checkpoint=stamp) if result else None

    def _work(self) -> Generator[PartDone | RunReport, None, TrainingResult | None]:
        try:
            run = yield from self._prepared()
        except DatasetChangedError as error:
            return left_over(error.stopped, self.before)
        if run is None:
            return None
        give_back()  # What was needed only to read the digits.
        yield run.report()
        problem: TrainingError | None = None
        try:
            yield from _reports(run, self.control)
        except TrainingError as error:
            if not run.state.best_epoch:
                delete_checkpoint()  # What diverged once would do so again.
                raise
            problem = error
        finally:
            if is_stopped() and run.checkpoint_problem:
                LOG.warning("A training ended without a checkpoint: %s", run.checkpoint_problem)
        if not run.state.best_epoch or is_stopped():
            return None
        result = replace(
            result_of(run, self.before),
            problem=problem,
            diagnosis=diagnosis_of(run),
            is_kept=not run.checkpoint_problem,
        )
        return in_history(result, run.config.datasets)

    def _prepared(self) -> Generator[PartDone, None, Run | None]:
        """Read the digits; None where that was stopped."""
        told = 0.0
        with closing(self.prepare()) as preparing:
            while not self.control.is_to_stop:
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


def _reports(run: Run, control: TrainingControl) -> Generator[RunReport, None, None]:
    """Train until the run is done or to stop, with a report now and then and after each epoch."""
    path, meter = checkpoint_path(), _Meter(run)
    told, is_failing = 0.0, False
    largest = max(array.nbytes for array in run.state.network.parameters)
    reporting = closing(run.train(path, Snapshots(LOOK_EVERY)))
    with room_for_steps(largest), all_threads(), reporting as reports:
        for report in reports:
            is_due = isinstance(report, EpochReport)
            if isinstance(report, BatchReport):
                meter.count(report)
                is_last = report.seen == run.digits_an_epoch
                is_due = is_last or time.monotonic() - told > REPORT_EVERY
            is_paused = control.is_paused
            if is_paused:
                run.save_checkpoint(path)
            if is_due or is_failing != bool(run.checkpoint_problem):
                told, is_failing = time.monotonic(), bool(run.checkpoint_problem)
                yield run.report(meter.progress)
            if is_paused:
                control.wait_while_paused()
                meter.wait_while_paused()
            if control.is_to_stop or is_stopped():
                break  # Closed here, the run keeps a checkpoint.
        else:
            run.save_checkpoint(path)
    if is_failing != bool(run.checkpoint_problem):
        yield run.report(meter.progress)


class _Meter:
    """How far a run is, and its digits a second, smoothed over some seconds."""

    def __init__(self, run: Run) -> None:
        self.progress: TrainingProgress | None = None
        self._epochs, self._an_epoch = run.config.epochs, run.digits_an_epoch
        self.wait_while_paused()

    def wait_while_paused(self) -> None:
        """Measure the speed again, from now on."""
        self._speed = 0.0
        self._at, self._done = time.monotonic(), -1

    def count(self, report: BatchReport) -> None:
        done = (report.epoch - 1) * self._an_epoch + report.seen
        now = time.monotonic()
        if self._done >= 0 and now > self._at:
            latest = (done - self._done) / (now - self._at)
            share = min((now - self._at) / 3, 1) if self._speed else 1.0
            self._speed += share * (latest - self._speed)
        self._at, self._done = now, done
        total = self._epochs * self._an_epoch
        self.progress = TrainingProgress(report.epoch, self._epochs, done, total, self._speed)
