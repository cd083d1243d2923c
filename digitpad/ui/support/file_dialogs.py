"""Asks for files and folders, beginning where the user last was."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.settings import last_folder
from digitpad.ui.support.short_names import shortened
from digitpad.ui.support.translation import tr

# Qt's file dialogs are imported when needed, so that the window starts sooner.

QT_LABELS = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
)
"""Texts of Qt's own dialog that its Chinese lacks: here they are marked, so that ours has them."""


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
    # MNIST's own names begin with what others end in.
    known = tuple(one.removeprefix("-") for one in endings.values() if one)
    if not path or path.lower().endswith(known):
        return path
    if Path(path).suffix:
        return path if ending else f"{path}/"
    # Of a name that the user did not give, the dialog has not asked whether it may be replaced.
    if Path(path + ending).is_file() and not _may_replace(window, title, path + ending):
        return ask_save(window, title, path, kind, endings)
    return path + ending


def _may_replace(window: QWidget, title: str, path: str) -> bool:
    """Whether the user lets a file be replaced."""
    from PySide6.QtWidgets import QMessageBox

    from digitpad.ui.support.messages import without_icons

    text = tr('"{name}" already exists. Replace it?').format(name=shortened(Path(path).name))
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    replace = box.addButton(tr("&Replace"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    without_icons(box).exec()
    box.deleteLater()
    return box.clickedButton() is replace


def ask_folder(window: QWidget, title: str, kind: str) -> str:
    """The path of a folder to open; empty where the user thought better of it."""
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog.getExistingDirectory(window, title, last_folder(kind))
