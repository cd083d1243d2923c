"""The legend of values in orange and blue, from below 0 to above 0."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.colours import signed_image

STEPS = 41

Ends = tuple[str, str]


class Legend(QWidget):
    """A bar of all colours; below it, at its ends, what full colour stands for.

    Parameters
    ----------
    has_stripes : whether there are stripes where it is below 0, as there are over ink.
    """

    def __init__(self, parent: QWidget | None = None, *, has_stripes: bool = False) -> None:
        super().__init__(parent)
        self._has_stripes = has_stripes
        self._ends: Ends | None = None
        self._short: Ends = "", ""

    def show_ends(self, ends: Ends | None, name: str = "", short: Ends = ("", "")) -> None:
        """Show what the ends stand for, or nothing.

        Parameters
        ----------
        name : all of it, for a screen reader.
        short : what stands there where there is no room for the ends.
        """
        if (ends, short) == (self._ends, self._short):
            return
        self._ends, self._short = ends, short
        self.setAccessibleName(name)
        self.update()

    # Qt's events

    def sizeHint(self) -> QSize:
        return QSize(14 * SPACE, SPACE + self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * SPACE, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ends is None:
            return
        painter, palette = QPainter(self), self.palette()
        values = np.linspace(-1, 1, STEPS, dtype=np.float32)[None]
        painter.drawImage(QRectF(0, 0, self.width(), SPACE), signed_image(values, palette, 1))
        if self._has_stripes:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1))
            for x in range(0, int(0.45 * self.width()), 5):
                painter.drawLine(QPointF(x, SPACE), QPointF(x + SPACE, 0))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        metrics = self.fontMetrics()
        is_narrow = metrics.horizontalAdvance("".join(self._ends)) + SPACE > self.width()
        left, right = self._short if is_narrow else self._ends
        line = QRectF(0, SPACE + 1, self.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, right)
