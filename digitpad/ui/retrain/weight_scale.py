"""The legend of weights: from below 0 to above 0, and what full colour is worth."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from digitpad.ui.retrain.weights_texts import number_text
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.colours import signed_image

STEPS = 41


class WeightScale(QWidget):
    """A bar of all colours between the values at its ends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ends: tuple[str, str] | None = None

    def show_scale(self, scale: float | None) -> None:
        """Show the weight of full colour; nothing where there is none."""
        ends = (number_text(-scale), number_text(scale)) if scale else None
        if ends == self._ends:
            return
        self._ends = ends
        text = tr("Weights from {low} (orange) to {high} (blue)")
        self.setAccessibleName(text.format(low=ends[0], high=ends[1]) if ends else "")
        self.setToolTip(self.accessibleName())
        self.update()

    # Qt's events

    def sizeHint(self) -> QSize:
        return QSize(20 * SPACE, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * SPACE, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ends is None:
            return
        painter, metrics = QPainter(self), self.fontMetrics()
        left, right = map(metrics.horizontalAdvance, self._ends)
        end = max(left, right) + SPACE
        bar = QRectF(end, (self.height() - SPACE) / 2, self.width() - 2 * end, SPACE)
        values = np.linspace(-1, 1, STEPS, dtype=np.float32)[None]
        painter.drawImage(bar, signed_image(values, self.palette(), 1))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, self._ends[0])
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, self._ends[1])
