"""The paper: takes the pen and shows the ink."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
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

from digitpad.ink.eraser import erased
from digitpad.ink.strokes import CANVAS, PEN_WIDTH, Drawing, Stroke
from digitpad.ui.draw.painting import drawing_image, paint_stroke
from digitpad.ui.undo import Change, comes_before_undo

INVITATION = "Draw a digit"


class Line:
    """The points of a line under way: x, y and pressure of each."""

    def __init__(self) -> None:
        self._points = np.empty((256, 3), np.float32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, x: float, y: float, pressure: float) -> bool:
        """Add a point; False where it lies where the last one does."""
        point = np.array([x, y, pressure], np.float32)
        if self._count and (self._points[self._count - 1, :2] == point[:2]).all():
            return False
        if self._count == len(self._points):
            self._points = np.concatenate([self._points, np.empty_like(self._points)])
        self._points[self._count] = point
        self._count += 1
        return True

    def points(self, last: int = 0) -> NDArray[np.float32]:
        """All points or the last few, float32 (P, 3). They never change."""
        first = max(self._count - last, 0) if last else 0
        return self._points[first : self._count]


class Canvas(QWidget):
    """A square of paper for mouse, tablet and finger.

    Signals
    -------
    drawing_changed() : the ink has changed, also while the pen is still moving.
    """

    drawing_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.pen_width = PEN_WIDTH
        self.erasing = False
        self._drawing = Drawing()  # what is done
        self._before = Drawing()  # what was done when the pen came down
        self._line = Line()  # the line under way
        self._line_erases = False
        self._line_has_pressure = False
        # What a line began on is no longer there once another step is undone or redone.
        self.undo_stack.indexChanged.connect(self._drop_line)
        self._layer = QImage()
        self._pointer: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(200, 200)
        self.setAccessibleName("Canvas")
        self.setAccessibleDescription("Draw a digit here with mouse, pen or finger")

    @property
    def drawing(self) -> Drawing:
        """What lies on the canvas now, the line under way included."""
        if not self._line or self._line_erases:
            return self._drawing
        return Drawing((*self._drawing.strokes, self._stroke()), self._drawing.picture)

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink at all."""
        return not (self._drawing or (self._line and not self._line_erases))

    def replace_drawing(self, drawing: Drawing, text: str) -> None:
        """Put another drawing on the canvas, as a step that can be undone."""
        self.end_line()
        self.undo_stack.push(Change(text, self._drawing, drawing, self.show_drawing))

    def clear(self) -> None:
        """Take everything off the canvas, as a step that can be undone."""
        self.end_line()
        if self._drawing:
            self.replace_drawing(Drawing(), "clear")

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing without a step to undo."""
        self._drawing = drawing
        self._layer = QImage()
        self.update()
        self.drawing_changed.emit()

    def set_erasing(self, erasing: bool) -> None:
        """Use the eraser, or the pen."""
        self.end_line()
        self.erasing = erasing
        self.update()

    def set_pen_width(self, width: float) -> None:
        """Width of pen and eraser for what is drawn from now on, canvas units."""
        self.pen_width = width
        self.update()

    # The pen, whatever it is

    def _pen_down(self, position: QPointF, pressure: float | None, *, erase: bool) -> None:
        self.end_line()
        self.setFocus()  # Only the mouse brings it by itself.
        self._before = self._drawing
        self._line_erases = erase
        self._line_has_pressure = pressure is not None
        self._pen_move(position, pressure)

    def _pen_move(self, position: QPointF, pressure: float | None) -> None:
        x, y = (min(max(v * CANVAS / self.width(), 0.0), CANVAS) for v in position.toTuple())
        if not self._line.add(x, y, 1.0 if pressure is None else pressure):
            return
        if self._line_erases:
            left = erased(self._drawing, self._stroke(last=2).points, self.pen_width / 2)
            if left is not self._drawing:
                self.show_drawing(left)
            return
        self._paint_on_layer(self._stroke(last=4))
        self.update()
        self.drawing_changed.emit()

    def end_line(self) -> None:
        """End the line under way, if there is one, as one step that can be undone."""
        if not self._line:
            return
        after, text = self.drawing, "erase" if self._line_erases else "stroke"
        self._line = Line()
        if after is not self._before:
            self.undo_stack.push(Change(text, self._before, after, self.show_drawing))

    def _drop_line(self) -> None:
        self._line = Line()

    def _stroke(self, last: int = 0) -> Stroke:
        """The line under way, or the last few points of it, as a stroke."""
        line = self._line.points(last)
        pressures = line[:, 2] if self._line_has_pressure else None
        return Stroke(line[:, :2], self.pen_width, pressures)

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
        font.setPixelSize(max(16, self.width() // 20))
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, INVITATION)

    def _paint_pointer(self, painter: QPainter, position: QPointF) -> None:
        """A ring as large as what the pen or the eraser will touch."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
        radius = self.pen_width / 2 * self.width() / CANVAS
        painter.drawEllipse(position, radius, radius)

    # Qt's events

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._fresh_layer())
        if self.is_empty:
            self._paint_invitation(painter)
        if self._pointer is not None:
            self._paint_pointer(painter, self._pointer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(self.palette().color(role))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layer = QImage()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._layer = QImage()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QTouchEvent):
            position = event.points()[0].position()
            if kind == QEvent.Type.TouchBegin:
                self._pen_down(position, None, erase=self.erasing)
            elif kind == QEvent.Type.TouchUpdate and self._line:
                self._pen_move(position, None)
            else:
                self.end_line()
            event.accept()
            return True
        if comes_before_undo(event):
            self.end_line()
        if kind == QEvent.Type.Leave:
            self._pointer = None
            self.update()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pen_down(event.position(), None, erase=self.erasing)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self.update()
        if self._line and event.buttons() & Qt.MouseButton.LeftButton:
            self._pen_move(event.position(), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.end_line()

    def tabletEvent(self, event: QTabletEvent) -> None:
        turned_over = event.pointerType() == QPointingDevice.PointerType.Eraser
        self._pointer = event.position()
        if event.type() == QEvent.Type.TabletPress:
            erase = self.erasing or turned_over
            self._pen_down(event.position(), event.pressure(), erase=erase)
        elif event.type() == QEvent.Type.TabletMove and self._line:
            self._pen_move(event.position(), event.pressure())
        elif event.type() == QEvent.Type.TabletRelease:
            self.end_line()
        self.update()
        event.accept()
