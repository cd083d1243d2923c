"""The prediction in large digits: one digit, or a number on each of some lines."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

UNDERLINE = 3
"""Thickness of the line under the selected digit, pixels."""


class NumberLabel(QLabel):
    """A label that paints the digits of its text one by one, where there are several.

    The selected one is underlined, and those that are uncertain are quiet.

    Signals
    -------
    digit_clicked(int) : place of a digit in the number.
    """

    digit_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selected: int | None = None
        self.summary = ""
        """What is painted instead of a number that has no room; empty where it has."""
        self._uncertain: Collection[int] = ()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_text(self, text: str, role: QPalette.ColorRole) -> None:
        """Show one digit, or "?", in a colour."""
        self._selected, self.summary = None, ""
        self.unsetCursor()
        self.setForegroundRole(role)
        self.setText(text)

    def show_number(self, text: str, selected: int, uncertain: Collection[int]) -> None:
        """Show several digits.

        Parameters
        ----------
        text : numbers, one on each line.
        selected : place of the selected digit, line by line.
        uncertain : places of the uncertain ones.
        """
        self._selected, self._uncertain = selected, uncertain
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(text)
        self.update()

    def _places(self) -> list[tuple[str, QRectF]]:
        """Each digit, and where it is."""
        lines = self.text().split("\n")
        width = float(self.fontMetrics().horizontalAdvance("0"))
        height = self.height() / len(lines)
        return [
            (digit, QRectF(column * width, row * height, width, height))
            for row, line in enumerate(lines)
            for column, digit in enumerate(line)
        ]

    def _digit_at(self, point: QPointF) -> int | None:
        if self._selected is None or self.summary:
            return None
        places = enumerate(self._places())
        return next((number for number, (_, rect) in places if rect.contains(point)), None)

    # Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._digit_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.digit_clicked.emit(place)
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._selected is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        if self.summary:
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            where = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), where, self.summary)
            return
        quiet, accent = QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Accent
        for number, (digit, rect) in enumerate(self._places()):
            colour = self.palette().color(quiet if number in self._uncertain else accent)
            painter.setPen(colour)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, digit)
            if number == self._selected:
                metrics = self.fontMetrics()
                baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
                line = QRectF(rect.left() + 2, baseline + UNDERLINE, rect.width() - 4, UNDERLINE)
                painter.fillRect(line, self.palette().color(accent))
