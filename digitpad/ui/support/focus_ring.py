"""A ring around a list or a text with the focus, since the style draws none."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

WIDTH = 2


class FocusRing(QWidget):
    """Covers the edge of a widget while that has the focus; it takes no mouse events.

    Parameters
    ----------
    around : the widget.
    """

    def __init__(self, around: QAbstractScrollArea) -> None:
        super().__init__(around)
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        around.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow focus and size of the widget; its events are not changed."""
        match event.type():
            case QEvent.Type.FocusIn:
                self.show()
                self.raise_()
            case QEvent.Type.FocusOut:
                self.hide()
            case QEvent.Type.Resize:
                self._fit()
        return False

    def _fit(self) -> None:
        rect = self._around.rect()
        self.setGeometry(rect)
        inner = rect.adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)
        # Covers only the edge: else each scroll would paint all of the widget anew.
        self.setMask(QRegion(rect) - QRegion(inner))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.palette().accent())
