"""Bars that are painted with the rest of the window."""

from PySide6.QtWidgets import QProgressBar, QWidget

from digitpad.ui.support.theme import SPACE


class CalmBar(QProgressBar):
    """Qt's own bar is painted at each value at once, and the window with it."""

    def setValue(self, value: int) -> None:
        if value != self.value():
            self.setUpdatesEnabled(False)
            super().setValue(value)
            self.setUpdatesEnabled(True)  # It is painted with the rest of the window.


class ProgressBar(CalmBar):
    """A thin bar without text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(SPACE)
