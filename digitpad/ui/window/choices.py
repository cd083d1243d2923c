"""The values of a setting as actions of a menu, one of them checked."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.ui.support.settings import settings


class Choices(QActionGroup):
    """A group of actions for the values of a setting. The window owns it.

    Parameters
    ----------
    menu : where they are added.
    key : under which the setting is remembered.
    texts : of the actions, by the value that each stands for.
    selected : the value that is selected at first.

    Signals
    -------
    changed(str) : another value has been selected, and is remembered.
    """

    changed = Signal(str)

    def __init__(
        self, menu: QMenu, key: str, texts: Mapping[str, str], selected: str, window: QWidget
    ) -> None:
        super().__init__(window)
        self._key = key
        for value, text in texts.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == selected)
            self.addAction(action)
        self.triggered.connect(self._remember)

    def _remember(self, action: QAction) -> None:
        settings().setValue(self._key, action.data())
        self.changed.emit(action.data())
