"""Which strokes of a drawing make one digit: rows from top to bottom, digits from left to right.

The strokes of a row are sorted by the middle of their width, and a digit is made of up to
:data:`MAX_STROKES` neighbours in that order. Each way to cut a row has a cost, the sum of the costs
of its digits; dynamic programming finds the cheapest way, as when a line of text is cut into
characters (Casey and Lecolinet, 1996, "A survey of methods and strategies in character
segmentation"). A network, which is a parameter here, tells how much some ink looks like a digit.

The weights of the costs were fitted by ``tests/benchmarks/drawn_numbers.py --fit`` to numbers made
of digits of writers whom the network never saw; what tells rows apart was set by hand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, product
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from digitpad.ink.strokes import Drawing, Stroke

MAX_STROKES = 4
"""The most strokes of one digit; those that cross over and over count as one."""

MAX_ROWS = 4
"""The most rows of a drawing."""

ROW_COST = 1.2
"""The cost of one more row: two loops, one over the other, are an 8 and not two zeros."""

STEP_COST = 3.0
"""The cost of a digit of a row that lies above or below the one before it, see :func:`_steps`."""

LEAST_BESIDE = 0.3
"""Neighbours in a row lie beside each other over so much of the height of the lower one."""

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
    "tall": 1.0,
    "overlap": 0.9,
}
"""What the doubt and each :class:`Misfit` cost."""

WIDE_STROKE = 0.35
"""A stroke at least so wide, in heights, cannot be a 1."""

COVERED = 0.7
"""Two wide strokes of which so much lies over one another are of one digit."""

WIDEST = 1.7
"""Ink wider than this, in heights of its row, is no digit; the network is not asked."""

Group = tuple[Stroke, ...]
"""Some strokes, in the order drawn."""

Doubt = Callable[[Sequence[Group]], Sequence[float]]
"""Returns for each group -log of the highest probability that a network gives it."""


class Extent(NamedTuple):
    """Where a stroke lies, in heights of the highest stroke."""

    left: float
    top: float
    right: float
    bottom: float


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
    tall : by how much it is higher than 1.4: an 8 may be two loops, one over the other.
    overlap : how far it reaches over or under the strokes to its left.
    """

    gap: float
    stacked: float
    low: float
    apart: float
    wide: float
    tall: float
    overlap: float

    @property
    def cost(self) -> float:
        """The weighted sum, without the doubt of the network."""
        return DIGIT_COST + sum(WEIGHTS[name] * value for name, value in vars(self).items())


@dataclass(frozen=True)
class Span:
    """The parts from ``start`` to ``end`` of a row, and what they cost as one digit."""

    start: int
    end: int
    group: Group
    extent: Extent
    cost: float


def segmented(
    drawing: Drawing, doubt: Doubt, known: Mapping[Group, float] = MappingProxyType({})
) -> tuple[tuple[Group, ...], ...]:
    """Rows of digits, each digit its strokes in the order drawn; no rows where there is no stroke.

    The network is only asked about a group that is part of the cheapest way, as long as it is not
    known what the network says: until then, it is taken for a digit without doubt (Dellin and
    Srinivasa, 2016, "A unifying formalism for shortest path problems with expensive edge
    evaluations via lazy best-first search over paths with edge selectors").

    Parameters
    ----------
    drawing : strokes; a picture under them is left out.
    doubt : tells the doubt of groups of strokes.
    known : doubts that were told before.
    """
    if not drawing.strokes:
        return ()
    if len(drawing.strokes) == 1:
        doubt([drawing.strokes])
        return ((drawing.strokes,),)
    height = max(float(stroke.corners[1, 1] - stroke.corners[0, 1]) for stroke in drawing.strokes)
    place = {stroke: number for number, stroke in enumerate(drawing.strokes)}
    ways = list(_possible_rows(drawing.strokes))
    possible = dict.fromkeys(row for way in ways for row in way)
    spans = {row: _spans(row, max(height, 1.0), place) for row in possible}
    doubts = dict(known)
    while True:
        cuts = {row: _cheapest(row_spans, doubts) for row, row_spans in spans.items()}
        costs = {
            row: cost + STEP_COST * _steps(digits) + ROW_COST
            for row, (cost, digits) in cuts.items()
        }
        best = min(ways, key=lambda way: sum(costs[row] for row in way))
        rows = tuple(tuple(span.group for span in cuts[row][1]) for row in best)
        new = [group for row in rows for group in row if group not in doubts]
        if not new:
            return rows
        doubts.update(zip(new, doubt(new), strict=True))


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


def _spans(row: Group, height: float, place: Mapping[Stroke, int]) -> list[Span]:
    """All groups of neighbours in a row that may be a digit, ordered by their ends.

    Parameters
    ----------
    height : of the highest stroke, canvas units.
    place : of each stroke, in the order drawn.
    """
    parts = _parts(row, height)
    extents = [extent for _, extent in parts]
    reached = [-np.inf, *accumulate((extent.right for extent in extents), max)]
    spans = []
    for end in range(1, len(parts) + 1):
        for start in range(max(0, end - MAX_STROKES), end):
            whole = _whole(extents[start:end])
            if end - start == 1 or whole.right - whole.left <= WIDEST:
                strokes = [stroke for some, _ in parts[start:end] for stroke in some]
                group = tuple(sorted(strokes, key=place.__getitem__))
                cost = _misfit(extents[start:end], whole, reached[start]).cost
                spans.append(Span(start, end, group, whole, cost))
    return spans


def _parts(row: Group, height: float) -> list[tuple[Group, Extent]]:
    """The strokes of a row from left to right; those that cross over and over are one part.

    A scribble of many strokes is quickly seen to be one.
    """
    parts: list[tuple[Group, Extent]] = []
    for stroke in row:
        strokes: Group = (stroke,)
        extent = Extent(*(stroke.corners / height).ravel().tolist())
        apart = []
        for others, other in parts:
            if _is_inseparable(extent, other):
                strokes, extent = (*others, *strokes), _whole([other, extent])
            else:
                apart.append((others, other))
        parts = [*apart, (strokes, extent)]
    return sorted(parts, key=lambda part: part[1].left + part[1].right)


def _is_inseparable(one: Extent, other: Extent) -> bool:
    """Whether two strokes, both as wide as digits are, lie over one another for the most part."""
    wide = min(one.right - one.left, other.right - other.left)
    high = min(one.bottom - one.top, other.bottom - other.top)
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide >= WIDE_STROKE and across >= COVERED * wide and down >= COVERED * high


def _cheapest(spans: Sequence[Span], doubts: Mapping[Group, float]) -> tuple[float, list[Span]]:
    """The least cost of a way to cut a row into digits, and its digits from left to right.

    Parameters
    ----------
    spans : of :func:`_spans`.
    doubts : of groups; where one is missing, there is none.
    """
    least = {0: 0.0}
    last: dict[int, Span] = {}
    for span in spans:
        doubted = WEIGHTS["doubt"] * min(doubts.get(span.group, 0.0), MAX_DOUBT)
        cost = least[span.start] + span.cost + doubted
        if cost < least.get(span.end, np.inf):
            least[span.end], last[span.end] = cost, span
    end = spans[-1].end
    total, digits = least[end], []
    while end:
        digits.append(last[end])
        end = last[end].start
    return total, digits[::-1]


def _steps(digits: Sequence[Span]) -> float:
    """How far digits of a row lie above or below the one before them, in their heights.

    Digits of two rows that are taken for one stand one above the other.
    """
    steps = 0.0
    for one, other in pairwise(digit.extent for digit in digits):
        lower = max(0.01, min(one.bottom - one.top, other.bottom - other.top))
        beside = (min(one.bottom, other.bottom) - max(one.top, other.top)) / lower
        steps += min(1.0, max(0.0, LEAST_BESIDE - beside))
    return steps


def _misfit(extents: Sequence[Extent], whole: Extent, reached: float) -> Misfit:
    """The misfit of neighbours in a row.

    Parameters
    ----------
    extents : of the strokes, from left to right.
    whole : of all of them together.
    reached : how far to the right the strokes before them reach.
    """
    wide, high = whole.right - whole.left, whole.bottom - whole.top
    apart = 0.0
    for cut in range(1, len(extents)):
        left, right = _whole(extents[:cut]), _whole(extents[cut:])
        tall = min(left.bottom - left.top, right.bottom - right.top)
        apart += max(0.0, tall - 0.5) * max(0.0, 0.3 - (left.right - right.left))
    return Misfit(
        _widest_gap([(extent.left, extent.right) for extent in extents]),
        max(0.0, _widest_gap([(extent.top, extent.bottom) for extent in extents]) - 0.1),
        max(0.0, 0.6 - high),
        apart,
        max(0.0, wide / max(high, 0.1) - 1.1),
        max(0.0, high - 1.4),
        max(0.0, reached - whole.left),
    )


def _whole(extents: Sequence[Extent]) -> Extent:
    """The extent of some strokes together."""
    if len(extents) == 1:
        return extents[0]
    lefts, tops, rights, bottoms = zip(*extents, strict=True)
    return Extent(min(lefts), min(tops), max(rights), max(bottoms))


def _widest_gap(spans: list[tuple[float, float]]) -> float:
    """The longest gap between spans on a line; 0 where there is none."""
    ordered = sorted(spans)
    widest, end = 0.0, ordered[0][1]
    for start, stop in ordered[1:]:
        widest, end = max(widest, start - end), max(end, stop)
    return widest
