"""What could not be read of a dataset, and why."""

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

from digitpad.data.editable_set import EditableSet

MAX_SHOWN = 1000
"""Lines that are shown: tens of thousands would keep the window waiting."""


def show_skipped(dataset: EditableSet, window: QWidget) -> None:
    """A list that can be read, scrolled and copied."""
    dialog = QDialog(window)
    dialog.setWindowTitle("Left out")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    errors = list(map(str, dataset.left_out))
    if forgotten := dataset.left_out_count - len(errors):
        errors.append(f"… and {forgotten:,} more")
    shown = errors[:MAX_SHOWN]
    if more := dataset.left_out_count - len(shown):
        what = "all" if not forgotten else f"the first {len(dataset.left_out):,}"
        shown.append(f"… and {more:,} more: Copy takes {what}")
    text = QPlainTextEdit("\n".join(shown), dialog)
    text.setReadOnly(True)
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setAccessibleName("Files that were left out")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QApplication.clipboard().setText("\n".join(errors)))
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(QLabel("These could not be read; everything else is there.", dialog))
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.resize(640, 360)
    dialog.open()
