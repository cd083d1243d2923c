"""What to learn, how, and how fast."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QSlider,
    QWidget,
)

from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.points import MAX_CLASSES, MIN_CLASSES, PRESETS
from digitpad.playground.settings import Settings
from digitpad.playground.trace import ACTIVATION_TITLES
from digitpad.setting import settings_of
from digitpad.ui.playground.runner import FASTEST
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.calm_wheel import CalmWheel
from digitpad.ui.widgets.decimal_box import decimal_box, whole_box

SPEEDS = (1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 300.0, FASTEST)
"""Steps a second along the slider; the last is as fast as it goes."""


class Controls(QWidget):
    """All settings of the playground.

    Signals
    -------
    settings_changed(Settings) : the user set another value.
    preset_selected(str) : the user wants these points.
    classes_changed(int) : there are to be so many.
    speed_changed(float) : steps a second.
    """

    settings_changed = Signal(object)
    preset_selected = Signal(str)
    classes_changed = Signal(int)
    speed_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        known = settings_of(Settings)
        self._settings = Settings()
        self.preset = QComboBox(self)
        for preset in PRESETS.values():
            self.preset.addItem(tr(preset.title), preset.name)
        self.classes = whole_box(MIN_CLASSES, MAX_CLASSES)
        self.hidden = whole_box(int(known["hidden"].low), int(known["hidden"].high))
        self.activation = QComboBox(self)
        for name in ACTIVATIONS:
            self.activation.addItem(tr(ACTIVATION_TITLES[name]), name)
        self.learning_rate = decimal_box(0, known["learning_rate"].high, step=0.001)
        self.l2 = decimal_box(0, known["l2"].high, step=0.001)
        self.seed = whole_box(0, int(known["seed"].high))
        self.speed = QSlider(Qt.Orientation.Horizontal, self)
        self.speed.setMinimumWidth(5 * SPACE)
        self.speed.setRange(0, len(SPEEDS) - 1)
        self.speed.setValue(len(SPEEDS) - 1)
        self._speed_label = QLabel(self)
        for box, letters in ((self.preset, 8), (self.activation, 6)):  # In a narrow window.
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(letters)
        self._lay_out()
        self._connect()
        self._set_speed()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        fields = (
            ("points", self.preset, tr("Dataset"), tr("Points to learn; loading resets training")),
            ("classes", self.classes, tr("Classes"), tr("Number of classes")),
            ("hidden", self.hidden, tr("Hidden units"), tr("Each adds one linear boundary")),
            (
                "activation",
                self.activation,
                tr("Activation"),
                tr("Activation of the hidden units"),
            ),
            (
                "learning_rate",
                self.learning_rate,
                tr("Learning rate"),
                tr("Step size; too large diverges"),
            ),
            ("L2", self.l2, tr("L2 regularization"), tr("Weight decay; smoother boundaries")),
            ("seed", self.seed, tr("Random seed"), tr("Seed of the initial weights")),
            ("speed", self.speed, tr("Speed"), tr("Training steps per second")),
        )
        for number, (name, field, text, what) in enumerate(fields):
            row, column = divmod(number, 2)
            label = self._speed_label if field is self.speed else QLabel(text, self)
            label.setBuddy(field)
            field.setObjectName(f"playground_{name}")
            field.setAccessibleName(text)
            field.setToolTip(tip(what))
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        # As wide as it gets, so that nothing beside it moves.
        texts = [tr("Speed: {speed}").format(speed=_speed_text(speed)) for speed in SPEEDS]
        widest = max(map(self.fontMetrics().horizontalAdvance, texts))
        self._speed_label.setMinimumWidth(widest)
        CalmWheel([self.preset, self.activation, self.speed], self)  # The numbers have their own.

    def _connect(self) -> None:
        self.preset.activated.connect(lambda: self.preset_selected.emit(self.preset.currentData()))
        self.classes.valueChanged.connect(self.classes_changed)
        self.speed.valueChanged.connect(self._set_speed)
        self.activation.currentIndexChanged.connect(self._emit_settings)
        for box in (self.hidden, self.seed, self.learning_rate, self.l2):
            box.valueChanged.connect(self._emit_settings)

    def _set_speed(self) -> None:
        speed = SPEEDS[self.speed.value()]
        self._speed_label.setText(tr("Speed: {speed}").format(speed=_speed_text(speed)))
        self.speed.setAccessibleDescription(_speed_text(speed))
        self.speed_changed.emit(speed)

    def _emit_settings(self) -> None:
        self.settings_changed.emit(self.settings())

    def finish_typing(self) -> None:
        """Take in the number that is being typed, if any."""
        for box in self.findChildren(QAbstractSpinBox):
            box.interpretText()

    def settings(self) -> Settings:
        """What is set."""
        return replace(
            self._settings,
            hidden=(self.hidden.value(), *self._settings.hidden[1:]),
            learning_rate=self.learning_rate.value(),
            l2=self.l2.value(),
            seed=self.seed.value(),
            activation=self.activation.currentData(),
        )

    def show_settings(self, preset: str, settings: Settings, classes: int) -> None:
        """Set these values; no signal is sent."""
        self.blockSignals(True)
        self.preset.setCurrentIndex(self.preset.findData(preset))
        self._settings = settings
        self.hidden.setValue(settings.hidden[0] if settings.hidden else 1)
        self.learning_rate.setValue(settings.learning_rate)
        self.l2.setValue(settings.l2)
        self.seed.setValue(settings.seed)
        self.activation.setCurrentIndex(self.activation.findData(settings.activation))
        self.classes.setValue(classes)
        self.blockSignals(False)


def _speed_text(steps_a_second: float) -> str:
    if steps_a_second >= FASTEST:
        return tr("Maximum")
    return tr("{n:g}/s").format(n=steps_a_second)
