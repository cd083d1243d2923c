"""What the steps that can be undone have in common."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand

T = TypeVar("T")


class Change(QUndoCommand, Generic[T]):
    """One thing for another that never changes, a drawing or points: this undoes anything.

    Parameters
    ----------
    show : puts the one or the other in place.
    """

    def __init__(self, text: str, before: T, after: T, show: Callable[[T], None]) -> None:
        super().__init__(text)
        self._before, self._after, self._show = before, after, show

    def redo(self) -> None:
        self._show(self._after)

    def undo(self) -> None:
        self._show(self._before)


def comes_before_undo(event: QEvent) -> bool:
    """Whether the key for undo was pressed: the shortcut itself comes after this event.

    What is under way can end now, and is then what there is to undo.
    """
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
    )
