"""How fast a run goes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from digitpad.ui.playground.runner import FASTEST
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.calm_wheel import CalmWheel

SPEEDS = (1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 300.0, FASTEST)
"""Steps a second along the slider; the last is as fast as it goes."""

WIDTH = 7 * SPACE
"""Of the slider, pixels."""


class SpeedSlider(QWidget):
    """A slider with its label.

    Signals
    -------
    changed(float) : steps a second.
    """

    changed = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("playground_speed")
        self.slider.setAccessibleName(tr("Speed"))
        self.slider.setToolTip(tip(tr("Training steps per second")))
        self.slider.setFixedWidth(WIDTH)
        self.slider.setRange(0, len(SPEEDS) - 1)
        self.slider.setValue(len(SPEEDS) - 1)
        self._label = QLabel(self)
        self._label.setBuddy(self.slider)
        # As wide as it gets, so that nothing beside it moves.
        self._label.setMinimumWidth(
            max(self.fontMetrics().horizontalAdvance(_text(speed)) for speed in SPEEDS)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._label)
        row.addWidget(self.slider)
        self.slider.valueChanged.connect(self._set)
        CalmWheel([self.slider], self)
        self._set()

    def _set(self) -> None:
        speed = SPEEDS[self.slider.value()]
        self._label.setText(_text(speed))
        self.slider.setAccessibleDescription(_speed(speed))
        self.changed.emit(speed)


def _text(speed: float) -> str:
    return tr("Speed: {speed}").format(speed=_speed(speed))


def _speed(steps_a_second: float) -> str:
    if steps_a_second >= FASTEST:
        return tr("Max", "speed")
    return tr("{n:g}/s").format(n=steps_a_second)
