"""How a drawing looks on the screen: antialiased ink of the width it was drawn with."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from digitpad.ink.framing import fitted_into
from digitpad.ink.strokes import CANVAS, Drawing, Stroke
from digitpad.ui.support.images import ink_image

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
    drawing: Drawing, side: int, paper: QColor, ink: QColor, colours: QImage, place: QRectF
) -> QImage:
    """As :func:`drawing_image`, the ink faint and under colours; their place is in canvas units."""
    inked = drawing_image(drawing, side, QColor(Qt.GlobalColor.transparent), _faint(paper, ink))
    painter = QPainter(inked)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    # Colours come only where there is ink.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    painter.scale(side / CANVAS, side / CANVAS)
    painter.drawImage(place, colours)
    painter.end()
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(paper)
    painter = QPainter(image)
    painter.drawImage(0, 0, inked)
    painter.end()
    return image


def _faint(paper: QColor, ink: QColor) -> QColor:
    ends = ((paper.red(), ink.red()), (paper.green(), ink.green()), (paper.blue(), ink.blue()))
    return QColor(*(round(low + FAINT * (high - low)) for low, high in ends))
