"""What is dragged onto a widget and dropped there, or comes from the clipboard."""

from PySide6.QtCore import QMimeData


def local_files(data: QMimeData) -> list[str]:
    """The paths of the files in it."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
