"""A small image with a line of text below it, to be clicked."""

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget

from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE

MIN_SIDE, MAX_SIDE = 28, 72
"""Side of the image, pixels of the screen."""


class ImageButton(QAbstractButton):
    """Its text is what stands below the image; it is hidden while it has no image or no room."""

    _has_room = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._is_marked = False
        self._told = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_image(
        self,
        image: QImage | None,
        text: str,
        told: str = "",
        *,
        is_marked: bool = False,
    ) -> None:
        """Show an image, or nothing.

        Parameters
        ----------
        text : below it; it stands out where it is marked.
        told : what the tooltip and a screen reader say.
        """
        self._told = told
        self.setAccessibleName(told or text)
        self._image, self._is_marked = image, is_marked
        self.setText(text)
        self.setEnabled(image is not None)
        self.setVisible(self._has_room and image is not None)
        self.update()

    def give_room(self, has_room: bool) -> None:
        """Say whether there is room to show it."""
        self._has_room = has_room
        self.setVisible(has_room and self._image is not None)

    def event(self, event: QEvent) -> bool:
        # Made when it is asked for: while the pen moves, what is shown changes often.
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self._told), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, role = self.palette(), QPalette.ColorRole
        line = self.fontMetrics().height()
        side = min(self.width(), self.height() - line - 2)
        left = (self.width() - side) // 2
        painter = QPainter(self)
        if self._image is None:
            return
        painter.drawImage(QRectF(left, 0, side, side), self._image)
        is_framed = self.hasFocus() or self.underMouse() or self._is_marked
        painter.setPen(QPen(palette.color(role.Accent if is_framed else role.Mid), 1))
        painter.drawRect(left, 0, side - 1, side - 1)
        if self.hasFocus():
            painter.drawRect(left + 1, 1, side - 3, side - 3)
        if self._is_marked:
            font = self.font()
            font.setBold(True)
            painter.setFont(font)
        painter.setPen(palette.color(role.Text if self._is_marked else role.PlaceholderText))
        room = QRect(-SPACE, side + 1, self.width() + 2 * SPACE, line)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())
