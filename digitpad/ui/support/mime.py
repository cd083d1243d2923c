"""What is dragged onto a widget and dropped there, or comes from the clipboard."""

import os
from contextlib import closing
from enum import Enum, auto

from PySide6.QtCore import QMimeData, QUrl

from digitpad.errors import DigitpadError, printable


def local_files(data: QMimeData) -> list[str]:
    """The paths of the files in it."""
    return [_path(url) for url in data.urls() if url.isLocalFile()]


def _path(url: QUrl) -> str:
    """The path of a file, also where its bytes are no UTF-8: Qt would put others in their place."""
    # Rarely needed: without it, the window starts sooner.
    from urllib.parse import unquote_to_bytes

    raw = unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded))
    try:
        raw.decode()
    except UnicodeDecodeError:
        return os.fsdecode(raw)
    return url.toLocalFile()


class FileKind(Enum):
    """What a file or folder is to be opened as."""

    MODEL = auto()
    PICTURE = auto()
    DATASET = auto()
    PLAYGROUND = auto()
    """A saved playground, or a table of points."""
    TEXT = auto()
    """A text digit, or several of them: for the canvas as well as for the Dataset tab."""


def kind_of_file(path: str) -> FileKind:
    """What a file or folder is, by its content. To look takes time: not in the window's thread.

    Raises
    ------
    DigitpadError : it is none of them, or cannot be read.
    """
    # Rarely needed: without them, the window starts sooner.
    from digitpad.data.formats import ReadOptions
    from digitpad.data.formats.base import look_at
    from digitpad.data.formats.picture_names import is_picture
    from digitpad.data.formats.refused import Refused, Unknown
    from digitpad.data.formats.registry import form_of
    from digitpad.data.formats.text import Text, TextDigit
    from digitpad.ink.picture_file import STARTS
    from digitpad.models.model_file import is_model
    from digitpad.playground.points_file import are_points
    from digitpad.playground.state_file import is_state

    with closing(look_at(path)) as source:
        if source.is_folder:
            return FileKind.DATASET
        if is_picture(path) or STARTS.match(source.start):
            return FileKind.PICTURE
        if (source.is_zip or path.lower().endswith(".safetensors")) and is_model(path):
            return FileKind.MODEL
        if is_state(source.start):
            return FileKind.PLAYGROUND
        form = form_of(source)
        # Text digits are told of any text, and text in UTF-16 is refused.
        is_known = not isinstance(form, Text | Refused | Unknown)
        if not is_known and not source.unpack and are_points(source.start):
            return FileKind.PLAYGROUND
        if isinstance(form, Unknown):
            raise DigitpadError(
                f"{printable(source.path.name)} cannot be opened: it is not a model,"
                " an image or a dataset that digitpad knows."
            )
        if isinstance(form, Refused):
            next(form.stream(source, ReadOptions()))  # It says what the file is, and what to do.
        # One digit in one line looks like a table of one row.
        is_text = isinstance(form, TextDigit) or source.file_name.endswith(".txt")
        if is_text and not source.is_zip:
            return FileKind.TEXT
        return FileKind.DATASET
