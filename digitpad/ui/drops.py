"""What is dragged onto a widget and dropped there, or comes from the clipboard."""

import os

from PySide6.QtCore import QMimeData, QUrl


def local_files(data: QMimeData) -> list[str]:
    """The paths of the files in it."""
    return [_path(url) for url in data.urls() if url.isLocalFile()]


def _path(url: QUrl) -> str:
    """The path of a file, also where its bytes are no UTF-8: Qt would put others in their place."""
    # Rarely asked for: the window starts the sooner without it.
    from urllib.parse import unquote_to_bytes

    raw = unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded))
    try:
        raw.decode()
    except UnicodeDecodeError:
        return os.fsdecode(raw)
    return url.toLocalFile()
