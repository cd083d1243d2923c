"""The confusion matrix: how often each digit is predicted for each label."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

STRONGEST = 0.6
"""Opacity of the colour behind the largest share; text on it stays legible."""

LAST = 10
"""The row of precisions below the digits, and the column of recalls beside them."""

Counts = NDArray[np.int64]

Index = QModelIndex | QPersistentModelIndex


class ConfusionMatrix(QTableWidget):
    """Rows are labels, columns predictions; each cell has its count and its share of the row.

    Cells of misclassified digits are coloured, more strongly the larger their share. The last
    column has the recall of each label, the last row the precision of each prediction.

    Attributes
    ----------
    largest : the largest share of a label that is misclassified in one way, 0 to 1.

    Signals
    -------
    selected(int, int) : the user wants to see the digits of this label with that prediction.
    """

    selected = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LAST + 1, LAST + 1, parent)
        self._counts: Counts = np.zeros((10, 10), np.int64)
        self.largest = 0.0
        self.setAccessibleName(tr("Confusion matrix"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setItemDelegate(_Framed(self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        digits = [*map(str, range(10))]
        self.setHorizontalHeaderLabels([*digits, tr("Recall")])
        self.setVerticalHeaderLabels([*digits, tr("Precision")])
        self._cells = [[QTableWidgetItem() for _ in range(LAST + 1)] for _ in range(LAST + 1)]
        for row, column in np.ndindex(LAST + 1, LAST + 1):
            self._cells[row][column].setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setItem(row, column, self._cells[row][column])
        self.horizontalHeader().setMinimumSectionSize(
            self.fontMetrics().horizontalAdvance("00.0%") + SPACE
        )
        # Not a whole line, which is high in Chinese fonts: all rows fit into a small window.
        self.verticalHeader().setMinimumSectionSize(self.fontInfo().pixelSize() + 3)
        # The style leaves no room beside the longest name.
        head = self.fontMetrics().horizontalAdvance(tr("Precision"))
        self.verticalHeader().setMinimumWidth(head + 2 * SPACE)
        self.cellClicked.connect(self._select)
        self.cellActivated.connect(self._select)
        self._is_high = False

    def _select(self, row: int, column: int) -> None:
        if row < LAST and column < LAST:
            self.selected.emit(row, column)

    def show_counts(self, counts: Counts) -> None:
        """Show how often each digit, a column, is predicted for each label, a row: (10, 10)."""
        self._counts, self._is_high = counts, self._has_room()
        labelled, predicted, right = counts.sum(axis=1), counts.sum(axis=0), counts.diagonal()
        shares = counts / np.maximum(labelled, 1)[:, None]
        self.largest = float(shares[~np.eye(10, dtype=np.bool_)].max())
        for label, digit in np.ndindex(10, 10):
            self._show_cell(label, digit, int(counts[label, digit]), float(shares[label, digit]))
        recall = tr("Recall of {digit}: {right:,} of {all:,} digits labeled {digit}")
        precision = tr("Precision of {digit}: {right:,} of {all:,} digits predicted as {digit}")
        for digit in range(10):
            one, labels, predictions = (int(v[digit]) for v in (right, labelled, predicted))
            told = recall.format(digit=digit, right=one, all=labels)
            self._show_share(digit, LAST, one, labels, told)
            told = precision.format(digit=digit, right=one, all=predictions)
            self._show_share(LAST, digit, one, predictions, told)
        all_right, count = int(right.sum()), int(counts.sum())
        accuracy = tr("Accuracy: {right:,} of {all:,} digits")
        self._show_share(LAST, LAST, all_right, count, accuracy.format(right=all_right, all=count))

    def _show_cell(self, label: int, digit: int, count: int, share: float) -> None:
        item, palette = self._cells[label][digit], self.palette()
        text = f"{count:,}" if count else ""
        item.setText(f"{text}\n{_percent(share)}" if count and self._is_high else text)
        told = tr("{n:,} of {all:,} digits labeled {label} were predicted as {digit}")
        of_label = int(self._counts[label].sum())
        item.setToolTip(tip(told.format(n=count, all=of_label, label=label, digit=digit)))
        if label == digit:
            item.setBackground(palette.alternateBase())
        else:
            strength = STRONGEST * share / self.largest if self.largest else 0
            item.setBackground(faded(palette.accent().color(), strength))

    def _show_share(self, row: int, column: int, right: int, count: int, told: str) -> None:
        """Show in the last row or column how many of some digits are right."""
        item = self._cells[row][column]
        item.setText(_percent(right / count) if count else "–")
        item.setToolTip(tip(told))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        item.setBackground(self.palette().window())

    def _has_room(self) -> bool:
        """Whether two lines fit into a cell."""
        return self.viewport().height() // (LAST + 1) >= 2 * self.fontMetrics().height() + 2

    # Overrides of Qt

    def minimumSizeHint(self) -> QSize:
        return QSize(16 * SPACE, 16 * SPACE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._has_room() != self._is_high:
            self.show_counts(self._counts)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_counts(self._counts)


class _Framed(QStyledItemDelegate):
    """Draws the lines of a table: those of the style are hardly visible in the dark theme."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
        rect = option.rect
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _percent(share: float) -> str:
    """As exact as there is room for."""
    return f"{share:.1%}" if share == 0 or share >= 0.001 else "<0.1%"


def faded(colour: QColor, opacity: float) -> QColor:
    """Return a colour with this opacity."""
    faded = QColor(colour)
    faded.setAlphaF(opacity)
    return faded
