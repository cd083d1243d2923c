"""The ten outputs, each as full as it is probable."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.explain.units import UnitsState
from digitpad.ui.support.translation import tr

MAX_WIDTH = 200
"""Pixels."""


class Outputs(QWidget):
    """Ten bars, 0 at the top; the two that are compared stand out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: UnitsState | None = None
        self.setAccessibleName(tr("Outputs"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(MAX_WIDTH)

    def show_state(self, state: UnitsState | None) -> None:
        """Show the outputs of a network, or none."""
        self._state = state
        if state is not None:
            share = f"{state.probabilities[state.digit]:.1%}"
            self.setAccessibleDescription(f"{state.digit}: {share}")
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
        state = self._state
        for digit in range(10):
            top = digit * height
            is_compared = state is not None and digit in (state.digit, state.against)
            painter.setPen(palette.color(role.Text if is_compared else role.PlaceholderText))
            room = QRectF(0, top, left, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(digit))
            track = QRectF(left, top + 1, self.width() - left, max(height - 2, 2))
            painter.fillRect(track, palette.color(role.Base))
            if state is not None:
                track.setWidth(max(track.width() * float(state.probabilities[digit]), 1.5))
                is_digit = digit == state.digit
                colour = palette.color(role.Accent if is_digit else role.PlaceholderText)
                painter.fillRect(track, colour)
