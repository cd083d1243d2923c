"""Does something once for however often it is asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Soon(QTimer):
    """Calls ``work`` some time after the first time that it was asked to, then waits to be asked.

    Parameters
    ----------
    work : what is called.
    delay : milliseconds; with 0, as soon as the events that are waiting have been handled.
    """

    def __init__(self, work: Callable[[], None], delay: int, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(delay)
        self.timeout.connect(work)

    def ask(self) -> None:
        """Have it called, once, together with all that ask until then."""
        if not self.isActive():
            self.start()
