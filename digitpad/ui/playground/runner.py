"""Runs an experiment away from the window, at a chosen speed."""

import time
from collections.abc import Generator

from PySide6.QtCore import QObject, QThread, Signal

from digitpad.errors import DigitpadError
from digitpad.playground.experiment import Experiment
from digitpad.playground.losses import Losses
from digitpad.playground.points import Points
from digitpad.playground.settings import Settings
from digitpad.playground.snapshot import Snapshot
from digitpad.ui.support.worker import Worker, is_stopped

FRAME = 1 / 36
"""Seconds between two pictures of a run."""

FRAME_PAUSE = 16
"""Milliseconds after each picture in which the window has Python for itself, to show it."""

FASTEST = 1000.0
"""Steps a second from which on there is no waiting at all."""


class Runner(QObject):
    """Keeps the experiment; everybody else asks here.

    While it runs, the window only replaces its points and its settings, each of them whole, and
    the worker looks at them once a step: no lock is needed, which one thread might never get.

    Signals
    -------
    moved(Snapshot) : the network or its points are others.
    running_changed() : it runs, or does no longer.
    failed(object) : the DigitpadError that ended a run.
    """

    moved = Signal(object)
    running_changed = Signal()
    failed = Signal(object)

    def __init__(self, experiment: Experiment, parent: QObject) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self._worker: Worker | None = None
        self._speed = FASTEST

    @property
    def is_running(self) -> bool:
        return self._worker is not None

    @property
    def points(self) -> Points:
        return self._experiment.points

    @property
    def settings(self) -> Settings:
        return self._experiment.settings

    def experiment(self) -> Experiment:
        """The experiment, paused: to look at, not to change."""
        self.pause()
        return self._experiment

    @property
    def losses(self) -> Losses:
        """The losses so far."""
        return self._experiment.losses

    def set_speed(self, steps_a_second: float) -> None:
        self._speed = steps_a_second

    def set_points(self, points: Points) -> None:
        """Learn from other points from now on, of as many classes."""
        self._experiment.points = points
        if self.is_running:
            return  # The next picture of the run shows them.
        self.emit_snapshot()

    def set_settings(self, settings: Settings) -> None:
        """Learn in another way from now on, with the same first weights."""
        self._experiment.settings = settings
        if not self.is_running:
            self.emit_snapshot()

    def load(self, experiment: Experiment) -> None:
        """Put another experiment in place; it learns once told to run."""
        self.pause()
        self._experiment = experiment
        self.emit_snapshot()

    def emit_snapshot(self) -> None:
        """Emit how far it is."""
        self.moved.emit(self._experiment.snapshot())

    # Running

    def step(self) -> None:
        """Take one step."""
        self.pause()
        try:
            self._experiment.step()
        except DigitpadError as error:
            self.failed.emit(error)
        self.emit_snapshot()

    def run(self) -> None:
        """Take steps until told otherwise."""
        if self._worker:
            return
        self._worker = Worker(self._work)
        self._worker.yielded.connect(self.moved)
        self._worker.failed.connect(self.failed)
        self._worker.ended.connect(self.pause)
        self._worker.start()
        self.running_changed.emit()

    def pause(self) -> None:
        """Take no more steps until told to run."""
        if self._worker:
            self._worker.stop()
            self._worker.wait()  # For less than a step and a short pause: it looks often.
            self._worker = None
            self.running_changed.emit()
            self.emit_snapshot()

    # In the worker's thread

    def _work(self) -> Generator[Snapshot, None, None]:
        due = shown = time.monotonic()
        while not is_stopped():
            self._experiment.step()
            now = time.monotonic()
            if now - shown >= FRAME or self._speed < 1 / FRAME:
                shown = now
                yield self._experiment.snapshot().computed()
                QThread.msleep(FRAME_PAUSE)
            if self._speed < FASTEST:
                due = max(due + 1 / self._speed, now - 1)
                self._wait_until(due)
            else:
                due = now

    def _wait_until(self, due: float) -> None:
        """Wait, but not for so long that a pause or another speed would have to wait."""
        while (left := due - time.monotonic()) > 0:
            if is_stopped() or self._speed >= FASTEST:
                return
            QThread.msleep(max(1, min(int(1000 * left), 20)))
