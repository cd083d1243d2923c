"""Opens what is dropped or pasted for what it is, whichever tab is shown."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from digitpad.errors import DigitpadError, printable
from digitpad.ui.support.mime import FileKind, kind_of_file
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner


class FileOpener(QObject):
    """Looks at a file away from the window, then has it opened.

    Parameters
    ----------
    open_model, open_picture, open_dataset, open_playground : are given the path.
    wants_dataset : whether a text of digits is to be opened as a dataset, not on the canvas.

    Signals
    -------
    message(str) : something quiet to tell the user.
    """

    message = Signal(str)

    def __init__(
        self,
        background: TaskRunner,
        open_model: Callable[[str], None],
        open_picture: Callable[[str], None],
        open_dataset: Callable[[str], None],
        open_playground: Callable[[str], None],
        wants_dataset: Callable[[], bool],
    ) -> None:
        super().__init__(background)
        self._background = background
        self._open_model, self._open_picture = open_model, open_picture
        self._open_dataset, self._wants_dataset = open_dataset, wants_dataset
        self._open_playground = open_playground

    def open(self, paths: list[str]) -> None:
        """Open the first of some files or folders."""
        path = paths[0]
        self._background.run(lambda: _kind(path), lambda kind: self._open(path, kind))
        if len(paths) > 1:
            text = tr("Opened only the first of {n:,} files: {name}")
            self.message.emit(text.format(n=len(paths), name=Path(path).name))

    def _open(self, path: str, kind: FileKind) -> None:
        if kind is FileKind.MODEL:
            self._open_model(path)
        elif kind is FileKind.PLAYGROUND:
            self._open_playground(path)
        elif kind is FileKind.DATASET or (kind is FileKind.TEXT and self._wants_dataset()):
            self._open_dataset(path)
        else:
            self._open_picture(path)


def _kind(path: str) -> FileKind:
    """What a file or folder is to be opened as. An empty one is told of before any tab is shown.

    Raises
    ------
    DigitpadError : it is nothing that can be opened, or cannot be read.
    """
    found = Path(path)
    try:
        is_folder = found.is_dir()
        is_empty = found.is_file() and not found.stat().st_size
        if is_folder:
            is_empty = not any(found.iterdir())
    except OSError:
        is_empty = False  # Who reads it says why that cannot be done.
    if is_empty:
        what = "folder" if is_folder else "file"
        raise DigitpadError(f"{printable(found.name)}: the {what} is empty.")
    return kind_of_file(path)
