"""The activation as a curve, with the hidden units of one point on it."""

import numpy as np
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from digitpad.nn.activations import RELU, Activation
from digitpad.nn.layers import Array

REACH = 4.0
"""The curve is drawn from -REACH to REACH."""


class ActivationCurve(QWidget):
    """What comes out of a unit for what goes in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activation = RELU
        self._sums: Array = np.zeros(0)
        self.setAccessibleName("Activation")
        self.setToolTip("The activation; its dots are the hidden units, for the chosen point")
        self.setMinimumSize(120, 96)

    def show_units(self, activation: Activation, sums: Array) -> None:
        """Show an activation, and where these weighted sums (H,) are on it."""
        self._activation, self._sums = activation, sums
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, role = self.palette(), QPalette.ColorRole
        painter.fillRect(self.rect(), palette.color(role.Base))
        x = np.linspace(-REACH, REACH, 201)
        curve = self._activation.forward(x)[0]
        low, high = min(0.0, float(curve.min())), max(1.0, float(curve.max()))

        def place(at: float, out: float) -> QPointF:
            along = (at + REACH) / (2 * REACH) * self.width()
            return QPointF(along, self.height() * (0.9 - 0.8 * (out - low) / (high - low)))

        painter.setPen(QPen(palette.color(role.Mid), 1))
        painter.drawLine(place(-REACH, 0), place(REACH, 0))
        painter.drawLine(QPointF(self.width() / 2, 0), QPointF(self.width() / 2, self.height()))
        painter.setPen(QPen(palette.color(role.Text), 2))
        line = zip(x.tolist(), curve.tolist(), strict=True)
        painter.drawPolyline(QPolygonF([place(at, out) for at, out in line]))
        painter.setPen(QPen(palette.color(role.Accent), 1))
        painter.setBrush(palette.color(role.Accent))
        inside = np.clip(np.nan_to_num(self._sums), -REACH, REACH)
        dots = zip(inside.tolist(), self._activation.forward(inside)[0].tolist(), strict=True)
        for at, out in dots:
            painter.drawEllipse(place(at, out), 3, 3)
