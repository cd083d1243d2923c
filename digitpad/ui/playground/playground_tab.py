"""The third tab: made when it is first looked at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ui.support.worker import Background

if TYPE_CHECKING:
    # Imported when it is made: the window starts the sooner.
    from digitpad.ui.playground.lab import Lab


class PlaygroundTab(QWidget):
    """An empty page until it is needed.

    Signals
    -------
    made(Lab) : there is something in it now.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be done.
    """

    made = Signal(object)
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._lab: Lab | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def make_lab(self) -> "Lab":
        """What is in the tab, made where it is not there yet."""
        if not self._lab:
            from digitpad.ui.playground.lab import Lab

            self._lab = Lab(self._background, self)
            self._lab.message.connect(self.message)
            self._lab.failed.connect(self.failed)
            self._layout.addWidget(self._lab)
            self._lab.show()  # Now, and not soon: it is to have the focus.
            self.made.emit(self._lab)
        return self._lab

    def shut_down(self) -> None:
        """End what runs."""
        if self._lab:
            self._lab.runner.pause()
