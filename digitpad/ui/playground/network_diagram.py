"""The network as a diagram: a tile for each unit, a line for each weight, live."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from digitpad.ui.playground.diagram_layout import (
    EDGE,
    FEATURE_WIDTH,
    HEAD,
    Column,
    Unit,
    band,
    column,
    neighbour,
    slots,
    unit_at,
    width_for,
)
from digitpad.ui.playground.diagram_lines import MAX_LINES, Lines, Weight, line_at, lines_between
from digitpad.ui.playground.diagram_painting import (
    class_images,
    paint_band,
    paint_frame,
    paint_lines,
    paint_marks,
    paint_note,
    paint_tiles,
    unit_images,
)
from digitpad.ui.playground.diagram_state import Diagram, Part
from digitpad.ui.playground.diagram_text import unit_name, unit_note, weight_note, weight_title
from digitpad.ui.playground.layer_heads import FeatureBoxes, LayerHeads
from digitpad.ui.playground.weight_editor import WeightEditor
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

MIN_HEIGHT = 240
"""Pixels; lower, the tiles of 64 units cannot be told from each other."""

_LEFT, _TOP = int(FEATURE_WIDTH - EDGE), int(HEAD - EDGE)

Key = Qt.Key
ARROWS = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
}


class NetworkDiagram(QWidget):
    """Inputs, hidden layers and outputs; units are selected, weights and layers changed.

    Attributes
    ----------
    selected : the unit that is looked at, or None.

    Signals
    -------
    moved(QRect) : another unit, there, has the focus.
    unit_selected(Unit or None) : the user looks at another unit, or at none.
    hidden_changed(tuple) : the user wants hidden layers of these sizes.
    features_changed(tuple) : the user wants the features of these numbers.
    weight_edited(Weight, float) : a weight is to have this value; a source of -1 is the bias.
    """

    moved = Signal(QRect)
    unit_selected = Signal(object)
    hidden_changed = Signal(tuple)
    features_changed = Signal(tuple)
    weight_edited = Signal(object, float)

    def __init__(
        self, diagram: Diagram, most_layers: int, most_units: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("networkDiagram")
        self.selected: Unit | None = None
        self._diagram = diagram
        self._part: Part | None = None
        self._columns: list[Column] = []
        self._lines: list[Lines] | None = None
        self._ground: QPixmap | None = None
        self._are_lines_late = False
        self._images: list[QImage] | None = None
        self._current = Unit(0, 0)
        self._pointer: QPointF | None = None
        self._hovered: Unit | Weight | None = None
        self.heads = LayerHeads(most_layers, most_units, self)
        self.features = FeatureBoxes(diagram.features, self)
        self.editor = WeightEditor(self)
        self.heads.changed.connect(self.hidden_changed)
        self.features.changed.connect(self.features_changed)
        self.editor.edited.connect(self.weight_edited)
        self.editor.chosen.connect(self._show_edited)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Network"))
        self.setAccessibleDescription(
            tr(
                "Keys: the arrow keys move from unit to unit, Enter shows one large, "
                "F2 changes its weights, Esc shows the decision regions."
            )
        )
        self.show_diagram(diagram)

    def show_diagram(self, diagram: Diagram, *, is_running: bool = False) -> None:
        """Show a network: its tiles now; while it learns, its lines with :meth:`show_lines`."""
        is_other = diagram.counts != self._diagram.counts or not self._columns
        before, self._diagram = self._diagram, diagram
        self._images = None
        if is_other:
            self._columns = []
            self._keep_within()
            self.setMinimumSize(width_for(len(diagram.hidden)), MIN_HEIGHT)
            self.heads.show_sizes(diagram.hidden)
        if is_other or diagram.inputs != before.inputs:
            self.features.show_features(diagram.inputs)
            if self.selected and not self._is_used(self.selected):
                self.select(None)
        if is_other or diagram.inputs != before.inputs or not is_running:
            self._arrange()
        else:
            self._are_lines_late = True
            self._paint_soon()

    def show_lines(self) -> None:
        """Show the lines of the network, too: they take the longest to paint."""
        if self._are_lines_late:
            self._arrange()

    def _keep_within(self) -> None:
        """Forget units that are no more."""

        def is_there(unit: Unit) -> bool:
            counts = self._diagram.counts
            return unit.layer < len(counts) and unit.index < counts[unit.layer]

        if not is_there(self._current):
            self._current = Unit(0, 0)
        if self.selected and not is_there(self.selected):
            self.select(None)
        self._hovered = None
        self.update()

    def _arrange(self) -> None:
        """Place all tiles and lines anew."""
        self._are_lines_late = False
        self._forget_lines()
        self._lay_out()

    def _forget_lines(self) -> None:
        """Have the lines chosen and painted anew."""
        self._lines = self._ground = None
        self._paint_soon()

    def _paint_soon(self) -> None:
        """Have all painted but the widgets at the left and on top, which a note may cover."""
        self.update(self.rect() if self._hovered else self.rect().adjusted(_LEFT, _TOP, 0, 0))

    def _lay_out(self) -> None:
        """Place all tiles; where there are many, the strongest units have large ones."""
        diagram, before = self._diagram, self._columns
        areas = slots(self.width(), self.height(), len(diagram.hidden))
        self._columns = []
        for layer, (area, count) in enumerate(zip(areas, diagram.counts, strict=True)):
            is_hidden = 0 < layer < len(areas) - 1
            strengths = diagram.strengths(layer) if is_hidden else np.zeros(count)
            self._columns.append(column(area, strengths, before[layer] if before else None))
        self.heads.place(areas[1:-1], round(HEAD) - SPACE)
        self.features.place(self._columns[0].tiles, _LEFT)

    def sizeHint(self) -> QSize:
        return QSize(max(560, self.minimumWidth()), MIN_HEIGHT)  # As that of the plane.

    def select(self, unit: Unit | None) -> None:
        """Look at a unit, or at none."""
        if unit != self.selected:
            self.selected = unit
            self._forget_lines()
            self.unit_selected.emit(unit)

    def light(self, part: Part | None) -> None:
        """Show which part is computed, if any."""
        if part != self._part:
            self._part, self._ground = part, None
            self.update()

    def name_of(self, unit: Unit) -> str:
        """A unit, for people."""
        return unit_name(self._diagram, unit)

    def in_network(self, unit: Unit) -> Unit:
        """A unit that is used, in layer 0 by its number among the inputs of the network."""
        is_input = unit.layer == 0
        return Unit(0, self._diagram.inputs.index(unit.index)) if is_input else unit

    def tile_of(self, unit: Unit) -> QRectF:
        """Where a unit is."""
        return self._columns[unit.layer].tiles[unit.index]

    # Painting

    def _lines_now(self) -> list[Lines]:
        if self._lines is None:
            diagram, columns = self._diagram, self._columns
            looked_at = self._hovered if isinstance(self._hovered, Unit) else self.selected
            most = MAX_LINES // len(diagram.layers)
            self._lines = [
                lines_between(
                    layer,
                    weights,
                    (columns[layer], columns[layer + 1]),
                    diagram.rows(layer),
                    most,
                    looked_at,
                )
                for layer, (weights, _) in enumerate(diagram.layers)
            ]
        return self._lines

    def _images_now(self) -> Sequence[QImage]:
        if self._images is None:
            *units, classes = self._diagram.fields
            palette = self.palette()
            self._images = [unit_images(fields, palette) for fields in units]
            self._images.append(class_images(classes, palette, range(len(classes))))
        return self._images

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            hints = QPainter.RenderHint
            palette, diagram = self.palette(), self._diagram
            if not self._ground or self._ground.devicePixelRatio() != self.devicePixelRatioF():
                self._ground = self._new_ground()
            painter.drawPixmap(0, 0, self._ground)
            painter.setRenderHint(hints.SmoothPixmapTransform)
            on = [feature in diagram.inputs for feature in range(len(diagram.features))]
            for layer, (found, images) in enumerate(
                zip(self._columns, self._images_now(), strict=True)
            ):
                paint_tiles(painter, found, images, palette, on if layer == 0 else ())
            painter.setRenderHint(hints.Antialiasing)
            paint_marks(painter, self._columns[-1])
            if self.selected:
                paint_frame(painter, self.tile_of(self.selected), palette, has_focus=False)
            if self.hasFocus():
                paint_frame(painter, self.tile_of(self._current), palette, has_focus=True)
            if self._hovered and self._pointer:
                room = self.rect().toRectF().adjusted(1, 1, -1, -1)
                paint_note(painter, self._note(), self._pointer, room, palette)

    def _new_ground(self) -> QPixmap:
        """The lines, and what is under way, painted once for several pictures of a run."""
        ground = QPixmap(self.size() * self.devicePixelRatioF())
        ground.setDevicePixelRatio(self.devicePixelRatioF())
        palette = self.palette()
        ground.fill(palette.color(QPalette.ColorRole.Window))
        with QPainter(ground) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._part and self._part.layer < len(self._columns):
                layer, height = self._part.layer, self.height()
                area = band(self._columns, layer, height, has_weights=self._part.has_weights)
                paint_band(painter, area, palette)
            paint_lines(painter, self._lines_now(), palette)
        return ground

    def _note(self) -> str:
        if isinstance(self._hovered, Weight):
            return weight_note(self._diagram, self._hovered)
        return unit_note(self._diagram, self._hovered) if self._hovered else ""

    # Editing a weight

    def edit_weight(self, weight: Weight, place: QPointF) -> None:
        """Open the editor of a weight at a place."""
        diagram = self._diagram
        sources = {
            source: unit_name(diagram, Unit(weight.layer, tile))
            for source, tile in enumerate(diagram.rows(weight.layer))
        }
        sources[-1] = tr("Bias")
        title = weight_title(diagram, weight)
        at: QPoint = self.mapToGlobal(place.toPoint()) + QPoint(SPACE, SPACE)
        self.editor.open_at(at, title, sources, weight, diagram.value(weight))

    def _show_edited(self, weight: Weight) -> None:
        self.editor.show_weight(weight, self._diagram.value(weight))

    def _edit_current(self) -> None:
        """Edit the strongest weight that comes into the unit with the focus."""
        layer, target = self._current.layer - 1, self._current.index
        if layer < 0:
            return
        incoming = np.abs(np.nan_to_num(self._diagram.layers[layer][0][:, target]))
        weight = Weight(layer, int(incoming.argmax()), target)
        self.edit_weight(weight, self.tile_of(self._current).bottomRight())

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _hover(self, place: QPointF | None) -> None:
        hovered: Unit | Weight | None = None
        if place is not None:
            hovered = unit_at(self._columns, place) or line_at(self._lines_now(), place)
        if hovered != self._hovered or place != self._pointer:
            if hovered != self._hovered:
                self._forget_lines()
            self._hovered, self._pointer = hovered, place
            shape = Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position()
        self._hover(place)
        if isinstance(self._hovered, Unit):
            self._current = self._hovered
            self._toggle(self._hovered)
        elif self._hovered:
            self.edit_weight(self._hovered, place)
        else:
            self.select(None)

    def _is_used(self, unit: Unit) -> bool:
        """Whether a unit is part of the network: not each feature is."""
        return unit.layer > 0 or unit.index in self._diagram.inputs

    def _toggle(self, unit: Unit) -> None:
        """Look at a unit, no longer at one that is looked at; a feature that is off is taken in."""
        if not self._is_used(unit):
            self.features_changed.emit(tuple(sorted((*self._diagram.inputs, unit.index))))
        else:
            self.select(None if unit == self.selected else unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()  # A number: not every character has a name.
        if key in ARROWS:
            self._move(neighbour(self._columns, self._current, *ARROWS[Key(key)]))
        elif key in (Key.Key_Return, Key.Key_Enter):
            self._toggle(self._current)
        elif key == Key.Key_F2:
            self._edit_current()
        elif key == Key.Key_Escape and self.selected:
            self.select(None)
        else:
            super().keyPressEvent(event)

    def _move(self, unit: Unit) -> None:
        """Give the focus to another unit, and say which."""
        self._current = unit
        self.moved.emit(self.tile_of(unit).toAlignedRect())
        note = unit_note(self._diagram, unit)
        self.setAccessibleDescription(note)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, note))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._images = self._ground = None
            self.update()
