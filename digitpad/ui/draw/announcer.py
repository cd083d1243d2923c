"""Tells a screen reader what has changed on the screen."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

REST = 300
"""Milliseconds without another text after which one is spoken: the pen rests."""


class Announcer:
    """Has the last of some texts spoken, once no other one follows.

    Parameters
    ----------
    widget : what the texts are about.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._text = self._spoken = ""
        self._timer = QTimer(widget, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._speak)

    def tell(self, text: str) -> None:
        """Speak a text soon, unless it was spoken last; an empty one ends what is to be spoken."""
        self._text = text
        if text:
            self._timer.start()
        else:
            self._timer.stop()
            self._spoken = ""

    def _speak(self) -> None:
        if self._text != self._spoken:
            event = QAccessibleAnnouncementEvent(self._widget, self._text)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
        self._spoken = self._text
