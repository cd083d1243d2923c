"""The digits that are shown, as Qt's views want them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from digitpad.data.digitset import UNLABELLED
from digitpad.data.editable_set import EditableSet
from digitpad.errors import printable
from digitpad.ui.support.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()


class DigitsModel(QAbstractListModel):
    """One row for each digit of a collection that is shown, in the order in which it is shown.

    Attributes
    ----------
    collection : all digits.
    numbers : (M,), which of them the rows are.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.collection = EditableSet()
        self.numbers: NDArray[np.intp] = np.empty(0, np.intp)

    def show_collection(self, collection: EditableSet) -> None:
        """Forget all digits; those of another collection are shown from now on."""
        self.beginResetModel()
        self.collection = collection
        self.numbers = np.empty(0, np.intp)
        self.endResetModel()

    def show_numbers(self, numbers: NDArray[np.intp]) -> bool:
        """Show these digits; whether other rows than new ones at the end have changed."""
        old = len(self.numbers)
        grows = old > 0 and np.array_equal(numbers[:old], self.numbers)
        if grows and len(numbers) == old:
            return False
        if grows:
            self.beginInsertRows(NOWHERE, old, len(numbers) - 1)
            self.numbers = numbers
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.numbers = numbers
            self.endResetModel()
        return not grows

    def image(self, row: int) -> NDArray[np.uint8]:
        """The picture uint8 (28, 28) of a row."""
        return self.collection.image(int(self.numbers[row]))

    def label(self, row: int) -> str:
        """The label of a row, for people."""
        label = self.collection.labels[self.numbers[row]]
        return "none" if label == UNLABELLED else str(label)

    def name(self, row: int) -> str:
        """The file that a row came from, or its number."""
        number = int(self.numbers[row])
        return self.collection.name_of(number) or f"number {number + 1:,}"

    def misclassified_as(self, row: int) -> str | None:
        """What the network reads instead of the label; None where it is right or has not read."""
        number = int(self.numbers[row])
        is_misclassified = self.collection.is_misclassified(number)
        return str(self.collection.predicted[number]) if is_misclassified else None

    # Qt's questions

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._description(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._description(row))
        return None

    def _description(self, row: int) -> str:
        misclassified = self.misclassified_as(row)
        reading = f", misclassified as {misclassified}" if misclassified else ""
        return f"{printable(self.name(row))}, label {self.label(row)}{reading}"
