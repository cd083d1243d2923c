"""What every plot here has in common."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


def new_plot(title: str, parent: QWidget) -> Any:
    """A plot that is to be looked at, and does nothing of its own.

    Not needed to show a window: to load its library takes a third of a second.
    """
    import pyqtgraph as pg

    plot = pg.PlotWidget(parent, enableMenu=False)
    plot.setAccessibleName(title)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # It has no keys.
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    return plot


def dress_axes(plot: Any, palette: QPalette) -> None:
    """Give paper and axes the colours of the theme."""
    role = QPalette.ColorRole
    plot.setBackground(palette.color(role.Base))
    for name in ("left", "bottom"):
        axis = plot.getAxis(name)
        axis.setPen(palette.color(role.Mid))
        axis.setTextPen(palette.color(role.PlaceholderText))


def number_axis(plot: Any, name: str, is_numbered: bool) -> None:
    """Show or hide an axis's figures: over no curve they would count what is not there."""
    axis = plot.getAxis(name)
    if axis.style["showValues"] != is_numbered:  # To set it draws the axis anew.
        axis.setStyle(showValues=is_numbered)
