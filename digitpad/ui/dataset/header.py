"""The first row of the Dataset tab: what is open, and the ways in and out."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from digitpad.data.collection import Collection
from digitpad.data.files import counted
from digitpad.errors import printable
from digitpad.ui.dataset.left_out import show_left_out
from digitpad.ui.dataset.names import shortened
from digitpad.ui.dataset.saving import Saving
from digitpad.ui.text import plain_label, plain_tip
from digitpad.ui.theme import SPACE


class Header(QWidget):
    """Names the set that is open, and counts its digits.

    Parameters
    ----------
    open_menu : what opens a data set.
    saving : what saves and exports it.
    """

    def __init__(self, open_menu: QMenu, saving: Saving, parent: QWidget) -> None:
        super().__init__(parent)
        self._collection = Collection()
        self._title = plain_label("", self)
        self._left_out = QPushButton(self)
        self._left_out.setFlat(True)
        self._left_out.setToolTip("Which files could not be read, and why")
        self._left_out.clicked.connect(lambda: show_left_out(self._collection, self))
        open_button = QPushButton("Open", self)
        open_button.setToolTip("Open another data set")
        open_button.setMenu(open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._title)
        row.addWidget(self._left_out)
        row.addStretch(1)
        row.addWidget(open_button)
        row.addWidget(_button(saving.save_action, "Save"))
        row.addWidget(_button(saving.export_action, "Export…"))

    def show_collection(self, collection: Collection) -> None:
        """Show what a set is called, how many digits it has, and how many of them are changed."""
        self._collection = collection
        count = len(collection) - int(collection.deleted.sum())
        unsaved = len(collection.changed())
        # The figures behind a long name are to be seen too.
        name = shortened(collection.name)
        title = f"{name} · {counted(count, 'digit')}" if name else ""
        self._title.setText(f"{title} · {unsaved:,} changed" if unsaved else title)
        self._title.setToolTip(plain_tip(printable(collection.path)))
        self._left_out.setText(f"{collection.left_out_count:,} left out")
        self._left_out.setVisible(collection.left_out_count > 0)


def _button(action: QAction, text: str) -> QPushButton:
    """A button for an action, enabled with it."""
    button = QPushButton(text)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button
