"""How the window closes: what would be lost is asked about, and what is under way ends first."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from digitpad.ui.support.worker import MAX_WAIT_LENGTH, running, wait_for_workers

WAIT_AT_ONCE = 0.05
"""Seconds that the window waits, while it closes, for what is under way to end."""

LOOK_AGAIN = 20
"""Milliseconds between two looks at whether it has."""


class Unfinished(Protocol):
    """A part of the window that may hold something that is not saved."""

    @property
    def is_unfinished(self) -> bool:
        """Whether something would be lost."""

    def leave(self, then: Callable[[], None]) -> None:
        """Ask the user what becomes of it, and call ``then`` once it may be left."""


class Closing(QObject):
    """Decides when the window may close, and closes it then.

    It is hidden as soon as it closes, and is gone once every thread has ended.

    Parameters
    ----------
    window : what is closed.
    parts : are asked first, one after the other.
    shut_down : ends what is under way, but for what is being saved.
    open_again : takes that back, where the window stays open after all.
    """

    def __init__(
        self,
        window: QWidget,
        parts: Sequence[Unfinished],
        shut_down: Callable[[], None],
        open_again: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._shut_down = shut_down
        self._open_again = open_again
        self._asks = True
        self._has_begun = False
        self._since = 0.0

    def may_close(self) -> bool:
        """Whether the window may close now; where it may not yet, it is closed later."""
        if self._asks and self._has_asked():
            return False
        if not self._has_begun:
            self.begin()
        wait_for_workers(WAIT_AT_ONCE)
        if self._has_begun and not self._has_to_wait():
            return True
        QTimer.singleShot(LOOK_AGAIN, self._go_on)
        return False

    def begin(self) -> None:
        """Hide the window, and end what is under way but for what is being saved."""
        self._has_begun = True
        self._since = time.monotonic()
        self._window.hide()  # What is under way may take a moment to end.
        self._shut_down()

    def call_off(self) -> None:
        """Show the window again, where it is about to close: the user has to be told something."""
        if self._has_begun and self._asks:
            self._has_begun = False
            self._open_again()
            self._window.show()

    def close_without_asking(self) -> None:
        """Close the window, and every dialog that waits for an answer."""
        self._asks = False
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QDialog):
                box.reject()  # A file dialog waits for an answer in an event loop of its own.
        self._window.close()

    def _has_asked(self) -> bool:
        """Whether the user has been asked first, about what would be lost."""
        if self._has_begun:
            return False
        for part in self._parts:
            if part.is_unfinished:
                part.leave(lambda: QTimer.singleShot(0, self._window.close))
                return True
        return False

    def _has_to_wait(self) -> bool:
        """Whether something is being saved, or told to end and given the time for it.

        What only reads may never come back, as from a network that is gone.
        """
        is_late = time.monotonic() > self._since + MAX_WAIT_LENGTH
        return any(not (worker.is_stopped and is_late) for worker in running())

    def _go_on(self) -> None:
        """Close, once nothing is under way and every error has been read."""
        if self._has_begun:
            if self._has_to_wait():
                QTimer.singleShot(LOOK_AGAIN, self._go_on)
            else:
                self._window.close()
