"""From the strokes of many drawings to the network's pictures.

Each is the same as ``raster.rasterized`` makes of the drawing alone, in half the time.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import BOX, FINE, SIDE, centred, downsampled
from digitpad.ink.lines import all_smoothed, is_apart, offsets_of
from digitpad.ink.raster import PEN, SMALLEST, STEP, draw_fixed, in_fixed_point, rasterized
from digitpad.ink.strokes import Drawing

AT_ONCE = 250
"""Drawings whose points are worked on at once."""


def all_rasterized(drawings: Sequence[Drawing]) -> NDArray[np.uint8]:
    """The network's pictures of drawings, uint8 (N, 28, 28)."""
    images = np.empty((len(drawings), SIDE, SIDE), np.uint8)
    strokes_alone = []
    for number, drawing in enumerate(drawings):
        if drawing.strokes and drawing.picture is None:
            strokes_alone.append(number)
        else:
            images[number] = rasterized(drawing)
    for start in range(0, len(strokes_alone), AT_ONCE):
        some = strokes_alone[start : start + AT_ONCE]
        images[some] = _redrawn([drawings[number] for number in some])
    return images


def _redrawn(drawings: Sequence[Drawing]) -> NDArray[np.uint8]:
    """The network's pictures of drawings, at least one, that are strokes alone."""
    strokes = [stroke for drawing in drawings for stroke in drawing.strokes]
    points = np.concatenate([stroke.points for stroke in strokes])
    lines = offsets_of([len(stroke.points) for stroke in strokes])
    of_drawings = offsets_of([len(drawing.strokes) for drawing in drawings])
    first_points = lines[of_drawings[:-1]]
    low, high = np.minimum.reduceat(points, first_points), np.maximum.reduceat(points, first_points)
    middles = (low + high) / 2
    scales = (BOX - PEN) / np.maximum((high - low).max(axis=1).astype(np.float64), SMALLEST)
    curves, lines = all_smoothed(points, lines)
    counts = np.diff(lines[of_drawings])
    curves -= np.repeat(middles, counts, axis=0)
    curves *= np.repeat(scales.astype(np.float32), counts)[:, None]
    curves += BOX / 2
    apart = is_apart(curves, lines, STEP)
    fixed = in_fixed_point(curves[apart] * FINE)
    lines = offsets_of(np.add.reduceat(apart, lines[:-1], dtype=np.intp))
    images = np.empty((len(drawings), SIDE, SIDE), np.uint8)
    for number, (first, last) in enumerate(pairwise(of_drawings.tolist())):
        fine = np.zeros((BOX * FINE, BOX * FINE), np.uint8)
        own = [fixed[start:stop] for start, stop in pairwise(lines[first : last + 1].tolist())]
        draw_fixed(fine, own, PEN * FINE)
        images[number] = downsampled(centred(fine), SIDE)
    return images
