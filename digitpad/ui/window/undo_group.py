"""Undo and redo for whichever tab is in front."""

from PySide6.QtGui import QAction, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.key_text import tip_with_key
from digitpad.ui.support.plain_text import menu_text, without_mnemonic
from digitpad.ui.support.translation import tr


class UndoGroup(QUndoGroup):
    """The undo stacks of all tabs, of which one is active.

    Attributes
    ----------
    undo_action, redo_action : what acts on the active stack.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.undo_action = QAction(tr("&Undo"), window)
        self.undo_action.setObjectName("actionUndo")
        self.undo_action.setIconText(tr("Undo"))
        self.undo_action.setShortcuts(QKeySequence.StandardKey.Undo)
        self.undo_action.triggered.connect(self.undo)
        self.canUndoChanged.connect(self.undo_action.setEnabled)
        self.undoTextChanged.connect(self._name_undo)
        self.redo_action = QAction(tr("&Redo"), window)
        self.redo_action.setObjectName("actionRedo")
        self.redo_action.setIconText(tr("Redo"))
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.redo_action.triggered.connect(self.redo)
        self.canRedoChanged.connect(self.redo_action.setEnabled)
        self.redoTextChanged.connect(self._name_redo)
        self._name_undo("")
        self._name_redo("")
        for action in (self.undo_action, self.redo_action):
            action.setEnabled(False)

    def _name_undo(self, step: str) -> None:
        text = tr("&Undo {what}").format(what=_within(step)) if step else tr("&Undo")
        self._name(self.undo_action, text)

    def _name_redo(self, step: str) -> None:
        text = tr("&Redo {what}").format(what=_within(step)) if step else tr("&Redo")
        self._name(self.redo_action, text)

    def _name(self, action: QAction, text: str) -> None:
        icon_text = action.iconText()  # That of a toolbar stays short.
        action.setText(text)
        action.setIconText(icon_text)
        key = action.shortcuts()[0].toString(QKeySequence.SequenceFormat.PortableText)
        action.setToolTip(tip_with_key(without_mnemonic(text), key))


def _within(step: str) -> str:
    """The name of a step as it stands within a text: "Undo stroke", but "Undo XOR"."""
    is_word = step[1:2].islower()
    return menu_text(step[:1].lower() + step[1:] if is_word else step)
