"""The ten outputs, each as full as it is probable."""

import numpy as np
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
        # Of each its share, if any, and whether it stands out.
        self._bars: list[tuple[float | None, bool]] = [(None, False)] * 10
        self.setAccessibleName(tr("Outputs"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(MAX_WIDTH)

    def show_probabilities(self, probabilities: Array | None) -> None:
        """Show ten probabilities, or none."""
        digit = -1 if probabilities is None else int(probabilities.argmax())
        shares = [None] * 10 if probabilities is None else np.round(probabilities, 3).tolist()
        if probabilities is not None:
            self.setAccessibleDescription(f"{digit}: {probabilities[digit]:.1%}")
        for number, share in enumerate(shares):
            bar = (share, number == digit)
            if bar != self._bars[number]:  # Most stay as they are while the pen moves.
                self._bars[number] = bar
                self.update(self._row(number).toAlignedRect())

    @property
    def _line(self) -> int:
        """Height of each output: the text just fits."""
        return self.fontMetrics().ascent() + 2

    def _row(self, number: int) -> QRectF:
        height = self.height() / 10
        return QRectF(0, number * height, self.width(), height)

    def sizeHint(self) -> QSize:
        return QSize(64, 10 * self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 10 * self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette, role = QPainter(self), self.palette(), QPalette.ColorRole
        left = painter.fontMetrics().horizontalAdvance("0") + 6
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, (share, stands_out) in enumerate(self._bars):
            row = self._row(number)
            if not event.region().intersects(row.toAlignedRect()):
                continue
            painter.setPen(palette.color(role.Text if stands_out else role.PlaceholderText))
            painter.drawText(row, middle, str(number))
            track = QRectF(left, row.y() + 1, row.width() - left, max(row.height() - 2, 2))
            painter.fillRect(track, palette.color(role.Base))
            if share is not None:
                track.setWidth(max(track.width() * share, 1.5))
                filled = role.Accent if stands_out else role.PlaceholderText
                painter.fillRect(track, palette.color(filled))
