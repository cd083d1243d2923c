"""The losses of training and test points over all steps, on a logarithmic scale."""

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.playground.snapshot import Curve
from digitpad.ui.playground.lazy_plot import LazyPlot, legend
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.colours import colour

MAX_FIGURES = 3
"""Powers of ten that are named beside the curve, about."""

AXIS_WIDTH = 8 * SPACE
"""Width of the axis of losses, so that the curve does not move when the numbers change."""

LEAST = 1e-300
"""A loss of 0 has no logarithm."""


class LossPlot(LazyPlot):
    """Two curves that grow: a solid one and, where there are test points, a dashed one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Loss"), tr("Loss (logarithmic)", "axis"), tr("Iteration"), parent)
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._curve: Curve = [], []
        self._test_curve: Curve = [], []
        self._is_first_step = False
        self._was_empty: bool | None = None
        self._spacing = 0
        self._show_legend()

    def show_curves(self, curve: Curve, test_curve: Curve, is_first_step: bool = False) -> None:
        """Draw steps and the losses then; nan is left out.

        Parameters
        ----------
        is_first_step : whether the first step has begun; it has no loss until it ends.
        """
        self._curve, self._test_curve = _finite(curve), _finite(test_curve)
        self._is_first_step = is_first_step
        if self._plot:
            self._show()

    def _show(self) -> None:
        is_empty = not self._curve[0]
        if is_empty is not self._was_empty:
            self._show_empty(is_empty)
        self._empty.setText(
            tr("The curve starts with the first update")
            if self._is_first_step
            else tr("Press Run or Step")
        )
        for line, (steps, losses) in zip(
            (self._test_line, self._line), (self._test_curve, self._curve), strict=True
        ):
            # A line of one point cannot be seen.
            line.setData(steps, losses, symbol="o" if len(steps) == 1 else None)
        every = self._curve[1] + self._test_curve[1]
        if every:
            decades = math.log10(max(every)) - math.log10(min(every))
            spacing = max(math.ceil(decades / MAX_FIGURES), 1)
            if spacing != self._spacing:  # To set it draws the axis anew.
                self._spacing = spacing
                # With three levels of ticks, none are added within a power of ten.
                levels = [(spacing, 0)] * (2 if spacing == 1 else 3)
                self._plot.getAxis("left").setTickSpacing(levels=levels)

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
        self._test_line = self._plot.plot([], [])
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
        test_pen = self._pen(QPalette.ColorRole.Accent)
        test_pen.setColor(colour("against", self.palette()))
        test_pen.setStyle(Qt.PenStyle.DashLine)
        for line, own in ((self._line, pen), (self._test_line, test_pen)):
            line.setPen(own)
            line.setSymbolPen(None)
            line.setSymbolBrush(own.color())
            line.setSymbolSize(SPACE)
        self._show_legend()

    def _show_legend(self) -> None:
        palette = self.palette()
        self._legend.setText(
            legend(
                ("—", palette.color(QPalette.ColorRole.Accent), tr("Training", "curve")),
                ("- -", colour("against", palette), tr("Test", "curve")),
            )
        )


def _finite(curve: Curve) -> Curve:
    """A curve without what cannot be drawn; a loss of 0 is drawn as next to nothing."""
    steps, losses = np.array(curve[0]), np.array(curve[1], np.float64)
    is_shown = np.isfinite(losses)
    return steps[is_shown].tolist(), np.maximum(losses[is_shown], LEAST).tolist()
