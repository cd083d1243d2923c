"""All units of a layer as one field: each a small square, as bright as the unit is active."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from digitpad.nn.layers import Array
from digitpad.ui.support.plain_text import tip
from digitpad.ui.widgets.colours import signed_image

WIDE = 4 / 3
"""Width of a field for each of its height."""

MIN_WIDTH, MAX_WIDTH = 48, 240

STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def field_shape(count: int) -> tuple[int, int]:
    """Rows and columns that hold so many units, about four wide for each three high."""
    columns = max(1, int(np.ceil(np.sqrt(count * WIDE))))
    return -(-count // columns), columns


class LayerField(QWidget):
    """One layer. The pointer, or the arrow keys, tell of a unit; a click or Return opens it.

    Parameters
    ----------
    count : units of the layer.
    text_of : what to tell of a unit.

    Signals
    -------
    told(str) : of the unit under the pointer, or under the cursor of the keys.
    opened(int) : the unit that the user wants to see.
    """

    told = Signal(str)
    opened = Signal(int)

    def __init__(self, count: int, name: str, text_of: Callable[[int], str]) -> None:
        super().__init__()
        self._count = count
        self._text_of = text_of
        self._rows, self._columns = field_shape(count)
        self._cursor = 0
        self._values = np.zeros(self._rows * self._columns, np.float32)
        self._shown: list[int] = []
        self._frames: list[QRectF] | None = None  # of those that are shown
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(MAX_WIDTH)

    def show_activations(self, activations: Array | None) -> None:
        """Show how active the units are, (M,), or nothing."""
        self._values[: self._count] = 0 if activations is None else activations
        self.update()

    def mark_units(self, units: list[int]) -> None:
        """Frame some units, and tell anew of the one under the cursor."""
        self._shown, self._frames = units, None
        if self.hasFocus():
            self._tell()
        self.update()

    def place_of(self, unit: int) -> QPoint:
        """The middle of a unit's square in the widget."""
        return self._square(unit).center().toPoint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(min(width, MAX_WIDTH) / WIDE)

    def sizeHint(self) -> QSize:
        return QSize(120, 90)

    def minimumSizeHint(self) -> QSize:
        return QSize(MIN_WIDTH, round(MIN_WIDTH / WIDE))

    def _square(self, unit: int) -> QRectF:
        row, column = divmod(unit, self._columns)
        width, height = self.width() / self._columns, self.height() / self._rows
        return QRectF(column * width, row * height, width, height)

    def _unit_at(self, position: QPointF) -> int | None:
        column = int(position.x() * self._columns // max(self.width(), 1))
        row = int(position.y() * self._rows // max(self.height(), 1))
        unit = row * self._columns + column
        is_inside = 0 <= column < self._columns and 0 <= row < self._rows
        return unit if is_inside and unit < self._count else None

    def _tell(self) -> None:
        if text := self._text_of(self._cursor):
            self.setAccessibleDescription(text)
            self.told.emit(text)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._frames = None

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = self.palette(), QPainter(self)
        values = self._values.reshape(self._rows, self._columns)
        painter.drawImage(self.rect(), signed_image(values, palette))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        if self._frames is None:
            self._frames = [self._square(unit).adjusted(-1, -1, 1, 1) for unit in self._shown]
        painter.drawRects(self._frames)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.drawRect(self._square(self._cursor).adjusted(-2, -2, 2, 2))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        unit = self._unit_at(event.position())
        if unit is not None and (text := self._text_of(unit)):
            self.told.emit(text)
            QToolTip.showText(event.globalPosition().toPoint(), tip(text), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        unit = self._unit_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and unit is not None:
            self._cursor = unit
            self._tell()
            self.update()
            self.opened.emit(unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            row, column = divmod(self._cursor, self._columns)
            down, right = STEPS[key]
            row = min(max(row + down, 0), self._rows - 1)
            column = min(max(column + right, 0), self._columns - 1)
            self._cursor = min(row * self._columns + column, self._count - 1)
            self._tell()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
