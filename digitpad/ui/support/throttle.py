"""Does something once for however often it is asked for."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

MAX_OF_THE_TIME = 0.2
"""Share of the time that the work may take."""


class Throttle(QTimer):
    """Calls ``work`` some time after the first time that it was asked to, then waits to be asked.

    With a delay, what takes long is called less often: the window stays free for other things.

    Parameters
    ----------
    work : what is called.
    delay : milliseconds; with 0, as soon as the events that are waiting have been handled.
    """

    def __init__(self, work: Callable[[], None], delay: int, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._delay = work, delay
        self.setSingleShot(True)
        self.setInterval(delay)
        self.timeout.connect(self._call)

    def request(self) -> None:
        """Have it called, once, together with all that ask until then."""
        if not self.isActive():
            self.start()

    def _call(self) -> None:
        began = time.perf_counter()
        self._work()
        pause = (time.perf_counter() - began) * (1 / MAX_OF_THE_TIME - 1)
        if self._delay:
            self.setInterval(max(self._delay, int(1000 * pause)))
