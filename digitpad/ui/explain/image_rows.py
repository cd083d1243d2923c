"""Image buttons in as many rows as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.ui.explain.image_button import MAX_SIDE, MIN_SIDE, ImageButton
from digitpad.ui.support.theme import SPACE


class ImageRows(QWidget):
    """Holds a fixed number of image buttons.

    Parameters
    ----------
    count : how many there are.
    side : about how wide each is to be, pixels.
    most : columns, at most.
    is_row : whether there is one row, of as many as fit.

    Signals
    -------
    opened(int) : the number of the one that was clicked.
    room_changed() : there is room for more of them, or fewer.
    """

    opened = Signal(int)
    room_changed = Signal()

    room = 0
    """How many there is room for."""

    def __init__(
        self,
        count: int,
        side: int,
        most: int,
        parent: QWidget | None = None,
        *,
        is_row: bool = False,
    ) -> None:
        super().__init__(parent)
        self._preferred, self._most, self._is_row = side, most, is_row
        self.buttons: Sequence[ImageButton] = [ImageButton(self) for _ in range(count)]
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, n=number: self.opened.emit(n))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _grid(self, width: int) -> tuple[int, int, int]:
        """Columns, the side of each image, and the height of each row."""
        most = min(self._most, len(self.buttons))
        columns = max(min(2, most), min(width // self._preferred, most))
        side = min((width - (columns - 1) * SPACE // 2) // columns, MAX_SIDE)
        return columns, side, side + self.fontMetrics().height() + SPACE // 2

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        columns, _, height = self._grid(width)
        rows = 1 if self._is_row else -(-len(self.buttons) // columns)
        return rows * height

    def sizeHint(self) -> QSize:
        width = min(self._most, len(self.buttons)) * self._preferred
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = 2 * MIN_SIDE + SPACE // 2
        return QSize(width, self._grid(width)[2])

    def resizeEvent(self, event: QResizeEvent) -> None:
        columns, side, height = self._grid(self.width())
        for number, button in enumerate(self.buttons):
            row, column = divmod(number, columns)
            button.give_room(not row or not self._is_row)
            left = column * (side + SPACE // 2)
            button.setGeometry(left, row * height, side, height - SPACE // 2 + 2)
        room = columns if self._is_row else len(self.buttons)
        if room != self.room:
            self.room = room
            self.room_changed.emit()
