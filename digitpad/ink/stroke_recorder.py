"""What presses, moves and releases of a pen, an eraser or a finger make of a drawing."""

from dataclasses import dataclass, replace

import numpy as np

from digitpad.ink.eraser import erased
from digitpad.ink.strokes import CANVAS, MAX_POINTS, Drawing, Stroke, room_for_stroke


class StrokeBuffer:
    """A line under way: it grows point by point, and is a stroke at any moment.

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


@dataclass(frozen=True, eq=False)
class RecordedLine:
    """A line that has ended, and the drawing before and after it."""

    before: Drawing
    after: Drawing
    erases: bool


class StrokeRecorder:
    """Records one line at a time: while one pointer draws it, all others are ignored.

    Pointers are numbers that the caller chooses. Positions are canvas units.
    """

    def __init__(self) -> None:
        self._drawing = Drawing()  # without the line under way, but without what that erased
        self._before = Drawing()  # when the line under way began
        self._line: StrokeBuffer | None = None
        self._pointer = 0  # that draws the line under way

    @property
    def drawing(self) -> Drawing:
        """The drawing now, the line under way included."""
        if self._line is None or self._line.erases or not len(self._line):
            return self._drawing
        return replace(self._drawing, strokes=(*self._drawing.strokes, self._line.stroke()))

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink at all."""
        has_line = self._line is not None and not self._line.erases and len(self._line) > 0
        return not (has_line or self._drawing)

    @property
    def pointer(self) -> int | None:
        """Which pointer draws the line under way; None without one."""
        return None if self._line is None else self._pointer

    @property
    def is_full(self) -> bool:
        """Whether the line under way can take no more points."""
        return self._line is not None and self._line.is_full

    def replace(self, drawing: Drawing) -> None:
        """Put another drawing in place; a line under way goes on."""
        self._drawing = drawing

    def press(
        self, pointer: int, width: float, *, erases: bool = False, has_pressure: bool = False
    ) -> bool:
        """Begin a line; the first move tells where. An earlier line must have ended.

        Parameters
        ----------
        width : of the pen or the eraser, canvas units. The line keeps it to its end.

        Returns
        -------
        False where the drawing has no room for another line.
        """
        room = MAX_POINTS if erases else room_for_stroke(self._drawing)
        if not room:
            return False
        self._before = self._drawing
        self._pointer = pointer
        self._line = StrokeBuffer(width, erases=erases, has_pressure=has_pressure, most=room)
        return True

    def move(self, pointer: int, x: float, y: float, pressure: float = 1.0) -> bool:
        """Lead the line on, no further than the edge; whether the drawing changed by it."""
        line = self._line
        if line is None or pointer != self._pointer:
            return False
        if not line.add(min(max(x, 0.0), CANVAS), min(max(y, 0.0), CANVAS), pressure):
            return False
        if not line.erases:
            return True
        before = self._drawing
        self._drawing = erased(before, line.stroke(last=2).points, line.width / 2)
        return self._drawing is not before

    def new_ink(self) -> Stroke | None:
        """The end of the line under way, with what the last point changed; None if it erases."""
        # The last point also bends the segment before it.
        return None if self._line is None or self._line.erases else self._line.stroke(last=4)

    def end(self) -> RecordedLine | None:
        """End the line under way; None where there is none, or where it changed nothing."""
        line, after = self._line, self.drawing
        self._line = None
        if line is None or after is self._before:
            return None
        self._drawing = after
        return RecordedLine(self._before, after, line.erases)

    def cancel(self) -> None:
        """Forget the line under way: the drawing it began on is no longer there."""
        self._line = None
