"""How far something is, how long it will still take, and a way to end it."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from digitpad.ui.support.duration import duration
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.progress_bar import ProgressBar

SURE_AFTER = 0.5
"""Seconds after which a guess of the time left is worth showing."""


class ProgressRow(QWidget):
    """A bar, the time left, and a button to cancel; hidden while nothing is going on.

    Signals
    -------
    cancelled() : the user wants it to end.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._started = 0.0
        self._bar = ProgressBar(self)
        self._bar.setAccessibleName(tr("Progress"))
        self._text = QLabel(self)
        self._cancel = QPushButton(tr("Cance&l"), self)
        self._cancel.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._text)
        layout.addWidget(self._cancel)
        self.hide()

    def start(self) -> None:
        """Show that something has begun."""
        self._started = time.monotonic()
        self._bar.setRange(0, 0)
        self._text.setText("")
        self._cancel.setEnabled(True)
        self.show()

    def show_ending(self) -> None:
        """Show that it is about to end, which may take a moment."""
        self._text.setText(tr("Canceling…"))
        self._cancel.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of it is done."""
        self.show_part(tr("{done:,} of {total:,}").format(done=done, total=total), done, total)

    def show_part(self, what: str, done: int, total: int) -> None:
        """Show how much is done, in words of one's own."""
        self._text.setText(f"{what}{self._advance(done, total)}")

    def _advance(self, done: int, total: int) -> str:
        """Move the bar; the time left in words, empty while that is unknown."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        taken = time.monotonic() - self._started
        if not done or taken <= SURE_AFTER:
            return ""
        left = tr("{time} left").format(time=duration(taken * max(total - done, 0) / done))
        return f" · {left}"
