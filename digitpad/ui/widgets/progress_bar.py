"""A thin bar that shows how far something is."""

from PySide6.QtWidgets import QProgressBar, QWidget

from digitpad.ui.support.theme import SPACE


class ProgressBar(QProgressBar):
    """A bar without text. Qt's own is painted at each value at once, and the window with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(SPACE)

    def setValue(self, value: int) -> None:
        if value != self.value():
            self.setUpdatesEnabled(False)
            super().setValue(value)
            self.setUpdatesEnabled(True)  # It is painted with the rest of the window.
