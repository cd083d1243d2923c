"""An image of which each pixel is a square that tells something of itself."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from digitpad.ink.framing import SIDE

MIN_SIDE, MAX_SIDE = 40, 168
"""Side of the image, pixels of the screen."""

Mark = tuple[int, int, str]
"""Row and column, and what is written there."""


class GridImage(QWidget):
    """Shows an image in a square as wide as there is room for.

    Parameters
    ----------
    name : of what is shown, for a screen reader.
    widest : its side at most, pixels of the screen.

    Signals
    -------
    pressed(int, int) : row and column that were clicked.
    """

    pressed = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None, widest: int = MAX_SIDE) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._striped: NDArray[np.bool_] | None = None
        self._marks: Sequence[Mark] = ()
        self._box: QRectF | None = None
        self.value_text: Callable[[int, int], str] | None = None
        """What the pointer tells of a pixel, by row and column."""
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(widest)
        self.setMouseTracking(True)

    def show_image(
        self,
        image: QImage | None,
        *,
        striped: NDArray[np.bool_] | None = None,
        marks: Sequence[Mark] = (),
        box: QRectF | None = None,
    ) -> None:
        """Show an image, or nothing.

        Parameters
        ----------
        striped : which pixels have stripes, (28, 28): told by more than their colour.
        marks : written over it, each where its pixel is.
        box : a frame over it, in shares of the side.
        """
        self._image, self._striped, self._marks, self._box = image, striped, marks, box
        self.update()

    @property
    def _side(self) -> int:
        return min(self.width(), self.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(width, self.maximumWidth())

    def sizeHint(self) -> QSize:
        return QSize(4 * SIDE, 4 * SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(MIN_SIDE, MIN_SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), self._side
        palette = self.palette()
        whole = QRectF(0, 0, side, side)
        painter.fillRect(whole, palette.color(QPalette.ColorRole.Base))
        if self._image is not None:
            is_large = self._image.width() > side
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_large)
            painter.drawImage(whole, self._image)
        if self._striped is not None:
            self._paint_stripes(painter, side / SIDE)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(0, 0, side - 1, side - 1)
        if self._box is not None:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1, Qt.PenStyle.DashLine))
            painter.drawRect(_scaled(self._box, side))
        if self._marks:
            self._paint_marks(painter, side / SIDE)

    def _paint_stripes(self, painter: QPainter, zoom: float) -> None:
        assert self._striped is not None
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Base), max(1.0, zoom / 4)))
        for row, column in np.argwhere(self._striped):
            left, top = column * zoom, row * zoom
            painter.drawLine(QPointF(left, top + zoom), QPointF(left + zoom, top))

    def _paint_marks(self, painter: QPainter, zoom: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.fontMetrics().height() * 0.55
        for row, column, text in self._marks:
            middle = QPointF((column + 0.5) * zoom, (row + 0.5) * zoom)
            room = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            room.moveLeft(min(max(room.left(), 1), self._side - 2 * radius - 1))
            room.moveTop(min(max(room.top(), 1), self._side - 2 * radius - 1))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.palette().color(QPalette.ColorRole.Text)))
            painter.drawEllipse(room)
            painter.setPen(self.palette().color(QPalette.ColorRole.Base))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _pixel(self, position: QPoint) -> tuple[int, int] | None:
        """Row and column of a place in the widget."""
        side = self._side
        if not QRect(0, 0, side, side).contains(position):
            return None
        return position.y() * SIDE // side, position.x() * SIDE // side

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pixel = self._pixel(event.position().toPoint())
        if pixel and self._image is not None and self.value_text:
            QToolTip.showText(event.globalPosition().toPoint(), self.value_text(*pixel), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pixel = self._pixel(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and pixel and self._image is not None:
            self.pressed.emit(*pixel)


def _scaled(box: QRectF, side: int) -> QRectF:
    return QRectF(box.x() * side, box.y() * side, box.width() * side, box.height() * side)
