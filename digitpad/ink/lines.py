"""Lines, smoothed and thinned out: many in one array, as calling NumPy for each takes longer than
its work.

Line k is ``points[offsets[k]:offsets[k + 1]]``, of at least one point. ``points`` is float32
(P, 2), ``offsets`` whole numbers (L + 1,), the first 0 and the last P.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.strokes import Points, smoothed

Offsets = NDArray[np.intp]


def offsets_of(lengths: Sequence[int] | NDArray[np.integer]) -> Offsets:
    """The offsets of lines with so many points each."""
    return np.array([0, *lengths], np.intp).cumsum()


def all_smoothed(points: Points, offsets: Offsets) -> tuple[Points, Offsets]:
    """Lines with their corners rounded, each as :func:`smoothed` does it."""
    curve = smoothed(points)  # As if they were one line: each inner point has become three.
    ends = np.union1d(offsets[1:-1] - 1, offsets[1:-1])
    ends = ends[(ends > 0) & (ends < len(points) - 1)]
    curve[3 * ends - 2] = points[ends]
    is_kept = np.ones(len(curve), np.bool_)
    is_kept[3 * ends - 1] = is_kept[3 * ends] = False
    lengths = np.diff(offsets)
    return curve[is_kept], offsets_of(np.maximum(3 * lengths - 4, lengths))


def is_apart(points: Points, offsets: Offsets, step: float) -> NDArray[np.bool_]:
    """Which points do not follow another of their line within ``step``, or end it, (P,)."""
    segments = points[1:] - points[:-1]
    walked = np.hypot(segments[:, 0], segments[:, 1])
    between = offsets[1:-1]
    walked[between - 1] = 0
    for start, stop in pairwise(offsets.tolist()):
        walked[start : stop - 1].cumsum(out=walked[start : stop - 1])
    steps = (walked / step).astype(np.int32)
    is_apart = np.ones(len(points), np.bool_)
    inner = is_apart[1:-1]
    inner[:1], inner[1:] = steps[:1] > 0, steps[1:-1] > steps[:-2]
    is_apart[between - 1] = is_apart[between] = True
    return is_apart
