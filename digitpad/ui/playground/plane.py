"""The plane: what the network decides where, and the points it learns from."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from digitpad.nn.network import Network
from digitpad.playground.points import MAX_POINTS, Points
from digitpad.playground.quadrants import TEST_POINTS
from digitpad.ui.playground.class_marks import NAMES, class_colours, paint_mark, rgb

GRID = 96
"""Places along an edge at which the network is asked; between them, the picture is smoothed."""

REACH = 10.0
"""Pixels around a point in which the pointer takes hold of it."""

HALF_WIDTH = 3.5
"""Half of the plane's width at first."""

MIN_HALF_WIDTH, MAX_HALF_WIDTH = 0.5, 50.0
"""Half widths that the wheel reaches."""

KEY_STEP = 0.1
"""What an arrow key moves a point by."""

Key = Qt.Key
ARROWS: dict[int, tuple[int, int]] = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, 1),
    Key.Key_Down: (0, -1),
}


class Plane(QWidget):
    """Shows a network's decisions; points are dragged, added and removed.

    Signals
    -------
    edited(str, Points) : the user wants other points, and what for; told again while they drag.
    drag_ended() : a drag or a press is over.
    refused() : there are so many points that no other is added.
    probed(str) : what the network thinks of the place under the pointer; empty without one.
    """

    edited = Signal(str, object)
    drag_ended = Signal()
    refused = Signal()
    probed = Signal(str)

    def __init__(self, points: Points, network: Network, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = points
        self.selected = -1
        self.label = 0
        self._network = network
        self._half = HALF_WIDTH
        self._centre = np.zeros(2)
        self._regions: NDArray[np.uint8] | None = None
        self._is_dragging = False
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 280)
        self.setAccessibleName("The plane")
        self.setToolTip(
            "Drag a point, click to add one, right click to remove one.\n"
            "The wheel zooms, a click of the wheel or Home shows all again.\n"
            "Keys: Page Up and Page Down choose a point, arrows move it, Insert adds one"
        )

    def show_network(self, network: Network, points: Points) -> None:
        """Show what a network decides, and points."""
        if network is not self._network:
            self._network, self._regions = network, None
        self.points = points
        self.selected = min(self.selected, len(points) - 1)
        if self._pointer:
            self.probe(self._pointer)
        self.update()

    def show_all(self) -> None:
        """Show the part of the plane that was shown at first."""
        self._half, self._centre = HALF_WIDTH, np.zeros(2)
        self._regions = None
        self.update()

    # Where things are

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    @property
    def _square(self) -> QRectF:
        side = min(self.width(), self.height())
        return QRectF(0, 0, side, side)

    def place_of(self, position: tuple[float, float]) -> QPointF:
        """Where a point of the plane is in the widget."""
        scale = self._square.width() / (2 * self._half)
        x, y = np.asarray(position) - self._centre
        return QPointF((x + self._half) * scale, (self._half - y) * scale)

    def position_of(self, place: QPointF) -> tuple[float, float]:
        """Which point of the plane is there."""
        scale = self._square.width() / (2 * self._half)
        x = place.x() / scale - self._half + self._centre[0]
        y = self._half - place.y() / scale + self._centre[1]
        return round(x, 3), round(y, 3)

    def _point_at(self, place: QPointF) -> int:
        """The nearest point within reach; -1 where there is none."""
        best, nearest = -1, REACH
        for index, position in enumerate(self.points.positions.tolist()):
            away = (self.place_of(tuple(position)) - place).manhattanLength()
            if away <= nearest:
                best, nearest = index, away
        return best

    # Painting

    def regions(self) -> NDArray[np.uint8]:
        """Colours, uint8 (GRID, GRID, 3): of the likeliest class, the deeper the surer."""
        if self._regions is None:
            steps = (np.arange(GRID) + 0.5) / GRID * 2 - 1
            x, y = np.meshgrid(steps, -steps)
            places = np.stack([x.ravel(), y.ravel()], 1) * self._half + self._centre
            with np.errstate(over="ignore", invalid="ignore"):
                p = self._network.probabilities(places)
            best = np.nan_to_num(p.max(axis=1), nan=0.0)
            least = 1 / self.points.classes
            depth = 0.1 + 0.6 * np.clip((best - least) / (1 - least), 0, 1)
            colours = class_colours(self.points.classes)[p.argmax(axis=1)]
            paper = rgb(self.palette().color(QPalette.ColorRole.Base))
            mixed = paper + depth[:, None].astype(np.float32) * (colours - paper)
            self._regions = mixed.astype(np.uint8).reshape(GRID, GRID, 3)
        return self._regions

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """Paint everything, onto whatever the painter paints on."""
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        square, regions = self._square, self.regions()
        painter.setClipRect(square)
        image = QImage(regions.data, GRID, GRID, 3 * GRID, QImage.Format.Format_RGB888)
        painter.drawImage(square, image)
        role = QPalette.ColorRole
        text = self.palette().color(role.Text)
        self._paint_axes(painter, text)
        for position in TEST_POINTS.tolist():
            self._paint_test_point(painter, self.place_of(tuple(position)), text)
        marks = zip(self.points.positions.tolist(), self.points.labels.tolist(), strict=True)
        for index, (position, label) in enumerate(marks):
            is_selected = index == self.selected
            outline = text if is_selected else QColor("white")
            paint_mark(painter, self.place_of(tuple(position)), label, outline, is_selected)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        border = role.Accent if self.hasFocus() else role.Mid
        painter.setPen(QPen(self.palette().color(border), 1))
        painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_axes(self, painter: QPainter, colour: QColor) -> None:
        faint = QColor(colour)
        faint.setAlphaF(0.35)
        painter.setPen(QPen(faint, 1))
        origin, side = self.place_of((0, 0)), self._square.width()
        painter.drawLine(QPointF(origin.x(), 0), QPointF(origin.x(), side))
        painter.drawLine(QPointF(0, origin.y()), QPointF(side, origin.y()))

    def _paint_test_point(self, painter: QPainter, place: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.5))
        for dx, dy in ((4, 4), (4, -4)):
            away = QPointF(dx, dy)
            painter.drawLine(place - away, place + away)

    # Editing

    def cancel_drag(self) -> None:
        """Drag no further, though the button is held."""
        self._is_dragging = False

    def _edit(self, what: str, points: Points, selected: int) -> None:
        self.edited.emit(what, points)
        self.selected = selected
        self.update()

    def _add(self, position: tuple[float, float]) -> None:
        if len(self.points) >= MAX_POINTS:
            self.cancel_drag()
            self.refused.emit()
            return
        label = min(self.label, self.points.classes - 1)
        self._edit("add a point", self.points.added(position, label), len(self.points))

    def _remove(self, index: int) -> None:
        if index >= 0:
            self._edit("remove a point", self.points.removed(index), -1)
            self.drag_ended.emit()

    def _move(self, position: tuple[float, float]) -> None:
        self._edit("move a point", self.points.moved(self.selected, position), self.selected)

    # Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if not self._square.contains(place):
            return
        at = self._point_at(place)
        if event.button() == Qt.MouseButton.RightButton:
            self._remove(at)
        elif event.button() == Qt.MouseButton.MiddleButton:
            self.show_all()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = True
            if at < 0:
                self._add(self.position_of(place))
            else:
                self.selected = at
                self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._is_dragging and self.selected >= 0:
            x, y = (min(max(v, 0.0), self._square.width()) for v in (place.x(), place.y()))
            self._move(self.position_of(QPointF(x, y)))
        self.probe(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging and event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = False
            self.drag_ended.emit()

    def probe(self, place: QPointF) -> None:
        """Tell what the network thinks of a place of the widget, from now on."""
        self._pointer = place
        x, y = self.position_of(place)
        with np.errstate(over="ignore", invalid="ignore"):
            p = self._network.probabilities(np.array([[x, y]]))[0]
        shares = (f"{NAMES[k]} {100 * v:.1f} %" for k, v in enumerate(p.tolist()))
        classes = "  ".join(share.replace(" ", "\N{NO-BREAK SPACE}") for share in shares)
        self.probed.emit(f"({x:.2f}, {y:.2f})  {classes}")

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.probed.emit("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        fixed = np.array(self.position_of(event.position()))
        half = self._half * 0.999 ** event.angleDelta().y()
        half = min(max(half, MIN_HALF_WIDTH), MAX_HALF_WIDTH)
        self._centre = fixed + (self._centre - fixed) * (half / self._half)
        self._half = half
        self._regions = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()  # A number: not every character has a name.
        if key in ARROWS and self.selected >= 0:
            dx, dy = ARROWS[key]
            x, y = self.points.positions[self.selected]
            self._move((round(x + KEY_STEP * dx, 3), round(y + KEY_STEP * dy, 3)))
            self.drag_ended.emit()
        elif key in (Key.Key_PageUp, Key.Key_PageDown) and len(self.points):
            by = 1 if key == Key.Key_PageDown else -1
            self.selected = (self.selected + by) % len(self.points)
            place = self.place_of(tuple(self.points.positions[self.selected].tolist()))
            self.probe(place)
            self.update()
        elif key == Key.Key_Insert:
            self._add((round(float(self._centre[0]), 3), round(float(self._centre[1]), 3)))
            self.drag_ended.emit()
        elif key == Key.Key_Home:
            self.show_all()
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            self._remove(self.selected)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._regions = None
            self.update()
