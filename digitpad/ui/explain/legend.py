"""The scale of the evidence: orange with stripes against, blue for."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from digitpad.ui.explain.colours import evidence_image
from digitpad.ui.explain.numbers import signed
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

STEPS = 41


class Legend(QWidget):
    """A bar from one digit to the other, and the values at its ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ends: tuple[str, str] | None = None

    def show_scale(self, digit: int, other: int, scale: float) -> None:
        """Show what full colour is worth."""
        text = tr("for {digit}: {value}")
        self._ends = (
            text.format(digit=other, value=signed(-scale, 1)),
            text.format(digit=digit, value=signed(scale, 1)),
        )
        self.setAccessibleName(", ".join(self._ends))
        self.setToolTip(tr("What the removal of this ink changes in the difference of the logits"))
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._ends = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(112, SPACE + 2 * self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(56, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ends is None:
            return
        painter, palette = QPainter(self), self.palette()
        bar = QRectF(0, 0, self.width(), SPACE)
        values = np.linspace(-1, 1, STEPS, dtype=np.float32)[None]
        paper = np.zeros((1, STEPS), np.uint8)
        painter.drawImage(bar, evidence_image(paper, values, palette, 1))
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1))
        for x in range(0, int(0.45 * self.width()), 5):
            painter.drawLine(QPointF(x, SPACE), QPointF(x + SPACE, 0))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        line = self.fontMetrics().height()
        left, right = self._ends
        is_narrow = self.fontMetrics().horizontalAdvance(left + right) + SPACE > self.width()
        first = QRectF(0, SPACE + 1, self.width(), line)
        second = first.translated(0, line if is_narrow else 0)
        painter.drawText(first, Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(second, Qt.AlignmentFlag.AlignRight, right)
