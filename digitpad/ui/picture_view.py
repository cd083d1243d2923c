"""A picture of 28x28 values, each a square."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolTip, QWidget

from digitpad.ink.box import SIDE
from digitpad.ui.images import ink_image


class PictureView(QWidget):
    """Shows a picture; the pointer tells the value under it.

    Parameters
    ----------
    zoom : pixels of the screen for a pixel of the picture.
    """

    def __init__(self, zoom: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: NDArray[np.uint8] = np.zeros((SIDE, SIDE), np.uint8)
        self._zoom = zoom
        self.setFixedSize(SIDE * zoom, SIDE * zoom)
        self.setMouseTracking(True)
        self.setAccessibleDescription("A picture of 28 by 28 values from 0, paper, to 255, ink")

    def show_picture(self, picture: NDArray[np.uint8]) -> None:
        """Show a picture uint8 (28, 28)."""
        self.picture = picture
        self.update()

    def clear(self) -> None:
        """Show paper."""
        self.show_picture(np.zeros((SIDE, SIDE), np.uint8))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        paper = palette.color(QPalette.ColorRole.Base)
        ink = palette.color(QPalette.ColorRole.Text)
        painter = QPainter(self)
        painter.drawImage(self.rect(), ink_image(self.picture, paper, ink))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        column, row = (int(v) // self._zoom for v in event.position().toTuple())
        if 0 <= row < SIDE and 0 <= column < SIDE:
            text = f"row {row}, column {column}: {self.picture[row, column]}"
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
