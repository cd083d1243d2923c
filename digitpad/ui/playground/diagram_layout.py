"""Where each unit of a network is in its diagram: a tile each, layer after layer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

MAX_SIDE, MIN_SIDE = 40.0, 22.0
"""Pixels of a tile that stands alone in its row."""

LARGE_SIDE = 32.0
"""Pixels of the tile of a strong unit where there are too many for one column."""

SMALL_SIDES = 18, 7
"""Greatest and least side of the tiles of all others, pixels."""

GAP = 4.0
"""Pixels between two tiles; half of it between small ones."""

STRONGER = 1.25
"""A unit takes the large tile of another where it is so many times as strong: else two of about
the same strength would change places again and again."""

FEATURE_WIDTH, CLASS_WIDTH = 72.0, 28.0
"""Pixels left of the inputs for their names, and right of the outputs for their marks."""

SLOT_WIDTHS = 92.0, 128.0
"""Least and greatest width of a hidden layer, pixels."""

LINE_ROOM = 16.0
"""Pixels between two layers, at least."""

HEAD = 32.0
"""Pixels over the columns for what stands there."""

EDGE = 6.0
"""Pixels around everything, for the frame of a selected tile."""


@dataclass(frozen=True, order=True)
class Unit:
    """A unit by its layer, 0 for the inputs, and its number in it."""

    layer: int
    index: int


@dataclass(frozen=True, eq=False)
class Column:
    """The tiles of a layer.

    Parameters
    ----------
    area : in which they are.
    tiles : by the units' numbers.
    large : units with a large tile, from the top; none where all tiles are alike.
    """

    area: QRectF
    tiles: tuple[QRectF, ...]
    large: tuple[int, ...] = ()

    @cached_property
    def ends(self) -> NDArray[np.float64]:
        """Where lines end and where they begin, (units, 4): x and y at the left and the right."""
        sides = [(t.left(), t.center().y(), t.right(), t.center().y()) for t in self.tiles]
        return np.array(sides)


def column(area: QRectF, strengths: NDArray[np.floating], before: Column | None = None) -> Column:
    """The tiles of a layer in an area.

    Parameters
    ----------
    strengths : (units,), how much each unit contributes. Only where there are too many units for
        tiles of one size does it matter which are strong.
    before : the tiles so far: strong units stay where they are.
    """
    count = len(strengths)
    pitch = area.height() / max(count, 1)
    if pitch >= MIN_SIDE + GAP:
        return Column(area, _single(area, count, min(MAX_SIDE, pitch - GAP, area.width())))
    pitch = LARGE_SIDE + GAP
    most = min(int((area.height() + GAP) // pitch), count)
    large = _strongest(strengths, most, before.large if before else ())
    if before and (before.area, before.large, len(before.tiles)) == (area, large, count):
        return before
    height = len(large) * pitch - GAP
    top = area.center().y() - height / 2
    grid = _grid(area.width() - LARGE_SIDE - GAP, height, count - len(large))
    left = area.center().x() - (grid.width + GAP + LARGE_SIDE) / 2
    tiles = [QRectF()] * count
    for row, unit in enumerate(large):
        place = left + grid.width + GAP, top + row * pitch
        tiles[unit] = QRectF(*place, LARGE_SIDE, LARGE_SIDE)
    others = [unit for unit in range(count) if unit not in large]
    for number, unit in enumerate(others):
        tiles[unit] = grid.tile(number, left, top)
    return Column(area, tuple(tiles), large)


def _single(area: QRectF, count: int, side: float) -> tuple[QRectF, ...]:
    """A tile in each row."""
    pitch = min(area.height() / max(count, 1), side + 2 * GAP)
    left = area.center().x() - side / 2
    top = area.center().y() - count * pitch / 2 + (pitch - side) / 2
    return tuple(QRectF(left, top + row * pitch, side, side) for row in range(count))


def _strongest(
    strengths: NDArray[np.floating], count: int, before: Sequence[int]
) -> tuple[int, ...]:
    """So many units, of which those of before keep their places while they are strong."""
    strengths = np.nan_to_num(strengths)
    ranked = [int(unit) for unit in np.argsort(-strengths, kind="stable")]
    if len(before) != count or max(before, default=0) >= len(strengths):
        return tuple(sorted(ranked[:count]))
    kept = list(before)
    for unit in ranked[:count]:
        if unit in kept:
            continue
        weakest = min(kept, key=lambda other: float(strengths[other]))
        if strengths[unit] <= STRONGER * strengths[weakest]:
            break
        kept[kept.index(weakest)] = unit
    return tuple(kept)


@dataclass(frozen=True)
class _Grid:
    """Small tiles, column by column from the left, from the top to the bottom of a height."""

    height: float
    side: int
    rows: int
    columns: int

    @property
    def width(self) -> float:
        return self.columns * (self.side + GAP / 2) - GAP / 2

    def tile(self, number: int, left: float, top: float) -> QRectF:
        along, down = divmod(number, self.rows)
        across = along * (self.side + GAP / 2)
        below = down * (self.height - self.side) / max(self.rows - 1, 1)
        return QRectF(left + across, top + below, self.side, self.side)


def _grid(width: float, height: float, count: int) -> _Grid:
    """The largest small tiles for which there is room."""
    for side in range(*SMALL_SIDES, -1):
        rows = max(int((height + GAP / 2) // (side + GAP / 2)), 1)
        grid = _Grid(height, side, rows, -(-count // rows))
        if grid.width <= width:
            return grid
    return grid


def unit_at(columns: Sequence[Column], place: QPointF) -> Unit | None:
    """The unit whose tile is at a place."""
    for layer, found in enumerate(columns):
        for index, tile in enumerate(found.tiles):
            if tile.contains(place):
                return Unit(layer, index)
    return None


def neighbour(columns: Sequence[Column], unit: Unit, right: int, down: int) -> Unit:
    """The unit beside another, or that one itself at an edge.

    Parameters
    ----------
    right, down : -1, 0 or 1; one of them is 0.
    """
    here = columns[unit.layer].tiles[unit.index].center()
    layers = range(len(columns)) if right else (unit.layer,)
    others = (
        (Unit(layer, index), tile.center() - here)
        for layer in layers
        for index, tile in enumerate(columns[layer].tiles)
    )
    ahead = [
        (abs(away.x()) + 2 * abs(away.y()) if right else abs(away.y()) + 2 * abs(away.x()), other)
        for other, away in others
        if (right * away.x() + down * away.y()) > 0.5
    ]
    return min(ahead)[1] if ahead else unit


def band(columns: Sequence[Column], layer: int, height: float, *, has_weights: bool) -> QRectF:
    """The area of a part of a step: its units, and the lines before them where they take part."""
    sides = [found.ends for found in columns]
    is_before = has_weights and layer > 0
    left = sides[layer - 1][:, 2].max() if is_before else sides[layer][:, 0].min()
    area = QRectF(left, HEAD, sides[layer][:, 2].max() - left, height - HEAD)
    return area.adjusted(-EDGE / 2, -EDGE / 2, EDGE / 2, -EDGE / 2)


def width_for(layers: int) -> int:
    """Pixels that a network of so many hidden layers needs."""
    ends = FEATURE_WIDTH + CLASS_WIDTH + 2 * MAX_SIDE + 2 * EDGE
    return round(ends + layers * (SLOT_WIDTHS[0] + LINE_ROOM) + LINE_ROOM)


def slots(width: float, height: float, layers: int) -> list[QRectF]:
    """The area of each column below the heads: the inputs, so many hidden layers, the outputs."""
    top, left = HEAD, FEATURE_WIDTH
    high = max(height - top - EDGE, 1.0)
    right = width - CLASS_WIDTH - MAX_SIDE - EDGE
    first = QRectF(left, top, MAX_SIDE, high)
    last = QRectF(right, top, MAX_SIDE, high)
    room = (right - first.right() - LINE_ROOM) / max(layers, 1)
    wide = min(max(room - LINE_ROOM, SLOT_WIDTHS[0]), SLOT_WIDTHS[1])
    start = first.right() + LINE_ROOM / 2
    centres = [start + (number + 0.5) * room for number in range(layers)]
    hidden = [QRectF(centre - wide / 2, top, wide, high) for centre in centres]
    return [first, *hidden, last]
