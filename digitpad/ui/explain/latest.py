"""Work away from the window that is asked for again and again, of which only the latest counts."""

from collections.abc import Callable, Generator
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Signal

from digitpad.ui.support.worker import Worker

IDLE = 1.0
"""Seconds without a request after which the thread ends: to start one for each would be slower.

While the pen moves, requests come less than a second apart.
"""

Questions = SimpleQueue[tuple[Callable[[], Any]] | None]


class LatestWork(QObject):
    """Does what it was asked last; what was asked before and not begun is left out.

    Signals
    -------
    done(object) : the result of a piece of work.
    failed(object) : the DigitpadError that ended one.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._questions: Questions = SimpleQueue()
        self._worker: Worker | None = None

    def request(self, work: Callable[[], Any]) -> None:
        """Have ``work`` called in a thread, unless something else is asked for before that."""
        self._questions.put((work,))
        if self._worker is None:
            self._start()

    def stop(self) -> None:
        """Forget what was asked for, and end the thread."""
        if self._worker is not None:
            self._worker.stop()
            self._questions.put(None)  # Wakes the thread.
            self._worker = None
        self._questions = SimpleQueue()

    def _start(self) -> None:
        questions = self._questions
        self._worker = worker = Worker(lambda: _answers(questions))
        worker.yielded.connect(self.done)
        worker.failed.connect(self.failed)
        worker.ended.connect(self._note_end)
        worker.start()

    def _note_end(self) -> None:
        self._worker = None
        if not self._questions.empty():
            self._start()  # It was asked just as the thread ended.


def _answers(questions: Questions) -> Generator[Any, None, None]:
    """The results, until there has been no request for a while."""
    while True:
        try:
            question = questions.get(timeout=IDLE)
            while not questions.empty():
                question = questions.get_nowait()
        except Empty:
            return
        if question is None:
            return
        (work,) = question
        yield work()
