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
    """Ten bars, 0 at the top; what is predicted stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: list[float] = []  # none, or ten
        self._standing_out: tuple[int, ...] = ()
        self.setAccessibleName(tr("Outputs"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(MAX_WIDTH)

    def show_probabilities(
        self, probabilities: Array | None, standing_out: tuple[int, ...] | None = None
    ) -> None:
        """Show ten probabilities, or none.

        Parameters
        ----------
        standing_out : the digits that stand out instead of the most probable.
        """
        digits: tuple[int, ...] = ()
        shares: list[float] = []
        told = ""
        if probabilities is not None:
            shares, highest = np.round(probabilities, 3).tolist(), int(probabilities.argmax())
            digits = (highest,) if standing_out is None else standing_out
            told = f"{highest}: {probabilities[highest]:.1%}"
        self.setAccessibleDescription(told)
        # To write the numbers takes longest, and while the pen moves they mostly stay as they are.
        if digits != self._standing_out or bool(shares) != bool(self._shares):
            self.update()
        elif shares != self._shares:
            self.update(self._left, 0, self.width(), self.height())
        self._standing_out, self._shares = digits, shares

    @property
    def _line(self) -> int:
        """Height of each output: the text just fits."""
        return self.fontMetrics().ascent() + 2

    @property
    def _left(self) -> int:
        """Where the bars begin, right of the numbers."""
        return self.fontMetrics().horizontalAdvance("0") + 6

    def sizeHint(self) -> QSize:
        return QSize(64, 10 * self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 10 * self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette, role = QPainter(self), self.palette(), QPalette.ColorRole
        left, height, quiet = self._left, self.height() / 10, palette.color(role.PlaceholderText)
        if event.rect().left() < left:
            for number in range(10):
                painter.setPen(palette.color(role.Text) if number in self._standing_out else quiet)
                room = QRectF(0, number * height, left, height)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(number))
        width, thickness = self.width() - left, max(height - 2, 2)
        bars = [QRectF(left, number * height + 1, width, thickness) for number in range(10)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(role.Base))
        painter.drawRects(bars)
        for number, share in enumerate(self._shares):
            bars[number].setWidth(max(width * share, 1.5))
            stands_out = number in self._standing_out
            painter.setBrush(palette.color(role.Accent) if stands_out else quiet)
            painter.drawRect(bars[number])
