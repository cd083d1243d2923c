"""How the diagram of a network looks: lines, tiles and the note beside the pointer."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen

from digitpad.playground.points import MAX_CLASSES
from digitpad.ui.playground.class_marks import class_colours, paint_mark, rgb
from digitpad.ui.playground.diagram_layout import CLASS_WIDTH, Column
from digitpad.ui.playground.diagram_lines import WIDTHS, Lines
from digitpad.ui.playground.diagram_state import Fields
from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.colours import colour, signed_image

Role = QPalette.ColorRole

DASH, SPACING = 9.0, 5.0
"""Pixels of a dash of the line of a negative weight, and between two."""

PALEST = 0.35
"""How much of its colour the line of the weakest weight has."""

OFF = 0.25
"""Opacity of the tile of a feature that the network does not take."""


def unit_images(fields: Fields, palette: QPalette) -> QImage:
    """The tiles of a layer below each other: blue above 0, orange below; each in its own scale."""
    fields = np.nan_to_num(fields)
    largest = np.abs(fields).max(axis=(1, 2), keepdims=True)
    shares = fields / np.maximum(largest, 1e-30)
    return signed_image(shares.reshape(-1, fields.shape[2]), palette, 1)


def class_images(fields: Fields, palette: QPalette, labels: Sequence[int]) -> QImage:
    """The probabilities of these classes below each other, each in the colour of its class."""
    classes, rows, columns = fields.shape
    paper = rgb(palette.color(Role.Base))
    colours = class_colours(MAX_CLASSES)[list(labels), None, None]
    mixed = paper + np.nan_to_num(fields)[..., None] * (colours - paper)
    pixels = np.ascontiguousarray(mixed.astype(np.uint8).reshape(classes * rows, columns, 3))
    height = classes * rows
    form = QImage.Format.Format_RGB888
    return QImage(pixels.data, columns, height, 3 * columns, form).copy()


def paint_lines(painter: QPainter, layers: Sequence[Lines], palette: QPalette) -> None:
    """Paint weights: wider the larger they are, dashed and orange below 0, solid and blue above."""
    for step in range(WIDTHS):
        for is_negative in (True, False):
            shade = _shade(is_negative, PALEST + (1 - PALEST) * step / (WIDTHS - 1), palette)
            for lines in layers:
                ends = lines.of_step(step, is_negative)
                if not ends:
                    continue
                pen = QPen(shade, lines.width_of(step))
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                if is_negative:
                    pen.setDashPattern([DASH / pen.widthF(), SPACING / pen.widthF()])
                painter.setPen(pen)
                painter.drawLines(ends)


def _shade(is_negative: bool, share: float, palette: QPalette) -> QColor:
    """The colour of a line. It lets nothing through: to paint lines that do takes Qt far longer."""
    shade = rgb(colour("against" if is_negative else "for", palette))
    ground = rgb(palette.color(Role.Window))
    return QColor(*map(int, ground + share * (shade - ground)))


def paint_tiles(
    painter: QPainter, column: Column, images: QImage, palette: QPalette, on: Sequence[bool] = ()
) -> None:
    """Paint the tiles of a column.

    Parameters
    ----------
    images : of the units, square, below each other.
    on : whether each unit takes part; all do where it is empty.
    """
    side = images.width()
    for index, tile in enumerate(column.tiles):
        if on and not on[index]:
            painter.fillRect(tile, palette.color(Role.Base))
            painter.setOpacity(OFF)
        painter.drawImage(tile, images, QRectF(0, index * side, side, side))
        painter.setOpacity(1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(Role.Mid), 1))
    painter.drawRects(column.tiles)


def paint_marks(painter: QPainter, outputs: Column) -> None:
    """The mark of each class beside its output."""
    for label, tile in enumerate(outputs.tiles):
        place = QPointF(tile.right() + CLASS_WIDTH / 2 + 2, tile.center().y())
        paint_mark(painter, place, label, QColor("white"))


def paint_frame(painter: QPainter, tile: QRectF, palette: QPalette, has_focus: bool) -> None:
    """Paint a frame around the selected tile, or a dashed one around that with the focus."""
    pen = QPen(palette.color(Role.Accent), 2)
    if has_focus:
        pen.setColor(palette.color(Role.Text))
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    away = 4 if has_focus else 2
    painter.drawRect(tile.adjusted(-away, -away, away, away))


def paint_note(
    painter: QPainter, text: str, place: QPointF, room: QRectF, palette: QPalette
) -> None:
    """Paint a line of text on a ground of its own beside a place, within the room."""
    metrics = painter.fontMetrics()
    size = metrics.size(0, text).toSizeF()
    box = QRectF(place + QPointF(SPACE * 1.5, -size.height() - SPACE), size)
    box.adjust(-SPACE / 2, -2, SPACE / 2, 2)
    box.moveRight(min(box.right(), room.right()))
    box.moveLeft(max(box.left(), room.left()))
    box.moveTop(max(box.top(), room.top()))
    painter.setBrush(palette.color(Role.ToolTipBase))
    painter.setPen(QPen(palette.color(Role.Mid), 1))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(palette.color(Role.ToolTipText))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_band(painter: QPainter, band: QRectF, palette: QPalette) -> None:
    """Paint the ground of the part that the open operation computes."""
    shade = QColor(palette.color(Role.Accent))
    shade.setAlphaF(0.14)
    painter.setBrush(shade)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(band, SPACE / 2, SPACE / 2)
