"""The first row of the Dataset tab: what is open, and the ways in and out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from digitpad.errors import printable
from digitpad.ui.dataset.dataset_state import DatasetState
from digitpad.ui.dataset.dataset_texts import (
    changes_text,
    count_text,
    deletions_text,
    name_text,
    skipped_text,
)
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.dataset.saver import Saver
from digitpad.ui.dataset.skipped import show_skipped
from digitpad.ui.support.icons import icon
from digitpad.ui.support.load_options import HALF_NAMES
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import SPACE, TITLE, quiet_label, scale_text
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.action_button import action_button


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
    changes_wanted() : the user wants to see the digits with unsaved changes.
    """

    half_selected = Signal(str)
    changes_wanted = Signal()

    def __init__(
        self, open_dataset: OpenDataset, open_menu: QMenu, saver: Saver, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._name = ElidedLabel(parent=self)
        scale_text(self._name, TITLE, bold=True)
        self._count = quiet_label("")
        self._halves = self._half_box()
        self._half_actions = _half_actions(open_menu)
        self.half_actions = [*self._half_actions.values()]
        for half, action in self._half_actions.items():
            action.triggered.connect(lambda _=False, half=half: self.half_selected.emit(half))
        self._changes = _link(tr("Show only digits whose label has changed"), "pencil")
        self._changes.clicked.connect(self.changes_wanted)
        self._deletions = quiet_label("")  # No button: there is nothing to be shown.
        self._skipped = _link(tr("Show skipped files"), "triangle-alert")
        self._skipped.clicked.connect(lambda: show_skipped(open_dataset.dataset, self))
        open_button = QPushButton(icon("folder-open"), tr("&Open"), self)
        open_button.setToolTip(tip(tr("Open a dataset")))
        open_button.setMenu(open_menu)
        save = action_button(saver.save_action, icon("save"), tr("&Save"))
        export = action_button(saver.export_action, icon("upload"), tr("Ex&port…"))
        self._lay_out(open_button, save, export)

    def _lay_out(self, *buttons: QPushButton) -> None:
        names, figures = QHBoxLayout(), QHBoxLayout()
        for row in (names, figures):
            row.setSpacing(SPACE)
        names.addWidget(self._name, 1)
        for button in buttons:
            names.addWidget(button)
        for widget in (
            self._count,
            self._halves,
            self._changes,
            self._deletions,
            self._skipped,
        ):
            figures.addWidget(widget)
        figures.addStretch(1)
        # As high as what it may come to hold: the gallery must not move under the pointer.
        figures.addStrut(max(one.sizeHint().height() for one in (self._halves, self._changes)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(names)
        layout.addLayout(figures)

    def _half_box(self) -> QComboBox:
        """The choice between the halves of a set that has two."""
        box = QComboBox(self)
        box.setObjectName("halves")
        box.setAccessibleName(tr("Part of the dataset"))
        box.setToolTip(tip(tr("The dataset has a training set and a test set: which is open")))
        for half, name in HALF_NAMES.items():
            box.addItem(tr(name), half)
        box.activated.connect(lambda row: self.half_selected.emit(box.itemData(row)))
        return box

    def show_state(self, state: DatasetState) -> None:
        """Show what the dataset is called, and its figures."""
        self._name.setText(name_text(state))
        self._name.setToolTip(tip(printable(state.path)))
        self._count.setText(count_text(state))
        self._changes.setText(changes_text(state))
        self._changes.setVisible(state.relabelled > 0)
        self._deletions.setText(deletions_text(state))
        self._deletions.setVisible(state.changed > 0 and not state.relabelled)
        self._skipped.setText(skipped_text(state))
        self._skipped.setVisible(state.left_out > 0)
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
    actions = {
        "train": menu.addAction(tr("Open training set")),
        "test": menu.addAction(tr("Open test set")),
    }
    for action in actions.values():
        action.setCheckable(True)
        group.addAction(action)
    return actions


def _link(told: str, picture: str) -> QPushButton:
    """A button with a figure as its text; a click shows what the figure counts."""
    button = QPushButton(icon(picture), "")
    button.setToolTip(tip(told))
    return button
