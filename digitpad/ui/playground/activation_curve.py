"""The activation as a curve, with the hidden units of one point on it."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from digitpad.nn.activations import RELU, Activation
from digitpad.nn.layers import Array
from digitpad.playground.trace import ACTIVATION_TITLES
from digitpad.ui.playground.lazy_plot import LazyPlot, legend
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

REACH = 4.0
"""The curve is drawn from -REACH to REACH."""


class ActivationCurve(LazyPlot):
    """What comes out of a unit for what goes in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = tr("Activation function")
        super().__init__(title, tr("Activation", "axis"), tr("Weighted sum"), parent)
        self._activation = RELU
        self._dots_name = tr("Hidden units")
        self._sums: Array = np.zeros(0)
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self.setToolTip(tip(tr("Activation function; dots: hidden units at the selected point")))

    def show_units(self, activation: Activation, sums: Array, name: str = "") -> None:
        """Show an activation, and where these weighted sums (N,) are on it.

        Parameters
        ----------
        name : what the dots are, for people; without one, hidden units.
        """
        name = name or tr("Hidden units")
        is_other = activation is not self._activation or name != self._dots_name
        self._activation, self._sums, self._dots_name = activation, sums, name
        if self._plot and is_other:
            self._show()
        elif self._plot:
            self._show_dots()  # During a run: axes and legend take longer.

    def _show(self) -> None:
        x = np.linspace(-REACH, REACH, 201)
        curve = self._activation.forward(x)[0]
        self._line.setData(x, curve)
        self._plot.setYRange(float(curve.min()), float(curve.max()))
        self._show_legend()
        self._show_dots()

    def _show_dots(self) -> None:
        inside = np.clip(np.nan_to_num(self._sums), -REACH, REACH)
        self._dots.setData(inside, self._activation.forward(inside)[0])

    def _make_items(self) -> None:
        self._plot.setXRange(-REACH, REACH)
        self._line = self._plot.plot([], [])
        self._dots = self._plot.plot([], [], pen=None, symbol="o")

    def _dress(self) -> None:
        super()._dress()
        role = QPalette.ColorRole
        self._line.setPen(self._pen(role.Text))
        self._dots.setSymbolPen(None)
        self._dots.setSymbolBrush(self.palette().color(role.Accent))
        self._dots.setSymbolSize(SPACE - 1)
        self._show_legend()

    def _show_legend(self) -> None:
        """Name the curve and the dots, each after its sign in its colour."""
        role = QPalette.ColorRole
        palette, title = self.palette(), tr(ACTIVATION_TITLES[self._activation.name])
        self._legend.setText(
            legend(
                ("—", palette.color(role.Text), title),
                ("●", palette.color(role.Accent), self._dots_name),
            )
        )
