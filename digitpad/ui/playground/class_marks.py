"""How classes look: colours that colour-blind eyes tell apart, and a mark for each."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e6c700", "#56b4e9")
"""Okabe and Ito, 2008, "Color universal design", the yellow a little darker."""

NAMES = ("circle", "square", "triangle", "diamond", "cross", "star")

RADIUS = 7.0
"""Of a mark, pixels."""

SHARPNESS = 3
"""Pixels of an icon for each logical pixel, so that it is sharp on a high-resolution screen."""

HOLLOW = 2.0
"""Width of the line of a hollow mark, pixels."""

FAINT = 0.25
"""Opacity of the mark of a class that there is not."""


def rgb(colour: QColor) -> NDArray[np.float32]:
    """Red, green and blue, 0 to 255, float32 (3,)."""
    return np.array([colour.red(), colour.green(), colour.blue()], np.float32)


def class_colours(classes: int) -> NDArray[np.float32]:
    """The colours of so many classes, float32 (classes, 3)."""
    return np.stack([rgb(QColor(colour)) for colour in COLOURS[:classes]])


def paint_mark(
    painter: QPainter,
    place: QPointF,
    label: int,
    outline: QColor,
    is_selected: bool = False,
    paper: QColor | None = None,
) -> None:
    """Paint the mark of a class around a place.

    Parameters
    ----------
    paper : the colour inside a hollow mark, that of a test point; else it is filled.
    """
    path = _path(label).translated(place)
    if paper:
        painter.setBrush(paper)
        painter.setPen(QPen(outline, HOLLOW + 1.6))
        painter.drawPath(path)
        painter.setPen(QPen(QColor(COLOURS[label]), HOLLOW))
    else:
        painter.setBrush(QColor(COLOURS[label]))
        painter.setPen(QPen(outline, 2.5 if is_selected else 1.2))
    painter.drawPath(path)
    if is_selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(outline, 1.2, Qt.PenStyle.DashLine))
        painter.drawEllipse(place, RADIUS + 5, RADIUS + 5)


def mark_icon(label: int) -> QIcon:
    """The mark of a class, for a button on any ground; faint while that is disabled."""
    marks = QIcon()
    side = round(2 * RADIUS + 6)
    for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, FAINT)):
        pixmap = QPixmap(QSize(side, side) * SHARPNESS)
        pixmap.setDevicePixelRatio(SHARPNESS)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(opacity)
            paint_mark(painter, QPointF(side / 2, side / 2), label, QColor("white"))
        marks.addPixmap(pixmap, mode)
    return marks


@cache
def _path(label: int) -> QPainterPath:
    path, r = QPainterPath(), RADIUS
    match NAMES[label]:
        case "circle":
            path.addEllipse(QPointF(0, 0), r * 0.9, r * 0.9)
        case "square":
            path.addRect(QRectF(-0.8 * r, -0.8 * r, 1.6 * r, 1.6 * r))
        case "triangle":
            path.addPolygon(_star(3, r * 1.1, None))
        case "diamond":
            path.addPolygon(_star(4, r * 1.1, None))
        case "cross":
            path.addPolygon(_star(4, r * 1.2, 0.35))
        case "star":
            path.addPolygon(_star(5, r * 1.2, 0.45))
    path.closeSubpath()
    return path


def _star(corners: int, radius: float, waist: float | None) -> QPolygonF:
    """A regular polygon, or a star where it has a waist, its first corner up."""
    count = corners * (2 if waist else 1)
    points = []
    for number in range(count):
        angle = 2 * np.pi * number / count - np.pi / 2
        r = radius * (waist if waist and number % 2 else 1)
        points.append(QPointF(r * np.cos(angle), r * np.sin(angle)))
    return QPolygonF(points)
