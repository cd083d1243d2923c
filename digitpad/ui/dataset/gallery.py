"""All digits in small, with the label under each."""

from dataclasses import replace

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
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygon,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from digitpad.ink.framing import SIDE
from digitpad.ui.dataset.digits_model import DigitsModel, Index
from digitpad.ui.dataset.tile_size import Tile, TileSize
from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.translation import tr

MISCLASSIFIED = QColor("#d55e00")
"""Colour of the corner of a misclassified digit, visible in light and dark."""

NOTCH = 120
"""The angle of one step of the wheel; a touchpad sends parts of it."""

Move = QAbstractItemView.CursorAction
Role = QPalette.ColorRole
Select = QItemSelectionModel.SelectionFlag


class Gallery(QListView):
    """All digits of a model, in rows of equal cells.

    Where each cell lies is plain arithmetic. Qt's own layout takes 70 ms for 70,000 digits, again
    with every change, or comes in batches and then forgets how far down the user has scrolled.

    Parameters
    ----------
    tiles : how large each digit is.

    Signals
    -------
    touched() : the user has pressed a key or a button here, or turned the wheel.
    """

    touched = Signal()

    def __init__(self, model: DigitsModel, tiles: TileSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        FocusRing(self)
        self._digits = model
        self._tiles = tiles
        self._tile = self._fitted_tile()
        self._wheel = 0
        self.setModel(model)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(tr("Digits of the dataset"))
        self.verticalScrollBar().actionTriggered.connect(self.touched)
        tiles.changed.connect(self._change_tile)

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

    def selectAll(self) -> None:
        """Select all rows. Qt's own asks for each: 60,000 would stop the window for 0.1 s."""
        if count := self._digits.rowCount():
            every = QItemSelection(self._index(0), self._index(count - 1))
            self.selectionModel().select(every, Select.ClearAndSelect)

    def _index(self, row: int) -> QModelIndex:
        return self._digits.index(row, 0)

    @property
    def _columns(self) -> int:
        return max(1, self.viewport().width() // self._tile.width)

    def _fitted_tile(self) -> Tile:
        """The size that is selected, with such gaps that the columns fill the width."""
        tile, width = self._tiles.tile, self.viewport().width()
        columns = max(1, width // tile.width)
        free = max(0, width - columns * tile.width)
        return replace(tile, gap=tile.gap + free // (columns * tile.zoom))

    def _change_tile(self) -> None:
        """Show the digits in another size, from the same digit on."""
        first = self.verticalOffset() // self._tile.height * self._columns
        current = self.currentIndex()
        is_seen = self.viewport().rect().intersects(self.visualRect(current))
        self._tile = self._fitted_tile()
        self.updateGeometries()
        self.verticalScrollBar().setValue(first // self._columns * self._tile.height)
        if current.isValid() and is_seen:
            self.scrollTo(current)
        self.viewport().update()

    def _jump_to_label(self, label: int) -> None:
        """Select the next digit with a label, from the top again after the last."""
        found = np.flatnonzero(self._digits.labels() == label)
        if len(found):
            later = found[found > self.currentIndex().row()]
            self.show_row(int(later[0] if len(later) else found[0]))

    # Overrides of Qt

    def visualRect(self, index: Index) -> QRect:
        line, column = divmod(index.row(), self._columns)
        top = line * self._tile.height - self.verticalOffset()
        return QRect(column * self._tile.width, top, self._tile.width, self._tile.height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        column = point.x() // self._tile.width
        row = (point.y() + self.verticalOffset()) // self._tile.height * self._columns + column
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
        page = max(1, self.viewport().height() // self._tile.height) * columns
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
        bar.setRange(0, max(0, lines * self._tile.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(self._tile.height // 2)

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel += event.angleDelta().y()
            steps = int(self._wheel / NOTCH)
            self._wheel -= steps * NOTCH
            self._tiles.step(steps)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        line, within = divmod(self.verticalOffset(), self._tile.height)
        first = line * max(1, event.oldSize().width() // self._tile.width)
        self._tile = self._fitted_tile()
        super().resizeEvent(event)
        self.verticalScrollBar().setValue(first // self._columns * self._tile.height + within)

    def paintEvent(self, event: QPaintEvent) -> None:
        offset, columns = self.verticalOffset(), self._columns
        first = (event.rect().top() + offset) // self._tile.height * columns
        last = ((event.rect().bottom() + offset) // self._tile.height + 1) * columns
        rows = range(first, min(last, self._digits.rowCount()))
        if rows:
            painter = QPainter(self.viewport())
            cells = [self.visualRect(self._index(row)) for row in rows]
            self._paint_images(painter, rows, cells[0].topLeft())
            self._paint_texts(painter, rows, cells)
            self._paint_marks(painter, rows, cells)
            self._paint_frames(painter, rows, cells)

    def _paint_images(self, painter: QPainter, rows: range, corner: QPoint) -> None:
        """Paint all images as one: 300 small ones would take longer than a frame."""
        tile, columns = self._tile, self._columns
        lines, left = -(-len(rows) // columns), tile.gap // 2
        tiles = np.zeros((lines, SIDE + tile.below, columns, SIDE + tile.gap), np.uint8)
        down, across = slice(tile.top, tile.top + SIDE), slice(left, left + SIDE)
        for place, row in enumerate(rows):
            tiles[place // columns, down, place % columns, across] = self._digits.image(row)
        image = tiles.reshape(lines * (SIDE + tile.below), columns * (SIDE + tile.gap))
        paper, ink = self.palette().base().color(), self.palette().text().color()
        size = QSize(columns * tile.width, lines * tile.height)
        painter.drawImage(QRect(corner, size), ink_image(image, paper, ink))

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
            below = cell.adjusted(0, self._tile.side, 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _frame(self, cell: QRect) -> QRect:
        """The rectangle of the image in a cell."""
        tile = self._tile
        corner = QPoint(tile.zoom * (tile.gap // 2), tile.zoom * tile.top)
        return QRect(cell.topLeft() + corner, QSize(tile.side, tile.side))

    def _paint_marks(self, painter: QPainter, rows: range, cells: list[QRect]) -> None:
        """Paint a corner where a digit is misclassified, and a dot where it was changed."""
        corners, dots = QPainterPath(), QPainterPath()
        side, dot = 4 + 4 * self._tile.zoom, 4 + 2 * self._tile.zoom
        for place in np.flatnonzero(self._digits.are_misclassified(rows)):
            corner = self._frame(cells[place]).topRight()
            ends = (corner, corner - QPoint(side, 0), corner + QPoint(0, side))
            corners.addPolygon(QPolygon(ends))
        for place in np.flatnonzero(self._digits.are_changed(rows)):
            middle = self._frame(cells[place]).topLeft() + QPoint(3 + dot // 2, 3 + dot // 2)
            dots.addEllipse(middle, dot / 2, dot / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(corners, MISCLASSIFIED)
        painter.fillPath(dots, self.palette().accent())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_frames(self, painter: QPainter, rows: range, cells: list[QRect]) -> None:
        """Paint a line around each image, and a thick one around those that are selected."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frames = [self._frame(cell).adjusted(0, 0, -1, -1) for cell in cells]
        is_selected = self._is_selected()[rows.start : rows.stop]
        selected = [frames[place] for place in np.flatnonzero(is_selected)]
        for shown, role, width in ((frames, Role.Mid, 1), (selected, Role.Accent, 2)):
            painter.setPen(QPen(self.palette().color(role), width))
            painter.drawRects(shown)
