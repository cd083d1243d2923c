"""The window, as a new user finds it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from digitpad.app import create_window
from digitpad.ui.support.settings import settings
from digitpad.ui.support.translation import KEY
from digitpad.ui.window.main_window import MainWindow


@contextmanager
def window_in_a_new_home(
    width: int, height: int, language: str = "en"
) -> Iterator[tuple[MainWindow, str]]:
    """The window and a folder for its settings, its data and whatever else; closed in the end."""
    app = QApplication.instance() or QApplication(["digitpad", "-style", "fusion"])
    with tempfile.TemporaryDirectory() as home:
        os.environ["DIGITPAD_DATA"] = f"{home}/data"
        os.environ["DIGITPAD_CACHE"] = f"{home}/cache"
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        settings().setValue(KEY, language)
        settings().setValue("window/appearance", "light")
        window = create_window()
        window.resize(width, height)
        window.show()
        app.processEvents()
        yield window, home
        window.close()
