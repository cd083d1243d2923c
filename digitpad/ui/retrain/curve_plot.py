"""A figure over epochs, as curves."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from digitpad.learning.loss_curve import Point
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.widgets.plots import dress_axes, new_plot, number_axis


class CurvePlot(QWidget):
    """Curves over epochs, with the values under the pointer above them.

    Parameters
    ----------
    title : what is measured.
    unit : of it, behind each figure.
    decimals : of each figure.
    names : of the curves. The last has a point after each epoch, and is the one that counts.
    """

    def __init__(
        self,
        title: str,
        unit: str,
        decimals: int,
        names: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._decimals = decimals
        self._unit = unit
        self._figures = QLabel(self)
        self._plot = new_plot(title, self)
        self._plot.setMinimumSize(200, 90)
        # A figure may stand at either end of an axis.
        self._plot.getPlotItem().setContentsMargins(0, SPACE, SPACE, 0)
        self._plot.getAxis("left").setWidth(5 * SPACE)
        self._plot.setLabel("bottom", "epoch")
        self._lines = {name: self._plot.plot([], [], antialias=True) for name in names}
        self._marker = pg.InfiniteLine(angle=90, movable=False)
        self._marker.hide()
        self._plot.addItem(self._marker, ignoreBounds=True)
        self._plot.scene().sigMouseMoved.connect(self._point_at)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(quiet_label(title))
        layout.addWidget(self._figures)
        layout.addWidget(self._plot, 1)
        self._dress()

    def show_epochs(self, epochs: int) -> None:
        """Make room for so many epochs."""
        self._plot.setXRange(0, epochs, padding=0.04)
        ticks = 10 if epochs < 100 else 5  # Of three figures each.
        step = max(1, -(-epochs // ticks))  # A tick at whole epochs alone.
        self._plot.getAxis("bottom").setTickSpacing(step, step)

    def show_curves(self, *curves: Sequence[Point]) -> None:
        """Draw the points of each curve: epochs done, with fractions, and a value."""
        for line, points in zip(self._lines.values(), curves, strict=True):
            line.setData([x for x, _ in points], [y for _, y in points])
        highest = max((y for points in curves for _, y in points), default=0.0)
        self._plot.setYRange(0, highest or 1.0, padding=0.08)
        number_axis(self._plot, "left", any(curves))
        self._leave()

    @property
    def figures(self) -> str:
        """What is told above the curves."""
        return self._figures.text()

    def _tell(self, x: float) -> None:
        """Tell the values nearest to so many epochs."""
        told = {
            name: min(points, key=lambda point: abs(point[0] - x))[1]
            for name, line in self._lines.items()
            if (points := _points(line))
        }
        parts = [f"{name} {value:.{self._decimals}f}{self._unit}" for name, value in told.items()]
        self._figures.setText(" · ".join([f"epoch {round(x, 2):g}", *parts]) if parts else "")

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
        quiet = palette.color(role.PlaceholderText)
        self._marker.setPen(pg.mkPen(palette.color(role.Mid)))
        *others, last = self._lines.values()
        for line in others:
            line.setPen(pg.mkPen(quiet, width=1.5, style=Qt.PenStyle.DashLine))
        self._draw_with(last, palette.color(role.Accent))

    def _draw_with(self, line: "pg.PlotDataItem", colour: QColor) -> None:
        line.setPen(pg.mkPen(colour, width=2))
        line.setSymbol("o")
        line.setSymbolSize(5)
        line.setSymbolPen(None)
        line.setSymbolBrush(colour)

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_marker"):
            self._dress()

    def leaveEvent(self, event: QEvent) -> None:
        self._leave()


def _points(line: "pg.PlotDataItem") -> list[Point]:
    """What a line is drawn of."""
    xs, ys = line.getOriginalDataset()
    return [] if xs is None else list(zip(xs.tolist(), ys.tolist(), strict=True))
