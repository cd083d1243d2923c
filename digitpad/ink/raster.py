"""From strokes to the 28x28 picture that the network reads, one step at a time.

MNIST's digits were fitted into a box of 20x20 with their aspect kept, and then laid with their
centre of mass in the middle of 28x28 (LeCun et al., 1998, "Gradient-based learning applied to
document recognition", section III-A). Here the same is done to the strokes, while they are still
lines: however large and with whatever pen somebody drew, the network sees one pen.

Pictures are uint8, 0 paper to 255 ink. Coordinates count pixels from the upper left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import (
    BOX,
    FINE,
    SIDE,
    Picture,
    centred,
    downsampled,
    fitted_into,
    ink_box,
)
from digitpad.ink.lines import is_apart
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.found import Step
from digitpad.ink.strokes import CANVAS, Drawing, Points, Stroke, bounds

PEN = 2.0
"""Width of the pen that redraws the strokes, pixels of the network's picture."""

SMALLEST = 8.0
"""A drawing smaller than this, in canvas units, is a dot; it is not blown up into a line."""

STEP = 0.5
"""Points of a stroke that follow another within this, pixels of the network's picture, are left
out."""

BINARY_PLACES = 4
"""Places after the point of the numbers that OpenCV takes as points."""


@dataclass(frozen=True, eq=False)
class InkSteps:
    """Each step on the way to the network's input.

    Parameters
    ----------
    ink : uint8 (H, W), the drawing as it lies on the canvas, or the ink found in a picture.
    box : left, top, right, bottom of the ink in ``ink``, pixels; right and bottom lie outside.
    fitted : uint8 (20, 20), the ink fitted into the box.
    centred : uint8 (28, 28), its centre of mass in the middle: the network's input.
    found_by : how the digits of a picture were found, before all of these.
    """

    ink: Picture
    box: tuple[int, int, int, int]
    fitted: Picture
    centred: Picture
    found_by: tuple[Step, ...] = ()


def rasterized(drawing: Drawing) -> Picture:
    """The network's picture of a drawing, uint8 (28, 28); all 0 where there is no ink."""
    if (
        drawing.picture is not None
        and not drawing.strokes
        and drawing.picture.shape == (SIDE, SIDE)
    ):
        return drawing.picture
    if drawing.found is not None and drawing.is_as_found and len(drawing.found.digits) == 1:
        # Made of the picture that was opened, which may be larger than the canvas.
        return drawing.found.digits[0].image
    return downsampled(centred(_fitted(drawing)), SIDE)


def steps_of(drawing: Drawing) -> InkSteps:
    """The network's picture together with every step on the way to it."""
    ink = canvas_ink(drawing)
    fitted = downsampled(_fitted(drawing), BOX)
    found_by = drawing.found.steps if drawing.found else ()
    return InkSteps(ink, ink_box(ink), fitted, rasterized(drawing), found_by)


def canvas_ink(drawing: Drawing) -> Picture:
    """The drawing as it lies on the canvas, uint8 (560, 560), each stroke at its own width."""
    side = int(CANVAS)
    ink = np.zeros((side, side), np.uint8)
    if drawing.picture is not None:
        ink = fitted_into(drawing.picture, side)
    for stroke in drawing.strokes:
        draw_line(ink, stroke.smooth, float(stroke.widths().mean()))
    return ink


def _fitted(drawing: Drawing) -> Picture:
    """The drawing in the 20x20 box, ``FINE`` times as large.

    Strokes alone are redrawn with one pen. Where a picture is among it there are only pixels.
    """
    if drawing.picture is not None:
        ink = canvas_ink(drawing) if drawing.strokes else drawing.picture
        left, top, right, bottom = ink_box(ink)
        return fitted_into(ink[top:bottom, left:right], BOX * FINE)
    if not drawing.strokes:
        return np.zeros((BOX * FINE, BOX * FINE), np.uint8)
    low, high = bounds(drawing)
    x, y = ((low + high) / 2).tolist()
    scale = (BOX - PEN) / max(*(high - low).tolist(), SMALLEST)
    *done, last = drawing.strokes
    return _redrawn(last, x, y, scale, _all_redrawn(tuple(done), x, y, scale))


@lru_cache(maxsize=1)
def _all_redrawn(strokes: tuple[Stroke, ...], x: float, y: float, scale: float) -> Picture:
    """Strokes in the box. While a stroke is under way, those before it mostly stay as they are."""
    fine = np.zeros((BOX * FINE, BOX * FINE), np.uint8)
    for stroke in strokes:
        fine = _redrawn(stroke, x, y, scale, fine)
    return fine


def _redrawn(stroke: Stroke, x: float, y: float, scale: float, under: Picture) -> Picture:
    """A picture with a stroke drawn over it: (x, y) in the middle of the box, and scaled."""
    line = (stroke.smooth - np.array([x, y], np.float32)) * np.float32(scale) + BOX / 2
    fine = under.copy()
    apart = is_apart(line, np.array([0, len(line)]), STEP)
    draw_line(fine, line[apart] * FINE, PEN * FINE)
    return fine


def draw_line(picture: Picture, line: Points, width: float, ink: int = 255) -> None:
    """Draw a line (P, 2), in pixels, into a picture, with round ends and hard edges."""
    draw_fixed(picture, [in_fixed_point(line)], width, ink)


def in_fixed_point(points: Points) -> NDArray[np.int32]:
    """Points (P, 2), in pixels, as OpenCV takes them: whole numbers, with some binary places."""
    # It puts pixel centres on whole numbers.
    return np.rint((points - 0.5) * (1 << BINARY_PLACES)).astype(np.int32)


def draw_fixed(
    picture: Picture, lines: Sequence[NDArray[np.int32]], width: float, ink: int = 255
) -> None:
    """Draw lines (P, 2), of points from :func:`in_fixed_point`, as :func:`draw_line` does."""
    # OpenCV draws no line from a single point.
    lines = [line if len(line) > 1 else line.repeat(2, axis=0) for line in lines]
    thickness = max(1, round(width))
    cv2.polylines(picture, lines, False, ink, thickness, cv2.LINE_8, BINARY_PLACES)
