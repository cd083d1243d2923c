"""A matrix of a step as a table."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QWidget

from digitpad.playground.display import figures
from digitpad.playground.matrices import Axis, NamedArray, Side
from digitpad.ui.playground.class_marks import mark_icon
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.colours import colour

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

Cells = frozenset[tuple[int, int]]
"""Rows and columns of entries."""

LIT = Role.UserRole
"""Role of how an entry is lit: 0 not, 1 as one of those that made another, 2 as the one meant."""

DEEPEST = 0.5
"""Opacity of the colour behind the largest number."""

UNLIT = 0.3
"""Share of that where other entries are lit."""


class MatrixModel(QAbstractTableModel):
    """A matrix with rounded numbers; the tooltip of a cell has all digits.

    Positive numbers are on blue, negative ones on orange; larger numbers on a deeper colour.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._lit: Cells = frozenset()
        self._meant: Cells = frozenset()
        self._sides: tuple[Side, Side] | None = None
        self._name = ""
        self._marks: dict[int, QIcon] = {}
        self._set_array(np.zeros((0, 0)))
        self._labels: NDArray[np.integer] = np.zeros(0, int)

    def _set_array(self, array: NDArray[np.number]) -> None:
        self._array = array
        self._format = figures(array)
        with np.errstate(invalid="ignore"):
            sizes = np.abs(array[np.isfinite(array)])
        self._largest = float(sizes.max(initial=0.0)) or 1.0

    def show_value(self, value: NamedArray, labels: NDArray[np.integer]) -> None:
        """Show a matrix, with nothing lit.

        Parameters
        ----------
        labels : the classes of all points, seen beside the rows that are points.
        """
        table = value.table
        has_same_cells = table.shape == self._array.shape
        if not has_same_cells:
            self.beginResetModel()
        self._set_array(table)
        self._sides, self._labels = (value.rows, value.columns), labels
        self._name = value.name
        self._lit = self._meant = frozenset()
        if not has_same_cells:
            self.endResetModel()
        else:  # The selected entry and the scroll bars stay.
            self._tell_all_changed()
            for way, count in zip(
                (Qt.Orientation.Vertical, Qt.Orientation.Horizontal), table.shape, strict=True
            ):
                self.headerDataChanged.emit(way, 0, count - 1)

    def light(self, lit: Cells, meant: Cells) -> None:
        """Light entries, and of them those that are meant now; with none, all look alike."""
        if (lit, meant) != (self._lit, self._meant):
            self._lit, self._meant = lit, meant
            self._tell_all_changed()

    def _tell_all_changed(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index | None = None) -> int:
        return int(self._array.shape[0])

    def columnCount(self, parent: Index | None = None) -> int:
        return int(self._array.shape[1])

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        place = index.row(), index.column()
        value = self._array[place]
        match role:
            case Role.DisplayRole:
                return with_minus(format(value, self._format)) if value else "0"
            case Role.ToolTipRole:
                return tip(f"{self.name_of(*place)} = {value.item()!r}")
            case Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Role.ForegroundRole if not value:
                return self._parent.palette().color(QPalette.ColorRole.PlaceholderText)
            case Role.BackgroundRole if np.isfinite(value):
                back = colour("for" if value > 0 else "against", self._parent.palette())
                strength = 1 if not self._lit or place in self._lit else UNLIT
                back.setAlphaF(DEEPEST * strength * abs(float(value)) / self._largest)
                return back
        if role == LIT:
            return 2 if place in self._meant else int(place in self._lit)
        return None

    @property
    def has_marks(self) -> bool:
        """Whether the rows are points, with the marks of their classes."""
        return self._sides is not None and self._sides[0].axis is Axis.POINT

    def longest_texts(self) -> tuple[list[str], list[str]]:
        """The longest names of rows; the longest names and numbers of columns."""
        lowest = -int(self._largest) if self._format == "d" else -self._largest
        ways = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        rows, columns = (
            # Longer ones have a higher number; only those of inputs are names.
            [str(self.headerData(n, way)) for n in {*range(min(count, 7)), max(count - 1, 0)}]
            for way, count in zip(ways, self._array.shape, strict=True)
        )
        return rows, [with_minus(format(lowest, self._format)), *columns]

    def name_of(self, row: int, column: int) -> str:
        """The names of the row and the column of an entry, e.g. ``"Point 3, Unit 7"``."""
        if not self._sides:
            return ""
        rows, columns = self._sides
        return place_name(rows, row, columns, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        # Asked for hundreds of sections at once, in roles that there is nothing for.
        if role not in (Role.DisplayRole, Role.DecorationRole) or not self._sides:
            return None
        side = self._sides[0 if orientation == Qt.Orientation.Vertical else 1]
        if role == Role.DisplayRole:
            return side_name(side, section) or self._name
        if side.axis is Axis.POINT and side.points[section] < len(self._labels):
            return self._mark(int(self._labels[side.points[section]]))
        return None

    def _mark(self, label: int) -> QIcon:
        """The mark of a class, painted once."""
        if label not in self._marks:
            self._marks[label] = mark_icon(label)
        return self._marks[label]


def place_name(rows: Side, row: int, columns: Side, column: int) -> str:
    """The names of a row and a column, as far as they have any."""
    names = side_name(rows, row), side_name(columns, column)
    return tr(", ", "between the names of a row and a column").join(filter(None, names))


def side_name(side: Side, number: int) -> str:
    """The name of a row or a column; empty for the only one.

    Parameters
    ----------
    number : from 0.
    """
    match side.axis:
        case Axis.POINT:
            return tr("Point {n}").format(n=side.points[number] + 1)
        case Axis.UNIT:
            return tr("Unit {n}").format(n=number + 1)
        case Axis.CLASS:
            return tr("Class {n}").format(n=number + 1)
        case Axis.INPUT:
            return side.features[number]
    return ""
