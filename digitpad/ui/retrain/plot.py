"""A figure over epochs, as curves."""

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from digitpad.nn.training import EpochReport
from digitpad.ui.plots import dress_axes, new_plot, number_axis
from digitpad.ui.theme import SPACE, quiet_label

Values = Callable[[EpochReport], float]


class Plot(QWidget):
    """Curves over epochs, with the values under the pointer above them.

    Parameters
    ----------
    title : what is measured.
    unit : of it, behind each figure.
    decimals : of each figure.
    curves : a name and the figure in a report, for each curve. The last is the one that counts.
    """

    def __init__(
        self,
        title: str,
        unit: str,
        decimals: int,
        curves: dict[str, Values],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._decimals = decimals
        self._unit = unit
        self._values = curves
        self._reports: list[EpochReport] = []
        self._figures = QLabel(self)
        self._plot = new_plot(title, self)
        self._plot.setMinimumSize(200, 120)
        self._plot.getAxis("left").setWidth(5 * SPACE)
        self._plot.setLabel("bottom", "epoch")
        self._lines = {name: self._plot.plot([], [], antialias=True) for name in curves}
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
        self._plot.setXRange(1, max(epochs, 2), padding=0.07)
        ticks = 10 if epochs < 100 else 5  # Of three figures each.
        step = max(1, -(-epochs // ticks))  # A tick at whole epochs alone.
        self._plot.getAxis("bottom").setTickSpacing(step, step)

    def show_reports(self, reports: Sequence[EpochReport]) -> None:
        """Draw the curves of these epochs."""
        self._reports = list(reports)
        epochs = [report.epoch for report in reports]
        for name, line in self._lines.items():
            line.setData(epochs, [self._values[name](report) for report in reports])
        highest = max((v(r) for v in self._values.values() for r in reports), default=0.0)
        self._plot.setYRange(0, highest or 1.0, padding=0.08)
        number_axis(self._plot, "left", bool(reports))
        self._tell(self._reports[-1] if self._reports else None)

    @property
    def figures(self) -> str:
        """What is told above the curves."""
        return self._figures.text()

    def _tell(self, report: EpochReport | None) -> None:
        if report is None:
            self._figures.setText("")
            return
        parts = [
            f"{name} {v(report):.{self._decimals}f}{self._unit}" for name, v in self._values.items()
        ]
        self._figures.setText(f"epoch {report.epoch} · {' · '.join(parts)}")

    def _point_at(self, position: QPointF) -> None:
        """Tell the values of the epoch that is nearest to the pointer."""
        box = self._plot.getViewBox()
        if not self._reports or not box.sceneBoundingRect().contains(position):
            self._leave()
            return
        x = box.mapSceneToView(position).x()
        nearest = min(self._reports, key=lambda report: abs(report.epoch - x))
        self._marker.setPos(nearest.epoch)
        self._marker.show()
        self._tell(nearest)

    def _leave(self) -> None:
        self._marker.hide()
        self._tell(self._reports[-1] if self._reports else None)

    def _dress(self) -> None:
        """Take the colours of the theme."""
        palette, role = self.palette(), QPalette.ColorRole
        dress_axes(self._plot, palette)
        quiet = palette.color(role.PlaceholderText)
        self._marker.setPen(pg.mkPen(palette.color(role.Mid)))
        *others, last = self._lines.values()
        for line in others:
            self._draw_with(line, quiet, Qt.PenStyle.DashLine)
        self._draw_with(last, palette.color(role.Accent), Qt.PenStyle.SolidLine)

    def _draw_with(self, line: "pg.PlotDataItem", colour: QColor, style: Qt.PenStyle) -> None:
        line.setPen(pg.mkPen(colour, width=2, style=style))
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
