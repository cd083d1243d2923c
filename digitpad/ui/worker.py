"""Work away from the window: a generator in a thread of its own."""

from collections import deque
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

from digitpad.errors import DigitpadError


class StoppedError(Exception):
    """Raised by work that has seen, within a piece of it, that it is to end."""


class Worker(QThread):
    """Runs a generator; each of its yields is news, and the place where it can be stopped.

    Signals
    -------
    yielded(object) : what the generator yielded.
    returned(object) : what it returned; not sent where it was stopped.
    failed(object) : the DigitpadError that ended it.
    ended() : it is over, in whichever way but by being stopped.

    After :meth:`stop` none of them is sent any more, not even what was under way.
    """

    yielded = Signal(object)
    returned = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _news = Signal(str, tuple)

    def __init__(
        self, work: Callable[[], Generator[Any, None, Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._is_stopped = False
        # Through the window's thread, where it can be held back after a stop.
        self._news.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Ask the work to end at its next yield, and wait until it has."""
        self._is_stopped = True
        self.requestInterruption()
        self.wait()

    def _pass_on(self, signal: str, values: tuple[object, ...]) -> None:
        if not self._is_stopped:
            getattr(self, signal).emit(*values)

    def run(self) -> None:
        generator = self._work()
        try:
            while not self.isInterruptionRequested():
                self._news.emit("yielded", (next(generator),))
        except StopIteration as end:
            self._news.emit("returned", (end.value,))
        except DigitpadError as error:
            self._news.emit("failed", (error,))
        except StoppedError:
            pass
        finally:
            generator.close()
            self._news.emit("ended", ())


def end(worker: Worker | None) -> None:
    """Stop a worker, if there is one, and let it go."""
    if worker:
        worker.stop()
        worker.deleteLater()


class Background(QObject):
    """Runs single pieces of work away from the window, and knows them all when it closes.

    Signals
    -------
    failed(object) : the DigitpadError that ended a piece of work.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers: set[Worker] = set()
        self._is_shut_down = False

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Call ``work`` in a thread of its own, then ``done`` with its result in this one.

        Does nothing once it was shut down.
        """
        if self._is_shut_down:
            return
        worker = Worker(lambda: once(work), self)
        worker.returned.connect(done)
        worker.failed.connect(self.failed)
        worker.finished.connect(lambda: self._forget(worker))
        self._workers.add(worker)
        worker.start()

    def shut_down(self) -> None:
        """Wait until everything under way has ended, and begin nothing new."""
        self._is_shut_down = True
        for worker in list(self._workers):
            worker.stop()

    def _forget(self, worker: Worker) -> None:
        self._workers.discard(worker)
        worker.deleteLater()


class InTurn(QObject):
    """Runs pieces of work away from the window, each after the one before it; none is lost."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Callable[[], Any], Worker]] = deque()

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[DigitpadError], None],
    ) -> None:
        """Call ``work`` in a thread, then ``done`` with its result or ``failed`` in this one."""
        worker = Worker(lambda: once(work), self)
        worker.returned.connect(done)
        worker.failed.connect(failed)
        worker.ended.connect(self._next)
        self._waiting.append((work, worker))
        if len(self._waiting) == 1:
            worker.start()

    def _next(self) -> None:
        _, worker = self._waiting.popleft()
        worker.wait()
        worker.deleteLater()
        if self._waiting:
            self._waiting[0][1].start()

    def shut_down(self) -> None:
        """Do all that is still waiting."""
        for number, (work, worker) in enumerate(self._waiting):
            worker.wait()
            worker.stop()
            if number:
                with suppress(DigitpadError):
                    work()
        self._waiting.clear()


def once(work: Callable[[], Any]) -> Generator[Any, None, Any]:
    """A generator that yields nothing and returns what ``work`` returns."""
    yield from ()
    return work()
