"""Undo and redo for whichever tab is in front."""

from PySide6.QtGui import QAction, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.translation import tr


class UndoGroup(QUndoGroup):
    """The undo stacks of all tabs, of which one is active.

    Attributes
    ----------
    undo_action, redo_action : what acts on the active stack.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.undo_action = self._named(
            self.createUndoAction(window, tr("&Undo")), "actionUndo", tr("Undo")
        )
        self.redo_action = self._named(
            self.createRedoAction(window, tr("&Redo")), "actionRedo", tr("Redo")
        )
        self.undo_action.setShortcuts(QKeySequence.StandardKey.Undo)
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])

    def _named(self, action: QAction, name: str, icon_text: str) -> QAction:
        action.setObjectName(name)
        action.setIconText(icon_text)
        return action
