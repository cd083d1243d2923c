"""The loss over all steps, on a logarithmic scale."""

import math
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.plots import dress_axes, new_plot, number_axis

MAX_FIGURES = 3
"""Powers of ten that are named beside the curve, about."""


class LossPlot(QWidget):
    """A curve that grows.

    It is made once the tab can be seen: to load its library takes a third of a second.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot: Any = None
        self._curve: tuple[list[int], list[float]] = [], []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setMinimumSize(160, 96)

    def show_curve(self, curve: tuple[list[int], list[float]]) -> None:
        """Draw steps and the losses before them."""
        self._curve = curve
        if self._plot:
            steps, values = curve
            for name in ("left", "bottom"):
                number_axis(self._plot, name, bool(steps))
            # A logarithm of 0 is none, and a line of one point would not be seen.
            losses = [max(value, 1e-300) for value in values]
            self._line.setData(steps, losses, symbol="o" if len(steps) == 1 else None)
            if steps:
                decades = math.log10(max(losses)) - math.log10(min(losses))
                every = max(math.ceil(decades / MAX_FIGURES), 1)
                self._plot.getAxis("left").setTickSpacing(every, every)

    def _make(self) -> None:
        if self._plot:
            return
        self._plot = new_plot("Loss", self)
        self._plot.setLogMode(x=False, y=True)
        # Whole steps, and two powers of ten at least: between them there is no room for figures.
        self._plot.getViewBox().setLimits(xMin=0, minXRange=8, minYRange=2)
        self._plot.getAxis("left").setStyle(maxTextLevel=0)
        self._plot.getAxis("left").setWidth(6 * SPACE)
        self._line = self._plot.plot([], [])
        self._layout.addWidget(self._plot)
        self._dress()
        self.show_curve(self._curve)

    def _dress(self) -> None:
        dress_axes(self._plot, self.palette())
        pen = QPen(self.palette().color(QPalette.ColorRole.Accent), 2)
        pen.setCosmetic(True)
        self._line.setPen(pen)
        self._line.setSymbolPen(None)
        self._line.setSymbolBrush(pen.color())
        self._line.setSymbolSize(SPACE)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._make)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._plot:
            self._dress()
