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
from digitpad.ui.support.theme import frame
from digitpad.ui.support.translation import tr

MAX_SHOWN = 1000
"""Lines that are shown: tens of thousands would keep the window waiting."""


def show_skipped(dataset: EditableSet, window: QWidget) -> None:
    """A list that can be read, scrolled and copied."""
    dialog = QDialog(window)
    dialog.setWindowTitle(tr("Skipped files"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    errors = list(map(str, dataset.left_out))
    if forgotten := dataset.left_out_count - len(errors):
        errors.append(tr("…and {n:,} more").format(n=forgotten))
    shown = errors[:MAX_SHOWN]
    if more := dataset.left_out_count - len(shown):
        text = (
            tr("…and {n:,} more (Copy includes the first {first:,})")
            if forgotten
            else tr("…and {n:,} more (Copy includes all)")
        )
        shown.append(text.format(n=more, first=len(dataset.left_out)))
    listed = QPlainTextEdit("\n".join(shown), dialog)
    listed.setReadOnly(True)
    frame(listed)
    listed.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    listed.setAccessibleName(tr("Skipped files"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    copy = buttons.addButton(tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QApplication.clipboard().setText("\n".join(errors)))
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    told = tr("These files could not be read; all others were loaded.")
    layout.addWidget(QLabel(told, dialog))
    layout.addWidget(listed)
    layout.addWidget(buttons)
    dialog.resize(640, 360)
    dialog.open()
