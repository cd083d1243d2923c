"""Changes of the digits that can be undone: other labels, and taking digits out of the set."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.data.digitset import UNLABELLED
from digitpad.data.editable_set import Indices
from digitpad.data.unsaved_changes import Redone
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.translation import plural, tr
from digitpad.ui.support.undo import UndoStep

MAX_STEPS = 1000
"""Changes that can be undone."""


class Editing(QObject):
    """Relabels and deletes the selected digits of the open dataset.

    Parameters
    ----------
    selected : gives the digits that are selected, (K,).
    page : where the keys hold.

    Signals
    -------
    edited() : digits have changed.
    restored(object) : a change was undone; these digits have changed, integers (M,).
    """

    edited = Signal()
    restored = Signal(object)

    def __init__(
        self, open_dataset: OpenDataset, selected: Callable[[], Indices], page: QWidget
    ) -> None:
        super().__init__(page)
        self._open = open_dataset
        self._selected = selected
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MAX_STEPS)
        self.menu = QMenu(tr("Change &label"), page)
        for label in (*range(10), UNLABELLED):
            name = tr("No label") if label == UNLABELLED else str(label)
            action = self._action(name, f"Ctrl+{'U' if label == UNLABELLED else label}", page)
            action.triggered.connect(lambda _=False, label=label: self.relabel(label))
            self.menu.addAction(action)
        self.delete_action = self._action(tr("&Delete digits"), QKeySequence("Delete"), page)
        self.delete_action.setToolTip(
            tip(tr("Remove the selected digits from the dataset (Delete)"))
        )
        self.delete_action.triggered.connect(self.delete)

    def _action(self, text: str, keys: str | QKeySequence, page: QWidget) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        page.addAction(action)
        return action

    def set_enabled(self, enabled: bool) -> None:
        """Off while the selected digits cannot be seen."""
        for action in (*self.menu.actions(), self.delete_action):
            action.setEnabled(enabled)

    def relabel(self, label: int) -> None:
        """Give the selected digits this label, 0-9 or ``UNLABELLED``."""
        dataset, numbers = self._open.dataset, self._selected()
        old = dataset.labels[numbers]
        if (old == label).all():
            return
        text = (
            plural(len(numbers), tr("Remove 1 label"), tr("Remove {n:,} labels"))
            if label == UNLABELLED
            else plural(len(numbers), tr("Change 1 label"), tr("Change {n:,} labels"))
        )
        self.push(
            text,
            numbers,
            lambda: dataset.relabel(numbers, label),
            lambda: dataset.relabel(numbers, old),
        )

    def delete(self) -> None:
        """Remove the selected digits from the dataset."""
        dataset, numbers = self._open.dataset, self._selected()
        if len(numbers):
            self.push(
                plural(len(numbers), tr("Delete 1 digit"), tr("Delete {n:,} digits")),
                numbers,
                lambda: dataset.delete(numbers),
                lambda: dataset.delete(numbers, False),
            )

    def redo(self, found: Redone) -> None:
        """Make changes again that were not saved when the program ended."""
        dataset = self._open.dataset

        def change() -> None:
            dataset.relabel(found.numbers, found.labels)
            dataset.delete(found.numbers, found.deleted)

        one, many = tr("Recover changes to 1 digit"), tr("Recover changes to {n:,} digits")
        self._push_any(plural(len(found.numbers), one, many), found.numbers, change)

    def revert(self, numbers: Indices) -> None:
        """Have some digits as they are on the disk."""
        dataset = self._open.dataset
        one, many = tr("Discard changes to 1 digit"), tr("Discard changes to {n:,} digits")
        text = plural(len(numbers), one, many)
        self._push_any(text, numbers, lambda: dataset.revert(numbers))

    def _push_any(self, text: str, numbers: Indices, change: Callable[[], None]) -> None:
        """Make a change of labels or of what is deleted, or of both."""
        dataset = self._open.dataset
        labels, deleted = dataset.labels[numbers], dataset.deleted[numbers]

        def restore() -> None:
            dataset.relabel(numbers, labels)
            dataset.delete(numbers, deleted)

        self.push(text, numbers, change, restore)

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

        self.undo_stack.push(UndoStep(text, redo, undo))
