"""Buttons that select the class of new points."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from digitpad.playground.points import MAX_CLASSES
from digitpad.ui.playground.class_marks import mark_icon
from digitpad.ui.playground.shortcuts import Shortcuts
from digitpad.ui.support.key_text import tip_with_key
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.checked_highlight import CheckedHighlight


class ClassButtons(QWidget):
    """A button and a key for each class. Without room for it, they have no name beside them.

    Signals
    -------
    selected(int) : the user selected a class.
    """

    selected = Signal(int)

    def __init__(self, shortcuts: Shortcuts, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys: list[QAction] = []
        self.buttons: list[QToolButton] = []
        self._buttons = QButtonGroup(self)
        self._buttons.idClicked.connect(self.selected)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        self._name = plain_label(tr("Class of new points"))
        row.addWidget(self._name)
        for label in range(MAX_CLASSES):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIcon(mark_icon(label))
            name = tr("Class {n}").format(n=label + 1)
            button.setToolTip(tip_with_key(name, str(label + 1)))
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            CheckedHighlight(button)
            self.keys.append(shortcuts.add(f"Class{label + 1}", name, str(label + 1), button.click))
            self.buttons.append(button)
            self._buttons.addButton(button, label)
            row.addWidget(button)
        row.addStretch(1)

    def show_classes(self, classes: int, label: int) -> None:
        """Show this many classes, and which one is selected."""
        for number, key in enumerate(self.keys):
            key.setEnabled(number < classes)
            self._buttons.button(number).setEnabled(number < classes)
        self._buttons.button(label).setChecked(True)

    @property
    def whole_width(self) -> int:
        """The least with the name, pixels."""
        return self.minimumSizeHint().width() + self._room_of_name

    @property
    def _room_of_name(self) -> int:
        return self._name.sizeHint().width() + SPACE // 2

    # Qt's events

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least if self._name.isHidden() else least - QSize(self._room_of_name, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._name.setVisible(self.width() >= self.whole_width)
        super().resizeEvent(event)
