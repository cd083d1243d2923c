"""Fields that the wheel does not change while it scrolls a page."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class CalmWheel(QObject):
    """Lets the wheel change a field only where it has the focus; else the page scrolls."""

    def __init__(self, fields: list[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        for field in fields:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # The wheel alone gives no focus.
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_over = isinstance(watched, QWidget) and not watched.hasFocus()
        if event.type() == QEvent.Type.Wheel and is_over:
            event.ignore()
            return True
        return False
