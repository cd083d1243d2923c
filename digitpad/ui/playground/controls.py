"""What to learn, how, and how fast."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QWidget,
)

from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.experiment import Settings
from digitpad.playground.points import MAX_CLASSES, MIN_CLASSES, PRESETS
from digitpad.ui.playground.runner import FASTEST
from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.decimal_box import decimal_box, whole_box

SPEEDS = (1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 300.0, FASTEST)
"""Steps a second along the slider; the last is as fast as it goes."""


class Controls(QWidget):
    """All settings of the playground.

    Signals
    -------
    settings_changed(Settings) : the user set another value.
    preset_chosen(str) : the user wants these points.
    classes_changed(int) : there are to be so many.
    speed_changed(float) : steps a second.
    """

    settings_changed = Signal(object)
    preset_selected = Signal(str)
    classes_changed = Signal(int)
    speed_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = QComboBox(self)
        self.preset.addItems(list(PRESETS))
        self.hidden = _number(1, 200, "Hidden units: each is one straight edge in the plane")
        self.classes = _number(MIN_CLASSES, MAX_CLASSES, "How many classes there are")
        self.seed = _number(0, 999_999, "Decides the first weights")
        self.learning_rate = _decimal(
            0, 1e6, "How far a step goes down the gradient. Too far, and the loss grows"
        )
        self.l2 = _decimal(0, 10, "Pulls all weights towards 0: smoother borders")
        self.activation = QComboBox(self)
        self.activation.addItems(list(ACTIVATIONS))
        self.activation.setToolTip("What a hidden unit makes of its weighted sum")
        self.speed = QSlider(Qt.Orientation.Horizontal, self)
        self.speed.setRange(0, len(SPEEDS) - 1)
        self.speed.setValue(len(SPEEDS) - 1)
        self.speed.setToolTip("From one step a second to as fast as it goes")
        self._speed_label = QLabel(self)
        self._lay_out()
        self.preset.textActivated.connect(self.preset_selected)
        self.classes.valueChanged.connect(self.classes_changed)
        self.speed.valueChanged.connect(self._set_speed)
        self.activation.currentTextChanged.connect(self._emit_settings)
        for box in (self.hidden, self.seed, self.learning_rate, self.l2):
            box.valueChanged.connect(self._emit_settings)
        self._set_speed()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE)
        rows = (
            (("points", self.preset), ("classes", self.classes)),
            (("hidden", self.hidden), ("activation", self.activation)),
            (("learning rate", self.learning_rate), ("L2", self.l2)),
            (("seed", self.seed), ("speed", self.speed)),
        )
        for row, pairs in enumerate(rows):
            for column, (text, widget) in enumerate(pairs):
                label = QLabel(text, self)
                label.setBuddy(widget)
                widget.setObjectName(f"playground_{text.replace(' ', '_')}")
                grid.addWidget(label, row, 2 * column)
                grid.addWidget(widget, row, 2 * column + 1)
        grid.addWidget(self._speed_label, 3, 4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._speed_label.setFixedWidth(self.fontMetrics().horizontalAdvance("fastest"))

    def _set_speed(self) -> None:
        speed = SPEEDS[self.speed.value()]
        self._speed_label.setText("fastest" if speed >= FASTEST else f"{speed:g}/s")
        self.speed_changed.emit(speed)

    def _emit_settings(self) -> None:
        self.settings_changed.emit(self.settings())

    def finish_typing(self) -> None:
        """Take in the number that is being typed, if any."""
        for box in self.findChildren(QAbstractSpinBox):
            box.interpretText()

    def settings(self) -> Settings:
        """What is set."""
        return Settings(
            hidden=self.hidden.value(),
            learning_rate=self.learning_rate.value(),
            l2=self.l2.value(),
            seed=self.seed.value(),
            activation=self.activation.currentText(),
        )

    def show_settings(self, preset: str, settings: Settings, classes: int) -> None:
        """Set these values; no signal is sent."""
        self.blockSignals(True)
        self.preset.setCurrentText(preset)
        self.hidden.setValue(settings.hidden)
        self.learning_rate.setValue(settings.learning_rate)
        self.l2.setValue(settings.l2)
        self.seed.setValue(settings.seed)
        self.activation.setCurrentText(settings.activation)
        self.classes.setValue(classes)
        self.blockSignals(False)


def _number(low: int, high: int, tip: str) -> QSpinBox:
    box = whole_box(low, high)
    box.setToolTip(tip)
    return box


def _decimal(low: float, high: float, tip: str) -> QDoubleSpinBox:
    box = decimal_box(low, high, step=0.001)
    box.setToolTip(tip)
    return box
