"""A figure over epochs, as curves."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from digitpad.learning.loss_curve import Point
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.plot import Axis, Plot, Series, Values, lay_out

LINE, DOT, STAR = "—", "●", "★"
"""What stands before the names of the curves, and for the best epoch."""

WORD_JOINER = "\N{WORD JOINER}"


AXIS_WIDTH = 7 * SPACE
"""Of the axis at the left, pixels."""


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
        self._axis, self._figure = axis, figure
        self._curves: dict[str, Sequence[Point]] = dict.fromkeys(names, ())
        self._best = 0
        self._epochs = 1
        self._told: list[tuple[str, str]] = []
        self._legend = QLabel(self)
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setWordWrap(True)
        self._legend.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.plot = Plot(title, AXIS_WIDTH, self)
        self.plot.setMinimumSize(120, 100)
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.plot.pointed.connect(self._point_at)
        self.plot.left.connect(self._leave)
        lay_out(self, title, self._legend, self.plot)
        self.show_curves(*self._curves.values())

    def show_curves(
        self, *curves: Sequence[Point], epochs: int = 1, best: int = 0, empty: str = ""
    ) -> None:
        """Draw the points of each curve: epochs done, with fractions, and a value.

        Parameters
        ----------
        epochs : that there is room for.
        best : the epoch that is marked on the last curve; 0 for none.
        empty : what stands where there is no point yet.
        """
        self._curves = dict(zip(self._curves, curves, strict=True))
        self._best, self._epochs = best, epochs
        self.plot.show_hint("" if any(curves) else empty)
        self._draw()
        self._leave()

    def _draw(self) -> None:
        palette, role = self.palette(), QPalette.ColorRole
        quiet, accent = palette.color(role.PlaceholderText), palette.color(role.Accent)
        *others, last = self._curves.values()
        marked = [point for point in last if point[0] == self._best]
        highest = max((y for points in self._curves.values() for _, y in points), default=0.0)
        highest = highest or 1.0
        self.plot.show_series(
            Axis(tr("Epoch"), -0.04 * self._epochs, 1.04 * self._epochs, is_whole=True),
            Axis(self._axis, -0.08 * highest, 1.08 * highest, is_numbered=bool(self._xs())),
            *(Series(*_columns(points), quiet, width=1) for points in others),
            Series(*_columns(last), accent, dot=5),
            Series(*_columns(marked), accent, width=0, dot=14, is_star=True),
        )

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
        signs = [LINE] * (len(self._curves) - 1) + [DOT]
        self._told = []
        if self._xs():
            self._told.append(("", tr("Epoch {n}").format(n=f"{round(x, 2):g}")))
        for sign, (name, points) in zip(signs, self._curves.items(), strict=True):
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
        return [x for points in self._curves.values() for x, _ in points]

    def _point_at(self, pointed: float) -> None:
        """Tell the values at the point that is nearest to the pointer."""
        if xs := self._xs():
            nearest = min(xs, key=lambda x: abs(x - pointed))
            self.plot.mark(nearest)
            self._tell(nearest)

    def _leave(self) -> None:
        self.plot.mark(None)
        self._tell(max(self._xs(), default=0.0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "plot"):
            self._draw()
            self._write()


def _columns(points: Sequence[Point]) -> tuple[Values, Values]:
    """The xs and the ys of some points."""
    xs, ys = np.array(points, np.float64).reshape(-1, 2).T
    return xs, ys
