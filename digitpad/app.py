"""Starts the window: the one place where everything is wired."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from digitpad.storage.model_file import load_model
from digitpad.storage.resources import resource_path
from digitpad.ui.main_window import MainWindow
from digitpad.ui.settings import settings
from digitpad.ui.theme import apply_theme


def create_window(model: str | Path | None = None, dataset: str | Path | None = None) -> MainWindow:
    """Build the window, under a QApplication that exists. Nothing is shown yet.

    Parameters
    ----------
    model : a model file to read with; the built-in one where none is given.
    dataset : what to open in the Dataset tab.

    Raises
    ------
    ModelFileError : the model cannot be read.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication), "create_window needs a QApplication"
    apply_theme(app, str(settings().value("window/appearance", "system")))
    builtin = load_model(resource_path("model.npz"))
    if model is None:
        window = MainWindow(builtin, "built-in", builtin)
    else:
        window = MainWindow(load_model(model), Path(model).name, builtin)
    if dataset is not None:
        window.open_dataset(dataset)
    return window


def run(model: str | None, dataset: str | None) -> int:
    """Show the window until it is closed; the exit status."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("digitpad")
    app.setApplicationDisplayName("digitpad")
    app.setDesktopFileName("digitpad")
    app.setWindowIcon(QIcon(str(resource_path("icon.svg"))))
    window = create_window(model, dataset)
    window.show()
    QTimer.singleShot(0, window.warm_up)
    return app.exec()
