"""Which strokes of a drawing make one digit: rows from top to bottom, digits from left to right.

The strokes of a row are sorted by the middle of their width, and a digit is made of up to
:data:`MAX_STROKES` neighbours in that order. Each way to cut a row has a cost, the sum of the costs
of its digits; dynamic programming finds the cheapest way, as when a line of text is cut into
characters (Casey and Lecolinet, 1996, "A survey of methods and strategies in character
segmentation"). A network, which is a parameter here, tells how much some ink looks like a digit.

The weights of the costs were fitted by ``tests/benchmarks/drawn_numbers.py --fit`` to numbers made
of digits of writers whom the network never saw.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.strokes import Drawing, Stroke

MAX_STROKES = 4
"""The most strokes of one digit."""

MAX_ROWS = 4
"""The most rows of a drawing."""

ROW_COST = 1.0
"""The cost of one more row: two loops, one over the other, are an 8 and not two zeros."""

DIGIT_COST = 0.1
"""The cost of one more digit: of ways that are otherwise equal, that with fewer digits wins."""

MAX_DOUBT = 2.3
"""The highest doubt that counts: that of ink that may be any digit, about -log(1/10)."""

WEIGHTS = {
    "doubt": 1.0,
    "gap": 0.45,
    "stacked": 6.0,
    "low": 13.0,
    "apart": 0.65,
    "wide": 3.0,
    "overlap": 0.9,
}
"""What each :class:`Misfit` costs."""

WIDEST = 1.7
"""Ink wider than this, in heights of its row, is no digit; the network is not asked."""

Group = tuple[Stroke, ...]

Doubt = Callable[[Sequence[Group]], Sequence[float]]
"""Returns for each group -log of the highest probability that a network gives it."""


@dataclass(frozen=True)
class Misfit:
    """Reasons against taking some neighbours for one digit, each at least 0.

    Lengths are measured in the height of the highest stroke.

    Parameters
    ----------
    gap : the widest gap from left to right within the group.
    stacked : the widest gap from top to bottom, above 0.1: the bar of a 5 may float.
    low : by how much the group is lower than 0.6 of the height.
    apart : how tall its left and right parts are, and how far apart, as two digits would be.
    wide : by how much it is wider than 1.1 of its height.
    overlap : how far it reaches over or under the strokes to its left.
    """

    gap: float
    stacked: float
    low: float
    apart: float
    wide: float
    overlap: float

    def cost(self, doubt: float) -> float:
        """The weighted sum, with the doubt of the network."""
        costs = {**vars(self), "doubt": min(doubt, MAX_DOUBT)}
        return DIGIT_COST + sum(weight * costs[name] for name, weight in WEIGHTS.items())


def segmented(drawing: Drawing, doubt: Doubt) -> tuple[tuple[Group, ...], ...]:
    """Rows of digits, each digit its strokes in the order drawn; no rows where there is no stroke.

    Parameters
    ----------
    drawing : strokes; a picture under them is left out.
    doubt : tells the doubt of groups of strokes; it is called for each possible row.
    """
    if not drawing.strokes:
        return ()
    number = {stroke: place for place, stroke in enumerate(drawing.strokes)}
    height = max(float(stroke.corners[1, 1] - stroke.corners[0, 1]) for stroke in drawing.strokes)
    ways = []
    for rows in _possible_rows(drawing.strokes):
        cuts = [_cheapest(row, max(height, 1.0), doubt) for row in rows]
        cost = sum(cost for cost, _ in cuts) + ROW_COST * (len(rows) - 1)
        ways.append((cost, [digits for _, digits in cuts]))
    _, best = min(ways, key=lambda way: way[0])
    return tuple(
        tuple(tuple(sorted(digit, key=number.__getitem__)) for digit in row) for row in best
    )


def _possible_rows(strokes: Sequence[Stroke]) -> Iterator[list[Group]]:
    """All ways to separate strokes by horizontal lines that touch none; first, a single row."""
    ordered = sorted(strokes, key=lambda stroke: stroke.corners[0, 1])
    bands: list[list[Stroke]] = [[ordered[0]]]
    for stroke in ordered[1:]:
        bottom = max(above.corners[1, 1] for above in bands[-1])
        if stroke.corners[0, 1] > bottom and len(bands) < MAX_ROWS:
            bands.append([stroke])
        else:
            bands[-1].append(stroke)
    for is_cut in product((False, True), repeat=len(bands) - 1):
        rows = [bands[0]]
        for cut, band in zip(is_cut, bands[1:], strict=True):
            rows = [*rows, band] if cut else [*rows[:-1], rows[-1] + band]
        yield [tuple(row) for row in rows]


def _cheapest(row: Group, height: float, doubt: Doubt) -> tuple[float, tuple[Group, ...]]:
    """The least cost of a way to cut a row into digits, and its digits from left to right."""
    ordered = sorted(row, key=lambda stroke: float(stroke.corners[:, 0].mean()))
    corners = _corners(ordered)
    spans = [
        (start, end)
        for end in range(1, len(ordered) + 1)
        for start in range(max(0, end - MAX_STROKES), end)
        if end - start == 1 or _extent(corners[start:end])[0] <= WIDEST * height
    ]
    doubts = doubt([tuple(ordered[start:end]) for start, end in spans])
    least = [0.0] + [np.inf] * len(ordered)
    begun = [0] * (len(ordered) + 1)
    for (start, end), doubted in zip(spans, doubts, strict=True):
        cost = least[start] + _misfit(corners, start, end, height).cost(doubted)
        if cost < least[end]:
            least[end], begun[end] = cost, start
    cuts = [len(ordered)]
    while cuts[-1]:
        cuts.append(begun[cuts[-1]])
    digits = tuple(tuple(ordered[start:end]) for start, end in pairwise(reversed(cuts)))
    return least[-1], digits


def _misfit(corners: NDArray[np.float32], start: int, end: int, height: float) -> Misfit:
    """The misfit of the strokes from ``start`` to ``end`` in a row.

    Parameters
    ----------
    corners : (N, 2, 2), upper left and lower right of the strokes from left to right.
    height : of the highest stroke, canvas units.
    """
    group = corners[start:end]
    wide, high = _extent(group) / height
    apart = 0.0
    for cut in range(1, len(group)):
        left, right = group[:cut], group[cut:]
        over = float(left[:, 1, 0].max() - right[:, 0, 0].min()) / height
        tall = min(_extent(left)[1], _extent(right)[1]) / height
        apart += max(0.0, tall - 0.5) * max(0.0, 0.3 - over)
    before = corners[:start, 1, 0].max(initial=-np.inf)
    return Misfit(
        _widest_gap(group[:, :, 0]) / height,
        max(0.0, _widest_gap(group[:, :, 1]) / height - 0.1),
        max(0.0, 0.6 - high),
        apart,
        max(0.0, wide / max(high, 0.1) - 1.1),
        max(0.0, float(before - group[:, 0, 0].min()) / height),
    )


def _widest_gap(spans: NDArray[np.float32]) -> float:
    """The longest gap between spans (N, 2) on a line."""
    ordered = spans[spans[:, 0].argsort()]
    ends = np.maximum.accumulate(ordered[:, 1])
    return float((ordered[1:, 0] - ends[:-1]).max(initial=0))


def _corners(strokes: Sequence[Stroke]) -> NDArray[np.float32]:
    return np.stack([stroke.corners for stroke in strokes])


def _extent(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Width and height, float32 (2,), of some strokes by their corners (N, 2, 2)."""
    return corners[:, 1].max(axis=0) - corners[:, 0].min(axis=0)
