"""A figure over epochs, as curves."""

from collections.abc import Sequence
from itertools import count

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from digitpad.learning.loss_curve import Point
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.plots import dress_axes, new_plot, number_axis

LINE, DOT, STAR = "—", "●", "★"
"""What stands before the names of the curves, and for the best epoch."""

WORD_JOINER = "\N{WORD JOINER}"


AXIS_WIDTH, AXIS_HEIGHT = 7 * SPACE, 5 * SPACE
"""Of the axis at the left, and about of the one below, pixels."""


class CurvePlot(QWidget):
    """Curves over epochs; the line above them names them and tells the values under the pointer.

    Parameters
    ----------
    title, axis : what is measured, in full, and beside the axis.
    figure : how a value is written, such as ``"{:.3f}"``.
    names : of the curves. The last has a point after each epoch, and is the one that counts.
    """

    def __init__(
        self,
        title: str,
        axis: str,
        figure: str,
        names: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._figure = figure
        self._best = 0
        self._epochs = 1
        self._told: list[tuple[str, str]] = []
        self._legend = QLabel(self)
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setWordWrap(True)
        self._legend.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._plot = new_plot(title, self)
        self._plot.setMinimumSize(120, 100)
        self._plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        # A figure may stand at either end of an axis.
        self._plot.getPlotItem().setContentsMargins(0, SPACE, SPACE, 0)
        self._plot.getAxis("left").setWidth(AXIS_WIDTH)
        self._plot.getAxis("left").enableAutoSIPrefix(False)
        # The first epoch and the last are numbered: their figures stand beyond the ends.
        self._plot.getAxis("bottom").setStyle(hideOverlappingLabels=False)
        self._plot.setLabel("left", axis)
        self._plot.setLabel("bottom", tr("Epoch"))
        self._lines = {name: self._plot.plot([], [], antialias=True) for name in names}
        self._star = self._plot.plot([], [], pen=None, symbol="star", symbolSize=14)
        self._marker = pg.InfiniteLine(angle=90, movable=False)
        self._marker.hide()
        self._plot.addItem(self._marker, ignoreBounds=True)
        self._plot.scene().sigMouseMoved.connect(self._point_at)
        self._empty = quiet_label("")
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        over = QVBoxLayout(self._plot)
        over.setContentsMargins(AXIS_WIDTH + SPACE, 0, SPACE, AXIS_HEIGHT)
        over.addWidget(self._empty)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE // 2)
        self._layout.addWidget(section_head(title))
        self._layout.addWidget(self._legend)
        self._layout.addWidget(self._plot, 1)
        self._dress()

    def show_epochs(self, epochs: int) -> None:
        """Make room for so many epochs."""
        self._epochs = epochs
        self._plot.setXRange(0, epochs, padding=0.04)
        self._number_epochs()

    def _number_epochs(self) -> None:
        """Number as many epochs as have room."""
        figure = self.fontMetrics().horizontalAdvance(str(self._epochs)) + 2 * SPACE
        room = self._plot.width() - AXIS_WIDTH - SPACE
        step = epoch_step(self._epochs, room // figure)
        self._plot.getAxis("bottom").setTickSpacing(step, step)

    def show_curves(self, *curves: Sequence[Point], best: int = 0, empty: str = "") -> None:
        """Draw the points of each curve: epochs done, with fractions, and a value.

        Parameters
        ----------
        best : the epoch that is marked on the last curve; 0 for none.
        empty : what stands where there is no point yet.
        """
        for line, points in zip(self._lines.values(), curves, strict=True):
            line.setData([x for x, _ in points], [y for _, y in points])
        self._best = best
        marked = [point for point in curves[-1] if point[0] == best]
        self._star.setData([x for x, _ in marked], [y for _, y in marked])
        highest = max((y for points in curves for _, y in points), default=0.0)
        self._plot.setYRange(0, highest or 1.0, padding=0.08)
        number_axis(self._plot, "left", any(curves))
        self._empty.setText(empty)
        self._empty.setVisible(not any(curves))
        self._leave()

    def legend_height(self) -> int:
        """How high the line above the curves has to be, which may take several."""
        self._legend.setMinimumHeight(0)  # It would be counted.
        return self._legend.heightForWidth(self.width())

    def set_legend_height(self, height: int) -> None:
        """Have plots beside each other begin at the same height."""
        self._legend.setMinimumHeight(height)

    @property
    def figures(self) -> str:
        """What is told above the curves, without the signs of the curves."""
        return " · ".join(text for _, text in self._told) if self._xs() else ""

    def _tell(self, x: float) -> None:
        """Name the curves, with their values nearest to so many epochs."""
        signs = [LINE] * (len(self._lines) - 1) + [DOT]
        self._told = []
        if self._xs():
            self._told.append(("", tr("Epoch {n}").format(n=f"{round(x, 2):g}")))
        for sign, (name, line) in zip(signs, self._lines.items(), strict=True):
            points = _points(line)
            value = min(points, key=lambda point: abs(point[0] - x))[1] if points else None
            figure = "" if value is None else f" {self._figure.format(value)}"
            self._told.append((sign, f"{name}{figure}"))
        if self._best:
            self._told.append((STAR, tr("Best: epoch {n}").format(n=self._best)))
        self._write()

    def _write(self) -> None:
        """Write the line above the curves, each sign in the colour of what it stands for."""
        role = QPalette.ColorRole
        quiet, accent = (
            self.palette().color(r).name() for r in (role.PlaceholderText, role.Accent)
        )
        parts = []
        for sign, text in self._told:
            colour = quiet if sign == LINE else accent
            # A Chinese text could be broken after any sign, but for a word joiner.
            whole = text if text.isascii() else WORD_JOINER.join(text)
            shown = whole.replace(" ", "&nbsp;")
            before = f"<span style='color:{colour}'>{sign}</span>&nbsp;" if sign else ""
            parts.append(f"{before}{shown}")
        self._legend.setText(" &nbsp; ".join(parts))
        self._legend.setAccessibleName(self.figures)

    def _xs(self) -> list[float]:
        return [x for line in self._lines.values() for x, _ in _points(line)]

    def _point_at(self, position: QPointF) -> None:
        """Tell the values at the point that is nearest to the pointer."""
        box = self._plot.getViewBox()
        xs = self._xs()
        if not xs or not box.sceneBoundingRect().contains(position):
            self._leave()
            return
        pointed = box.mapSceneToView(position).x()
        nearest = min(xs, key=lambda x: abs(x - pointed))
        self._marker.setPos(nearest)
        self._marker.show()
        self._tell(nearest)

    def _leave(self) -> None:
        self._marker.hide()
        self._tell(max(self._xs(), default=0.0))

    def _dress(self) -> None:
        """Take the colours of the theme."""
        palette, role = self.palette(), QPalette.ColorRole
        dress_axes(self._plot, palette)
        accent = palette.color(role.Accent)
        self._marker.setPen(pg.mkPen(palette.color(role.Mid)))
        *others, last = self._lines.values()
        for line in others:
            line.setPen(pg.mkPen(palette.color(role.PlaceholderText), width=1))
        last.setPen(pg.mkPen(accent, width=2))
        last.setSymbol("o")
        last.setSymbolSize(5)
        last.setSymbolPen(None)
        last.setSymbolBrush(accent)
        self._star.setSymbolBrush(accent)
        self._star.setSymbolPen(pg.mkPen(palette.color(role.Base)))
        self._write()

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_star"):
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout.activate()  # The plot has its new width.
        self._number_epochs()

    def leaveEvent(self, event: QEvent) -> None:
        self._leave()


def epoch_step(epochs: int, most: int) -> int:
    """From one numbered epoch to the next: 1, 2 or 5 times a power of 10.

    Parameters
    ----------
    most : how many numbers have room; one is always shown.
    """
    steps = (first * 10**power for power in count() for first in (1, 2, 5))
    return next(step for step in steps if epochs <= step * max(most, 1))


def _points(line: "pg.PlotDataItem") -> list[Point]:
    """What a line is drawn of."""
    xs, ys = line.getOriginalDataset()
    return [] if xs is None else list(zip(xs.tolist(), ys.tolist(), strict=True))
