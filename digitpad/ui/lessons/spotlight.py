"""A frame around the control that is meant."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

WIDTH = 3
"""Of the frame, pixels."""

SECONDS = 6
"""How long it is seen."""

FOLLOW = 50
"""Milliseconds between two looks at where the control is now."""


class Spotlight(QWidget):
    """Lies over a window, shows a frame for some seconds, and takes no mouse events.

    The frame goes along where the control is moved or scrolled, and is not seen while that is not.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("spotlight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._widget = window
        self._part: QRect | None = None
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.put_out)
        self._follower = QTimer(self, interval=FOLLOW)
        self._follower.timeout.connect(self._follow)

    def light(self, widget: QWidget, part: QRect | None = None) -> None:
        """Show a frame around a widget of the window, or a part of it in its own pixels."""
        self._widget, self._part = widget, part
        self._timer.start()
        self._follower.start()
        self._follow()

    def put_out(self) -> None:
        """Show no frame any more."""
        self._timer.stop()
        self._follower.stop()
        self.hide()

    def _follow(self) -> None:
        is_seen = isValid(self._widget) and self._widget.isVisible()
        self.setVisible(is_seen)
        if is_seen:
            rect = self._part or self._widget.rect()
            corner = self._widget.mapTo(self._window, rect.topLeft())
            around = QRect(corner, rect.size()).adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH)
            self.setGeometry(around & self._window.rect())
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().accent(), WIDTH))
        half = WIDTH // 2 + 1
        painter.drawRoundedRect(self.rect().adjusted(half, half, -half, -half), WIDTH, WIDTH)
