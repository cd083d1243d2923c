"""Which weights of a network are drawn as lines, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF

from digitpad.nn.layers import Array
from digitpad.ui.playground.diagram_layout import Column, Unit

MAX_LINES = 240
"""Lines of the whole diagram, beside those of the selected unit: more can neither be told from
each other nor be painted many times a second."""

THIN = 0.75
"""Width of the line of a weight of 0, pixels."""

THICKEST, MIN_THICK = 6.0, 2.0
"""Width of the line of the largest weight of a layer, pixels: of few lines, and of many."""

INK = 240.0
"""Pixels of width that all lines of a layer may have together, were all as wide as the widest."""

WIDTHS = 6
"""Different widths: lines of one width are painted together."""

REACH = 5.0
"""Pixels beside a line in which the pointer is on it."""


@dataclass(frozen=True)
class Weight:
    """A weight by its layer, 0 for the one after the inputs, its row and its column."""

    layer: int
    source: int
    target: int


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines between two layers, the strongest last.

    Parameters
    ----------
    layer : of the weights, 0 for the one after the inputs.
    sources, targets : (N,) units in the column before and in the one after.
    weights : (N,).
    ends : (N, 4), x and y of both ends, pixels.
    steps : (N,) width of each, from 0 to WIDTHS - 1.
    thick : pixels of the widest one.
    """

    layer: int
    sources: NDArray[np.intp]
    targets: NDArray[np.intp]
    weights: Array
    ends: Array
    steps: NDArray[np.intp]
    thick: float

    def width_of(self, step: float) -> float:
        """Pixels of the lines of a step."""
        return THIN + (self.thick - THIN) * step / (WIDTHS - 1)

    def of_step(self, step: int, is_negative: bool) -> list[QLineF]:
        """The lines of one width and one sign."""
        here = (self.steps == step) & ((self.weights < 0) == is_negative)
        return [QLineF(*line) for line in self.ends[here].tolist()]


def lines_between(
    layer: int,
    weights: Array,
    columns: tuple[Column, Column],
    rows: Sequence[int],
    most: int,
    selected: Unit | None,
) -> Lines:
    """The strongest weights of a layer, and all of the selected unit.

    Parameters
    ----------
    weights : (D, M).
    columns : of the units before and after.
    rows : the tile, in the column before, of each row of the weights.
    most : how many of the strongest are drawn.
    selected : a unit; where it is not in one of these columns, it does not matter.
    """
    size = np.abs(np.nan_to_num(weights))
    shown = np.zeros(weights.shape, bool)
    count = min(most, size.size)
    shown.flat[np.argpartition(size.ravel(), -count)[-count:]] = True
    if selected and selected.layer == layer and selected.index in rows:
        shown[list(rows).index(selected.index)] = True
    elif selected and selected.layer == layer + 1:
        shown[:, selected.index] = True
    sources, targets = np.nonzero(shown)
    order = np.argsort(size[sources, targets], kind="stable")
    sources, targets = sources[order], targets[order]
    largest = float(size.max(initial=0)) or 1.0
    share = size[sources, targets] / largest
    tiles = np.asarray(rows, np.intp)[sources]
    starts, ends = columns[0].ends[:, 2:], columns[1].ends[:, :2]
    return Lines(
        layer,
        sources,
        targets,
        weights[sources, targets],
        np.concatenate([starts[tiles], ends[targets]], axis=1),
        np.rint(share * (WIDTHS - 1)).astype(np.intp),
        min(max(INK / max(len(share), 1), MIN_THICK), THICKEST),
    )


def line_at(layers: Sequence[Lines], place: QPointF) -> Weight | None:
    """The weight whose line is nearest to a place, within reach."""
    best, nearest = None, REACH
    here = np.array([place.x(), place.y()])
    for lines in layers:
        if not len(lines.weights):
            continue
        starts, ways = lines.ends[:, :2], lines.ends[:, 2:] - lines.ends[:, :2]
        along = ((here - starts) * ways).sum(axis=1) / np.maximum((ways**2).sum(axis=1), 1e-9)
        feet = starts + np.clip(along, 0, 1)[:, None] * ways
        widths = np.array([lines.width_of(step) for step in lines.steps])
        away = np.hypot(*(feet - here).T) - widths / 2
        at = int(away.argmin())
        if away[at] < nearest:
            nearest = float(away[at])
            best = Weight(lines.layer, int(lines.sources[at]), int(lines.targets[at]))
    return best
