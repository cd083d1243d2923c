"""The digits of a data set as Qt's views want them."""

from bisect import bisect_right
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.ui.images import ink_image

NO_LABEL = "no label"

Index = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()

NOT_READ = -1
"""Stands for what the network reads, where it has not read yet."""

MISREAD_ROLE = Qt.ItemDataRole.UserRole
"""What the network reads instead of the label, as text; None where it reads rightly."""


class DigitsModel(QAbstractListModel):
    """One row for each digit; grows while a data set is being read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sets: list[DigitSet] = []
        self._starts: list[int] = [0]
        self._read: NDArray[np.int8] = np.empty(0, np.int8)
        self.misread = 0

    def clear(self) -> None:
        """Forget all digits."""
        self.beginResetModel()
        self._sets, self._starts = [], [0]
        self.endResetModel()
        self.forget_readings()

    def append(self, digits: DigitSet) -> None:
        """Add digits at the end."""
        if not len(digits):
            return
        start = self._starts[-1]
        self.beginInsertRows(NOWHERE, start, start + len(digits) - 1)
        self._sets.append(digits)
        self._starts.append(start + len(digits))
        self.endInsertRows()

    def sets(self) -> tuple[DigitSet, ...]:
        """The digits, in the pieces in which they came."""
        return tuple(self._sets)

    def forget_readings(self) -> None:
        """Forget what the network read: another one reads from now on, or other digits are here."""
        self._read = np.full(self._starts[-1], NOT_READ, np.int8)
        self.misread = 0

    def add_readings(self, start: int, digits: NDArray[np.int8], labels: NDArray[np.int8]) -> None:
        """Note what the network read in some rows, int8 (M,), from ``start`` on.

        No ``dataChanged`` is sent: a view would lay everything out anew and lose its place, where
        it only needs to be painted.
        """
        self._read[start : start + len(digits)] = digits
        self.misread += int(((digits != labels) & (labels != UNLABELLED)).sum())

    def misread_as(self, row: int) -> str | None:
        """What the network reads instead of the label; None where it is right or has not read."""
        digits, place = self._at(row)
        label = int(digits.labels[place])
        read = int(self._read[row]) if row < len(self._read) else NOT_READ
        return None if read in (NOT_READ, label) or label == UNLABELLED else str(read)

    def image(self, row: int) -> NDArray[np.uint8]:
        """The picture uint8 (28, 28) of a row."""
        digits, place = self._at(row)
        return digits.images[place]

    def label(self, row: int) -> str:
        """The label of a row, for people."""
        digits, place = self._at(row)
        label = int(digits.labels[place])
        return NO_LABEL if label == UNLABELLED else str(label)

    def name(self, row: int) -> str:
        """The file that a row came from, or its number."""
        digits, place = self._at(row)
        return digits.names[place] if digits.names else f"number {row + 1:,}"

    def _at(self, row: int) -> tuple[DigitSet, int]:
        """The piece that holds a row, and its place in it."""
        piece = bisect_right(self._starts, row) - 1
        return self._sets[piece], row - self._starts[piece]

    # Qt's questions

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._starts[-1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(row)
        if role == MISREAD_ROLE:
            return self.misread_as(row)
        if role == Qt.ItemDataRole.DecorationRole:
            palette = QGuiApplication.palette()
            paper = palette.color(QPalette.ColorRole.Base)
            return ink_image(self.image(row), paper, palette.color(QPalette.ColorRole.Text))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            misread = self.misread_as(row)
            reading = f", misread as {misread}" if misread else ""
            return f"{self.name(row)}, label {self.label(row)}{reading}"
        return None
