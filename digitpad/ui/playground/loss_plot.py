"""The loss over all steps, on a logarithmic scale."""

from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ui.theme import SPACE


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
            # Over no curve the axes would count what is not there.
            for name in ("left", "bottom"):
                axis = self._plot.getAxis(name)
                if axis.style["showValues"] != bool(steps):  # To set it draws the axis anew.
                    axis.setStyle(showValues=bool(steps))
            # A logarithm of 0 is none.
            self._line.setData(steps, [max(value, 1e-300) for value in values])

    def _make(self) -> None:
        import pyqtgraph as pg

        if self._plot:
            return
        self._plot = pg.PlotWidget(self)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setLogMode(x=False, y=True)
        self._plot.getAxis("left").setWidth(6 * SPACE)
        self._plot.setAccessibleName("Loss")
        self._line = self._plot.plot([], [])
        self._layout.addWidget(self._plot)
        self._dress()
        self.show_curve(self._curve)

    def _dress(self) -> None:
        palette, role = self.palette(), QPalette.ColorRole
        self._plot.setBackground(palette.color(role.Base))
        pen = QPen(palette.color(role.Accent), 2)
        pen.setCosmetic(True)
        self._line.setPen(pen)
        for name in ("left", "bottom"):
            self._plot.getAxis(name).setPen(palette.color(role.Mid))
            self._plot.getAxis(name).setTextPen(palette.color(role.PlaceholderText))

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._make)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._plot:
            self._dress()
