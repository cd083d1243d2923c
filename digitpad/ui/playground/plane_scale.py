"""Which part of the plane is shown where in a widget."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from digitpad.ui.support.numbers import round_step

HALF_WIDTH = 3.5
"""Half of what the shorter side shows at first."""

MIN_HALF_WIDTH, MAX_HALF_WIDTH = 0.5, 50.0
"""Limits of the half width when zooming."""

TICK_DISTANCE = 28
"""Pixels between two numbers on an axis, at least."""

Position = tuple[float, float]


@dataclass(frozen=True)
class PlaneScale:
    """A part of the plane in a rectangle of a widget; both axes have the same unit.

    Parameters
    ----------
    area : the rectangle, pixels.
    half : half of what its shorter side shows.
    centre : the point of the plane in its middle.
    """

    area: QRectF
    half: float = HALF_WIDTH
    centre: Position = (0.0, 0.0)

    @property
    def pixels_per_unit(self) -> float:
        return max(min(self.area.width(), self.area.height()), 1.0) / (2 * self.half)

    @property
    def is_home(self) -> bool:
        """Whether this is the view at the start."""
        return self.half == HALF_WIDTH and self.centre == (0.0, 0.0)

    def home(self) -> "PlaneScale":
        """The view at the start."""
        return PlaneScale(self.area)

    def place_of(self, position: Position) -> QPointF:
        """Where a point of the plane is in the widget."""
        away = QPointF(position[0] - self.centre[0], self.centre[1] - position[1])
        return self.area.center() + away * self.pixels_per_unit

    def position_of(self, place: QPointF) -> Position:
        """Which point of the plane is at a place of the widget."""
        away = (place - self.area.center()) / self.pixels_per_unit
        return round(self.centre[0] + away.x(), 3), round(self.centre[1] - away.y(), 3)

    def zoomed(self, place: QPointF, factor: float) -> "PlaneScale":
        """The scale zoomed around a place of the widget; a factor above 1 shows more."""
        half = min(max(self.half * factor, MIN_HALF_WIDTH), MAX_HALF_WIDTH)
        away = (place - self.area.center()) / self.pixels_per_unit
        grown = half / self.half - 1
        centre = self.centre[0] - away.x() * grown, self.centre[1] + away.y() * grown
        return replace(self, half=half, centre=centre)

    def limits(self) -> tuple[Position, Position]:
        """Least and greatest x, and least and greatest y."""
        width = self.area.width() / self.pixels_per_unit / 2
        height = self.area.height() / self.pixels_per_unit / 2
        x, y = self.centre
        return (x - width, x + width), (y - height, y + height)

    def ticks(self, low: float, high: float, margin: float = 0.0) -> list[float]:
        """Round numbers in these limits, far enough from each other to be read.

        Parameters
        ----------
        margin : pixels at either end without a number, which would stand over the edge.
        """
        low += margin / self.pixels_per_unit
        high -= margin / self.pixels_per_unit
        step = round_step(TICK_DISTANCE / self.pixels_per_unit)
        numbers = np.arange(np.ceil(low / step), np.floor(high / step) + 1)
        return [round(float(number) * step, 6) for number in numbers]

    def grid(self, cells: int) -> tuple[NDArray[np.float64], int, int]:
        """About this many places (N, 2), row by row from the top; numbers of rows and columns."""
        (left, right), (bottom, top) = self.limits()
        ratio = np.sqrt((right - left) / max(top - bottom, 1e-9))
        columns = max(round(np.sqrt(cells) * ratio), 1)
        rows = max(round(np.sqrt(cells) / ratio), 1)
        x = left + (np.arange(columns) + 0.5) / columns * (right - left)
        y = top - (np.arange(rows) + 0.5) / rows * (top - bottom)
        across, down = np.meshgrid(x, y)
        return np.stack([across.ravel(), down.ravel()], 1), rows, columns
