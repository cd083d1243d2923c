"""The first row of the Dataset tab: what is open, and the ways in and out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from digitpad.data.editable_set import EditableSet
from digitpad.errors import printable
from digitpad.files.untrusted import plural
from digitpad.ui.dataset.saver import Saver
from digitpad.ui.dataset.skipped import show_skipped
from digitpad.ui.support.load_options import HALF_NAMES
from digitpad.ui.support.plain_text import plain_label, plain_tip
from digitpad.ui.support.short_names import shortened
from digitpad.ui.support.theme import SPACE


class Header(QWidget):
    """Names the set that is open, and counts its digits.

    Parameters
    ----------
    open_menu : what opens a data set.
    saver : what saves and exports it.

    Attributes
    ----------
    half_actions : what opens either half, to be seen where there are two.

    Signals
    -------
    half_chosen(str) : the user wants to see the ``"train"`` or ``"test"`` half of the set.
    """

    half_selected = Signal(str)

    def __init__(self, open_menu: QMenu, saver: Saver, parent: QWidget) -> None:
        super().__init__(parent)
        self._collection = EditableSet()
        self._title = plain_label("", self)
        self._halves = QComboBox(self)
        self._halves.setAccessibleName("Half of the data set")
        self._halves.setToolTip("This data set has two halves: which one is open")
        self._half_actions = _half_actions(open_menu)
        self.half_actions = [*self._half_actions.values()]
        for half, name in HALF_NAMES.items():
            self._halves.addItem(name, half)
            action = self._half_actions[half]
            action.triggered.connect(lambda _=False, half=half: self.half_selected.emit(half))
        self._halves.activated.connect(
            lambda row: self.half_selected.emit(self._halves.itemData(row))
        )
        self._left_out = QPushButton(self)
        self._left_out.setFlat(True)
        self._left_out.setToolTip("Which files could not be read, and why")
        self._left_out.clicked.connect(lambda: show_skipped(self._collection, self))
        open_button = QPushButton("Open", self)
        open_button.setToolTip("Open another data set")
        open_button.setMenu(open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._title)
        row.addWidget(self._halves)
        row.addWidget(self._left_out)
        row.addStretch(1)
        row.addWidget(open_button)
        row.addWidget(_button(saver.save_action, "Save"))
        row.addWidget(_button(saver.export_action, "Export…"))

    def show_collection(self, collection: EditableSet) -> None:
        """Show what a set is called, how many digits it has, and how many of them are changed."""
        self._collection = collection
        count = len(collection) - int(collection.deleted.sum())
        unsaved = len(collection.changed())
        # The figures behind a long name are to be seen too.
        name = shortened(collection.name)
        title = f"{name} · {plural(count, 'digit')}" if name else ""
        self._title.setText(f"{title} · {unsaved:,} changed" if unsaved else title)
        self._title.setToolTip(plain_tip(printable(collection.path)))
        self._show_half(collection)
        self._left_out.setText(f"{collection.left_out_count:,} left out")
        self._left_out.setVisible(collection.left_out_count > 0)

    def _show_half(self, collection: EditableSet) -> None:
        """Show which half is open, where there are two."""
        has_halves = len(collection.halves) > 1
        self._halves.setVisible(has_halves)
        self._halves.setCurrentIndex(self._halves.findData(collection.options.half))
        for half, action in self._half_actions.items():
            action.setVisible(has_halves)
            action.setChecked(half == collection.options.half)


def _half_actions(menu: QMenu) -> dict[str, QAction]:
    """What opens either half, at the end of a menu."""
    menu.addSeparator()
    group = QActionGroup(menu)
    actions = {half: menu.addAction(f"Open the {name}") for half, name in HALF_NAMES.items()}
    for action in actions.values():
        action.setCheckable(True)
        group.addAction(action)
    return actions


def _button(action: QAction, text: str) -> QPushButton:
    """A button for an action, enabled with it."""
    button = QPushButton(text)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button
