"""What the Dataset tab says where there are no digits to see."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from digitpad.data.editable_set import EditableSet
from digitpad.ui.support.theme import quiet_label

INVITATION = (
    "Open a data set to see what a network learns from:\n"
    "a folder of text digits, MNIST's files, or drop one here."
)

NOTHING_FOUND = "No digit is what you ask for."

ALL_DELETED = "All digits are deleted: Ctrl+Z brings them back."

ALL_GONE = "All digits and their files are deleted: Ctrl+Z, then Ctrl+S, brings them back."


def hint(text: str) -> QLabel:
    """What stands where there is nothing else to see."""
    label = quiet_label(text)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def why_nothing(collection: EditableSet) -> str:
    """Why no digit of a set is shown."""
    if not collection.deleted.all():
        return NOTHING_FOUND
    return ALL_DELETED if len(collection.changed()) else ALL_GONE
