"""Work away from the window: a generator in a thread of its own."""

import atexit
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from functools import partial
from threading import Lock
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import SIGNAL, QCoreApplication, QObject, Qt, QThread, QTimer, Signal

from digitpad.errors import DigitpadError
from digitpad.files.log import internal_error
from digitpad.learning.blas import use_one_thread
from digitpad.ui.support.memory import give_back, give_back_now_and_then


class StoppedError(Exception):
    """Raised by work that has seen, within a piece of it, that it is to end."""


class Worker(QThread):
    """Runs a generator; each of its yields is news, and the place where it can be stopped.

    Only the list of what is :func:`running` holds it: what began it may be gone before it ends.

    Signals
    -------
    yielded(object) : what the generator yielded.
    returned(object) : what it returned; not sent where it was stopped.
    failed(object) : the DigitpadError that ended it; an InternalError where it was not foreseen.
    ended() : it is over, in whichever way but by being stopped.

    After :meth:`stop` none of them is sent any more, not even what was under way.
    """

    yielded = Signal(object)
    returned = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _news = Signal(str, tuple)

    def __init__(self, work: Callable[[], Generator[Any, None, Any]]) -> None:
        super().__init__()
        self._work = work
        self._is_stopped = False
        # Through the window's thread, where it can be held back after a stop.
        self._news.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self._forget)

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Begin, and stay alive until it has ended."""
        _running.add(self)
        super().start(priority)

    def stop(self) -> None:
        """Ask the work to end at its next yield, without waiting for that."""
        self._is_stopped = True
        self.requestInterruption()

    @property
    def is_stopped(self) -> bool:
        """Whether it was told to end: nothing waits for more than that."""
        return self._is_stopped

    def _pass_on(self, signal: str, values: tuple[object, ...]) -> None:
        if self._is_stopped:
            return
        if signal == "failed" and not self.receivers(SIGNAL("failed(PyObject)")):
            (error,) = values
            assert isinstance(error, DigitpadError)
            raise error  # Nobody listens: it is shown as any error in a slot.
        getattr(self, signal).emit(*values)

    def _forget(self) -> None:
        # Whoever began this may keep it for long, and the work may hold a dataset.
        del self._work
        # Soon, as this may be its last name: it must not be deleted in the midst of its own event.
        QTimer.singleShot(0, partial(_running.discard, self))

    # In the thread

    def run(self) -> None:
        try:
            use_one_thread()
            self._drive()
        except StoppedError:
            pass
        except DigitpadError as error:
            self._news.emit("failed", (error,))
        except Exception as error:
            self._news.emit("failed", (internal_error(error),))
        finally:
            give_back()
            self._news.emit("ended", ())

    def _drive(self) -> None:
        with closing(self._work()) as generator:
            try:
                while not self.isInterruptionRequested():
                    self._news.emit("yielded", (next(generator),))
                    give_back_now_and_then()
            except StopIteration as stop_worker:
                self._news.emit("returned", (stop_worker.value,))


def is_stopped() -> bool:
    """Whether the worker of this thread has been stopped: asked within a piece of its work."""
    return QThread.currentThread().isInterruptionRequested()


def end_if_stopped() -> None:
    """End work of which the worker has been stopped: for long work that takes a ``check``.

    Raises
    ------
    StoppedError : it has been.
    """
    if is_stopped():
        raise StoppedError


PICTURE_TURN = Lock()
"""The turn of whoever decodes a picture and looks for its digits, for :func:`in_turn`."""


LOOK_EVERY = 0.05
"""Seconds between two looks, while work waits for its turn, at whether it is still wanted."""


@contextmanager
def in_turn(turn: Lock) -> Iterator[None]:
    """Wait while another thread has the turn: what takes much memory takes it once at a time.

    A thread that was told to end may go on for a moment until it looks; one that waits ends at
    once, with all that it holds. What may never come, as a file on a network that is gone, is read
    before: it would hold up all others.

    Raises
    ------
    StoppedError : the work was told to end while it waited.
    """
    while not turn.acquire(timeout=LOOK_EVERY):
        end_if_stopped()
    try:
        end_if_stopped()
        yield
    finally:
        turn.release()


_running: set[Worker] = set()


def running() -> frozenset[Worker]:
    """All workers that have begun and not ended, stopped ones too."""
    return frozenset(_running)


def wait_for_workers(seconds: float) -> bool:
    """Wait a moment for all workers to end, with what they still tell; whether all have.

    For the end of the program, when no event is handled any more.
    """
    deadline = time.monotonic() + seconds
    while workers := running():
        for worker in workers:
            left = deadline - time.monotonic()
            if left <= 0 or not worker.wait(int(1000 * left)):
                return False
            QCoreApplication.sendPostedEvents(worker)
            _running.discard(worker)
    return True


MAX_WAIT_LENGTH = 10.0
"""Seconds that a program at its end waits for its threads: to leave one running is a crash."""

atexit.register(wait_for_workers, MAX_WAIT_LENGTH)


def stop_worker(worker: Worker | None) -> None:
    """Stop a worker, if there is one."""
    if worker:
        worker.stop()


class TaskRunner(QObject):
    """Runs single pieces of work away from the window.

    Signals
    -------
    failed(object) : the DigitpadError that ended a piece of work.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Weak: what still runs stays alive, and what has ended is to go with all that it holds.
        self._reading: WeakSet[Worker] = WeakSet()
        self._is_shut_down = False

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[DigitpadError], None] | None = None,
    ) -> None:
        """Call ``work`` in a thread of its own, then ``done`` with its result in this one.

        Once the window is closed, nothing waits for it, and nothing is called.

        Parameters
        ----------
        failed : is called with what ended it, in place of the signal.
        """
        if not self._is_shut_down:
            self._reading.add(self._begin(work, done, failed))

    def save(self, work: Callable[[], Any], done: Callable[[Any], None]) -> Worker:
        """As :meth:`run`, but it is done to the end also where the window is closed meanwhile."""
        return self._begin(work, done)

    def _begin(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[DigitpadError], None] | None = None,
    ) -> Worker:
        worker = Worker(lambda: as_generator(work))
        worker.returned.connect(done)
        worker.failed.connect(failed or self.failed)
        worker.start()
        return worker

    def shut_down(self) -> None:
        """Begin nothing new but what is to be saved, and let go of all that is only read."""
        self._is_shut_down = True
        for worker in self._reading:
            worker.stop()

    def open_again(self) -> None:
        """Begin whatever is asked for: the window stays open after all."""
        self._is_shut_down = False


class SerialQueue(QObject):
    """Runs pieces of work away from the window, each after the one before it; none is lost."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Worker] = deque()

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[DigitpadError], None],
    ) -> None:
        """Call ``work`` in a thread, then ``done`` with its result or ``failed`` in this one."""
        worker = Worker(lambda: as_generator(work))
        worker.returned.connect(done)
        worker.failed.connect(failed)
        worker.ended.connect(self._next)
        self._waiting.append(worker)
        if len(self._waiting) == 1:
            worker.start()

    def _next(self) -> None:
        self._waiting.popleft()
        if self._waiting:
            self._waiting[0].start()


def as_generator(work: Callable[[], Any]) -> Generator[Any, None, Any]:
    """A generator that yields nothing and returns what ``work`` returns."""
    yield from ()
    return work()
