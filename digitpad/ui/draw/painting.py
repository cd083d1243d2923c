"""How a drawing looks on the screen: antialiased ink of the width it was drawn with."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from digitpad.ink.framing import fitted_into
from digitpad.ink.strokes import CANVAS, Drawing, Stroke
from digitpad.ui.support.images import ink_image, rgba_array

FAINT = 0.3
"""How dark ink is below colours, of the way from paper to ink."""


def paint_drawing(painter: QPainter, drawing: Drawing, colour: QColor) -> None:
    """Paint a drawing; the painter's unit is the canvas's."""
    if drawing.picture is not None:
        square = fitted_into(drawing.picture, max(drawing.picture.shape))
        clear = QColor(colour)
        clear.setAlpha(0)
        painter.drawImage(QRectF(0, 0, CANVAS, CANVAS), ink_image(square, clear, colour))
    for stroke in drawing.strokes:
        paint_stroke(painter, stroke, colour)


def paint_stroke(painter: QPainter, stroke: Stroke, colour: QColor) -> None:
    """Paint one stroke; where the pen told its pressure the line swells and thins."""
    pen = QPen(colour, stroke.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.pressures is None:
        painter.setPen(pen)
        _paint_line(painter, stroke)
        return
    widths = stroke.widths()
    for last in range(len(stroke.points)):
        piece = slice(max(last - 2, 0), last + 1)
        pen.setWidthF(float(widths[piece].mean()))
        painter.setPen(pen)
        _paint_line(painter, Stroke(stroke.points[piece]))


def _paint_line(painter: QPainter, stroke: Stroke) -> None:
    points = [QPointF(x, y) for x, y in stroke.smooth.tolist()]
    if len(points) == 1:
        painter.drawPoint(points[0])
    else:
        painter.drawPolyline(QPolygonF(points))


def drawing_image(drawing: Drawing, side: int, paper: QColor, colour: QColor) -> QImage:
    """The drawing as a square picture of ``side`` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(paper)
    painter = QPainter(image)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.scale(side / CANVAS, side / CANVAS)
    paint_drawing(painter, drawing, colour)
    painter.end()
    return image


def coloured_image(
    image: QImage, paper: QColor, ink: QColor, colours: QImage, place: QRectF
) -> QImage:
    """A picture of :func:`drawing_image` with its ink faint and under colours.

    Parameters
    ----------
    place : of the colours, in canvas units.
    """
    # Seen from the picture: to paint a long scribble anew would take half a second.
    low, high = paper.green(), ink.green()
    share = np.clip((np.arange(256) - low) * 255 / (high - low), 0, 255).astype(np.uint8)
    faint = _faint(paper, ink)
    clear = QColor(faint)
    clear.setAlpha(0)
    inked = ink_image(share[rgba_array(image)[:, :, 1]], clear, faint)
    inked = inked.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(inked)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    # Colours come only where there is ink, and the paper below both.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    painter.save()
    painter.scale(image.width() / CANVAS, image.width() / CANVAS)
    painter.drawImage(place, colours)
    painter.restore()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
    painter.fillRect(inked.rect(), paper)
    painter.end()
    return inked


def _faint(paper: QColor, ink: QColor) -> QColor:
    ends = ((paper.red(), ink.red()), (paper.green(), ink.green()), (paper.blue(), ink.blue()))
    return QColor(*(round(low + FAINT * (high - low)) for low, high in ends))
