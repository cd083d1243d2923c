"""An image of 28x28 values, each a square."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from digitpad.ink.framing import SIDE
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.translation import tr

GRID_FROM = 6
"""A grid is drawn from this many screen pixels per image pixel on."""


class ImageView(QWidget):
    """Shows an image as large as there is room; a tooltip tells the value under the pointer.

    Parameters
    ----------
    zoom : pixels of the screen for a pixel of the image, at least.
    """

    def __init__(self, zoom: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: NDArray[np.uint8] = np.zeros((SIDE, SIDE), np.uint8)
        self._least = QSize(SIDE * zoom, SIDE * zoom)
        self.setMouseTracking(True)
        self.setAccessibleDescription(tr("28×28 image, 0 (background) to 255 (ink)"))

    def show_picture(self, picture: NDArray[np.uint8]) -> None:
        """Show an image uint8 (28, 28)."""
        self.picture = picture
        self.update()

    def clear(self) -> None:
        """Show paper."""
        self.show_picture(np.zeros((SIDE, SIDE), np.uint8))

    @property
    def _zoom(self) -> int:
        """A whole number: every value is a square of the same size."""
        return max(1, min(self.width(), self.height()) // SIDE)

    def minimumSizeHint(self) -> QSize:
        return self._least

    def sizeHint(self) -> QSize:
        return self._least

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, side = self.palette(), SIDE * self._zoom
        paper = palette.color(QPalette.ColorRole.Base)
        ink = palette.color(QPalette.ColorRole.Text)
        painter = QPainter(self)
        painter.drawImage(QRectF(0, 0, side, side), ink_image(self.picture, paper, ink))
        line = palette.color(QPalette.ColorRole.Mid)
        if self._zoom >= GRID_FROM:
            painter.drawTiledPixmap(0, 0, side, side, self._grid(line))
        painter.setPen(line)
        painter.drawRect(0, 0, side - 1, side - 1)

    def _grid(self, color: QColor) -> QPixmap:
        """One square of the grid: to draw all lines by themselves takes a millisecond a point."""
        square = QPixmap(self._zoom, self._zoom)
        square.fill(Qt.GlobalColor.transparent)
        with QPainter(square) as painter:
            painter.setOpacity(0.25)
            painter.fillRect(0, 0, 1, self._zoom, color)
            painter.fillRect(1, 0, self._zoom, 1, color)
        return square

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        column, row = (int(v) // self._zoom for v in event.position().toTuple())
        if 0 <= row < SIDE and 0 <= column < SIDE:
            value = int(self.picture[row, column])
            text = tr("Row {row}, column {column}: {value}").format(
                row=row, column=column, value=value
            )
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
