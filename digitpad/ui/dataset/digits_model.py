"""The digits that are shown, as Qt's views want them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from digitpad.data.digitset import UNLABELLED
from digitpad.data.editable_set import NOT_PREDICTED
from digitpad.errors import printable
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.translation import tr

Index = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()


class DigitsModel(QAbstractListModel):
    """One row for each digit of the open dataset that is shown, in the order in which it is shown.

    It keeps nothing itself: it asks the owner of the dataset, and tells Qt when rows change.
    """

    def __init__(self, open_dataset: OpenDataset) -> None:
        super().__init__(open_dataset)
        self._open = open_dataset
        self._is_resetting = False
        open_dataset.rows_resetting.connect(self._begin_reset)
        open_dataset.rows_appending.connect(self._begin_append)
        open_dataset.rows_changed.connect(self._end)

    def _begin_reset(self) -> None:
        self._is_resetting = True
        self.beginResetModel()

    def _begin_append(self, count: int) -> None:
        self._is_resetting = False
        first = self.rowCount()
        self.beginInsertRows(NOWHERE, first, first + count - 1)

    def _end(self) -> None:
        if self._is_resetting:
            self.endResetModel()
        else:
            self.endInsertRows()

    def image(self, row: int) -> NDArray[np.uint8]:
        """The image uint8 (28, 28) of a row."""
        return self._open.dataset.image(int(self._open.shown[row]))

    def labels(self) -> NDArray[np.int8]:
        """The labels of all rows, int8 (M,), 0-9 or ``UNLABELLED``."""
        return self._open.dataset.labels[self._open.shown]

    def label(self, row: int) -> int:
        """The label of a row, 0-9 or ``UNLABELLED``."""
        return int(self._open.dataset.labels[self._open.shown[row]])

    def label_text(self, row: int) -> str:
        """The label of a row, for people."""
        label = self.label(row)
        return "–" if label == UNLABELLED else str(label)

    def name(self, row: int) -> str:
        """The file that a row came from, or its number."""
        number = int(self._open.shown[row])
        name = self._open.dataset.name_of(number)
        return name or tr("Index {n:,}").format(n=number + 1)

    def are_misclassified(self, rows: range) -> NDArray[np.bool_]:
        """Whether something else than the label is predicted for each of some rows."""
        return self._open.dataset.is_misclassified(self._open.shown[rows.start : rows.stop])

    def are_changed(self, rows: range) -> NDArray[np.bool_]:
        """Whether the label of each of some rows has changed, and is not saved."""
        numbers = self._open.shown[rows.start : rows.stop]
        return np.isin(numbers, self._open.dataset.changed())

    def misclassified_as(self, row: int) -> str | None:
        """What is predicted instead of the label; None where that is right or not known yet."""
        dataset, number = self._open.dataset, int(self._open.shown[row])
        return str(dataset.predicted[number]) if dataset.is_misclassified(number) else None

    # Overrides of Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._open.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label_text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._figures(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._origin(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{self._origin(row)}\n{self._figures(row)}")
        return None

    def _origin(self, row: int) -> str:
        """The file or number of a row, and whether it was changed."""
        name = printable(self.name(row))
        return (
            tr("{name} (changed)").format(name=name)
            if self.are_changed(range(row, row + 1))[0]
            else name
        )

    def _figures(self, row: int) -> str:
        """The label of a row, and what is predicted."""
        dataset, number = self._open.dataset, int(self._open.shown[row])
        label, predicted = self.label(row), int(dataset.predicted[number])
        if predicted == NOT_PREDICTED:
            text = tr("Unlabeled") if label == UNLABELLED else tr("Label {digit}")
            return text.format(digit=label)
        text = (
            tr("Unlabeled, predicted {predicted} ({share:.1%})")
            if label == UNLABELLED
            else tr("Label {label}, predicted {predicted} ({share:.1%})")
        )
        share = float(np.exp(dataset.log_probabilities[number, predicted]))
        return text.format(label=label, predicted=predicted, share=share)
