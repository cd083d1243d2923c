"""The scale of the evidence: orange with stripes against, blue for."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.numbers import signed
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import joined, tr
from digitpad.ui.widgets.colours import evidence_image

STEPS = 41


class Legend(QWidget):
    """A bar from one digit to the other; at its ends the digits, and the values if they fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = ("", "")
        self._ends: tuple[str, str] | None = None

    def show_scale(self, digit: int, other: int, scale: float) -> None:
        """Show what full colour is worth."""
        self._digits = (str(other), str(digit))
        self._ends = (f"{other}: {signed(-scale, 1)}", f"{digit}: {signed(scale, 1)}")
        self.setAccessibleName(joined(self._ends))
        self.setToolTip(
            tip(tr("What the removal of this ink changes in the difference of the logits"))
        )
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._ends = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(112, SPACE + self.fontMetrics().height() + 2)

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
        metrics = self.fontMetrics()
        is_narrow = metrics.horizontalAdvance("".join(self._ends)) + SPACE > self.width()
        left, right = self._digits if is_narrow else self._ends
        line = QRectF(0, SPACE + 1, self.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, right)
