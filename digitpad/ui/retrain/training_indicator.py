"""Shows on every tab that a training is under way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.progress_bar import ProgressBar


class TrainingIndicator(QWidget):
    """A few words and a bar for the status bar; hidden while nothing is under way.

    Signals
    -------
    clicked() : the user wants to see the training.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("trainingIndicator")
        self.setToolTip(tip(tr("Show the training (Ctrl+R)")))
        self._button = QToolButton(self)
        self._button.setAutoRaise(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.clicked)
        self._bar = ProgressBar(self)
        self._bar.setFixedWidth(10 * SPACE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, SPACE, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._button)
        layout.addWidget(self._bar)
        self.hide()

    def show_training(self, text: str, percent: int) -> None:
        """Show how far a training is; with no text, that none is under way."""
        if text != self._button.text():  # To set it lays the status bar out anew.
            self._button.setText(text)
            self._bar.setAccessibleName(text)
        self._bar.setValue(percent)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What is told now."""
        return self._button.text()

    # Qt's events

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
