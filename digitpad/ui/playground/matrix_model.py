"""A matrix of a step as a table."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from digitpad.playground.display import Axis, figures, table
from digitpad.playground.matrices import NamedArray
from digitpad.ui.playground.class_marks import COLOURS, mark_icon
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.translation import tr

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

DEEPEST = 0.35
"""Opacity of the colour behind the largest number."""


class MatrixModel(QAbstractTableModel):
    """A matrix with rounded numbers; the tooltip of a cell has all digits.

    Positive numbers are on blue, negative ones on orange; larger numbers on a deeper colour.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._show(None, np.zeros(0, int))

    def _show(self, value: NamedArray | None, labels: NDArray[np.integer]) -> None:
        self._value, self._labels = value, labels
        self._array: Any = np.zeros((0, 0)) if value is None else table(value)
        self._format = figures(self._array)
        self._largest = float(np.abs(self._array).max(initial=0.0)) or 1.0

    def show_value(self, value: NamedArray | None, labels: NDArray[np.integer]) -> None:
        """Show a matrix, or none, and the class of each point beside its row."""
        self.beginResetModel()
        self._show(value, labels)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return int(self._array.shape[0])

    def columnCount(self, parent: Index | None = None) -> int:
        return int(self._array.shape[1])

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        value = self._array[index.row(), index.column()]
        match role:
            case Role.DisplayRole:
                return with_minus(format(value, self._format)) if value else "0"
            case Role.ToolTipRole:
                return repr(value.item())
            case Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Role.ForegroundRole if not value:
                return self._parent.palette().color(QPalette.ColorRole.PlaceholderText)
            case Role.BackgroundRole if np.isfinite(value):
                colour = QColor(COLOURS[0] if value > 0 else COLOURS[1])
                colour.setAlphaF(DEEPEST * abs(float(value)) / self._largest)
                return colour
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if self._value is None:
            return None
        side = self._value.rows if orientation == Qt.Orientation.Vertical else self._value.columns
        axis, point = side.axis, side.points[section] if side.points else -1
        if role == Role.DecorationRole and 0 <= point < len(self._labels):
            return mark_icon(int(self._labels[point]))
        if role != Role.DisplayRole:
            return None
        match axis:
            case Axis.POINT:
                return tr("Point {n}").format(n=point + 1)
            case Axis.UNIT:
                return tr("Unit {n}").format(n=section + 1)
            case Axis.CLASS:
                return tr("Class {n}").format(n=section + 1)
            case Axis.INPUT:
                return side.features[section]
        return self._value.name
