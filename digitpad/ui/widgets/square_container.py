"""A frame that keeps what it holds square."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class SquareContainer(QWidget):
    """Holds one widget, as large a square as fits, at the top, in the middle."""

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        widget.setParent(self)
        self._widget = widget
        self.setMinimumSize(widget.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = min(self.width(), self.height())
        self._widget.setGeometry((self.width() - side) // 2, 0, side, side)
