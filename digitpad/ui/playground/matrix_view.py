"""A matrix of a step with its name, in which a part can be lit."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from digitpad.playground.matrices import NamedArray
from digitpad.ui.playground.matrix_model import LIT, Cells, MatrixModel
from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.plain_text import ElidedLabel
from digitpad.ui.support.theme import SPACE, frame, scale_text
from digitpad.ui.support.translation import tr

MIN_ROWS, MIN_COLUMNS = 2, 2
"""Of a matrix, that are seen in a small window."""

FEW_ROWS = 4
"""With more of them, there is room for a scroll bar."""

MIN_COLUMN = 6 * SPACE
"""Width of a column, pixels, at least; more where the numbers need it."""

MAX_SIZE = 2**24 - 1
"""Qt's own limit, pixels."""


class MatrixView(QWidget):
    """A table below the name of its matrix.

    Signals
    -------
    selected(int, int) : row and column of the entry that the user selected.
    activated(int, int) : the user wants to know where this entry comes from.
    """

    selected = Signal(int, int)
    activated = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", self)
        scale_text(self._title, bold=True)
        self.model = MatrixModel(self)
        self._above: QScrollBar | None = None  # that this table follows
        self._is_shown = True  # Whether what is selected now is the user's choice.
        self.table = self._table_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._title)
        layout.addWidget(self.table, 1)

    def _table_view(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setItemDelegate(_Delegate(table))
        table.setTabKeyNavigation(False)  # Tab goes on to the next field.
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setWordWrap(False)
        columns = _Header(Qt.Orientation.Horizontal, table)
        rows = _Header(Qt.Orientation.Vertical, table)
        table.setHorizontalHeader(columns)
        table.setVerticalHeader(rows)
        for header in (columns, rows):
            # All alike: to look for the widest would ask for every entry of the matrix.
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
        height = rows.minimumSectionSize()
        rows.setDefaultSectionSize(height)
        table.activated.connect(lambda at: self.activated.emit(at.row(), at.column()))
        table.selectionModel().currentChanged.connect(self._tell)
        frame(table)
        FocusRing(table)
        return table

    def show_value(self, value: NamedArray, labels: NDArray[np.integer]) -> None:
        """Show a matrix; ``labels`` are the classes of all points."""
        self._is_shown = False
        self.model.show_value(value, labels)
        self._is_shown = True
        self.set_widths(*self.needed_widths())
        self._title.setText(heading(value))
        self.table.setAccessibleName(heading(value))

    def needed_widths(self) -> tuple[int, int]:
        """Of the names of rows and of a column, so that every name and number fits, pixels."""
        rows, columns = self.model.longest_texts()
        width = self.fontMetrics().horizontalAdvance
        mark = self.table.verticalHeader().iconSize().width() if self.model.has_marks else 0
        row, column = (max(map(width, texts)) for texts in (rows, columns))
        return row + mark + 3 * SPACE, max(column + SPACE * 3 // 2, MIN_COLUMN)

    def set_widths(self, row: int, column: int) -> None:
        """Give the names of rows and all columns a width, pixels."""
        self.table.verticalHeader().setFixedWidth(row)
        self.table.horizontalHeader().setDefaultSectionSize(column)
        edges = 2 * self.table.frameWidth()
        columns = self.model.columnCount()
        # Half a column tells that there are more.
        shown = columns if columns <= MIN_COLUMNS else MIN_COLUMNS - 0.5
        bar = self.table.verticalScrollBar().sizeHint().width()
        beside = bar if self.model.rowCount() > FEW_ROWS else 0
        self.setMinimumWidth(row + round(shown * column) + edges + beside)
        is_narrow = columns <= MIN_COLUMNS
        self.setMaximumWidth(self.minimumWidth() + 2 * SPACE if is_narrow else MAX_SIZE)

    def stand_below(self, other: "MatrixView | None") -> None:
        """Show one row as the last one of another matrix with the same columns; None to end it."""
        table = self.table
        is_alone = other is None
        self._title.setVisible(is_alone)
        table.horizontalHeader().setVisible(is_alone)
        policy = Qt.ScrollBarPolicy
        table.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_alone else policy.ScrollBarAlwaysOff
        )
        row = table.verticalHeader().defaultSectionSize()
        low = row + 2 * table.frameWidth()
        table.setMaximumHeight(MAX_SIZE if is_alone else low)
        head = table.horizontalHeader().sizeHint().height()
        bar = table.horizontalScrollBar()
        high = head + MIN_ROWS * row + bar.sizeHint().height() + 2 * table.frameWidth()
        table.setMinimumHeight(high if is_alone else low)
        if self._above:
            self._above.valueChanged.disconnect(bar.setValue)
        self._above = other.table.horizontalScrollBar() if other else None
        if self._above:
            self._above.valueChanged.connect(bar.setValue)

    def light(self, lit: Cells, meant: Cells = frozenset()) -> None:
        """Light entries, and of them those that are meant now, which scroll into view."""
        self.model.light(lit, meant)
        if first := min(meant or lit, default=None):
            self.table.scrollTo(self.model.index(*first))

    def select(self, row: int, column: int) -> None:
        """Select an entry without a signal."""
        self._is_shown = False
        self.table.setCurrentIndex(self.model.index(row, column))
        self._is_shown = True

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid() and self._is_shown:
            self.selected.emit(index.row(), index.column())


class _Header(QHeaderView):
    """As large as it was told to be: Qt's own asks the model for a hundred names each time."""

    def sizeHint(self) -> QSize:
        if self.orientation() == Qt.Orientation.Vertical:
            return QSize(self.minimumWidth(), 0)
        return QSize(0, self.fontMetrics().height() + SPACE // 2)


class _Delegate(QStyledItemDelegate):
    """Frames what is lit: colour alone would not be seen by everybody."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if lit := index.data(LIT):
            area = option.rect
            painter.setPen(QPen(option.palette.accent().color(), lit))
            painter.drawRect(area.adjusted(1, 1, -2, -2))


def heading(value: NamedArray) -> str:
    """The name of a matrix, and its size."""
    if not value.array.shape:
        return tr("{name} (scalar)").format(name=value.name)
    return f"{value.name} ({' × '.join(map(str, value.array.shape))})"
