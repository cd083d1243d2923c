"""What the network reads, large."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from digitpad.nn.metrics import contenders


class Prediction(QWidget):
    """The digit with the highest probability, and how high it is, or that it is not sure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digit: int | None = None
        self._digit = QLabel(self)
        self._digit.setObjectName("prediction")
        self._digit.setAccessibleName("Reads")
        self._digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self._digit.font()
        font.setPixelSize(96)
        self._digit.setFont(font)
        # Labels of fixed size: with each new text another one has the whole tab laid out anew.
        self._digit.setFixedSize(144, 112)
        self._figure = QLabel(self)
        self._figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._figure.setFixedSize(144, 24)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._digit)
        layout.addWidget(self._figure)
        self.show_probabilities(())

    def show_probabilities(self, probabilities: Sequence[float]) -> None:
        """Show the best of ten probabilities, or a dash with an empty sequence."""
        if not probabilities:
            self.digit = None
            self._digit.setText("–")
            self._digit.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._figure.setText("")
            return
        close = contenders(probabilities)
        self.digit = close[0]
        self._digit.setText(str(self.digit))
        if len(close) == 1:
            self._digit.setForegroundRole(QPalette.ColorRole.Accent)
            self._figure.setText(f"{100 * probabilities[self.digit]:.1f} %")
        else:
            self._digit.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            some = f": {close[0]} or {close[1]}" if len(close) == 2 else ""
            self._figure.setText(f"not sure{some}")
