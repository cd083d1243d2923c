"""How the plane looks: regions, axes with numbers, test points and the legend."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen

from digitpad.playground.plane_network import PlaneNetwork
from digitpad.ui.playground.class_marks import RADIUS, class_colours, paint_mark, rgb
from digitpad.ui.playground.plane_scale import PlaneScale
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

CELLS = 96 * 96
"""Places at which the network predicts; between them the image is smoothed."""


Role = QPalette.ColorRole


def regions(network: PlaneNetwork, scale: PlaneScale, paper: QColor) -> NDArray[np.uint8]:
    """Colours of the most probable classes, uint8 (rows, columns, 3).

    They are deeper where the network is more certain.
    """
    places, rows, columns = scale.grid(CELLS)
    with np.errstate(over="ignore", invalid="ignore"):
        p = np.nan_to_num(network.probabilities(places))
    classes = p.shape[1]
    least = 1 / classes
    depth = 0.1 + 0.6 * np.clip((p.max(axis=1, keepdims=True) - least) / (1 - least), 0, 1)
    # The colour of the likeliest class, mixed only where another is about as likely.
    sharp = p**4 / np.maximum((p**4).sum(axis=1, keepdims=True), 1e-12)
    colours = sharp @ class_colours(classes)
    mixed = rgb(paper) + depth * (colours - rgb(paper))
    return mixed.astype(np.uint8).reshape(rows, columns, 3)


def paint_regions(painter: QPainter, colours: NDArray[np.uint8], area: QRectF) -> None:
    """Paint the colours of :func:`regions` over an area."""
    rows, columns, _ = colours.shape
    image = QImage(colours.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    painter.drawImage(area, image)


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


def paint_test_point(painter: QPainter, place: QPointF, colour: QColor) -> None:
    """Paint a cross of two thin lines."""
    painter.setPen(QPen(colour, 1.5))
    for dx, dy in ((4, 4), (4, -4)):
        away = QPointF(dx, dy)
        painter.drawLine(place - away, place + away)


def paint_legend(
    painter: QPainter, place: QPointF, palette: QPalette, classes: int, has_test_points: bool
) -> None:
    """Explain the marks in one line that begins at this place."""
    text, quiet = palette.color(Role.Text), palette.color(Role.PlaceholderText)
    metrics, x = painter.fontMetrics(), place.x()

    def write(words: str) -> None:
        nonlocal x
        painter.setPen(quiet)
        painter.drawText(QPointF(x, place.y() + metrics.ascent() / 2 - 1), words)
        x += metrics.horizontalAdvance(words) + SPACE

    write(tr("Training:", "legend"))
    for label in range(classes):
        paint_mark(painter, QPointF(x + RADIUS, place.y()), label, QColor("white"))
        x += 2 * RADIUS + SPACE / 2
        write(f"{label + 1}")
    if has_test_points:
        x += SPACE
        paint_test_point(painter, QPointF(x + 4, place.y()), text)
        x += 2 * SPACE
        write(tr("Test", "legend"))


def _number(value: float) -> str:
    return with_minus(f"{value:g}")
