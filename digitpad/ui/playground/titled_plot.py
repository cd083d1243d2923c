"""A plot under its title and its legend."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.widgets.plot import Plot, lay_out

AXIS_WIDTH = 8 * SPACE
"""Width of the axis at the side: the curves do not move when its figures change."""


class TitledPlot(QWidget):
    """A title and a legend over a plot.

    Parameters
    ----------
    title : stands above it, and is its name.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = Plot(title, AXIS_WIDTH, self)
        self._legend = quiet_label("")
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        lay_out(self, title, self._legend, self.plot)
        self.setMinimumSize(19 * SPACE, 22 * SPACE)
        # It takes the height that the others leave.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_legend(self, parts: Iterable[tuple[str, QColor, str]]) -> None:
        """Name what is drawn: each sign in its colour, and its name."""
        self._legend.setText(
            " &nbsp; ".join(
                f"<span style='color:{colour.name()}'>{sign}</span> {name}"
                for sign, colour, name in parts
            )
        )

    def draw(self) -> None:
        """Show what there is, in the colours of the theme."""
        raise NotImplementedError

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.draw()
