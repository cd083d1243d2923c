"""A line under way: grows point by point, and is a stroke at any moment."""

import numpy as np

from digitpad.ink.strokes import MAX_POINTS, Stroke


class StrokeBuffer:
    """A line that a pen or an eraser is drawing.

    Parameters
    ----------
    width : of the pen or the eraser when it came down, canvas units. It stays so to the end.
    erases : whether it removes ink.
    has_pressure : whether the pen tells its pressure.
    most : points that it may have, at least one.
    """

    def __init__(
        self,
        width: float,
        *,
        erases: bool = False,
        has_pressure: bool = False,
        most: int = MAX_POINTS,
    ) -> None:
        self.width = width
        self.erases = erases
        self._has_pressure = has_pressure
        self._most = most
        self._points = np.empty((256, 3), np.float32)  # x, y and pressure of each
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def is_full(self) -> bool:
        """Whether it takes no more points."""
        return self._count >= self._most

    def add(self, x: float, y: float, pressure: float = 1.0) -> bool:
        """Add a point; False where there is no room or it lies where the last one does."""
        point = np.array([x, y, pressure], np.float32)
        stays = self._count and (self._points[self._count - 1, :2] == point[:2]).all()
        if stays or self.is_full:
            return False
        if self._count == len(self._points):
            self._points = np.concatenate([self._points, np.empty_like(self._points)])
        self._points[self._count] = point
        self._count += 1
        return True

    def stroke(self, last: int = 0) -> Stroke:
        """The line so far, or its last few points, as a stroke, which never changes."""
        first = max(self._count - last, 0) if last else 0
        points = self._points[first : self._count]
        return Stroke(points[:, :2], self.width, points[:, 2] if self._has_pressure else None)
