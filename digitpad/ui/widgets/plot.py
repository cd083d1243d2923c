"""Curves and dots over two axes, painted from one state."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from digitpad.ui.support.numbers import raised, round_step, with_minus
from digitpad.ui.support.theme import SPACE, quiet_label, section_head

TICK = SPACE // 2
"""Length of a tick, pixels."""

MOST_FIGURES = 8
"""Figures of an axis."""

Values = NDArray[np.floating]


@dataclass(frozen=True)
class Axis:
    """One axis: what it measures, from where to where.

    Parameters
    ----------
    title : stands beside it.
    low, high : its ends.
    is_numbered : whether there are figures: over no curve they would count what is not there.
    is_whole : whether there are only whole numbers.
    is_log : whether its numbers are powers of ten, of which low and high are the exponents.
    """

    title: str
    low: float = 0.0
    high: float = 1.0
    is_numbered: bool = True
    is_whole: bool = False
    is_log: bool = False

    def share(self, values: Values) -> Values:
        """Where values are on the axis: 0 at its low end, 1 at its high one."""
        return (values - self.low) / (self.high - self.low)

    def step(self, most: int) -> float:
        """From one figure to the next, where so many steps have room; one is always taken."""
        step = round_step((self.high - self.low) / max(most, 1))
        return max(step, 1.0) if self.is_whole or self.is_log else step

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """Up to about so many places, with their figures, such as −0.5."""
        if not self.is_numbered:
            return []
        step = self.step(most)
        places = max(-math.floor(math.log10(step) + 1e-9), 0)
        numbers = range(math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9) + 1)
        if self.is_log:
            return [(n * step, power_of_ten(round(n * step))) for n in numbers]
        return [(n * step, with_minus(f"{n * step:,.{places}f}")) for n in numbers]


@dataclass(frozen=True, eq=False)
class Series:
    """Points (N,) in order, and how they look.

    Parameters
    ----------
    xs, ys : finite numbers; what lies beyond the axes is not drawn.
    color : of the line, and of the dots.
    width : of the line through them, pixels; 0 for none.
    is_dashed : whether the line is.
    dot : diameter of a dot at each, pixels; 0 for none.
    is_star : whether each dot is a star.
    """

    xs: Values
    ys: Values
    color: QColor
    width: float = 2.0
    is_dashed: bool = False
    dot: float = 0.0
    is_star: bool = False


class Plot(QWidget):
    """A plot that is to be looked at, with neither keys nor menu.

    Signals
    -------
    pointed(float) : the pointer is over the curves, at this place of the axis below.
    left() : it is there no more.
    """

    pointed = Signal(float)
    left = Signal()

    def __init__(self, title: str, axis_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setMouseTracking(True)
        self._axis_width = axis_width
        self._bottom, self._side = Axis(""), Axis("")
        self._series: Sequence[Series] = ()
        self._marker: float | None = None
        self._hint = quiet_label("")
        self._hint.setParent(self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.hide()

    @property
    def axes(self) -> tuple[Axis, Axis]:
        """The axis below, and the one at the side."""
        return self._bottom, self._side

    @property
    def series(self) -> Sequence[Series]:
        return self._series

    def show_series(self, bottom: Axis, side: Axis, *series: Series) -> None:
        """Paint these, the last on top."""
        self._bottom, self._side, self._series = bottom, side, series
        self.update()

    def mark(self, x: float | None) -> None:
        """Draw a line upwards from a place of the axis below; None for none."""
        if x != self._marker:
            self._marker = x
            self.update()

    def show_hint(self, text: str) -> None:
        """Say why there is no curve yet; "" where there is one."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    @property
    def box(self) -> QRectF:
        """Where the curves are, pixels: half a figure may stand beyond each end of an axis."""
        height = self.fontMetrics().height()
        below = 2 * height + TICK + SPACE
        above = height / 2 + 1
        width = self.width() - self._axis_width - SPACE
        return QRectF(self._axis_width, above, max(width, 1), max(self.height() - above - below, 1))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        self._paint_axes(painter)
        # A dot at the end of an axis is whole.
        painter.setClipRect(self.box.adjusted(-SPACE, -SPACE, SPACE, SPACE))
        if self._marker is not None:
            x = self._places(np.array([self._marker]), np.zeros(1))[0].x()
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawLine(QPointF(x, self.box.top()), QPointF(x, self.box.bottom()))
        for series in self._series:
            self._paint_series(painter, series)

    def _places(self, xs: Values, ys: Values) -> list[QPointF]:
        """Where points are on the widget."""
        box = self.box
        across = box.left() + box.width() * self._bottom.share(xs)
        down = box.bottom() - box.height() * self._side.share(ys)
        return [QPointF(x, y) for x, y in zip(across.tolist(), down.tolist(), strict=True)]

    def _paint_axes(self, painter: QPainter) -> None:
        box, role, height = self.box, QPalette.ColorRole, self.fontMetrics().height()
        line, text = (self.palette().color(r) for r in (role.Mid, role.PlaceholderText))
        bottom, side = self._ticks_below(), self._side.ticks(self._most(box.height(), 2 * height))
        below = self._places(np.array([x for x, _ in bottom]), np.full(len(bottom), self._side.low))
        beside = self._places(np.full(len(side), self._bottom.low), np.array([y for y, _ in side]))
        painter.setPen(line)
        painter.drawPolyline([box.topLeft(), box.bottomLeft(), box.bottomRight()])
        for place in below:
            painter.drawLine(place, place + QPointF(0, TICK))
        for place in beside:
            painter.drawLine(place, place - QPointF(TICK, 0))
        painter.setPen(text)
        middle, right = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        title = height + SPACE  # Chinese is higher than the font's own letters.
        for place, (_, figure) in zip(below, bottom, strict=True):
            at = QRectF(place.x() - box.width() / 2, place.y() + TICK, box.width(), height)
            painter.drawText(at, middle, figure)
        for place, (_, figure) in zip(beside, side, strict=True):
            width = box.left() - TICK - 2
            painter.drawText(QRectF(0, place.y() - height / 2, width, height), right, figure)
        under = QRectF(box.left(), self.height() - title, box.width(), title)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._bottom.title)
        painter.save()
        painter.translate(0, box.bottom())
        painter.rotate(-90)
        beside_all = QRectF(0, 0, box.height(), title)
        painter.drawText(beside_all, Qt.AlignmentFlag.AlignCenter, self._side.title)
        painter.restore()

    def _ticks_below(self) -> list[tuple[float, str]]:
        """As many as have room beside each other."""
        advance = self.fontMetrics().horizontalAdvance
        figures = [advance(figure) for _, figure in self._bottom.ticks(MOST_FIGURES)]
        return self._bottom.ticks(self._most(self.box.width(), max(figures, default=0) + 2 * SPACE))

    @staticmethod
    def _most(room: float, each: float) -> int:
        return min(int(room // each), MOST_FIGURES)

    def _paint_series(self, painter: QPainter, series: Series) -> None:
        places = self._places(series.xs, series.ys)
        if series.width:
            style = Qt.PenStyle.DashLine if series.is_dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(series.color, series.width, style))
            painter.drawPolyline(places)
        if not series.dot:
            return
        base = self.palette().color(QPalette.ColorRole.Base)
        painter.setPen(base if series.is_star else Qt.PenStyle.NoPen)
        painter.setBrush(series.color)
        for place in places:
            if series.is_star:
                painter.drawPolygon(_star(place, series.dot / 2))
            else:
                painter.drawEllipse(place, series.dot / 2, series.dot / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hint.setGeometry(self.box.toRect().adjusted(SPACE, 0, -SPACE, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place, box = event.position(), self.box
        if not box.contains(place):
            self.left.emit()
            return
        share = (place.x() - box.left()) / box.width()
        self.pointed.emit(self._bottom.low + share * (self._bottom.high - self._bottom.low))

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()


def lay_out(page: QWidget, title: str, legend: QLabel, plot: Plot) -> None:
    """Put a plot on a page, under its title and its legend."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE // 2)
    layout.addWidget(section_head(title))
    layout.addWidget(legend)
    layout.addWidget(plot, 1)


def power_of_ten(exponent: int) -> str:
    """Such as 0.01 or 10⁻⁵."""
    if -3 <= exponent <= 3:
        return f"{10.0**exponent:,.{max(-exponent, 0)}f}"
    return f"10{raised(exponent)}"


def _star(middle: QPointF, radius: float) -> QPolygonF:
    """A star with five points."""
    angles = np.arange(10) * np.pi / 5
    reach = np.where(np.arange(10) % 2, 0.4 * radius, radius)
    xs, ys = middle.x() + reach * np.sin(angles), middle.y() - reach * np.cos(angles)
    return QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
