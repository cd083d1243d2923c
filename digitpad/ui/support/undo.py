"""What the steps that can be undone have in common."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand


class UndoStep(QUndoCommand):
    """Anything that can be done and undone again.

    Parameters
    ----------
    text : what it is, for people.
    redo, undo : do it, and take it back. A stack does it as it is pushed.
    merges : whether it makes one step with the one before, where that has the same text: undone
        together they go back to what was there before the first.
    """

    def __init__(
        self,
        text: str,
        redo: Callable[[], None],
        undo: Callable[[], None],
        *,
        merges: bool = False,
    ) -> None:
        super().__init__(text)
        self._redo, self._undo, self._merges = redo, undo, merges

    def redo(self) -> None:
        self._redo()

    def undo(self) -> None:
        self._undo()

    def id(self) -> int:
        return 1  # Qt asks no step without a number whether it merges.

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not (isinstance(other, UndoStep) and other._merges and other.text() == self.text()):
            return False
        self._redo = other._redo
        return True


def comes_before_undo(event: QEvent) -> bool:
    """Whether the key for undo was pressed: the shortcut itself comes after this event.

    What is under way can end now, and is then what there is to undo.
    """
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
    )
