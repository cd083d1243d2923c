"""One step in numbers: each operation with its formula, its code and its matrices."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush, QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from digitpad.playground.matrices import NamedArray
from digitpad.playground.operation import Operation, Phase
from digitpad.ui.playground.matrix_model import MatrixModel
from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.calm_wheel import CalmWheel

MIN_LINES = 3
"""Of code, that are seen in a low window."""

MAX_LINES = 5
"""Lines of code that are shown where there is room: those of the longest operation."""

MIN_ROWS = 3
"""Of a matrix, that are seen in a low window."""


class StepInspector(QWidget):
    """The operations of a step in a list, and the selected one opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations: Sequence[Operation] = []
        self._labels: NDArray[np.integer] = np.zeros(0, int)
        self.list = QListWidget(self)
        self.list.setObjectName("playgroundOperations")
        self.list.setAccessibleName(tr("Operations"))
        self.list.setFixedWidth(19 * SPACE)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._open)
        self.formula = plain_label(parent=self)
        self.code = self._code_view()
        FocusRing(self.code)
        self.value = QComboBox(self)
        self.value.setAccessibleName(tr("Matrix to show"))
        self.value.setToolTip(tip(tr("Matrix to show; blue is positive, orange negative")))
        self.value.currentIndexChanged.connect(self._show_value)
        CalmWheel([self.value], self)
        self.matrix = MatrixModel(self)
        self.table = self._table_view()
        self._lay_out()

    def _code_view(self) -> QPlainTextEdit:
        code = QPlainTextEdit(self)
        code.setReadOnly(True)
        code.setTabChangesFocus(True)
        code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        line, bar = code.fontMetrics().lineSpacing(), code.horizontalScrollBar()
        beside = bar.sizeHint().height() + 2 * SPACE
        code.setMinimumHeight(MIN_LINES * line + beside)
        code.setMaximumHeight(MAX_LINES * line + beside)
        code.setAccessibleName(tr("Source code"))
        code.setToolTip(tip(tr("Source code, as in the exported NumPy program")))
        return code

    def _table_view(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.matrix)
        table.setTabKeyNavigation(False)  # Tab goes on to the next field.
        table.horizontalHeader().setDefaultSectionSize(11 * SPACE)
        rows = table.verticalHeader()
        # All alike: to look for the highest would ask for every entry of the matrix.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(rows.minimumSectionSize())
        # The header and the scroll bar are about as high as a row each.
        table.setMinimumHeight((MIN_ROWS + 2) * rows.minimumSectionSize())
        return table

    def _lay_out(self) -> None:
        detail = QVBoxLayout()
        detail.setSpacing(SPACE)
        detail.addWidget(self.formula)
        detail.addWidget(self.code, 3)
        detail.addWidget(self.value)
        detail.addWidget(self.table, 2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.list)
        layout.addLayout(detail, 1)

    def show_operations(
        self, operations: Sequence[Operation], opened: int | None, labels: NDArray[np.integer]
    ) -> None:
        """Show operations and open one of them; None opens the row that was open before.

        Parameters
        ----------
        labels : the class of each point.
        """
        row = self.list.currentRow() if opened is None else opened
        self._operations, self._labels = operations, labels
        self.list.blockSignals(True)
        self.list.clear()
        for operation in self._operations:
            arrow = {Phase.BACKWARD: "←", Phase.UPDATE: "↻"}.get(operation.phase, "→")
            self.list.addItem(f"{arrow} {tr(operation.title)}")
            phase, formula = tr(operation.phase.value), tr(operation.formula)
            self.list.item(self.list.count() - 1).setToolTip(tip(f"{phase}\n{formula}"))
        self._colour()
        self.list.blockSignals(False)
        row = min(max(row, 0), len(self._operations) - 1)
        self.list.setCurrentRow(row)
        self._open(row)

    def _colour(self) -> None:
        """Show gradients in the accent; all else, and all while disabled, as the style does."""
        accent = QBrush(self.palette().color(QPalette.ColorRole.Accent))
        shown = accent if self.isEnabled() else None
        for row, operation in enumerate(self._operations):
            if operation.phase in (Phase.BACKWARD, Phase.UPDATE):
                self.list.item(row).setData(Qt.ItemDataRole.ForegroundRole, shown)

    def _open(self, row: int) -> None:
        before = self.value.currentData()
        self.value.blockSignals(True)
        self.value.clear()
        if row >= 0:
            operation = self._operations[row]
            self.formula.setText(tr(operation.formula))
            self.code.setPlainText(operation.code)
            for value in (*operation.outputs, *operation.inputs):
                self.value.addItem(_heading(value), value)
                if before and before.name == value.name and self.value.currentIndex() == 0:
                    self.value.setCurrentIndex(self.value.count() - 1)
        else:
            self.formula.clear()
            self.code.clear()
        self.value.blockSignals(False)
        self._show_value()

    def _show_value(self) -> None:
        value = self.value.currentData()
        self.matrix.show_value(value, self._labels)
        self.table.setAccessibleName(self.value.currentText())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._colour()


def _heading(value: NamedArray) -> str:
    if not value.array.shape:
        return tr("{name} (scalar)").format(name=value.name)
    return f"{value.name} ({' × '.join(map(str, value.array.shape))})"
