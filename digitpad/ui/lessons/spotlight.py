"""A frame around the control that is meant."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

WIDTH = 3
"""Of the frame, pixels."""

SECONDS = 6
"""How long it is seen."""


class Spotlight(QWidget):
    """Lies over a window, shows a frame for some seconds, and takes no mouse events."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("spotlight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.hide)

    def light(self, widget: QWidget, part: QRect | None = None) -> None:
        """Show a frame around a widget of the window, or a part of it in its own pixels."""
        rect = widget.rect() if part is None else part
        corner = widget.mapTo(self._window, rect.topLeft())
        around = QRect(corner, rect.size()).adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH)
        self.setGeometry(around & self._window.rect())
        self.show()
        self.raise_()
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().accent(), WIDTH))
        half = WIDTH // 2 + 1
        painter.drawRoundedRect(self.rect().adjusted(half, half, -half, -half), WIDTH, WIDTH)
