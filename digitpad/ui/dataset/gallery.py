"""Thumbnails of all digits, with the label under each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from digitpad.ui.dataset.digits_model import MISREAD_ROLE, DigitsModel, Index
from digitpad.ui.theme import SPACE

if TYPE_CHECKING:
    # Slow to import: all of Qt's styles come along.
    from PySide6.QtWidgets import QStyleOptionViewItem

THUMBNAIL = 56
"""Side of a thumbnail, pixels of the screen: two for each of the picture's."""

CELL = QSize(THUMBNAIL + SPACE, THUMBNAIL + 3 * SPACE)


class DigitDelegate(QStyledItemDelegate):
    """Paints one digit."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._chosen = view.selectionModel()

    def sizeHint(self, option: "QStyleOptionViewItem", index: Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: "QStyleOptionViewItem", index: Index) -> None:
        palette, cell = option.palette, option.rect
        thumbnail = QRect(cell.x() + SPACE // 2, cell.y() + SPACE // 2, THUMBNAIL, THUMBNAIL)
        painter.drawImage(thumbnail, index.data(Qt.ItemDataRole.DecorationRole))
        chosen = self._chosen.isSelected(index)
        role = QPalette.ColorRole.Accent if chosen else QPalette.ColorRole.Mid
        painter.setPen(QPen(palette.color(role), 2 if chosen else 1))
        painter.drawRect(thumbnail.adjusted(0, 0, -1, -1))
        text, misread = str(index.data()), index.data(MISREAD_ROLE)
        if misread:
            text += f" → {misread}"
        marked = chosen or misread
        role = QPalette.ColorRole.Text if marked else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(role))
        font = painter.font()
        font.setBold(bool(misread))
        painter.setFont(font)
        below = QRect(
            cell.x(), thumbnail.bottom(), cell.width(), cell.bottom() - thumbnail.bottom()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)


class Gallery(QListView):
    """All digits of a model; fast for tens of thousands."""

    def __init__(self, model: DigitsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(DigitDelegate(self))
        # A list that wraps is laid out twice as fast as icons are.
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Without these, tens of thousands of items are laid out before the first is painted.
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(4000)
        self.setGridSize(CELL)
        self.setDragEnabled(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Digits of the data set")

    def show_row(self, row: int) -> None:
        """Choose a row and scroll to it."""
        index = self.model().index(row, 0, QModelIndex())
        if not self.visualRect(index).isValid():
            # It lies behind the batches that were laid out.
            self.setLayoutMode(QListView.LayoutMode.SinglePass)
            self.doItemsLayout()
            self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_End and self.model().rowCount():
            self.show_row(self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)
