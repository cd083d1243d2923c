"""What could not be read of a data set, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import DatasetError

MOST_SHOWN = 1000
"""Lines that are shown: tens of thousands would keep the window waiting."""


def show_left_out(errors: Sequence[DatasetError], window: QWidget) -> None:
    """A list that can be read, scrolled and copied."""
    dialog = QDialog(window)
    dialog.setWindowTitle("Left out")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown = list(map(str, errors[:MOST_SHOWN]))
    if more := len(errors) - len(shown):
        shown.append(f"… and {more:,} more: Copy takes them all")
    text = QPlainTextEdit("\n".join(shown), dialog)
    text.setReadOnly(True)
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setAccessibleName("Files that were left out")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QApplication.clipboard().setText("\n".join(map(str, errors))))
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(QLabel("These could not be read; everything else is there.", dialog))
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.resize(640, 360)
    dialog.open()
