"""The activation as a curve, with the hidden units of one point on it."""

import numpy as np
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from digitpad.nn.activations import RELU, Activation
from digitpad.nn.layers import Array
from digitpad.playground.trace import ACTIVATION_TITLES
from digitpad.ui.playground.titled_plot import TitledPlot
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.plot import Axis, Series

REACH = 4.0
"""The curve is drawn from -REACH to REACH."""

XS = np.linspace(-REACH, REACH, 201)


class ActivationCurve(TitledPlot):
    """What comes out of a unit for what goes in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._activation = RELU
        self._dots_name = tr("Hidden units")
        self._sums: Array = np.zeros(0)
        super().__init__(tr("Activation function"), parent)
        self.setToolTip(tip(tr("Activation function; dots: hidden units at the selected point")))
        self.draw()

    def show_units(self, activation: Activation, sums: Array, name: str = "") -> None:
        """Show an activation, and where these weighted sums (N,) are on it.

        Parameters
        ----------
        name : what the dots are, for people; without one, hidden units.
        """
        self._activation, self._sums = activation, sums
        self._dots_name = name or tr("Hidden units")
        self.draw()

    def draw(self) -> None:
        role, palette = QPalette.ColorRole, self.palette()
        text, accent = palette.color(role.Text), palette.color(role.Accent)
        curve = self._activation.forward(XS)[0]
        low, high = float(curve.min()), float(curve.max())
        beyond = 0.04 * (high - low)
        sums = np.clip(np.nan_to_num(self._sums.astype(np.float64)), -REACH, REACH)
        self.plot.show_series(
            Axis(tr("Weighted sum"), -1.04 * REACH, 1.04 * REACH),
            Axis(tr("Activation", "axis"), low - beyond, high + beyond),
            Series(XS, curve, text),
            Series(sums, self._activation.forward(sums)[0], accent, width=0, dot=SPACE - 1),
        )
        title = tr(ACTIVATION_TITLES[self._activation.name])
        self.show_legend([("—", text, title), ("●", accent, self._dots_name)])
