"""The first row of the Dataset tab: what is open, and the ways in and out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from digitpad.errors import printable
from digitpad.ui.dataset.dataset_state import DatasetState, title
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.dataset.saver import Saver
from digitpad.ui.dataset.skipped import show_skipped
from digitpad.ui.support.load_options import HALF_NAMES
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE


class Header(QWidget):
    """Names the open dataset, and counts its digits.

    Parameters
    ----------
    open_dataset : what could not be loaded of it is listed.
    open_menu : what opens a dataset.
    saver : what saves and exports it.

    Attributes
    ----------
    half_actions : what opens either half, to be seen where there are two.

    Signals
    -------
    half_selected(str) : the user wants to see the ``"train"`` or ``"test"`` half of the set.
    """

    half_selected = Signal(str)

    def __init__(
        self, open_dataset: OpenDataset, open_menu: QMenu, saver: Saver, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._title = plain_label("", self)
        self._halves = QComboBox(self)
        self._halves.setAccessibleName("Half of the dataset")
        self._halves.setToolTip("This dataset has two halves: which one is open")
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
        self._left_out.clicked.connect(lambda: show_skipped(open_dataset.dataset, self))
        open_button = QPushButton("Open", self)
        open_button.setToolTip("Open another dataset")
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

    def show_state(self, state: DatasetState) -> None:
        """Show what the dataset is called, and its figures."""
        self._title.setText(title(state))
        self._title.setToolTip(tip(printable(state.path)))
        self._left_out.setText(f"{state.left_out:,} left out")
        self._left_out.setVisible(state.left_out > 0)
        has_halves = len(state.halves) > 1
        self._halves.setVisible(has_halves)
        self._halves.setCurrentIndex(self._halves.findData(state.half))
        for half, action in self._half_actions.items():
            action.setVisible(has_halves)
            action.setChecked(half == state.half)


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
