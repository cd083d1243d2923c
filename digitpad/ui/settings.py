"""What the program remembers from one start to the next."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths


def settings() -> QSettings:
    """A readable text file in the user's configuration folder."""
    # QSettings(organization, application) would ignore the format and use the Windows registry.
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "digitpad", "digitpad")


def last_folder(kind: str) -> str:
    """Where the user last opened or saved something of this kind; at first, their documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(settings().value(f"folders/{kind}", documents))


def remember_folder(kind: str, path: str) -> None:
    """Remember the folder of a path for :func:`last_folder`."""
    settings().setValue(f"folders/{kind}", str(Path(path).parent))
