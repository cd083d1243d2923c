"""Buttons that choose the class of the next point."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from digitpad.playground.points import MAX_CLASSES
from digitpad.ui.playground.class_marks import NAMES, mark_icon
from digitpad.ui.playground.shortcuts import Shortcuts
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.widgets.checked_highlight import CheckedHighlight


class ClassButtons(QWidget):
    """A button and a key for each class.

    Signals
    -------
    chosen(int) : the user chose a class.
    """

    selected = Signal(int)

    def __init__(self, shortcuts: Shortcuts, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys: list[QAction] = []
        self._buttons = QButtonGroup(self)
        self._buttons.idClicked.connect(self.selected)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        row.addWidget(quiet_label("next point"))
        for label in range(MAX_CLASSES):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIcon(mark_icon(label))
            button.setToolTip(f"Class {label + 1}, {NAMES[label]} ({label + 1})")
            button.setAccessibleName(f"Class {label + 1}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            CheckedHighlight(button)
            self.keys.append(shortcuts.add(f"Class{label + 1}", str(label + 1), button.click))
            self._buttons.addButton(button, label)
            row.addWidget(button)
        row.addStretch(1)

    def show_classes(self, classes: int, label: int) -> None:
        """Offer so many classes, of which this is chosen."""
        for number, key in enumerate(self.keys):
            key.setEnabled(number < classes)
            self._buttons.button(number).setEnabled(number < classes)
        self._buttons.button(label).setChecked(True)
