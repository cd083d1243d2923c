"""Where windows are when they appear."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.settings import bytes_setting

MAX_OF_SCREEN = 0.9
"""Share of the screen that a window takes at most when it first appears."""


def on_screen(window: QWidget, size: QSize) -> QSize:
    """The size of a window where its screen has the room, else as much of it as there is."""
    return size.boundedTo(window.screen().availableSize() * MAX_OF_SCREEN)


def restore_geometry(window: QWidget, key: str) -> None:
    """Put a window, not yet shown, where the settings say that it was, if that can be seen."""
    window.restoreGeometry(bytes_setting(key))
    place = window.geometry()
    screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    window.resize(place.size().boundedTo(room.size()))
    if not room.contains(place.center()):
        window.move(room.topLeft())
