"""The line at the bottom of the window: the model, how long it takes, and quiet messages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from digitpad.errors import printable
from digitpad.ui.draw.live_classifier import LivePrediction
from digitpad.ui.support.plain_text import ElidedLabel
from digitpad.ui.support.theme import SPACE

MESSAGE_TIME = 6000
"""How long a message is kept, milliseconds."""


class StatusBar(QStatusBar):
    """Shows which model reads; a message covers that for a while."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = ElidedLabel()
        self._model.setIndent(2 * SPACE)  # in line with the page above it
        self._time = QLabel()
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight)
        # Of fixed size, as it changes with each reading: the window need not be laid out anew.
        metrics = self._time.fontMetrics()
        self._time.setFixedSize(metrics.horizontalAdvance("000.0 ms"), metrics.height())
        self._time.setToolTip("From strokes to probabilities, the last time")
        self.addWidget(self._model)
        self.addPermanentWidget(self._time)

    def show_model(self, description: str) -> None:
        """Show what reads."""
        self._model.setText(description)

    def show_time(self, reading: LivePrediction) -> None:
        """Show how long a reading took, where anything was read."""
        self._time.setText(f"{1000 * reading.seconds:.1f} ms" if reading.probabilities else "")

    def tell(self, text: str) -> None:
        """Tell the user something, quietly."""
        self.showMessage(printable(text), MESSAGE_TIME)
