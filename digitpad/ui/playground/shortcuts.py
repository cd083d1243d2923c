"""The keys of the Playground, and which of them the widget with the focus keeps for itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QWidget,
)

from digitpad.ui.support.undo import comes_before_undo

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Shortcuts(QObject):
    """Adds shortcuts to a view; its watched widgets are asked before a shortcut takes a key.

    Parameters
    ----------
    finish_typing : takes in a number that is being typed; called before each shortcut's slot.
    end_drag : makes one step to undo of what is dragged; called before undo.
    """

    def __init__(
        self, view: QWidget, finish_typing: Callable[[], None], end_drag: Callable[[], None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._finish_typing, self._end_drag = finish_typing, end_drag

    def add(self, name: str, text: str, key: str, slot: Callable[[], None]) -> QAction:
        """An action with a key that holds everywhere in the view."""
        action = QAction(text, self._view)
        action.setObjectName(f"actionPlayground{name}")
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # Its key and its button leave the focus where it is.
        action.triggered.connect(self._finish_typing)
        action.triggered.connect(slot)
        self._view.addAction(action)
        return action

    def watch(self, *widgets: QWidget) -> None:
        """Decide for these widgets which keys they keep."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask the widget with the focus whether it keeps a key that is a shortcut.

        Qt sends ShortcutOverride first: whoever accepts it gets the key, else the shortcut does.
        True hides the event from the widget, which could then not accept it.
        """
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if isinstance(watched, (QComboBox, QAbstractItemView)):
            event.setAccepted(_is_typed(event))  # Lists search for what is typed; Space opens them.
            return event.isAccepted()
        if isinstance(watched, QAbstractSpinBox):
            return comes_before_undo(event) or event.matches(QKeySequence.StandardKey.Redo)
        if isinstance(watched, QAbstractButton):
            event.setAccepted(event.key() == Qt.Key.Key_Space)
            return event.isAccepted()
        if comes_before_undo(event):
            self._end_drag()
        return False


def _is_typed(event: QKeyEvent) -> bool:
    """Whether a key types a character, and is not a command."""
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & COMMANDS
