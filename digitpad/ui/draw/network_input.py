"""What the network sees: its 784 values as a picture."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolTip, QWidget

from digitpad.ink.box import SIDE
from digitpad.ui.images import ink_image

ZOOM = 5
"""Pixels of the screen for a pixel of the picture."""


class NetworkInput(QWidget):
    """The 28x28 picture, each value a square; the pointer tells the value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: NDArray[np.uint8] = np.zeros((SIDE, SIDE), np.uint8)
        self.setFixedSize(self.sizeHint())
        self.setMouseTracking(True)
        self.setAccessibleName("What the network sees")
        self.setAccessibleDescription("A picture of 28 by 28 values from 0, paper, to 255, ink")

    def show_picture(self, picture: NDArray[np.uint8]) -> None:
        """Show a picture uint8 (28, 28)."""
        self.picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE * ZOOM, SIDE * ZOOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        paper = palette.color(QPalette.ColorRole.Base)
        ink = palette.color(QPalette.ColorRole.Text)
        painter = QPainter(self)
        painter.drawImage(self.rect(), ink_image(self.picture, paper, ink))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        column, row = (int(v) // ZOOM for v in event.position().toTuple())
        if 0 <= row < SIDE and 0 <= column < SIDE:
            text = f"row {row}, column {column}: {self.picture[row, column]}"
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
