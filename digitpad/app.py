"""Starts the window: the one place where everything is wired."""

import sys
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from digitpad.errors import ModelFileError
from digitpad.storage.model_file import load_model
from digitpad.storage.resources import resource_path
from digitpad.ui.main_window import MainWindow
from digitpad.ui.models import remembered_model
from digitpad.ui.settings import settings
from digitpad.ui.theme import apply_theme


def create_window(model: str | Path | None = None, dataset: str | Path | None = None) -> MainWindow:
    """Build the whole window, under a QApplication that exists. Nothing is shown yet.

    Parameters
    ----------
    model : a model file to read with; the built-in one where none is given.
    dataset : what to open in the Dataset tab.

    Raises
    ------
    ModelFileError : the model cannot be read.
    """
    window = _make_window(model)
    _finish(window, dataset)
    return window


def _make_window(model: str | Path | None) -> MainWindow:
    """What is seen of the window at first."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "create_window needs a QApplication"
    apply_theme(app, str(settings().value("window/appearance", "system")))
    builtin = load_model(resource_path("model.npz"))
    if model is None:
        return MainWindow(builtin, "", builtin)
    return MainWindow(load_model(model), str(Path(model).absolute()), builtin)


def _finish(window: MainWindow, dataset: str | Path | None) -> None:
    """The rest of the window."""
    window.setWindowIcon(QIcon(str(resource_path("icon.svg"))))
    window.make_hidden_tabs()
    if dataset is not None:
        window.open_dataset(dataset)


def run(model: str | None, dataset: str | None) -> int:
    """Show the window until it is closed; the exit status."""
    # As an argument: asked through Python for its style, Qt brings all of its styles along.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("digitpad")
    app.setApplicationDisplayName("digitpad")
    app.setDesktopFileName("digitpad")
    try:
        window = _make_window(model or remembered_model() or None)
    except ModelFileError as error:
        if model:
            raise
        window = _make_window(None)
        window.show_message(f"{error}. The built-in model reads.")
    # Whoever starts the program sees it the sooner when this comes after the first paint.
    window.first_painted.connect(lambda: _finish(window, dataset))
    window.first_painted.connect(window.warm_up)
    window.show()
    return app.exec()
