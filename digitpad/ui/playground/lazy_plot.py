"""A plot with a title that is made once it can be seen."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QColor, QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.widgets.plots import dress_axes, new_plot


class LazyPlot(QWidget):
    """A title and a legend over a plot.

    The plot is made late: loading its library takes a third of a second.

    Parameters
    ----------
    title : stands above it, and is its name.
    left, bottom : titles of the axes.
    """

    def __init__(self, title: str, left: str, bottom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._left, self._bottom = title, left, bottom
        self._plot: Any = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE // 2)
        self._legend = quiet_label("")
        self._layout.addWidget(section_head(title))
        self._layout.addWidget(self._legend)
        self._layout.addStretch()
        self.setMinimumSize(19 * SPACE, 22 * SPACE)
        # It takes the height that the others leave.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def _make(self) -> None:
        if self._plot:
            return
        self._plot = new_plot(self._title, self)
        # A figure may stand at either end of an axis.
        self._plot.getPlotItem().setContentsMargins(0, SPACE, SPACE, 0)
        for name, text in (("left", self._left), ("bottom", self._bottom)):
            axis = self._plot.getAxis(name)
            self._plot.setLabel(name, text)
            axis.enableAutoSIPrefix(False)  # Not in units of 1,000.
            axis.tickStrings = partial(_figures, axis.tickStrings)
        self._plot.getAxis("bottom").setTickDensity(0.4)  # Numbers need more room there.
        self._make_items()
        self._layout.addWidget(self._plot, 1000)  # It takes the room of the stretch.
        self._dress()
        self._show()

    def _make_items(self) -> None:
        """Add the curves to ``_plot``."""
        raise NotImplementedError

    def _show(self) -> None:
        """Draw the data, once there is a plot."""
        raise NotImplementedError

    def _dress(self) -> None:
        """Give everything the colours of the theme."""
        dress_axes(self._plot, self.palette())

    def _pen(self, role: QPalette.ColorRole) -> QPen:
        """A line in a colour of the theme."""
        pen = QPen(self.palette().color(role), 2)
        pen.setCosmetic(True)
        return pen

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._make)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._plot:
            self._dress()


def _figures(write: Callable[..., list[str]], *ticks: Any) -> list[str]:
    """The numbers of an axis, written as everywhere else: −4 and 2,000."""
    texts = (f"{int(t):,}" if t.lstrip("-").isdecimal() else t for t in write(*ticks))
    return [*map(with_minus, texts)]


def legend(*parts: tuple[str, QColor, str]) -> str:
    """Rich text that names what is drawn: each sign in its colour, and its name."""
    return " &nbsp; ".join(
        f"<span style='color:{colour.name()}'>{sign}</span> {name}" for sign, colour, name in parts
    )
