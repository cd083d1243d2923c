"""What the program remembers from one start to the next."""

from PySide6.QtCore import QSettings


def settings() -> QSettings:
    """A readable text file in the user's configuration folder."""
    # QSettings(organization, application) would ignore the format and use the Windows registry.
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "digitpad", "digitpad")
