"""The losses of training and test points over all steps, on a logarithmic scale."""

import numpy as np
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from digitpad.playground.snapshot import Curve
from digitpad.ui.playground.titled_plot import TitledPlot
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.colours import colour
from digitpad.ui.widgets.plot import Axis, Series, Values

LEAST = 1e-300
"""A loss of 0 has no logarithm."""

SHORTEST = 8
"""Steps that the axis is long at least."""

LOWEST = 2
"""Powers of ten that the axis is high at least: between two of them there are no figures."""


class LossPlot(TitledPlot):
    """Two curves that grow: a solid one and, where there are test points, a dashed one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._curve: Curve = [], []
        self._test_curve: Curve = [], []
        super().__init__(tr("Loss"), parent)
        self.show_curves(self._curve, self._test_curve)

    def show_curves(self, curve: Curve, test_curve: Curve, is_first_step: bool = False) -> None:
        """Draw steps and the losses then; nan is left out.

        Parameters
        ----------
        is_first_step : whether the first step has begun; it has no loss until it ends.
        """
        self._curve, self._test_curve = curve, test_curve
        hint = tr("Press Run or Step")
        if is_first_step:
            hint = tr("The curve starts with the first update")
        self.plot.show_hint("" if len(_finite(curve)[0]) else hint)
        self.draw()

    def draw(self) -> None:
        palette = self.palette()
        own, tested = palette.color(QPalette.ColorRole.Accent), colour("against", palette)
        curve, test_curve = _finite(self._curve), _finite(self._test_curve)
        steps, powers = np.hstack([curve, test_curve])
        low, high = (powers.min(), powers.max()) if len(powers) else (0.0, 0.0)
        beyond = max(0.04 * (high - low), (LOWEST - (high - low)) / 2)
        is_numbered = len(curve[0]) > 0
        self.plot.show_series(
            Axis(
                tr("Iteration"),
                high=1.02 * max(steps.max(initial=0), SHORTEST),
                is_numbered=is_numbered,
                is_whole=True,
            ),
            Axis(
                tr("Loss (logarithmic)", "axis"),
                float(low - beyond),
                float(high + beyond),
                is_numbered=is_numbered,
                is_log=True,
            ),
            # A line of one point cannot be seen.
            Series(*test_curve, tested, is_dashed=True, dot=SPACE * (len(test_curve[0]) == 1)),
            Series(*curve, own, dot=SPACE * (len(curve[0]) == 1)),
        )
        self.show_legend(
            [("—", own, tr("Training", "curve")), ("- -", tested, tr("Test", "curve"))]
        )


def _finite(curve: Curve) -> tuple[Values, Values]:
    """Steps, and the logarithms of the losses that are finite; 0 is drawn as next to nothing."""
    steps, losses = np.array(curve[0], np.float64), np.array(curve[1], np.float64)
    is_shown = np.isfinite(losses)
    return steps[is_shown], np.log10(np.maximum(losses[is_shown], LEAST))
