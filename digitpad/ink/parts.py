"""What the ink alone tells: whether it is too little for a digit, or several digits."""

import numpy as np

from digitpad.ink.framing import SIDE, Picture, ink_box
from digitpad.ink.opencv import cv2
from digitpad.ink.raster import canvas_ink
from digitpad.ink.strokes import Drawing, bounds

DOT = 16.0
"""Strokes that go no further than this, in canvas units, or than their pen is wide, are a dot."""

DOT_IN_PICTURE = 4
"""Longer side of a dot in the network's picture, pixels: digits fill a box of 20."""

LEAST_INK = 0.5
"""Strokes that are together shorter than so much of the drawing are dots far apart."""

HEIGHT = 56
"""Parts are looked for in ink that is so many pixels high."""

GAP = 5
"""Lines that lie closer than this touch, in these pixels."""

WIDEST = 8
"""Ink that is more than so many times as wide as high is made less high."""

FAINT = 64
"""Ink of a picture that is no darker than this does not join two parts."""

TALL = 0.6
"""A part at least so high, as a share of the highest, may be a digit: the bar of a 5 is not."""

OVERLAP = 1 / 3
"""Share of the narrower part that may lie over or under its neighbour, as slanted digits do."""


def is_too_little(drawing: Drawing) -> bool:
    """Whether there is a dot, or a few of them, and no line.

    However small, a digit is larger than its pen. Of a picture only one in the network's format,
    28x28, can tell: any other is blown up to fill it.
    """
    if drawing.picture is not None:
        if drawing.strokes or drawing.picture.shape != (SIDE, SIDE):
            return False
        left, top, right, bottom = ink_box(drawing.picture)
        return max(right - left, bottom - top) <= DOT_IN_PICTURE
    if not drawing.strokes:
        return True
    low, high = bounds(drawing)
    extent = (high - low).max()
    if extent < max(DOT, *(stroke.width for stroke in drawing.strokes)):
        return True
    corners = np.stack([stroke.corners for stroke in drawing.strokes])
    lengths = (corners[:, 1] - corners[:, 0]).max(axis=1)
    inked = lengths.sum() + sum(stroke.width for stroke in drawing.strokes)
    return bool(inked < LEAST_INK * extent)


def has_several_digits(drawing: Drawing) -> bool:
    """Whether the ink falls into tall parts that stand side by side with a gap between them."""
    if drawing.picture is None and len(drawing.strokes) < 2:
        return False
    parts = cv2.connectedComponentsWithStats(_small(drawing))[2][1:]  # the first is the paper
    left, width, height = parts[:, 0], parts[:, 2], parts[:, 3]
    tall = np.flatnonzero(height >= TALL * height.max(initial=0))
    tall = tall[left[tall].argsort()]
    before, after = tall[:-1], tall[1:]
    overlap = left[before] + width[before] - left[after]
    narrower = np.minimum(width[before], width[after])
    return len(tall) > 1 and bool((overlap <= OVERLAP * narrower).all())


def _small(drawing: Drawing) -> Picture:
    """The ink of a drawing, 0 or 1, ``HEIGHT`` high."""
    if drawing.picture is None:
        return _small_strokes(drawing)
    ink = canvas_ink(drawing) if drawing.strokes else drawing.picture
    left, top, right, bottom = ink_box(ink)
    ink = ink[top:bottom, left:right]
    if not ink.size:
        return np.zeros((1, 1), np.uint8)
    scale = _scale(*ink.shape)
    size = [max(1, round(length * scale)) for length in reversed(ink.shape)]
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return (cv2.resize(ink, size, interpolation=how) > FAINT).astype(np.uint8)


def _small_strokes(drawing: Drawing) -> Picture:
    """The strokes, with a pen as wide as the gap that parts them."""
    low, high = bounds(drawing)
    width, height = (high - low).tolist()
    scale = _scale(height, width)
    size = [int(length * scale) + 2 * GAP for length in (height, width)]
    points = np.concatenate([stroke.points for stroke in drawing.strokes])
    points = np.rint((points - low) * scale).astype(np.int32) + GAP
    ends = np.cumsum([len(stroke.points) for stroke in drawing.strokes])
    # Thin lines, thickened all at once: with a thick pen, a thousand strokes take too long.
    thin = cv2.polylines(np.zeros(size, np.uint8), np.split(points, ends[:-1]), False, 1)
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (GAP, GAP))
    return np.asarray(cv2.dilate(thin, pen), np.uint8)


def _scale(height: float, width: float) -> float:
    return HEIGHT / max(height, width / WIDEST, 1.0)
