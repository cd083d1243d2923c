"""The loss over all steps, on a logarithmic scale."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ui.playground.lazy_plot import LazyPlot
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr

MAX_FIGURES = 3
"""Powers of ten that are named beside the curve, about."""

AXIS_WIDTH = 8 * SPACE
"""Width of the axis of losses, so that the curve does not move when the numbers change."""


class LossPlot(LazyPlot):
    """A curve that grows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Loss"), tr("Loss"), tr("Iteration"), parent)
        self._legend.setText(tr("Logarithmic scale"))
        self._curve: tuple[list[int], list[float]] = [], []
        self._is_first_step = False
        self._was_empty: bool | None = None

    def show_curve(self, curve: tuple[list[int], list[float]], is_first_step: bool = False) -> None:
        """Draw steps and the losses before them.

        Parameters
        ----------
        is_first_step : whether the first step has begun; it has no loss until it ends.
        """
        self._curve, self._is_first_step = curve, is_first_step
        if self._plot:
            self._show()

    def _show(self) -> None:
        steps, values = self._curve
        is_empty = not steps
        if is_empty is not self._was_empty:
            self._show_empty(is_empty)
        self._empty.setText(
            tr("The curve starts with the first update")
            if self._is_first_step
            else tr("Press Run or Step")
        )
        # 0 has no logarithm, and a line of one point cannot be seen.
        losses = [max(value, 1e-300) for value in values]
        self._line.setData(steps, losses, symbol="o" if len(steps) == 1 else None)
        if steps:
            decades = math.log10(max(losses)) - math.log10(min(losses))
            every = max(math.ceil(decades / MAX_FIGURES), 1)
            self._plot.getAxis("left").setTickSpacing(every, every)

    def _show_empty(self, is_empty: bool) -> None:
        """Show a hint instead of ticks where there is no curve."""
        self._was_empty = is_empty
        self._empty.setVisible(is_empty)
        for name in ("left", "bottom"):
            self._plot.getAxis(name).setTicks([] if is_empty else None)

    def _make_items(self) -> None:
        self._plot.setLogMode(x=False, y=True)
        # Whole steps, and two powers of ten at least: between them there is no room for figures.
        self._plot.getViewBox().setLimits(xMin=0, minXRange=8, minYRange=2)
        self._plot.getAxis("left").setStyle(maxTextLevel=0)
        self._plot.getAxis("left").setWidth(AXIS_WIDTH)
        self._line = self._plot.plot([], [])
        self._empty = quiet_label("")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self._plot)
        layout.setContentsMargins(AXIS_WIDTH, 0, 0, 0)
        layout.addWidget(self._empty)

    def _dress(self) -> None:
        super()._dress()
        pen = self._pen(QPalette.ColorRole.Accent)
        self._line.setPen(pen)
        self._line.setSymbolPen(None)
        self._line.setSymbolBrush(pen.color())
        self._line.setSymbolSize(SPACE)
