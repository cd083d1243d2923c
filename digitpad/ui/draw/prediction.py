"""What the network predicts, large."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from digitpad.explain.certainty import Certainty
from digitpad.ui.support.theme import quiet_label

WIDTH = 144
"""Of every line, pixels."""

UNCERTAIN = "?"


class Prediction(QWidget):
    """The predicted digit and its probability, or "?", the candidates and why it is uncertain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digit: int | None = None
        """The most probable digit, certain or not; None where there is no ink."""
        self._digit = QLabel(self)
        self._digit.setObjectName("prediction")
        self._digit.setAccessibleName("Prediction")
        font = self._digit.font()
        font.setPixelSize(96)
        self._digit.setFont(font)
        self._figure = QLabel(self)
        self._reason = quiet_label("")
        self._reason.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        line = self._reason.fontMetrics().height()
        # Labels of fixed size: nothing moves, and no text has the whole tab laid out anew.
        for label, height in ((self._digit, 104), (self._figure, 24), (self._reason, 2 * line)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setFixedSize(WIDTH, height)
            layout.addWidget(label)
        self._digit.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_prediction(self, certainty: Certainty, probability: float) -> None:
        """Show a prediction, or nothing where there are no candidates.

        Parameters
        ----------
        certainty : what to say of it.
        probability : of the most probable digit, 0 to 1.
        """
        candidates = certainty.candidates
        self.digit = candidates[0] if candidates else None
        reason = str(certainty.reason or "")
        if not candidates:
            text = figure = told = ""
        elif reason:
            text, figure = UNCERTAIN, f"{_in_words(candidates)}?"
            told = f"uncertain, {figure} {reason}"
        else:
            text, figure = str(self.digit), f"{100 * probability:.1f} %"
            told = f"{text}, {figure}"
        role = QPalette.ColorRole.PlaceholderText if reason else QPalette.ColorRole.Accent
        self._digit.setForegroundRole(role)
        self._digit.setText(text)
        self._figure.setText(figure)
        self._reason.setText(reason)
        self._digit.setAccessibleDescription(told)


def _in_words(digits: tuple[int, ...]) -> str:
    """Digits as one says them, such as "4, 7 or 9"."""
    *first, last = map(str, digits)
    return f"{', '.join(first)} or {last}" if first else last
