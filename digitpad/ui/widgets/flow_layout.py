"""A row of widgets that wraps into the next row where there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from digitpad.ui.support.theme import SPACE


class FlowLayout(QLayout):
    """Lays out its widgets as words on lines; hidden ones take no room.

    Parameters
    ----------
    takes_room : whether the first widget takes the rest of the first line.
    """

    def __init__(self, parent: QWidget, *, takes_room: bool = True) -> None:
        super().__init__(parent)
        self._takes_room = takes_room
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACE)

    # Overrides of Qt

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(map(_height, lines)) + self.spacing() * (len(lines) - 1)

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._seen()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._seen()), _height(self._seen()))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        place = rect.topLeft()
        for line in self._lines(rect.width()):
            is_first = self._takes_room and place == rect.topLeft()
            self._place(line, place, rect.width() - self._width(line) if is_first else 0)
            place += QPoint(0, _height(line) + self.spacing())

    def _place(self, line: list[QLayoutItem], place: QPoint, left: int) -> None:
        """Place a line, whose first widget is wider by ``left``."""
        x, height = place.x(), _height(line)
        for item in line:
            size = item.sizeHint() + QSize(left if item is line[0] else 0, 0)
            top = place.y() + (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), size))
            x += size.width() + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The widgets of each line of this width; only the first line can be empty."""
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._seen():
            needed = item.sizeHint().width()
            if lines[-1] and used + needed > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += needed + self.spacing()
        return lines

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
