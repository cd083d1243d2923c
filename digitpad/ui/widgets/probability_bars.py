"""The ten probabilities as bars."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from digitpad.ui.support.theme import SPACE

STEPS = 1000
"""A bar's full length: a step is a tenth of a per cent, as the figure beside it shows."""


class Bar(QProgressBar):
    """One digit, its bar and its per cent; a screen reader finds name and value."""

    def __init__(self, digit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digit = digit
        self._probability = 0.0
        self._is_predicted = False
        self.setRange(0, STEPS)
        self.setFormat("")
        self.setAccessibleName(f"Digit {digit}")
        self.setToolTip(f"How likely the network holds it that this is a {digit}")

    def show_probability(self, probability: float | None, is_predicted: bool) -> None:
        """Show a probability, 0 to 1, or nothing where there is no ink.

        The bar of the predicted digit stands out.
        """
        figure = "" if probability is None else f"{100 * probability:.1f} %"
        if (figure, is_predicted) == (self.format(), self._is_predicted):
            return  # Most bars stay as they are while the pen moves.
        self._probability = probability or 0.0
        self._is_predicted = is_predicted
        self.setFormat(figure)
        self.setAccessibleDescription(f"{figure}, the highest" if is_predicted else figure)
        self.setValue(round(STEPS * self._probability))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 4 * SPACE)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height() - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, role = self.palette(), QPalette.ColorRole
        quiet = role.PlaceholderText
        font = self.font()
        font.setBold(True)
        figure_width = QFontMetrics(font).horizontalAdvance("100.0 %")
        font.setBold(self._is_predicted)
        painter.setFont(font)
        left, right = 3 * SPACE, self.width() - figure_width - SPACE
        height = min(2 * SPACE, self.height() - 6)
        track = QRectF(left, (self.height() - height) / 2, right - left, height)

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(role.Mid))
        painter.setOpacity(0.35)
        painter.drawRoundedRect(track, 3, 3)
        painter.setOpacity(1)
        if self._probability > 0:
            painter.setBrush(palette.color(role.Accent if self._is_predicted else quiet))
            length = max(track.width() * self._probability, 1.5)
            painter.drawRoundedRect(QRectF(track.x(), track.y(), length, height), 3, 3)

        painter.setPen(palette.color(role.Text if self._is_predicted else quiet))
        middle = Qt.AlignmentFlag.AlignVCenter
        whole = QRectF(self.rect())
        painter.drawText(whole, middle | Qt.AlignmentFlag.AlignLeft, str(self._digit))
        painter.drawText(whole, middle | Qt.AlignmentFlag.AlignRight, self.format())


class ProbabilityBars(QWidget):
    """Ten bars, 0 at the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probabilities: list[float] = []
        self.setAccessibleName("Probabilities")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._bars = [Bar(digit) for digit in range(10)]
        for bar in self._bars:
            layout.addWidget(bar, 1)

    def show_probabilities(
        self, probabilities: Sequence[float], *, is_certain: bool = True
    ) -> None:
        """Show ten probabilities that sum to 1, or nothing with an empty sequence.

        No bar stands out where the prediction is uncertain.
        """
        self._probabilities = [float(p) for p in probabilities]
        shown: Sequence[float | None] = self._probabilities or [None] * 10
        predicted = max(self._probabilities, default=None) if is_certain else None
        for bar, probability in zip(self._bars, shown, strict=True):
            bar.show_probability(probability, probability is not None and probability == predicted)

    def _get_probabilities(self) -> list[float]:
        return self._probabilities

    probabilities = Property(list, _get_probabilities)
