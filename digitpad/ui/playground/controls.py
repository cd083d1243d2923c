"""What to learn and how: the column of settings."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.points import MAX_CLASSES, MAX_NOISE, MIN_CLASSES, PRESETS
from digitpad.playground.settings import HE, NORMAL, XAVIER, Settings
from digitpad.playground.trace import ACTIVATION_TITLES
from digitpad.playground.update_rules import RULES
from digitpad.setting import settings_of
from digitpad.ui.playground.page_parts import headed, spaced
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.calm_wheel import CalmWheel
from digitpad.ui.widgets.decimal_box import decimal_box, whole_box

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's greatest width of a widget, which PySide does not name."""

NOISE_STEPS, SHARE_STEPS = 20, 10
"""Places of the two sliders."""

MAX_SHARE = 0.5
"""The largest share of points that is held out."""


class Controls(QWidget):
    """All settings of the Playground but for the layers and features, which the diagram has.

    Attributes
    ----------
    activation : stands over the diagram.

    Signals
    -------
    settings_changed(Settings) : the user set another value.
    preset_selected(str) : the user wants these points.
    classes_changed(int) : there are to be so many.
    noise_changed(float), share_changed(float) : the points are to have so much noise, and such a
        share is to be held out; told again while the slider is dragged.
    """

    settings_changed = Signal(object)
    preset_selected = Signal(str)
    classes_changed = Signal(int)
    noise_changed = Signal(float)
    share_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = Settings()
        known = settings_of(Settings)
        self.preset = _list({name: tr(preset.title) for name, preset in PRESETS.items()})
        self.preset.setPlaceholderText(tr("Own points"))
        self.classes = whole_box(MIN_CLASSES, MAX_CLASSES)
        self.noise, self.share = _slider(NOISE_STEPS), _slider(SHARE_STEPS)
        self._figures: dict[QWidget, QLabel] = {}
        for slider, widest in ((self.noise, "0.95"), (self.share, "50%")):
            figure = self._figures[slider] = quiet_label("")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            figure.setFixedWidth(self.fontMetrics().horizontalAdvance(widest) + SPACE // 2)
        self.activation = _list({name: tr(ACTIVATION_TITLES[name]) for name in ACTIVATIONS})
        self.optimizer = _list({name: tr(rule.title) for name, rule in RULES.items()})
        self.learning_rate = decimal_box(0, known["learning_rate"].high, step=0.001)
        self.batch = whole_box(0, int(known["batch"].high))
        self.batch.setSpecialValueText(tr("All", "points of a batch"))
        self.l1 = decimal_box(0, known["l1"].high, step=0.001)
        self.l2 = decimal_box(0, known["l2"].high, step=0.001)
        self.initialization = _list(
            {NORMAL: tr("Normal", "initial weights"), HE: "He", XAVIER: "Xavier"}
        )
        self.seed = whole_box(0, int(known["seed"].high))
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._name("activation", self.activation, tr("&Activation"), tr(known["activation"].text))
        self._connect()
        lists = (self.preset, self.activation, self.optimizer, self.initialization)
        CalmWheel([*lists, self.noise, self.share], self)  # The numbers have their own.

    def _lay_out(self) -> None:
        known = settings_of(Settings)
        data = (
            ("points", self.preset, tr("&Dataset"), tr("Points to learn; loading resets training")),
            ("classes", self.classes, tr("&Classes"), tr("Number of classes")),
            (
                "noise",
                self.noise,
                tr("&Noise"),
                tr("Random displacement of each point (standard deviation)"),
            ),
            ("share", self.share, tr("&Test share"), tr("Points held out: predicted, not learned")),
        )
        training = (
            ("optimizer", self.optimizer, tr("&Optimizer")),
            ("learning_rate", self.learning_rate, tr("&Learning rate")),
            ("batch", self.batch, tr("&Batch size")),
            ("l1", self.l1, tr("L&1 regularization")),
            ("l2", self.l2, tr("L&2 regularization")),
            ("initialization", self.initialization, tr("&Initial weights")),
            ("seed", self.seed, tr("Random &seed")),
        )
        self._groups = spaced(QVBoxLayout(self))
        first, second = spaced(QVBoxLayout()), spaced(QVBoxLayout())
        first.addLayout(headed(section_head(tr("Data"))))
        first.addLayout(self._grid(data))
        # Room over the next heading, where there is some.
        first.addItem(
            QSpacerItem(0, SPACE, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        )
        second.addWidget(section_head(tr("Training")))
        second.addLayout(self._grid([(*row, tr(known[row[0]].text)) for row in training]))
        for group in (first, second):
            group.addStretch(1)
            self._groups.addLayout(group, 1)
        # Both columns of labels are as wide.
        widest = max(label.sizeHint().width() for label in self._labels.values())
        for label in self._labels.values():
            label.setMinimumWidth(widest)

    def set_column(self, width: int | None) -> None:
        """Stand as a column of this width, or, with None, as two beside each other.

        Parameters
        ----------
        width : pixels.
        """
        directions = QBoxLayout.Direction
        self._groups.setDirection(directions.TopToBottom if width else directions.LeftToRight)
        self._groups.setStretch(0, 0 if width else 1)
        self._groups.setSpacing(SPACE if width else 3 * SPACE)
        self.setMinimumWidth(width or 0)
        self.setMaximumWidth(width or QWIDGETSIZE_MAX)

    def _grid(self, rows: Any) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(1, 1)
        for number, (name, field, text, what) in enumerate(rows):
            grid.addWidget(self._name(name, field, text, what), number, 0)
            if isinstance(field, QSlider):
                grid.addWidget(field, number, 1)
                grid.addWidget(self._figures[field], number, 2)
            else:
                grid.addWidget(field, number, 1, 1, 2)
        return grid

    def _name(self, name: str, field: QWidget, text: str, what: str) -> QLabel:
        """A label for a field, which gets its names from it."""
        label = self._labels[field] = QLabel(text, self)
        label.setBuddy(field)
        field.setObjectName(f"playground_{name}")
        field.setAccessibleName(text.replace("&", ""))
        field.setToolTip(tip(what))
        return label

    def label_of(self, field: QWidget) -> QLabel:
        """The label that stands beside a field."""
        return self._labels[field]

    def _connect(self) -> None:
        self.preset.activated.connect(lambda: self.preset_selected.emit(self.preset.currentData()))
        self.classes.valueChanged.connect(self.classes_changed)
        self.noise.valueChanged.connect(
            lambda step: self.noise_changed.emit(MAX_NOISE * step / NOISE_STEPS)
        )
        self.share.valueChanged.connect(
            lambda step: self.share_changed.emit(MAX_SHARE * step / SHARE_STEPS)
        )
        for name in ("learning_rate", "batch", "l1", "l2", "seed"):
            getattr(self, name).valueChanged.connect(partial(self._change, name))
        for name in ("optimizer", "initialization", "activation"):
            box: QComboBox = getattr(self, name)
            box.currentIndexChanged.connect(
                lambda row, n=name, b=box: self._change(n, b.itemData(row))
            )

    def _change(self, name: str, value: object) -> None:
        changes: dict[str, Any] = {name: value}
        self.settings_changed.emit(replace(self._settings, **changes))

    def show_settings(self, preset: str, settings: Settings, classes: int) -> None:
        """Set these values; no signal is sent."""
        self._settings = settings
        self.blockSignals(True)
        self.preset.setCurrentIndex(self.preset.findData(preset))
        self.classes.setValue(classes)
        for name in ("learning_rate", "batch", "l1", "l2", "seed"):
            getattr(self, name).setValue(getattr(settings, name))
        for name in ("optimizer", "initialization", "activation"):
            box: QComboBox = getattr(self, name)
            box.setCurrentIndex(box.findData(getattr(settings, name)))
        self.blockSignals(False)

    def show_data(self, preset: str, noise: float, share: float) -> None:
        """Set the sliders; no signal is sent. Points of no preset get no noise."""
        self.blockSignals(True)
        self.noise.setValue(round(noise / MAX_NOISE * NOISE_STEPS))
        self.share.setValue(round(share / MAX_SHARE * SHARE_STEPS))
        self.blockSignals(False)
        for slider, text in ((self.noise, f"{noise:g}"), (self.share, f"{share:.0%}")):
            self._figures[slider].setText(text)
            slider.setAccessibleDescription(text)
        self.noise.setEnabled(bool(preset))  # Own points have none that could be taken away.


def _list(texts: dict[str, str]) -> QComboBox:
    """A list to choose a value from; it can be narrower than its texts."""
    box = QComboBox()
    for value, text in texts.items():
        box.addItem(text, value)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


def _slider(steps: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setMinimumWidth(5 * SPACE)
    slider.setRange(0, steps)
    slider.setPageStep(2)
    return slider
