"""Changes of the digits that can be undone: other labels, and taking digits out of the set."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.data.digitset import UNLABELLED
from digitpad.data.editable_set import EditableSet, Indices
from digitpad.data.unsaved_changes import Redone
from digitpad.files.untrusted import plural

MAX_STEPS = 1000
"""Changes that can be undone."""


class EditCommand(QUndoCommand):
    """One change of a collection; ``change`` makes it, and ``restore`` takes it back."""

    def __init__(self, text: str, change: Callable[[], None], restore: Callable[[], None]) -> None:
        super().__init__(text)
        self._change = change
        self._restore = restore

    def redo(self) -> None:
        self._change()

    def undo(self) -> None:
        self._restore()


class Editing(QObject):
    """Relabels and deletes what is chosen.

    Parameters
    ----------
    chosen : asks which digits of which collection are chosen.
    page : where the keys hold.

    Signals
    -------
    edited() : the collection is another.
    restored(object) : it is as it was before; these digits have changed, integers (M,).
    """

    edited = Signal()
    restored = Signal(object)

    def __init__(self, chosen: Callable[[], tuple[EditableSet, Indices]], page: QWidget) -> None:
        super().__init__(page)
        self._chosen = chosen
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MAX_STEPS)
        self.menu = QMenu("&Relabel", page)
        for label in (*range(10), UNLABELLED):
            name = "No label" if label == UNLABELLED else str(label)
            action = self._action(name, f"Ctrl+{'U' if label == UNLABELLED else label}", page)
            action.triggered.connect(lambda _=False, label=label: self.relabel(label))
            self.menu.addAction(action)
        self.delete_action = self._action("&Delete digits", QKeySequence("Delete"), page)
        self.delete_action.setToolTip("Take the chosen digits out of the set (Delete)")
        self.delete_action.triggered.connect(self.delete)

    def _action(self, text: str, keys: str | QKeySequence, page: QWidget) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        page.addAction(action)
        return action

    def set_enabled(self, enabled: bool) -> None:
        """Off while the chosen digits cannot be seen."""
        for action in (*self.menu.actions(), self.delete_action):
            action.setEnabled(enabled)

    def relabel(self, label: int) -> None:
        """Give the chosen digits this label, 0-9 or ``UNLABELLED``."""
        collection, numbers = self._chosen()
        old = collection.labels[numbers]
        if (old == label).all():
            return
        name = "nothing" if label == UNLABELLED else str(label)
        self.push(
            f"relabel {plural(len(numbers), 'digit')} as {name}",
            numbers,
            lambda: collection.relabel(numbers, label),
            lambda: collection.relabel(numbers, old),
        )

    def delete(self) -> None:
        """Take the chosen digits out of the set."""
        collection, numbers = self._chosen()
        if len(numbers):
            self.push(
                f"delete {plural(len(numbers), 'digit')}",
                numbers,
                lambda: collection.delete(numbers),
                lambda: collection.delete(numbers, False),
            )

    def redo(self, collection: EditableSet, found: Redone) -> None:
        """Make changes again that were not saved when the program ended."""

        def change() -> None:
            collection.relabel(found.numbers, found.labels)
            collection.delete(found.numbers, found.deleted)

        self._push_any("changes", collection, found.numbers, change)

    def revert(self, numbers: Indices) -> None:
        """Have some digits as they are on the disk."""
        collection, _ = self._chosen()
        self._push_any("discard", collection, numbers, lambda: collection.revert(numbers))

    def _push_any(
        self, what: str, collection: EditableSet, numbers: Indices, change: Callable[[], None]
    ) -> None:
        """Make a change of labels or of what is deleted, or of both."""
        labels, deleted = collection.labels[numbers], collection.deleted[numbers]

        def restore() -> None:
            collection.relabel(numbers, labels)
            collection.delete(numbers, deleted)

        self.push(f"{what} of {plural(len(numbers), 'digit')}", numbers, change, restore)

    def push(
        self,
        text: str,
        numbers: Indices,
        change: Callable[[], None],
        restore: Callable[[], None],
    ) -> None:
        """Make a change of some digits that can be undone."""

        def redo() -> None:
            change()
            self.edited.emit()

        def undo() -> None:
            restore()
            self.restored.emit(numbers)

        self.undo_stack.push(EditCommand(text, redo, undo))
