"""The paper: takes the pen and shows the ink."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
    QUndoStack,
)
from PySide6.QtWidgets import QWidget

from digitpad.ink.packed_drawing import PackedDrawing
from digitpad.ink.stroke_recorder import RecordedLine, StrokeRecorder
from digitpad.ink.strokes import CANVAS, PEN_WIDTH, Drawing, Stroke
from digitpad.translatable import translatable
from digitpad.ui.draw.number_frames import DigitFrame, frame_at, paint_frames
from digitpad.ui.draw.painting import coloured_image, drawing_image, paint_stroke
from digitpad.ui.support.theme import LARGE, SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.support.undo import UndoStep, comes_before_undo

FULL = translatable("The drawing is full. Erase a part of it, or clear it (Delete).")

MAX_UNDO_STEPS = 100
"""Steps that can be undone: some of them hold a picture, packed to about 50 KB."""

TAP = 6
"""A pointer that goes no further than this, in pixels, before it is lifted only taps."""

MOUSE, PEN = -1, -2
"""Which pointer draws a line: one of these, or the number of a finger, from 0 on."""


class Canvas(QWidget):
    """A square of paper for mouse, tablet and finger.

    Signals
    -------
    drawing_changed() : the ink has changed, also while the pen is still moving.
    digit_tapped(int) : place of a frame that was tapped, see :meth:`show_frames`.
    message(str) : something quiet to tell the user.
    """

    drawing_changed = Signal()
    digit_tapped = Signal(int)
    message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MAX_UNDO_STEPS)
        self.pen_width = PEN_WIDTH
        self.erasing = False
        self._recorder = StrokeRecorder()
        # What a line began on is no longer there once another step is undone or redone.
        self.undo_stack.indexChanged.connect(self._recorder.cancel)
        self._layer = QImage()
        self._colours: tuple[QImage, QRectF] | None = None
        self._coloured = QImage()
        self.drawing_changed.connect(self.remove_colours)
        self._frames: Sequence[DigitFrame] = ()
        self._tap: QPointF | None = None
        self._pointer: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Canvas"))
        self.setAccessibleDescription(tr("Draw a digit or a number here with mouse, pen or finger"))

    @property
    def drawing(self) -> Drawing:
        """What lies on the canvas now, the line under way included."""
        return self._recorder.drawing

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink at all."""
        return self._recorder.is_empty

    @property
    def is_drawing(self) -> bool:
        """Whether a line is under way."""
        return self._recorder.pointer is not None

    def replace_drawing(self, drawing: Drawing, text: str) -> None:
        """Put another drawing on the canvas, as a step that can be undone."""
        self.end_line()
        self._push(text, self.drawing, drawing)

    def clear(self) -> None:
        """Take everything off the canvas, as a step that can be undone."""
        self.end_line()
        if self.drawing:
            self.replace_drawing(Drawing(), tr("Clear"))

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing without a step to undo."""
        self._recorder.replace(drawing)
        self._layer = QImage()
        self.update()
        self.drawing_changed.emit()

    def colour_ink(self, colours: QImage, place: QRectF) -> None:
        """Lay colours over the ink until the drawing changes; their place is in canvas units."""
        self._colours, self._coloured = (colours, place), QImage()
        self.update()

    def remove_colours(self) -> None:
        """Show the ink as it was drawn."""
        self._colours, self._coloured = None, QImage()
        self.update()

    def show_frames(self, frames: Sequence[DigitFrame]) -> None:
        """Show frames around the digits of a number; a tap in one of them leaves no ink."""
        if frames != self._frames:
            self._frames = frames
            self.update()

    def set_erasing(self, erasing: bool) -> None:
        """Use the eraser, or the pen, for what is drawn from now on."""
        self.erasing = erasing
        self.update()

    def set_pen_width(self, width: float) -> None:
        """Width of pen and eraser for what is drawn from now on, canvas units."""
        self.pen_width = width
        self.update()

    # The pen, whatever it is

    def _pen_down(
        self, pointer: int, position: QPointF, pressure: float | None, *, erase: bool
    ) -> None:
        if self._recorder.pointer not in (None, pointer):
            return
        self.end_line()
        self.setFocus()  # Only the mouse brings it by itself.
        in_frame = frame_at(self._frames, position, self.width()) is not None
        self._tap = position if in_frame and not erase else None
        has_pressure = pressure is not None
        if self._recorder.press(pointer, self.pen_width, erases=erase, has_pressure=has_pressure):
            self._pen_move(pointer, position, pressure)
        else:
            self.message.emit(tr(FULL))

    def _pen_move(self, pointer: int, position: QPointF, pressure: float | None) -> None:
        scale = CANVAS / self.width()
        x, y = position.x() * scale, position.y() * scale
        if not self._recorder.move(pointer, x, y, 1.0 if pressure is None else pressure):
            return
        if self._tap is not None:
            if (position - self._tap).manhattanLength() <= TAP:
                return  # There is no ink before it is known that this is a line.
            self._tap, self._layer = None, QImage()
        ink = self._recorder.new_ink()
        if ink:
            self._paint_on_layer(ink)
        else:
            self._layer = QImage()
        self.update()
        self.drawing_changed.emit()
        if self._recorder.is_full:
            self.end_line()
            if ink:
                self.message.emit(tr(FULL))

    def _pen_up(self, pointer: int) -> None:
        if self._recorder.pointer == pointer:
            self.end_line()

    def end_line(self) -> None:
        """End the line under way, if there is one, as one step that can be undone."""
        tap = self._tap if self.is_drawing else None
        line, self._tap = self._recorder.end(), None
        if tap is not None:
            self._end_tap(tap, line)
        elif line:
            text = tr("Erase") if line.erases else tr("Stroke")
            self._push(text, line.before, line.after)

    def _end_tap(self, tap: QPointF, line: RecordedLine | None) -> None:
        """Select the digit that was tapped, and leave no ink."""
        if line:
            self._recorder.replace(line.before)
            self._layer = QImage()
            self.update()
        place = frame_at(self._frames, tap, self.width())
        if place is not None:
            self.digit_tapped.emit(place)

    def _push(self, text: str, before: Drawing, after: Drawing) -> None:
        redo, undo = (partial(self._show_again, PackedDrawing(one)) for one in (after, before))
        self.undo_stack.push(UndoStep(text, redo, undo))

    def _show_again(self, packed: PackedDrawing) -> None:
        self.show_drawing(packed.get())

    # Painting

    def _ink(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.Text)

    def _fresh_layer(self) -> QImage:
        """The picture of all ink so far, one pixel for a pixel of the screen."""
        side = round(self.width() * self.devicePixelRatioF())
        if self._layer.width() != side:
            paper = self.palette().color(QPalette.ColorRole.Base)
            self._layer = drawing_image(self.drawing, side, paper, self._ink())
        return self._layer

    def _paint_on_layer(self, stroke: Stroke) -> None:
        """Add a piece of a line, so that a long line costs no more than a short one."""
        layer = self._fresh_layer()
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(layer.width() / CANVAS, layer.width() / CANVAS)
        paint_stroke(painter, stroke, self._ink())
        painter.end()

    def _paint_invitation(self, painter: QPainter) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * LARGE)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        where = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = self.rect().adjusted(SPACE, SPACE, -SPACE, -SPACE)
        painter.drawText(room, where, tr("Draw a digit or a number here"))

    def _coloured_layer(self, colours: QImage, place: QRectF) -> QImage:
        """As the layer, with colours over the ink."""
        layer = self._fresh_layer()
        if self._coloured.width() != layer.width():
            paper = self.palette().color(QPalette.ColorRole.Base)
            self._coloured = coloured_image(layer, paper, self._ink(), colours, place)
        return self._coloured

    def _paint_pointer(self, painter: QPainter, position: QPointF) -> None:
        """A ring as large as what the pen or the eraser will touch."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
        radius = self.pen_width / 2 * self.width() / CANVAS
        painter.drawEllipse(position, radius, radius)

    def _paint_frame(self, painter: QPainter) -> None:
        """An edge that can be seen on the window; with the focus, a ring."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        has_focus = self.hasFocus()
        role = QPalette.ColorRole.Accent if has_focus else QPalette.ColorRole.PlaceholderText
        painter.setPen(self.palette().color(role))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if has_focus:
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    # Qt's events

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        layer = self._coloured_layer(*self._colours) if self._colours else self._fresh_layer()
        painter.drawImage(self.rect(), layer)
        if self.is_empty:
            self._paint_invitation(painter)
        else:
            paint_frames(painter, self._frames, self.width(), self.palette())
        if self._pointer is not None:
            self._paint_pointer(painter, self._pointer)
        self._paint_frame(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layer = QImage()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._layer = self._coloured = QImage()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        if comes_before_undo(event):
            self.end_line()
        if kind == QEvent.Type.Leave:
            self._pointer = None
            self.update()
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """Follow the finger that came first; a second one neither draws nor joins."""
        points = {point.id(): point for point in event.points()}
        if event.type() == QEvent.Type.TouchBegin:
            self._lift_finger()
            first = event.points()[0]
            self._pen_down(first.id(), first.position(), None, erase=self.erasing)
        elif event.type() == QEvent.Type.TouchUpdate and self._recorder.pointer in points:
            finger = points[self._recorder.pointer]
            if finger.state() != QEventPoint.State.Stationary:
                self._pen_move(finger.id(), finger.position(), None)
            if finger.state() == QEventPoint.State.Released:
                self._pen_up(finger.id())
        elif event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._lift_finger()  # Cancelled, it may come without points.

    def _lift_finger(self) -> None:
        if self._recorder.pointer not in (MOUSE, PEN):
            self.end_line()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pen_down(MOUSE, event.position(), None, erase=self.erasing)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self.update()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pen_move(MOUSE, event.position(), None)
        else:
            self._pen_up(MOUSE)  # The release went elsewhere.

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pen_up(MOUSE)

    def tabletEvent(self, event: QTabletEvent) -> None:
        turned_over = event.pointerType() == QPointingDevice.PointerType.Eraser
        self._pointer = event.position()
        if event.type() == QEvent.Type.TabletPress:
            erase = self.erasing or turned_over
            self._pen_down(PEN, event.position(), event.pressure(), erase=erase)
        elif event.type() == QEvent.Type.TabletMove:
            self._pen_move(PEN, event.position(), event.pressure())
        elif event.type() == QEvent.Type.TabletRelease:
            self._pen_up(PEN)
        self.update()
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the line as it is where a dialog, a menu or another window comes between."""
        self.end_line()
        super().focusOutEvent(event)
