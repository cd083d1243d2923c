"""The plane: what the network decides where, and the points it learns from."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from digitpad.playground.alike import predict_alike
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.playground.points import MAX_POINTS, Points
from digitpad.playground.unit_view import unit_view
from digitpad.ui.playground.class_marks import paint_mark
from digitpad.ui.playground.diagram_layout import Unit
from digitpad.ui.playground.plane_painting import (
    Picture,
    paint_axes,
    paint_legend,
    paint_picture,
    regions,
    unit_picture,
)
from digitpad.ui.playground.plane_scale import PlaneScale, Position
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

REACH = 10.0
"""Pixels around a point in which the pointer takes hold of it."""

KEY_STEP = 0.1
"""What an arrow key moves a point by."""

MIN_WIDTH, MIN_HEIGHT = 160, 232
"""Pixels."""

LEGEND = 3 * SPACE
"""Height of the legend, pixels."""

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
    add_reverted() : the point that was added last was the first half of a double click.
    refused() : there are so many points that no other is added.
    point_selected() : another point is selected, or none.
    probed(str) : what the network predicts at the place under the pointer; empty without one.
    """

    edited = Signal(str, object)
    drag_ended = Signal()
    add_reverted = Signal()
    refused = Signal()
    point_selected = Signal()
    probed = Signal(str)

    def __init__(
        self, points: Points, network: PlaneNetwork, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.points = points
        self.selected = -1
        self.label = 0
        self._network = network
        self._scale = PlaneScale(QRectF())
        self._unit: Unit | None = None
        self._picture: Picture | None = None
        self._marks: QPixmap | None = None
        self._is_dragging = False
        self._has_added = False  # Whether the last press added a point.
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(MIN_WIDTH, MIN_HEIGHT)
        self.setAccessibleName(tr("Decision regions"))
        # Not as a tooltip, which would cover the points; a line below the plane says how.
        self.setAccessibleDescription(
            tr(
                "Keys: Page Up and Page Down select a point, the arrow keys move it, "
                "Insert adds one, Delete removes it, Home resets the view."
            )
        )

    def show_network(self, network: PlaneNetwork, points: Points) -> None:
        """Show what a network decides, and points."""
        if not predict_alike(network, self._network):
            self._picture = None
        self._network = network
        if points is not self.points:
            self.points, self._marks = points, None
            self.select(min(self.selected, len(points) - 1))
        if self._pointer:
            self.probe(self._pointer)
        self.update()

    def show_unit(self, unit: Unit | None) -> None:
        """Show what one unit gives, and its border; without one, what the network decides.

        Parameters
        ----------
        unit : in layer 0, by its number among the inputs of the network.
        """
        self._unit, self._picture, self._marks = unit, None, None
        if self._pointer:
            self.probe(self._pointer)
        self.update()

    def select(self, index: int) -> None:
        """Select a point; none with -1."""
        if index != self.selected:
            self.selected, self._marks = index, None
            self.point_selected.emit()
            self.update()

    def reset_view(self) -> None:
        """Show the part of the plane that was shown at first."""
        self._show_part(self._scale.home())

    def _show_part(self, scale: PlaneScale) -> None:
        self._scale, self._picture, self._marks = scale, None, None
        self.update()

    # Where things are

    def sizeHint(self) -> QSize:
        # No higher than it must be: the page is laid out by what its parts would like, and Qt
        # takes what there is not from the highest of them, though it be less than its least.
        return QSize(400, MIN_HEIGHT)

    def place_of(self, position: Position) -> QPointF:
        """Where a point of the plane is in the widget."""
        return self._scale.place_of(position)

    def _point_at(self, place: QPointF) -> int:
        """The nearest point within reach; -1 where there is none."""
        best, nearest = -1, REACH
        for index, position in enumerate(self.points.positions.tolist()):
            away = (self.place_of(tuple(position)) - place).manhattanLength()
            if away <= nearest:
                best, nearest = index, away
        return best

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint_ground(painter)
            if not self._marks or self._marks.devicePixelRatio() != self.devicePixelRatioF():
                self._marks = self._new_marks()
            painter.drawPixmap(0, 0, self._marks)
            if self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
                painter.drawRect(self._scale.area)

    def paint(self, painter: QPainter) -> None:
        """Paint everything but the focus, onto whatever the painter paints on."""
        self._paint_ground(painter)
        self._paint_marks(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        """Paint what changes with each step."""
        hints = QPainter.RenderHint
        painter.setRenderHints(hints.Antialiasing | hints.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        if self._picture is None:
            self._picture = self._new_picture()
        paint_picture(painter, self._picture, self._scale.area)

    def _new_marks(self) -> QPixmap:
        """What stays the same while the network learns: painted once."""
        marks = QPixmap(self.size() * self.devicePixelRatioF())
        marks.setDevicePixelRatio(self.devicePixelRatioF())
        marks.fill(Qt.GlobalColor.transparent)
        with QPainter(marks) as painter:
            painter.setFont(self.font())
            self._paint_marks(painter)
        return marks

    def _paint_marks(self, painter: QPainter) -> None:
        """Paint axes, points and legend."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, palette, area = QPalette.ColorRole, self.palette(), self._scale.area
        paint_axes(painter, self._scale, palette)
        has_test_points = bool(self.points.is_test.any())
        room = QRectF(0, 0, self.width(), LEGEND)
        paint_legend(painter, room, palette, self.points.classes, has_test_points, self._unit)
        painter.setClipRect(area)
        self._paint_points(painter)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color(role.Mid), 1))
        painter.drawRect(area)

    def _new_picture(self) -> Picture:
        palette, scale = self.palette(), self._scale
        if self._unit:
            return unit_picture(self._network, self._unit, scale, palette)
        return Picture(regions(self._network, scale, palette.color(QPalette.ColorRole.Base)))

    def _paint_points(self, painter: QPainter) -> None:
        """Paint the marks, hollow those of test points."""
        points, palette = self.points, self.palette()
        paper = palette.color(QPalette.ColorRole.Base)
        text, white = palette.color(QPalette.ColorRole.Text), QColor("white")
        marks = (values.tolist() for values in (points.positions, points.labels, points.is_test))
        for index, (position, label, is_test) in enumerate(zip(*marks, strict=True)):
            is_selected = index == self.selected
            outline = text if is_selected else white
            place, inside = self.place_of(tuple(position)), paper if is_test else None
            paint_mark(painter, place, label, outline, is_selected, inside)

    # Editing

    def cancel_drag(self) -> None:
        """Drag no further, though the button is held."""
        self._is_dragging = False

    def _edit(self, what: str, points: Points, selected: int) -> None:
        self.edited.emit(what, points)
        self.select(selected)

    def _add(self, position: Position) -> None:
        if len(self.points) >= MAX_POINTS:
            self.cancel_drag()
            self.refused.emit()
            return
        label = min(self.label, self.points.classes - 1)
        self._has_added = True
        self._edit(tr("Add point"), self.points.added(position, label), len(self.points))

    def _remove(self, index: int) -> None:
        if index >= 0:
            self._edit(tr("Remove point"), self.points.removed(index), -1)
            self.drag_ended.emit()

    def _move(self, position: Position) -> None:
        self._edit(tr("Move point"), self.points.moved(self.selected, position), self.selected)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        numbers = self.fontMetrics()
        left, bottom = numbers.horizontalAdvance("−0.5") + SPACE / 2, numbers.height() + 2
        area = self.rect().toRectF().adjusted(left, LEGEND, -SPACE, -bottom)
        self._show_part(replace(self._scale, area=area))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        self._has_added = False
        if not self._scale.area.contains(place):
            return
        at = self._point_at(place)
        if event.button() == Qt.MouseButton.RightButton:
            self._remove(at)
        elif event.button() == Qt.MouseButton.MiddleButton:
            self.reset_view()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = True
            if at < 0:
                self._add(self._scale.position_of(place))
            else:
                self.select(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Reset the view if it was zoomed; else handle the second of two clicks."""
        if self._scale.is_home or event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
            return
        if self._has_added:
            self.select(-1)
            self.add_reverted.emit()
        self.reset_view()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place, area = event.position(), self._scale.area
        if self._is_dragging and self.selected >= 0:
            x = min(max(place.x(), area.left()), area.right())
            y = min(max(place.y(), area.top()), area.bottom())
            self._move(self._scale.position_of(QPointF(x, y)))
        self.probe(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging and event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = False
            self.drag_ended.emit()

    def probe(self, place: QPointF) -> None:
        """Tell what the network predicts at a place, again whenever the network changes."""
        self._pointer = place
        if not self._scale.area.contains(place):
            self.probed.emit("")
            return
        x, y = self._scale.position_of(place)
        at = np.array([[x, y]])
        told = self._told_of_unit(self._unit, at) if self._unit else self._told_of_classes(at)
        self.probed.emit(with_minus(f"({x:.2f}, {y:.2f})") + f"  {told}")

    def _told_of_classes(self, at: NDArray[np.float64]) -> str:
        with np.errstate(over="ignore", invalid="ignore"):
            p = self._network.probabilities(at)[0]
        one = tr("Class {n}: {p:.1%}")
        shares = (one.format(n=k + 1, p=v) for k, v in enumerate(p.tolist()))
        return "  ".join(share.replace(" ", "\N{NO-BREAK SPACE}") for share in shares)

    def _told_of_unit(self, unit: Unit, at: NDArray[np.float64]) -> str:
        outputs, margins = unit_view(self._network, unit.layer, unit.index, at)
        if 0 < unit.layer < len(self._network.network.layers):
            text = tr("Output {value:.4g}, weighted sum {sum:.4g}")
        else:
            text = tr("Output {value:.4g}")
        return with_minus(text.format(value=outputs[0], sum=margins[0]))

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.probed.emit("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        self._show_part(self._scale.zoomed(event.position(), 0.999 ** event.angleDelta().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()  # A number: not every character has a name.
        if key in ARROWS and self.selected >= 0:
            dx, dy = ARROWS[key]
            x, y = self.points.positions[self.selected]
            self._move((round(x + KEY_STEP * dx, 3), round(y + KEY_STEP * dy, 3)))
            self.drag_ended.emit()
        elif key in (Key.Key_PageUp, Key.Key_PageDown) and len(self.points):
            by = 1 if key == Key.Key_PageDown else -1
            self.select((self.selected + by) % len(self.points))
            self.probe(self.place_of(tuple(self.points.positions[self.selected].tolist())))
        elif key == Key.Key_Insert:
            x, y = self._scale.centre
            self._add((round(x, 3), round(y, 3)))
            self.drag_ended.emit()
        elif key == Key.Key_Home:
            self.reset_view()
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            self._remove(self.selected)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._picture = self._marks = None
            self.update()
