"""The confusion matrix: how often each digit is predicted for each label."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from digitpad.ui.support.theme import SPACE


class ConfusionMatrix(QTableWidget):
    """Rows are labels, columns predictions; each cell has its count and its share of the row.

    Signals
    -------
    selected(int, int) : the user wants to see the digits of this label with that prediction.
    """

    selected = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(10, 10, parent)
        self._counts: NDArray[np.int64] = np.zeros((10, 10), np.int64)
        self.setAccessibleName("Confusion matrix")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(24)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cells = [[QTableWidgetItem() for _ in range(10)] for _ in range(10)]
        for row, column in np.ndindex(10, 10):
            self._cells[row][column].setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setItem(row, column, self._cells[row][column])
        self.cellClicked.connect(self.selected)
        self.cellActivated.connect(self.selected)
        self.show_counts(self._counts)

    def show_counts(self, counts: NDArray[np.int64]) -> None:
        """Show how often each digit, a column, is predicted for each label, a row: (10, 10)."""
        self._counts = counts
        totals = counts.sum(axis=1)
        shares = counts / np.maximum(totals, 1)[:, None]
        self._is_wide = self._has_room()
        palette = self.palette()
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        self.setHorizontalHeaderLabels([f"read {digit}" for digit in range(10)])
        self.setVerticalHeaderLabels([f"label {digit}" for digit in range(10)])
        for row, column in np.ndindex(10, 10):
            item, count = self._cells[row][column], int(counts[row, column])
            share = float(shares[row, column])
            item.setText(f"{count:,}\n{_per_cent(share, self._is_wide)}" if count else "")
            item.setToolTip(
                f"{count:,} of {totals[row]:,} digits with label {row} are read as {column}"
            )
            right = row == column
            role = QPalette.ColorRole.Mid if right else QPalette.ColorRole.Accent
            # By the root: most shares of what is misclassified are small.
            item.setBackground(_faded(palette.color(role), 0.6 * share**0.5))
            item.setForeground(palette.text() if right or share >= 0.01 else quiet)

    def _has_room(self) -> bool:
        """Whether a share fits into a cell with a figure behind the point."""
        needed = self.fontMetrics().horizontalAdvance("00.0 %") + SPACE
        return needed <= self.viewport().width() // 10

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._has_room() != self._is_wide:
            self.show_counts(self._counts)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_counts(self._counts)


def _per_cent(share: float, is_wide: bool) -> str:
    """As exact as there is room for."""
    if not is_wide:
        return f"{100 * share:.0f}%" if share >= 0.005 else "<1%"
    figure = f"{100 * share:.1f}" if share >= 0.001 else "<0.1"
    return f"{'100' if share == 1 else figure}\N{NO-BREAK SPACE}%"


def _faded(colour: QColor, opacity: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(opacity)
    return faded
