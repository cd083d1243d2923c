"""Asks for files and folders, beginning where the user last was."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from digitpad.ui.settings import last_folder

# Qt's file dialogs are imported when asked for: the window starts the sooner.


def ask_open(window: QWidget, title: str, kind: str, filters: str) -> str:
    """The path of a file to open; empty where the user thought better of it.

    Parameters
    ----------
    kind : what sort of file, under which the folder is remembered.
    filters : as Qt has them, e.g. ``"Models (*.npz);;All files (*)"``.
    """
    from PySide6.QtWidgets import QFileDialog

    path, _ = QFileDialog.getOpenFileName(window, title, last_folder(kind), filters)
    return path


def ask_save(window: QWidget, title: str, name: str, kind: str, endings: Mapping[str, str]) -> str:
    """The path of a file to write; empty where the user thought better of it.

    A name without an ending gets that of the chosen filter. For a folder, whose filter has none,
    the path ends in a separator where its name could be taken for a file's.

    Parameters
    ----------
    name : of the file, at first.
    kind : as in :func:`ask_open`.
    endings : filters, and the ending that each gives to a name without one.
    """
    from PySide6.QtWidgets import QFileDialog

    first = str(Path(last_folder(kind)) / name)
    path, chosen = QFileDialog.getSaveFileName(window, title, first, ";;".join(endings))
    ending = endings.get(chosen, next(iter(endings.values())))
    if path and not Path(path).suffix:
        return path + ending
    is_known = path.lower().endswith(tuple(filter(None, endings.values())))
    return f"{path}/" if path and not ending and not is_known else path


def ask_folder(window: QWidget, title: str, kind: str) -> str:
    """The path of a folder to open; empty where the user thought better of it."""
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog.getExistingDirectory(window, title, last_folder(kind))
