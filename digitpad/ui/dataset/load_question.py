"""Asks what a dataset means that can be read in more than one way."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from digitpad.data.formats import ReadOptions, UnclearError
from digitpad.errors import printable
from digitpad.translatable import translatable
from digitpad.ui.dataset.digit_strip import described, preview, preview_size
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.short_names import shortened
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

QUESTIONS = {
    "label_column": translatable(
        'Which column of "{name}" holds the labels? '
        "Select the row in which each number is the digit above it."
    ),
    "path": translatable('"{name}" contains several datasets. Which one do you want to open?'),
}
"""What can be asked."""


def can_ask(error: UnclearError) -> bool:
    """Whether there is a question that an answer to would help."""
    return error.question in QUESTIONS and bool(error.candidates)


def ask_unclear(
    window: QWidget,
    error: UnclearError,
    options: ReadOptions,
    answered: Callable[[ReadOptions], None],
) -> None:
    """Ask, and call ``answered`` with the options that read the set as the user says."""
    dialog = QDialog(window)
    dialog.setObjectName("unclear")
    dialog.setWindowTitle(tr("Open dataset"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    name = shortened(error.file.replace("\\", "/").rpartition("/")[2])
    text = plain_label(tr(QUESTIONS[error.question]).format(name=name), dialog)
    text.setWordWrap(True)
    choices = _choices(error, dialog)
    kinds = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(kinds.Open | kinds.Cancel, dialog)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    open_button = buttons.button(kinds.Open)
    open_button.setEnabled(False)  # Nothing is sure: the user is to look.
    choices.itemSelectionChanged.connect(lambda: open_button.setEnabled(True))
    choices.itemDoubleClicked.connect(lambda _: dialog.accept())

    def accept() -> None:
        answer = error.candidates[choices.currentRow()]
        if error.question == "path":
            answered(replace(options, file=answer))
        else:
            answered(replace(options, label_column=answer))

    dialog.accepted.connect(accept)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
    layout.setSpacing(SPACE)
    layout.addWidget(text)
    layout.addWidget(choices, 1)
    layout.addWidget(buttons)
    dialog.resize(520, 320)
    choices.setFocus()
    dialog.open()


def _choices(error: UnclearError, parent: QWidget) -> QListWidget:
    """One line for each answer, with some digits as they would be read."""
    choices = QListWidget(parent)
    choices.setAccessibleName(tr("Choices"))
    choices.setIconSize(preview_size(choices))
    choices.setSpacing(2)
    for number, candidate in enumerate(error.candidates):
        column = tr("Column {name}").format(name=candidate)
        named = column if error.question == "label_column" else candidate
        item = QListWidgetItem(printable(named))
        if number < len(error.previews):
            item.setIcon(QIcon(preview(error.previews[number], choices)))
            item.setData(
                Qt.ItemDataRole.AccessibleDescriptionRole, described(error.previews[number])
            )
        choices.addItem(item)
    return choices
