"""A tool button for an action."""

from PySide6.QtCore import SIGNAL, QEvent, QObject
from PySide6.QtGui import QAction, QActionEvent
from PySide6.QtWidgets import QToolButton, QWidget


class ActionToolButton(QToolButton):
    """Shows an action and triggers it.

    A QToolButton of Qt 6.11 connects itself to its action anew with each change of the action. All
    these connections stay: each takes memory, and a change calls every one of them.
    """

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)

    def actionEvent(self, event: QActionEvent) -> None:
        if event.type() == QEvent.Type.ActionChanged:
            # None is any slot, which the stubs do not know.
            QObject.disconnect(event.action(), SIGNAL("changed()"), self, None)  # type: ignore[call-overload]
        super().actionEvent(event)
