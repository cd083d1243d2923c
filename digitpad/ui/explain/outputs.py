"""The ten outputs, each as full as it is probable."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.nn.layers import Array
from digitpad.ui.support.translation import tr

MAX_WIDTH = 200
"""Width of the outputs at most, pixels."""


class Outputs(QWidget):
    """Ten bars, 0 at the top; the highest one stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probabilities: Array | None = None
        self.setAccessibleName(tr("Outputs"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(MAX_WIDTH)

    def show_probabilities(self, probabilities: Array | None) -> None:
        """Show ten probabilities, or none."""
        self._probabilities = probabilities
        if probabilities is not None:
            digit = int(probabilities.argmax())
            self.setAccessibleDescription(f"{digit}: {probabilities[digit]:.1%}")
        self.update()

    @property
    def _line(self) -> int:
        """Height of each output: the text just fits."""
        return self.fontMetrics().ascent() + 2

    def sizeHint(self) -> QSize:
        return QSize(64, 10 * self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 10 * self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette, role = QPainter(self), self.palette(), QPalette.ColorRole
        height = self.height() / 10
        left = painter.fontMetrics().horizontalAdvance("0") + 6
        shares = self._probabilities
        digit = -1 if shares is None else int(shares.argmax())
        middle = Qt.AlignmentFlag.AlignVCenter
        for number in range(10):
            top = number * height
            painter.setPen(palette.color(role.Text if number == digit else role.PlaceholderText))
            painter.drawText(QRectF(0, top, left, height), middle, str(number))
            track = QRectF(left, top + 1, self.width() - left, max(height - 2, 2))
            painter.fillRect(track, palette.color(role.Base))
            if shares is not None:
                track.setWidth(max(track.width() * float(shares[number]), 1.5))
                filled = role.Accent if number == digit else role.PlaceholderText
                painter.fillRect(track, palette.color(filled))
