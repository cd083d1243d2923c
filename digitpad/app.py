"""Starts the window: the one place where everything is wired."""
# ruff: noqa: E402 - Sources are spared before most modules are imported.

import logging
import os
import sys
from pathlib import Path

from digitpad.ui.support.memory import share_one_pool, spare_sources

spare_sources()

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmapCache
from PySide6.QtWidgets import QApplication

from digitpad.errors import DigitpadError
from digitpad.files.log import internal_error, open_log
from digitpad.files.resources import resource_path
from digitpad.models.builtin import builtin_model
from digitpad.models.model_file import load_model
from digitpad.ui.model.current_model import remembered_model
from digitpad.ui.support.settings import settings
from digitpad.ui.support.theme import apply_theme
from digitpad.ui.support.translation import install_translators, tr
from digitpad.ui.support.worker import running
from digitpad.ui.window.appearance import selected_appearance
from digitpad.ui.window.last_resort import (
    keep_unsaved_when_display_goes,
    quit_on_signals,
    show_unforeseen_errors,
)
from digitpad.ui.window.main_window import MainWindow


def create_window(
    model: str | Path | None = None,
    dataset: str | Path | None = None,
    playground: str | Path | None = None,
) -> MainWindow:
    """Build the whole window, under a QApplication that exists. Nothing is shown yet.

    Parameters
    ----------
    model : a model file to predict with; the built-in one where none is given.
    dataset : what to open in the Dataset tab.
    playground : a saved playground, or points, to open in the Playground tab.

    Raises
    ------
    ModelFileError : the model cannot be read.
    """
    window = _make_window(model)
    _finish(window, dataset, playground)
    return window


def _make_window(model: str | Path | None) -> MainWindow:
    """What is seen of the window at first."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "create_window needs a QApplication"
    share_one_pool()
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    # KB, by default 10 MB: each message box leaves another copy of its icon there.
    QPixmapCache.setCacheLimit(2048)
    install_translators(app)
    apply_theme(app, selected_appearance())
    builtin = builtin_model()
    if model is None:
        return MainWindow(builtin, "", builtin)
    return MainWindow(load_model(model), str(Path(model).absolute()), builtin)


def _finish(window: MainWindow, dataset: str | Path | None, playground: str | Path | None) -> None:
    """The rest of the window."""
    window.setWindowIcon(QIcon(str(resource_path("icon.svg"))))
    window.finish_start()
    if dataset is not None:
        window.open_dataset(dataset)
    if playground is not None:
        window.open_playground(playground)


def run(model: str | None, dataset: str | None, playground: str | None = None) -> int:
    """Show the window until it is closed; the exit status."""
    open_log()
    # As an argument: asked through Python for its style, Qt brings all of its styles along.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("digitpad")
    app.setApplicationDisplayName("digitpad")
    app.setDesktopFileName("digitpad")
    # The window says when it has closed: what is being saved may take a moment longer.
    app.setQuitOnLastWindowClosed(False)
    window, problem = (_make_window(model), None) if model else _remembered_window()
    window.closed.connect(app.quit)
    show_unforeseen_errors(window)
    keep_unsaved_when_display_goes(window)
    window.first_painted.connect(lambda: quit_on_signals(window))
    # After the first paint, so that the window is seen sooner.
    window.first_painted.connect(lambda: _finish(window, dataset, playground))
    window.first_painted.connect(window.warm_up)
    if problem:
        window.first_painted.connect(lambda: _tell_unusable(window, problem))
    window.first_painted.connect(lambda: window.lessons.offer_once(window.notices))
    window.show()
    status = app.exec()
    if running():
        # One that only reads never came back. To leave a thread of Qt's running is a crash.
        settings().sync()
        logging.shutdown()
        os._exit(status)
    return status


def _remembered_window() -> tuple[MainWindow, str | None]:
    """The window with the model of the last time, and why that could not be read, if so."""
    path = remembered_model()
    try:
        return _make_window(path or None), None
    except DigitpadError as error:
        return _make_window(None), _unusable(path, str(error))
    except Exception as error:
        return _make_window(None), _unusable(path, str(internal_error(error)))


def _tell_unusable(window: MainWindow, problem: str) -> None:
    """Tell that the model of the last time is not used, and offer to try it no more."""
    # Without a mnemonic: the tabs and the menus have all of its letters.
    window.notices.tell(problem, tr("Use built-in model"), window.current_model.restore)


def _unusable(path: str, reason: str) -> str:
    """What to tell where the model of the last time cannot be read, and what to do."""
    reason = reason.rstrip(".")
    if path not in reason:
        reason = f"{path}: {reason}"
    text = tr("The last used model cannot be opened: {reason}. Using the built-in model.")
    return text.format(reason=reason)
