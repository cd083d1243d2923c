"""The row of tools under the canvas."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.checked_highlight import CheckedHighlight

THINNEST, THICKEST = 4, 40
"""Pen widths, canvas units."""


class ToolButton(QToolButton):
    """A button that can be seen to be on, in light and in dark."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        CheckedHighlight(self)


class Tools(QWidget):
    """Pen width, and a button for each of some actions.

    Signals
    -------
    pen_width_changed(int) : canvas units.
    """

    pen_width_changed = Signal(int)

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(THINNEST, THICKEST)
        self._slider.setPageStep(4)
        self._slider.setMinimumWidth(80)
        self._slider.setMaximumWidth(160)
        self._slider.setAccessibleName("Pen width")
        self._slider.setToolTip(
            "Width of pen and eraser ([ and ]). The network sees the same pen whatever the width."
        )
        self._figure = QLabel(self)
        self._figure.setMinimumWidth(self._figure.fontMetrics().horizontalAdvance("00"))
        self._slider.valueChanged.connect(self._figure.setNum)
        self._slider.valueChanged.connect(self.pen_width_changed)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(QLabel("Pen", self))
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._figure)
        layout.addStretch(1)
        for action in actions:
            layout.addWidget(ToolButton(action, self))

    @property
    def pen_width(self) -> int:
        """Canvas units."""
        return self._slider.value()

    @pen_width.setter
    def pen_width(self, width: int) -> None:
        self._slider.setValue(width)
