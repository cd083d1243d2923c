"""A stroke where ink is missing, to be added to the drawing."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import BOX, SIDE
from digitpad.ink.raster import PEN, SMALLEST, canvas_ink, rasterized
from digitpad.ink.strokes import Drawing, Points, bounds

REACH = 3.0
"""Pixels from the middle of a stroke to either end."""

DIRECTIONS = 8

FAINT = 64
"""Ink up to this is the soft edge of a line."""


def missing_line(missing: NDArray[np.floating], row: int, column: int) -> Points:
    """The line through a pixel, (2, 2) as x and y, along which most ink is missing.

    Parameters
    ----------
    missing : (28, 28), how much ink there would support the other digit.
    """
    along = np.linspace(-REACH, REACH, 13)
    angles = np.arange(DIRECTIONS) * np.pi / DIRECTIONS
    rows = row + along * np.sin(angles)[:, None]
    columns = column + along * np.cos(angles)[:, None]
    places = [np.clip(np.rint(values), 0, SIDE - 1).astype(int) for values in (rows, columns)]
    best = int(missing[places[0], places[1]].sum(axis=1).argmax())
    ends = [[columns[best, end], rows[best, end]] for end in (0, -1)]
    return (np.clip(ends, 0, SIDE - 1) + 0.5).astype(np.float32)


def on_canvas(line: Points, drawing: Drawing) -> Points:
    """A line of the network's image, in pixels, in units of the canvas with this drawing on it."""
    middle, scale = _frame(drawing)
    return ((line - _middle_in_image(drawing)) / scale + middle).astype(np.float32)


def _frame(drawing: Drawing) -> tuple[NDArray[np.floating], float]:
    """The middle of the ink on the canvas, and how much smaller the network's image shows it."""
    if drawing.picture is not None or not drawing.strokes:
        ink = canvas_ink(drawing)
        rows, columns = np.nonzero(ink)
        first = np.array([columns.min(), rows.min()], np.float32)
        last = np.array([columns.max() + 1, rows.max() + 1], np.float32)
        in_image = np.ptp(np.argwhere(rasterized(drawing) > FAINT), axis=0) + 1
        return (first + last) / 2, float(in_image.max() / (last - first).max())
    low, high = bounds(drawing)
    scale: float = (BOX - PEN) / max(*(high - low).tolist(), SMALLEST)
    return (low + high) / 2, scale


def _middle_in_image(drawing: Drawing) -> NDArray[np.float32]:
    """The middle of the ink in the network's image, x and y."""
    rows, columns = np.nonzero(rasterized(drawing) > FAINT)
    return np.array(
        [(columns.min() + columns.max() + 1) / 2, (rows.min() + rows.max() + 1) / 2], np.float32
    )
