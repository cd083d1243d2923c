"""Where windows were when they were last closed."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.settings import bytes_setting


def restore_geometry(window: QWidget, key: str) -> None:
    """Put a window, not yet shown, where the settings say that it was, if that can be seen."""
    window.restoreGeometry(bytes_setting(key))
    place = window.geometry()
    screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    window.resize(place.size().boundedTo(room.size()))
    if not room.contains(place.center()):
        window.move(room.topLeft())
