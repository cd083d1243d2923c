"""The field in which the user searches for digits."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.translation import tr

WIDTH = 140
"""Preferred width, pixels; the field is wider where there is room."""

EXPORT = QKeySequence("Ctrl+E")

CHANGES = [QKeySequence(f"Ctrl+{key}") for key in "0123456789U"]
"""Keys that would change the selected digits, which Undo in this field does not undo."""


class SearchField(QLineEdit):
    """Takes all keys that edit text; Ctrl+E exports, as it does everywhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Name or index"))
        self.setAccessibleName(tr("Search"))
        self.setToolTip(
            tip(tr("Show digits whose file name contains this, or with this index (Ctrl+F)"))
        )
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    # Qt's events

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed == EXPORT:  # On Linux, Qt takes it for End in a field.
                event.ignore()
                return False
            if pressed in CHANGES:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
