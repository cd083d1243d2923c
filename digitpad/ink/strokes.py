"""A drawing as the pen made it: strokes of points, free of any window or pixel.

Lengths are in canvas units: the canvas is a square of side :data:`CANVAS`, x grows to the right
and y downwards, whatever its size on the screen.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.photograph.found import PictureDigits

CANVAS = 560.0
"""Side of the square canvas, the unit of every point and pen width."""

PEN_WIDTH = 24.0
"""Pen width of a new canvas, in canvas units."""

MAX_STROKES = 1000
"""Strokes that a drawing may have."""

MAX_POINTS = 20_000
"""Points that all strokes of a drawing may have together: to read them takes less than 10 ms."""

Points = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Stroke:
    """One line drawn without lifting the pen.

    Parameters
    ----------
    points : float32 array of shape (P, 2), P >= 1, canvas units.
    width : pen width on the screen, canvas units. The network never sees it.
    pressures : float32 array of shape (P,), 0 to 1; None for a pen that does not tell.
    """

    points: Points
    width: float = PEN_WIDTH
    pressures: NDArray[np.float32] | None = None

    @cached_property
    def smooth(self) -> Points:
        """The points with rounded corners; a stroke never changes, and is drawn many times."""
        return smoothed(self.points)

    @cached_property
    def corners(self) -> Points:
        """Upper left and lower right corner of all points, float32 (2, 2)."""
        return np.array([self.points.min(axis=0), self.points.max(axis=0)])

    def widths(self) -> NDArray[np.float32]:
        """Width of the line at each point, float32 (P,): full pressure gives the full width."""
        if self.pressures is None:
            return np.full(len(self.points), self.width, np.float32)
        return np.float32(self.width) * (0.3 + 0.7 * self.pressures)


@dataclass(frozen=True, eq=False)
class Drawing:
    """What lies on the canvas: strokes, in the order drawn, over an optional picture.

    Parameters
    ----------
    strokes : the strokes.
    picture : uint8 array of shape (H, W), 0 paper to 255 ink: a picture that was pasted or opened.
    found : the digits that were found in it, their boxes in canvas units, and the steps on the way;
        None where it is a single digit as it is. The picture may have been changed since.
    """

    strokes: tuple[Stroke, ...] = field(default=())
    picture: NDArray[np.uint8] | None = None
    found: PictureDigits | None = None

    def __bool__(self) -> bool:
        return bool(self.strokes) or self.picture is not None

    @property
    def is_as_found(self) -> bool:
        """Whether it is a picture as its digits were found in it, not changed since."""
        is_same = self.found is not None and self.picture is self.found.ink
        return is_same and not self.strokes


def smoothed(points: Points, radius: float = 12.0) -> Points:
    """Round the corners of a stroke, as a pen on paper would.

    Each inner point becomes the control point of a quadratic Bezier curve that starts and ends on
    its two neighbouring segments, half a segment away but at most ``radius``: points that lie
    close together melt into one smooth curve, a corner between long straight lines stays a corner.

    Parameters
    ----------
    points : float32 (P, 2).
    radius : canvas units.

    Returns
    -------
    float32 (Q, 2), Q = 3 * P - 4, or the points themselves where P < 3.
    """
    if len(points) < 3:
        return points
    corner, segments = points[1:-1], points[1:] - points[:-1]
    lengths = np.maximum(np.hypot(segments[:, 0], segments[:, 1]), 1e-6)
    # From each corner to where its curve starts, and where it ends, is a share of a segment.
    reach = segments * np.minimum(0.5, radius / lengths)[:, None]
    start, end = corner - reach[:-1], corner + reach[1:]
    curve = np.empty((3 * len(points) - 4, 2), points.dtype)
    curve[0], curve[-1] = points[0], points[-1]
    curve[1:-1:3], curve[2:-1:3], curve[3:-1:3] = start, (start + 2 * corner + end) / 4, end
    return curve


def bounds(drawing: Drawing) -> tuple[Points, Points]:
    """Upper left and lower right corner, float32 (2,) each, of all points of the strokes."""
    if len(drawing.strokes) == 1:
        low, high = drawing.strokes[0].corners
        return low, high
    corners = np.array([stroke.corners for stroke in drawing.strokes])
    return corners[:, 0].min(axis=0), corners[:, 1].max(axis=0)


def room_for_stroke(drawing: Drawing) -> int:
    """How many points a further stroke of the drawing may have; 0 where it may have none."""
    if len(drawing.strokes) >= MAX_STROKES:
        return 0
    return max(MAX_POINTS - sum(len(stroke.points) for stroke in drawing.strokes), 0)
