"""Where the units and the weights of a network are in its diagram, without a window."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from digitpad.ui.playground.diagram_layout import (
    LARGE_SIDE,
    SLOT_WIDTHS,
    Unit,
    column,
    neighbour,
    slots,
    unit_at,
    width_for,
)
from digitpad.ui.playground.diagram_lines import Weight, line_at, lines_between

AREA = QRectF(100, 32, SLOT_WIDTHS[0], 208)
"""A hidden layer in the lowest and narrowest diagram."""


@pytest.mark.parametrize("count", [1, 2, 7, 8, 9, 20, 50, 64])
def test_each_number_of_units_has_room(count: int) -> None:
    tiles = column(AREA, np.ones(count)).tiles
    assert len(tiles) == count
    assert all(AREA.contains(tile) for tile in tiles)
    assert not [pair for pair in combinations(tiles, 2) if pair[0].intersects(pair[1])]


@pytest.mark.parametrize("layers", range(5))
def test_layers_stand_side_by_side(layers: int) -> None:
    areas = slots(width_for(layers), 300, layers)
    assert len(areas) == layers + 2
    for one, following in pairwise(areas):
        assert one.right() < following.left()


def test_the_strongest_units_are_large() -> None:
    strengths = np.arange(50.0)
    found = column(AREA, strengths)
    large = [unit for unit, tile in enumerate(found.tiles) if tile.width() == LARGE_SIDE]
    assert large == [*range(50 - len(large), 50)]
    assert len(large) >= 5


def test_units_of_about_the_same_strength_keep_their_places() -> None:
    strengths = np.arange(50.0) + 100
    before = column(AREA, strengths)
    strengths[3] = 1.1 * strengths.max()
    assert column(AREA, strengths, before) is before
    strengths[3] = 2 * strengths.max()
    after = column(AREA, strengths, before)
    moved = {
        unit for unit, (a, b) in enumerate(zip(before.large, after.large, strict=True)) if a != b
    }
    assert len(moved) == 1
    assert 3 in after.large


def test_arrows_reach_each_unit() -> None:
    areas = slots(700, 240, 2)
    counts = (7, 50, 3, 4)
    columns = [column(area, np.ones(n)) for area, n in zip(areas, counts, strict=True)]
    reached, new = set[Unit](), {Unit(0, 0)}
    while new:
        reached |= new
        ways = [(1, 0), (-1, 0), (0, 1), (0, -1)]
        new = {neighbour(columns, unit, *way) for unit in new for way in ways} - reached
    assert len(reached) == sum(counts)
    for unit in reached:
        assert unit_at(columns, columns[unit.layer].tiles[unit.index].center()) == unit


def test_only_the_strongest_weights_are_drawn_and_all_of_the_selected_unit() -> None:
    columns = column(AREA, np.ones(6)), column(AREA.translated(200, 0), np.ones(5))
    weights = np.random.default_rng(0).normal(size=(6, 5))
    lines = lines_between(1, weights, columns, range(6), 4, None)
    assert len(lines.weights) == 4
    assert np.abs(lines.weights).min() == np.sort(np.abs(weights).ravel())[-4]
    lines = lines_between(1, weights, columns, range(6), 4, Unit(2, 3))
    assert set(lines.sources[lines.targets == 3].tolist()) == set(range(6))
    assert abs(lines.weights[-1]) == np.abs(weights).max()  # The strongest lies above the others.


def test_the_nearest_line_is_the_one_under_the_pointer() -> None:
    columns = column(AREA, np.ones(3)), column(AREA.translated(200, 0), np.ones(2))
    lines = lines_between(0, np.ones((2, 2)), columns, (0, 2), 10, None)
    start, end = columns[0].tiles[2], columns[1].tiles[1]
    middle = (
        QPointF(start.right(), start.center().y()) + QPointF(end.left(), end.center().y())
    ) / 2
    assert line_at([lines], middle) == Weight(0, 1, 1)  # The second input is the third feature.
    assert line_at([lines], QPointF(0, 0)) is None


@pytest.mark.parametrize("count", [30, 50, 64])
def test_small_tiles_begin_and_end_where_the_large_ones_do(count: int) -> None:
    found = column(AREA, np.ones(count))
    large = [found.tiles[unit] for unit in found.large]
    small = [tile for unit, tile in enumerate(found.tiles) if unit not in found.large]
    for tiles in (large, small):
        assert min(tile.top() for tile in tiles) == large[0].top()
        assert max(tile.bottom() for tile in tiles) == pytest.approx(large[-1].bottom())
