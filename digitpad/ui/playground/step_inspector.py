"""One step in numbers: each computation with its formula, its code and its matrices."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from digitpad.playground.trace import NamedArray, Operation, Phase
from digitpad.ui.support.theme import SPACE

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

MIN_LINES = 2
"""Of code, that are seen in a low window."""

MAX_LINES = 4
"""Of code, that are seen where there is room."""

MIN_ROWS = 2
"""Of a matrix, that are seen in a low window."""


class StepInspector(QWidget):
    """The operations of a step in a list, and the selected one opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations: Sequence[Operation] = []
        self.list = QListWidget(self)
        self.list.setObjectName("playgroundOperations")
        self.list.setAccessibleName("Computations of a step")
        self.list.setFixedWidth(136)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._open)
        self.formula = QLabel(self)
        self.code = QPlainTextEdit(self)
        self.code.setReadOnly(True)
        self.code.setTabChangesFocus(True)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        line, bar = self.code.fontMetrics().lineSpacing(), self.code.horizontalScrollBar()
        beside = bar.sizeHint().height() + 2 * SPACE
        self.code.setMinimumHeight(MIN_LINES * line + beside)
        self.code.setMaximumHeight(MAX_LINES * line + beside)
        self.code.setToolTip("The lines of NumPy that compute this, as in the exported program")
        self.value = QComboBox(self)
        self.value.setToolTip("Which matrix to look at")
        self.value.currentIndexChanged.connect(self._show_value)
        self.table = QTableView(self)
        self.matrix = MatrixModel(self)
        self.table.setModel(self.matrix)
        self.table.horizontalHeader().setDefaultSectionSize(88)
        rows = self.table.verticalHeader()
        # All alike: to look for the highest would ask for every entry of the matrix.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(rows.minimumSectionSize())
        # The header and the scroll bar are about as high as a row each.
        self.table.setMinimumHeight((MIN_ROWS + 2) * rows.minimumSectionSize())
        self._lay_out()

    def _lay_out(self) -> None:
        detail = QVBoxLayout()
        detail.setSpacing(SPACE)
        detail.addWidget(self.formula)
        detail.addWidget(self.code, 1)
        detail.addWidget(self.value)
        detail.addWidget(self.table, 2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self.list)
        layout.addLayout(detail, 1)

    def show_operations(self, operations: Sequence[Operation], opened: int | None) -> None:
        """Show operations, and open one; None opens the one in the same row as before."""
        row = self.list.currentRow() if opened is None else opened
        self._operations = operations
        self.list.blockSignals(True)
        self.list.clear()
        for operation in self._operations:
            arrow = {Phase.BACKWARD: "←", Phase.UPDATE: "↻"}.get(operation.phase, "→")
            self.list.addItem(f"{arrow} {operation.title}")
            self.list.item(self.list.count() - 1).setToolTip(
                f"{operation.phase.value}: {operation.formula}"
            )
        self._colour()
        self.list.blockSignals(False)
        row = min(max(row, 0), len(self._operations) - 1)
        self.list.setCurrentRow(row)
        self._open(row)

    def _colour(self) -> None:
        """Show gradients in the accent; all that goes forward has the colour of text."""
        accent = QBrush(self.palette().color(QPalette.ColorRole.Accent))
        for row, operation in enumerate(self._operations):
            if operation.phase in (Phase.BACKWARD, Phase.UPDATE):
                self.list.item(row).setForeground(accent)

    def _open(self, row: int) -> None:
        if row < 0:
            self.formula.clear()
            self.code.clear()
            self.value.clear()
            self.matrix.show_array(np.zeros((0, 0)))
            return
        operation, name = self._operations[row], self.value.currentText().split(" ")[0]
        self.formula.setText(operation.formula)
        self.code.setPlainText(operation.code)
        values = [*operation.outputs, *operation.inputs]
        self.value.blockSignals(True)
        self.value.clear()
        for value in values:
            self.value.addItem(_heading(value), value)
        found = next((n for n, value in enumerate(values) if value.name == name), 0)
        self.value.setCurrentIndex(found)
        self.value.blockSignals(False)
        self._show_value()

    def _show_value(self) -> None:
        value = self.value.currentData()
        if isinstance(value, NamedArray):
            self.matrix.show_array(np.atleast_2d(value.array))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()


def _heading(value: NamedArray) -> str:
    shape = " x ".join(map(str, value.array.shape)) or "a number"
    return f"{value.name}  ({shape})"


class MatrixModel(QAbstractTableModel):
    """A matrix, rounded to fit; exact under the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._array: Any = np.zeros((0, 0))

    def show_array(self, array: Any) -> None:
        """Show an array of two dimensions."""
        self.beginResetModel()
        self._array = array
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return int(self._array.shape[0])

    def columnCount(self, parent: Index | None = None) -> int:
        return int(self._array.shape[1])

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        value = self._array[index.row(), index.column()]
        match role:
            case Role.DisplayRole:
                return f"{value:.4g}"
            case Role.ToolTipRole:
                return repr(value.item())
            case Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        return section if role == Role.DisplayRole else None
