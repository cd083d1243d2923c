"""The picture of a sheet with a frame around each digit; keys label the selected one."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QWidget

from digitpad.ui.sheet.sheet_state import LEFT_OUT, Sheet, SheetDigit
from digitpad.ui.support.translation import tr

TAG, LEAST_TAG = 0.45, 8
"""Height of the label's text: share of the frame's height, and pixels at least."""

MARGIN = 2
"""Between the ink of a digit and its frame, pixels of the screen."""

ZOOM_STEP, LARGEST_ZOOM = 1.25, 4.0
"""One step of the zoom, and the most pixels of the screen for a pixel of the picture."""

KEYS_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
KEYS_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
KEYS_LEAVE_OUT = (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Minus)


class SheetPicture(QWidget):
    """Shows a sheet; lies in a scroll area, as large as its zoom makes it.

    Signals
    -------
    selected(int) : the user selects this digit.
    stepped(int, int) : the user goes so many digits on, and so many rows down.
    labelled(int, int) : the user gives a digit, the first, a label.
    toggled(int) : the user leaves a digit out, or takes it back.
    """

    selected = Signal(int)
    stepped = Signal(int, int)
    labelled = Signal(int, int)
    toggled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._reduced = QImage()
        self._sheet: Sheet | None = None
        self._zoom = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def zoom(self) -> float:
        """Pixels of the screen for a pixel of the picture."""
        return self._zoom

    def set_image(self, image: QImage) -> None:
        """Show another picture, without frames."""
        self._image, self._reduced, self._sheet = image, QImage(), None
        self.set_zoom(self._zoom)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the frames and labels of its digits."""
        before, self._sheet = self._sheet, sheet
        is_other = before is None or before.selected != sheet.selected
        self.setAccessibleName(described(sheet, sheet.selected))
        if is_other:
            # A screen reader says what is selected now.
            event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(event)
        if before is None:
            self.update()
            return
        for number, (old, new) in enumerate(zip(before.digits, sheet.digits, strict=True)):
            if old is not new or (is_other and number in (before.selected, sheet.selected)):
                self.update(self._reach(number).toAlignedRect())

    def set_zoom(self, zoom: float) -> None:
        """Show the picture at this zoom, at most :data:`LARGEST_ZOOM`."""
        self._zoom = min(zoom, LARGEST_ZOOM)
        self.setFixedSize(self.sizeHint())
        self.update()

    def zoom_that_fits(self, room: QSize) -> float:
        """The zoom at which all of the picture can be seen."""
        width, height = max(self._image.width(), 1), max(self._image.height(), 1)
        return max(min(room.width() / width, room.height() / height, 1.0), 0.01)

    def frame_of(self, number: int) -> QRectF:
        """Where the frame of a digit is, pixels of this widget."""
        assert self._sheet is not None
        left, top, right, bottom = (side * self._zoom for side in self._sheet.digits[number].box)
        grown = QRectF(left, top, right - left, bottom - top)
        return grown.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def _reach(self, number: int) -> QRectF:
        """All that is painted for a digit: its frame, and the tag that stands out of it."""
        tag = 2 * QFontInfo(self.font()).pixelSize()
        return self.frame_of(number).adjusted(-tag, -tag, tag, tag)

    def digit_at(self, place: QPoint) -> int | None:
        """The digit whose frame is there; of several, the smallest."""
        if self._sheet is None:
            return None
        frames = ((self.frame_of(number), number) for number in range(len(self._sheet.digits)))
        there = [
            (frame.width() * frame.height(), number)
            for frame, number in frames
            if frame.contains(place)
        ]
        return min(there)[1] if there else None

    # Painting

    def _paint_picture(self, painter: QPainter, where: QRectF) -> None:
        """Paint a part of the picture. It is reduced once, as that takes long for a photograph."""
        size, ratio = self.size(), self.devicePixelRatioF()
        image = self._image
        if self._zoom * ratio < 1:
            if self._reduced.size() != size * ratio:
                how = Qt.TransformationMode.SmoothTransformation
                aspect = Qt.AspectRatioMode.IgnoreAspectRatio
                self._reduced = image.scaled(size * ratio, aspect, how)
            image = self._reduced
        across, down = image.width() / size.width(), image.height() / size.height()
        source = QRectF(
            where.x() * across, where.y() * down, where.width() * across, where.height() * down
        )
        painter.drawImage(where, image, source)

    def _paint_digit(self, painter: QPainter, number: int, digit: SheetDigit) -> None:
        assert self._sheet is not None
        is_selected = number == self._sheet.selected
        frame, palette = self.frame_of(number), self.palette()
        colour = palette.color(QPalette.ColorRole.Accent)
        if not digit.is_included:
            colour = palette.color(QPalette.ColorRole.PlaceholderText)
        width = 3 if is_selected else 1
        style = Qt.PenStyle.DashLine if digit.is_doubted else Qt.PenStyle.SolidLine
        # The picture may have any colour: a line of another one lies below.
        shade = palette.color(QPalette.ColorRole.Base)
        shade.setAlphaF(0.4)
        below = QPen(shade, width + 1.5, style)
        for pen in (below, QPen(colour, width, style)):
            painter.setPen(pen)
            painter.drawRect(frame)
            if not digit.is_included:
                painter.drawLine(frame.bottomLeft(), frame.topRight())
        self._paint_label(painter, frame, digit, colour)

    def _paint_label(
        self, painter: QPainter, frame: QRectF, digit: SheetDigit, colour: QColor
    ) -> None:
        """The label on a tag above the frame, or within it at the edge of the picture."""
        text = str(digit.label) if digit.is_included else LEFT_OUT
        font = QFont(self.font())
        # Of a small digit no larger than that: it would cover the row above.
        font.setPixelSize(
            round(min(max(TAG * frame.height(), LEAST_TAG), QFontInfo(font).pixelSize()))
        )
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        tag = QRectF(0, 0, metrics.horizontalAdvance("0") + 4, metrics.height() - 2)
        tag.moveBottomLeft(frame.topLeft())
        if tag.top() < 0:
            tag.moveTop(0)
        painter.fillRect(tag, colour)
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)

    # Qt's events

    def sizeHint(self) -> QSize:
        return QSize(
            max(1, round(self._image.width() * self._zoom)),
            max(1, round(self._image.height() * self._zoom)),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        where = QRectF(event.rect())
        self._paint_picture(painter, where)
        sheet = self._sheet
        if sheet is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The selected one last, so that no neighbour lies over it.
        for number in sorted(range(len(sheet.digits)), key=lambda number: number == sheet.selected):
            if self._reach(number).intersects(where):
                self._paint_digit(painter, number, sheet.digits[number])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.digit_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.selected.emit(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.digit_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.toggled.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, sheet = Qt.Key(event.key()), self._sheet
        if sheet is None:
            super().keyPressEvent(event)
        elif key in KEYS_ACROSS or key in KEYS_DOWN:
            self.stepped.emit(KEYS_ACROSS.get(key, 0), KEYS_DOWN.get(key, 0))
        elif event.text().isdecimal() and event.text().isascii():
            self.labelled.emit(sheet.selected, int(event.text()))
            self.stepped.emit(1, 0)
        elif key in KEYS_LEAVE_OUT:
            self.toggled.emit(sheet.selected)
        else:
            super().keyPressEvent(event)


def described(sheet: Sheet, number: int) -> str:
    """A digit of a sheet in words."""
    digit, row = sheet.digits[number], sheet.row_of(number)
    text = (
        tr("Row {row}, digit {place}: label {label}, predicted {predicted} ({share})")
        if digit.is_included
        else tr("Row {row}, digit {place}: left out, predicted {predicted} ({share})")
    )
    return text.format(
        row=row + 1,
        place=number - sheet.row(row).start + 1,
        label=digit.label,
        predicted=digit.predicted,
        share=f"{digit.probability:.1%}",
    )
