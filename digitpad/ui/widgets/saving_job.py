"""One piece of writing, away from the window, that shows how far it is and can be cancelled."""

import threading
from collections.abc import Callable, Generator
from contextlib import closing

from PySide6.QtCore import QObject, Signal

from digitpad.errors import DigitpadError
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import Worker
from digitpad.ui.widgets.progress_row import ProgressRow


class SavingJob(QObject):
    """Writes digits; one job after the other.

    Parameters
    ----------
    progress : shows how far it is.

    Signals
    -------
    ended(object, bool) : what is to be done now, a call without arguments, and whether it failed.
    """

    ended = Signal(object, bool)

    def __init__(self, progress: ProgressRow, parent: QObject) -> None:
        super().__init__(parent)
        self._progress = progress
        self._worker: Worker | None = None
        self._cancel = threading.Event()
        self._count = 0
        self._outcome: Callable[[], None] = lambda: None
        self._has_failed = False

    @property
    def is_running(self) -> bool:
        return self._worker is not None

    def cancel(self) -> None:
        """End it at its next step: a file is either written whole or as it was."""
        self._cancel.set()
        self._progress.show_ending()

    def start(
        self,
        write: Callable[[], Generator[float, None, None]],
        count: int,
        done: Callable[[bool], None],
        fail: Callable[[DigitpadError], None],
    ) -> None:
        """Write so many digits; what is to be done then is to call ``done``, or ``fail``.

        Parameters
        ----------
        write : yields the share that is done, 0 to 1.
        done : is told whether all is written; not where the user cancelled it.
        fail : is told what went wrong.
        """
        self._cancel.clear()

        def work() -> Generator[float, None, bool]:
            with closing(write()) as shares:
                for share in shares:
                    yield share
                    if self._cancel.is_set():
                        return False
            return True

        def returned(is_whole: bool) -> None:
            self._outcome = lambda: done(is_whole)

        def failed(error: DigitpadError) -> None:
            self._has_failed = True
            self._outcome = lambda: fail(error)

        self._progress.start()
        self._count, self._outcome, self._has_failed = count, lambda: None, False
        self._worker = Worker(work)
        self._worker.yielded.connect(self._show_share)
        self._worker.returned.connect(returned)
        self._worker.failed.connect(failed)
        self._worker.ended.connect(self._finish)
        self._worker.start()

    def _show_share(self, share: float) -> None:
        if not self._cancel.is_set():
            done, total = round(self._count * share), self._count
            text = tr("Saving · {done:,} of {total:,}").format(done=done, total=total)
            self._progress.show_part(text, done, total)

    def _finish(self) -> None:
        self._worker = None
        self._progress.hide()
        outcome, self._outcome = self._outcome, lambda: None  # It holds the digits.
        self.ended.emit(outcome, self._has_failed)
