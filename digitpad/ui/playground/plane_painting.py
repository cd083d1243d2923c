"""How the plane looks: regions, axes with numbers, test points and the legend."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen

from digitpad.ink.opencv import cv2
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.playground.unit_view import unit_view
from digitpad.ui.playground.class_marks import RADIUS, class_colours, paint_mark, rgb
from digitpad.ui.playground.diagram_layout import Unit
from digitpad.ui.playground.diagram_painting import class_images, unit_images
from digitpad.ui.playground.plane_scale import PlaneScale
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

MAX_CELLS = 96 * 96
"""Places at which the network predicts, at most; between them the image is smoothed."""

CELL = 4.0
"""Pixels from one place to the next, at least."""

MAX_WORK = 20_000_000
"""Products of weights for a picture, about: a large network predicts at fewer places."""


Role = QPalette.ColorRole


@dataclass(frozen=True, eq=False)
class Picture:
    """What lies under the points.

    Parameters
    ----------
    ground : stretched over the area, and smoothed.
    border : a line over it, or None.
    """

    ground: QImage
    border: QImage | None = None


def regions(network: PlaneNetwork, scale: PlaneScale, paper: QColor) -> QImage:
    """The colours of the most probable classes, deeper where the network is more certain."""
    places, rows, columns = scale.grid(_cells(network, scale))
    p = np.nan_to_num(network.activations(places, np.float32)[-1])  # Several times as fast.
    classes = p.shape[1]
    least = 1 / classes
    depth = 0.1 + 0.6 * np.clip((p.max(axis=1, keepdims=True) - least) / (1 - least), 0, 1)
    # The colour of the likeliest class, mixed only where another is about as likely.
    sharp = np.square(np.square(p))
    sharp /= np.maximum(sharp.sum(axis=1, keepdims=True), 1e-12)
    colours = sharp @ class_colours(classes)
    mixed = (rgb(paper) + depth * (colours - rgb(paper))).astype(np.uint8)
    return QImage(mixed.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


def _cells(network: PlaneNetwork, scale: PlaneScale) -> int:
    """At how many places a network predicts for a picture."""
    weights = sum(w.size for w, _ in network.network.layers)
    area = scale.area.width() * scale.area.height()
    return max(int(min(MAX_CELLS, area / CELL**2, MAX_WORK / weights)), 1)


def unit_picture(
    network: PlaneNetwork, unit: Unit, scale: PlaneScale, palette: QPalette
) -> Picture:
    """What a unit gives, in the colours of its tile, and its border."""
    places, rows, columns = scale.grid(_cells(network, scale))
    outputs, margins = unit_view(network, unit.layer, unit.index, places)
    field = outputs.reshape(1, rows, columns)
    is_class = unit.layer == len(network.network.layers)
    ground = class_images(field, palette, [unit.index]) if is_class else unit_images(field, palette)
    size = scale.area.size().toSize().expandedTo(QSize(1, 1))
    return Picture(ground, _border(margins.reshape(rows, columns), size, palette.color(Role.Text)))


def _border(margins: NDArray[np.floating], size: QSize, line: QColor) -> QImage:
    """A line where margins (rows, columns) change their sign, else transparent."""
    width, height = size.width(), size.height()
    fine = cv2.resize(np.nan_to_num(margins).astype(np.float32), (width, height))
    is_above = (fine > 0).astype(np.uint8)
    is_border = cv2.morphologyEx(is_above, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    pixels = np.where(is_border, np.uint32(line.rgba()), np.uint32(0)).astype(np.uint32)
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32).copy()


def paint_picture(painter: QPainter, picture: Picture, area: QRectF) -> None:
    """Paint a picture over an area."""
    painter.drawImage(area, picture.ground)
    if picture.border:
        # Pixel by pixel: to be fitted into parts of pixels would leave gaps in it.
        painter.drawImage(area.topLeft().toPoint(), picture.border)


def paint_axes(painter: QPainter, scale: PlaneScale, palette: QPalette) -> None:
    """Paint the lines through (0, 0), and the numbers and titles at the edges."""
    area, (across, up) = scale.area, scale.limits()
    faint = QColor(palette.color(Role.Text))
    faint.setAlphaF(0.35)
    painter.setPen(QPen(faint, 1))
    origin = scale.place_of((0, 0))
    if area.left() <= origin.x() <= area.right():
        painter.drawLine(QPointF(origin.x(), area.top()), QPointF(origin.x(), area.bottom()))
    if area.top() <= origin.y() <= area.bottom():
        painter.drawLine(QPointF(area.left(), origin.y()), QPointF(area.right(), origin.y()))
    painter.setPen(palette.color(Role.PlaceholderText))
    height = painter.fontMetrics().height()
    middle = Qt.AlignmentFlag.AlignVCenter
    right, centre = middle | Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignCenter
    for number in scale.ticks(*across, height / 2):
        x = scale.place_of((number, 0)).x()
        painter.drawText(QRectF(x - 40, area.bottom() + 2, 80, height), centre, _number(number))
    for number in scale.ticks(*up, height / 2):
        y = scale.place_of((0, number)).y()
        box = QRectF(0, y - height / 2, area.left() - SPACE / 2, height)
        painter.drawText(box, right, _number(number))


def paint_legend(
    painter: QPainter,
    room: QRectF,
    palette: QPalette,
    classes: int,
    has_test_points: bool,
    unit: Unit | None,
) -> None:
    """Explain the marks in one line, and the border of a unit.

    In a narrow room the mark of the first class stands for all.
    """
    quiet, paper = palette.color(Role.PlaceholderText), palette.color(Role.Base)
    metrics, x, middle = painter.fontMetrics(), room.left(), room.center().y()
    words = [tr("Training:", "legend"), *map(str, range(1, classes + 1))]
    words += [tr("Test", "legend")] * has_test_points + [tr("Border", "legend")] * bool(unit)
    marks = (classes + has_test_points) * (2 * RADIUS + SPACE / 2) + 4.5 * SPACE * bool(unit)
    needed = sum(metrics.horizontalAdvance(word) + SPACE for word in words) + marks + SPACE
    is_whole = needed <= room.width()

    def write(text: str) -> None:
        nonlocal x
        painter.setPen(quiet)
        painter.drawText(QPointF(x, middle + metrics.ascent() / 2 - 1), text)
        x += metrics.horizontalAdvance(text) + SPACE

    def mark(label: int, inside: QColor | None) -> None:
        nonlocal x
        paint_mark(painter, QPointF(x + RADIUS, middle), label, QColor("white"), paper=inside)
        x += 2 * RADIUS + SPACE / 2

    write(tr("Training:", "legend"))
    for label in range(classes if is_whole else 1):
        mark(label, None)
        write(f"{label + 1}" if is_whole else "")
    if has_test_points:
        x += SPACE
        mark(0, paper)
        write(tr("Test", "legend"))
    if unit:
        painter.setPen(palette.color(Role.Text))
        painter.drawLine(QPointF(x, middle), QPointF(x + 2 * SPACE, middle))
        x += 2.5 * SPACE
        write(tr("Border", "legend"))


def _number(value: float) -> str:
    return with_minus(f"{value:g}")
