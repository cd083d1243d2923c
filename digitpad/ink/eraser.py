"""Rubbing out: what is left of a drawing where an eraser has passed."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.raster import canvas_ink, draw_line
from digitpad.ink.strokes import Drawing, Points, Stroke

STEP = 2.0
"""A stroke is cut to within this length, canvas units."""


def erased(drawing: Drawing, path: Points, radius: float) -> Drawing:
    """The drawing without the ink that a round eraser touches on its way.

    Parameters
    ----------
    path : float32 (Q, 2), Q >= 1, where the middle of the eraser went, canvas units.
    radius : of the eraser, canvas units.

    Returns
    -------
    The same drawing where nothing was touched. A picture that is touched, and whatever was drawn
    over it, becomes one picture of canvas size.
    """
    if drawing.picture is not None:
        ink = canvas_ink(drawing)
        left = ink.copy()
        draw_line(left, path, 2 * radius, ink=0)
        if np.array_equal(ink, left):
            return drawing
        return Drawing(picture=left, found=drawing.found) if left.any() else Drawing()
    pieces = [_pieces(stroke, path, radius) for stroke in drawing.strokes]
    if all(piece[:1] == [stroke] for piece, stroke in zip(pieces, drawing.strokes, strict=True)):
        return drawing
    return Drawing(tuple(piece for some in pieces for piece in some))


def _pieces(stroke: Stroke, path: Points, radius: float) -> list[Stroke]:
    """The parts of a stroke that are left, the stroke itself where all of it is."""
    points, pressures, added = _refined(stroke)
    # The pen's round ends reach half a width beyond the line that is cut.
    widths = replace(stroke, points=points, pressures=pressures).widths()
    left = _distance(points, path) > radius + widths / 2
    if left.all():
        return [stroke]
    cuts = np.flatnonzero(np.diff(left)) + 1
    pieces = []
    for run in np.split(np.arange(len(points)), cuts):
        if left[run[0]]:
            kept = run[~added[run] | (run == run[0]) | (run == run[-1])]
            pressure = None if pressures is None else pressures[kept]
            pieces.append(replace(stroke, points=points[kept], pressures=pressure))
    return pieces


def _refined(
    stroke: Stroke,
) -> tuple[Points, NDArray[np.float32] | None, NDArray[np.bool_]]:
    """Points and pressures with more between them, at most ``STEP`` apart, and which were added."""
    steps = np.hypot(*np.diff(stroke.points, axis=0).T)
    parts = np.maximum(np.ceil(steps / STEP), 1).astype(int)
    number = np.concatenate([[0], np.cumsum(parts)])
    wanted = np.arange(number[-1] + 1)

    def between(values: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.interp(wanted, number, values).astype(np.float32)

    points = np.stack([between(stroke.points[:, 0]), between(stroke.points[:, 1])], axis=1)
    pressures = None if stroke.pressures is None else between(stroke.pressures)
    return points, pressures, ~np.isin(wanted, number)


def _distance(points: Points, path: Points) -> NDArray[np.float32]:
    """Distance (P,) of each point (P, 2) from the nearest place on a path (Q, 2)."""
    start, end = path[:-1], path[1:]
    if len(path) == 1:
        start = end = path
    along = end - start
    offset = points[:, None] - start
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip((offset * along).sum(axis=2) / length, 0, 1)
    return np.hypot(*np.moveaxis(offset - share[..., None] * along, 2, 0)).min(axis=1)
