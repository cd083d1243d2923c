"""Thumbnails of all digits, with the label under each."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from digitpad.ink.framing import SIDE
from digitpad.ui.dataset.digits_model import DigitsModel, Index
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.theme import SPACE

ZOOM = 2
"""Pixels of the screen for a pixel of the picture."""

THUMBNAIL = ZOOM * SIDE
"""Side of a thumbnail, pixels of the screen."""

CELL_WIDTH = THUMBNAIL + SPACE
CELL_HEIGHT = THUMBNAIL + 3 * SPACE

Move = QAbstractItemView.CursorAction
Role = QPalette.ColorRole
Select = QItemSelectionModel.SelectionFlag


class Gallery(QListView):
    """All digits of a model, in rows of equal cells.

    Where each cell lies is plain arithmetic. Qt's own layout takes 70 ms for 70,000 digits, again
    with every change, or comes in batches and then forgets how far down the user has scrolled.

    Signals
    -------
    touched() : the user has pressed a key or a button here, or turned the wheel.
    """

    touched = Signal()

    def __init__(self, model: DigitsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = model
        self.setModel(model)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Digits of the dataset")
        self.verticalScrollBar().actionTriggered.connect(self.touched)

    def selected_rows(self) -> NDArray[np.intp]:
        """The rows that are selected, in ascending order."""
        return np.flatnonzero(self._is_selected())

    def first_selected_row(self) -> int:
        """The first row that is selected; 0 where none is."""
        return int(self._is_selected().argmax()) if self._digits.rowCount() else 0

    def _is_selected(self) -> NDArray[np.bool_]:
        """Whether each row is selected."""
        is_selected = np.zeros(self._digits.rowCount(), np.bool_)
        selection = self.selectionModel().selection()
        for place in range(selection.count()):
            run = selection.at(place)
            is_selected[run.top() : run.bottom() + 1] = True
        return is_selected

    def select_rows(self, rows: NDArray[np.intp], current: int) -> None:
        """Select some rows, and make one the current one."""
        selection = QItemSelection()
        for run in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1):
            if len(run):
                selection.select(self._index(int(run[0])), self._index(int(run[-1])))
        self.selectionModel().setCurrentIndex(self._index(current), Select.NoUpdate)
        self.selectionModel().select(selection, Select.ClearAndSelect)
        self.scrollTo(self._index(current))

    def show_row(self, row: int) -> None:
        """Select a row and scroll to it."""
        self.select_rows(np.array([row]), row)

    def _index(self, row: int) -> QModelIndex:
        return self._digits.index(row, 0)

    @property
    def _columns(self) -> int:
        return max(1, self.viewport().width() // CELL_WIDTH)

    def _jump_to_label(self, label: int) -> None:
        """Select the next digit with a label, from the top again after the last."""
        found = np.flatnonzero(self._digits.labels() == label)
        if len(found):
            later = found[found > self.currentIndex().row()]
            self.show_row(int(later[0] if len(later) else found[0]))

    # Qt's questions and events

    def visualRect(self, index: Index) -> QRect:
        line, column = divmod(index.row(), self._columns)
        top = line * CELL_HEIGHT - self.verticalOffset()
        return QRect(column * CELL_WIDTH, top, CELL_WIDTH, CELL_HEIGHT)

    def indexAt(self, point: QPoint) -> QModelIndex:
        column = point.x() // CELL_WIDTH
        row = (point.y() + self.verticalOffset()) // CELL_HEIGHT * self._columns + column
        inside = 0 <= column < self._columns and 0 <= row < self._digits.rowCount()
        return self._index(row) if inside else QModelIndex()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        cell, bar = self.visualRect(index), self.verticalScrollBar()
        below = cell.bottom() - self.viewport().height()
        if cell.top() < 0:
            bar.setValue(bar.value() + cell.top())
        elif below > 0:
            bar.setValue(bar.value() + below + 1)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        last, columns = self._digits.rowCount() - 1, self._columns
        page = max(1, self.viewport().height() // CELL_HEIGHT) * columns
        steps = {
            Move.MoveLeft: -1,
            Move.MovePrevious: -1,
            Move.MoveRight: 1,
            Move.MoveNext: 1,
            Move.MoveUp: -columns,
            Move.MoveDown: columns,
            Move.MovePageUp: -page,
            Move.MovePageDown: page,
            Move.MoveHome: -last,
            Move.MoveEnd: last,
        }
        row = self.currentIndex().row() + steps[action]
        if action in (Move.MoveUp, Move.MoveDown) and not 0 <= row <= last:
            row = self.currentIndex().row()
        return self._index(min(max(row, 0), last))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        if first.isValid() and last.isValid():
            ends = sorted((first, last), key=QModelIndex.row)
            self.selectionModel().select(QItemSelection(*ends), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        # Not QListView's own.
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        lines = -(-self._digits.rowCount() // self._columns)
        height, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setRange(0, max(0, lines * CELL_HEIGHT - height))
        bar.setPageStep(height)
        bar.setSingleStep(CELL_HEIGHT // 2)

    def keyboardSearch(self, search: str) -> None:
        # Qt's own would ask the model for every text.
        if search.isdecimal():
            self._jump_to_label(int(search))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            self.touched.emit()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.touched.emit()
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        line, within = divmod(self.verticalOffset(), CELL_HEIGHT)
        first = line * max(1, event.oldSize().width() // CELL_WIDTH)
        super().resizeEvent(event)
        self.verticalScrollBar().setValue(first // self._columns * CELL_HEIGHT + within)

    def paintEvent(self, event: QPaintEvent) -> None:
        offset, columns = self.verticalOffset(), self._columns
        first = (event.rect().top() + offset) // CELL_HEIGHT * columns
        last = ((event.rect().bottom() + offset) // CELL_HEIGHT + 1) * columns
        rows = range(first, min(last, self._digits.rowCount()))
        if rows:
            painter = QPainter(self.viewport())
            cells = [self.visualRect(self._index(row)) for row in rows]
            self._paint_pictures(painter, rows, cells[0].topLeft())
            self._paint_texts(painter, rows, cells)
            self._paint_frames(painter, rows, cells)

    def _paint_pictures(self, painter: QPainter, rows: range, corner: QPoint) -> None:
        """Paint all pictures as one: 300 small ones would take longer than a frame."""
        columns, margin = self._columns, SPACE // 2 // ZOOM
        lines = -(-len(rows) // columns)
        tiles = np.zeros((lines, CELL_HEIGHT // ZOOM, columns, CELL_WIDTH // ZOOM), np.uint8)
        inside = slice(margin, margin + SIDE)
        for place, row in enumerate(rows):
            tiles[place // columns, inside, place % columns, inside] = self._digits.image(row)
        picture = tiles.reshape(lines * CELL_HEIGHT // ZOOM, columns * CELL_WIDTH // ZOOM)
        paper, ink = self.palette().base().color(), self.palette().text().color()
        size = QSize(columns * CELL_WIDTH, lines * CELL_HEIGHT)
        painter.drawImage(QRect(corner, size), ink_image(picture, paper, ink))

    def _paint_texts(self, painter: QPainter, rows: range, cells: list[QRect]) -> None:
        """Paint the labels, and what is predicted instead."""
        plain, bold = self.font(), self.font()
        bold.setBold(True)
        quiet, loud = self.palette().placeholderText().color(), self.palette().text().color()
        for row, cell in zip(rows, cells, strict=True):
            text, misclassified = self._digits.label_text(row), self._digits.misclassified_as(row)
            painter.setFont(bold if misclassified else plain)
            painter.setPen(loud if misclassified else quiet)
            text = f"{text} → {misclassified}" if misclassified else text
            painter.drawText(cell.adjusted(0, THUMBNAIL, 0, 0), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_frames(self, painter: QPainter, rows: range, cells: list[QRect]) -> None:
        """Paint a line around each picture, and a thick one around those that are selected."""
        edge, below = SPACE // 2, CELL_HEIGHT - SPACE // 2 - THUMBNAIL
        frames = [cell.adjusted(edge, edge, -edge - 1, -below - 1) for cell in cells]
        is_selected = self._is_selected()[rows.start : rows.stop]
        selected = [frames[place] for place in np.flatnonzero(is_selected)]
        for shown, role, width in ((frames, Role.Mid, 1), (selected, Role.Accent, 2)):
            painter.setPen(QPen(self.palette().color(role), width))
            painter.drawRects(shown)
