"""Where lines of a drawing touch."""

from collections.abc import Sequence

import numpy as np

from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Stroke

HEIGHT = 100
"""Lines are looked at in a picture in which a digit is so many pixels high."""

LONGEST = 600
"""Longer side of that picture at most, pixels."""

TOUCH = 5
"""Width of a line there, pixels: the ends of lines that are to meet miss each other by a little."""


def contact_length(one: Sequence[Stroke], other: Sequence[Stroke], height: float) -> float:
    """How far apart the places lie at which some strokes touch others; 0 where they do not.

    Parameters
    ----------
    one, other : at least one stroke each.
    height : of a digit, canvas units.

    Returns
    -------
    The diagonal of the box around all these places, as a share of the height.
    """
    corners = [np.stack([stroke.corners for stroke in strokes]) for strokes in (one, other)]
    low = np.maximum(*(found[:, 0].min(axis=0) for found in corners))
    high = np.minimum(*(found[:, 1].max(axis=0) for found in corners))
    scale = min(HEIGHT / height, LONGEST / max(float((high - low).max()), 1.0))
    across, down = np.ceil((high - low) * scale).astype(int) + 2 * TOUCH
    if min(across, down) <= TOUCH:
        return 0.0
    lines = []
    for strokes in (one, other):
        paper = np.zeros((down, across), np.uint8)
        moved = [np.rint((s.points - low) * scale).astype(np.int32) + TOUCH for s in strokes]
        lines.append(cv2.polylines(paper, moved, False, 1, TOUCH))
    _, _, width, high_in_pixels = cv2.boundingRect(cv2.bitwise_and(*lines))
    return max(0.0, float(np.hypot(width, high_in_pixels)) - np.sqrt(2) * TOUCH) / (scale * height)
