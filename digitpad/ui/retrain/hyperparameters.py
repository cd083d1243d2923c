"""How to train: where to start from, and the numbers."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from digitpad.learning.config import TrainingConfig, checked, present_names
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.widgets.decimal_box import decimal_box, whole_box

MAX_UNITS = 4096
"""Units of a hidden layer: more would not be trained in a day."""

DEFAULTS: Mapping[str, Any] = {
    "hidden": (1024, 512),
    "epochs": 20,
    "batch": 256,
    "optimizer": "adam",
    "learning_rate": 0.001,
    "l2": 0.0,
    "label_smoothing": 0.1,
    "keep": True,
    "augment": True,
    "non_digits": 0,
    "seed": 1,
    "validation": (0.1,),
}

FINE_TUNING: Mapping[str, Any] = {"epochs": 10, "learning_rate": 0.0003}
"""What differs where a model that reads already goes on: larger steps would make it forget."""

TIPS = {
    "epochs": "How often the network sees every digit. More epochs learn more, and take longer.",
    "batch": "How many digits are looked at for one step. The gradient is their mean: the more, "
    "the smoother and the slower.",
    "optimizer": "How a step is made of the gradient. SGD walks straight down it, with momentum; "
    "Adam measures each weight's own steps and needs less care with the learning rate.",
    "learning_rate": "How far the first steps go along the gradient; they become smaller until "
    "the end. Too large, and the loss grows instead of falling; too small, and nothing happens. "
    "For SGD, 0.1 is a good start.",
    "l2": "Regularization: the loss of large weights, which pulls all of them towards 0. It keeps "
    "a network from learning its digits by heart. Try 0.0001.",
    "label_smoothing": "How much of each target is spread over all ten digits, so that the network "
    "is not taught to be surer than it can be.",
    "keep": "Fine-tuning without forgetting: where the current model predicts a digit correctly, "
    "its own probabilities are the target; where it does not, the label is. This is distillation "
    "(Hinton, Vinyals and Dean, 2015; Li and Hoiem, 2016).",
    "augment": "Bend every digit anew in each epoch: the network then never sees the same one "
    "twice, and learns what makes a 7 a 7.",
    "non_digits": "Scribbles, letters and shapes that the program draws and shows among the "
    "digits, with no answer being right: the network learns to be unsure of what is no digit. Try "
    "one for every twenty digits.",
    "seed": "Decides all that is random: first weights, order, distortion. The same seed with the "
    "same digits and settings gives the same network.",
    "validation": "The share of all digits that is set aside, whole writers where they are known. "
    "The network never learns from them: how well it reads them is how well it reads new digits.",
    "hidden": "Units of the hidden layers. More can tell more ways of writing apart, and take "
    "longer; the second layer may be none.",
    "start": "Fine-tuning: go on from the weights that read now. Gentle steps keep what they know.",
    "new": "Begin with random weights, as if nothing had ever been learned.",
}


class Hyperparameters(QWidget):
    """Everything about a configuration but its data sets.

    Signals
    -------
    changed() : something else was chosen, or typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = QLabel(self)
        self._from_current = QRadioButton("the current model", self)
        self._from_new = QRadioButton("new weights", self)
        self._hidden = [whole_box(1, MAX_UNITS), whole_box(0, MAX_UNITS)]
        self._hidden[1].setSpecialValueText("none")
        self._epochs = whole_box(1, 1000)
        self._batch = whole_box(1, 10_000)
        self._optimizer = QComboBox(self)
        self._optimizer.addItem("Adam", "adam")
        self._optimizer.addItem("SGD", "sgd")
        self._learning_rate = decimal_box(0.000001, 10, step=0.0001)
        self._l2 = decimal_box(0, 1, step=0.0001)
        self._label_smoothing = decimal_box(0, 0.9, step=0.05, adapts=False)
        self._keep = QCheckBox("Keep what the model knows", self)
        self._augment = QCheckBox("distort", self)
        self._non_digits = whole_box(0, 100_000)
        self._non_digits.setSingleStep(500)
        self._non_digits.setSpecialValueText("none")
        self._seed = whole_box(0, 999_999)
        self._validation = whole_box(1, 50)
        self._validation.setSuffix(" %")
        self._restore = QPushButton("Restore defaults", self)
        self._restore.setToolTip("Set all of this back to what it was at first")
        self._restore.clicked.connect(self._restore_defaults)
        self._lay_out()
        self._explain()
        self._from_current.setChecked(True)
        self._show({**DEFAULTS, **FINE_TUNING})
        self._from_current.toggled.connect(self._start_changed)
        self._connect()

    def _lay_out(self) -> None:
        start = QHBoxLayout()
        start.setSpacing(SPACE)
        start.addWidget(self._from_current)
        start.addWidget(self._from_new)
        start.addStretch(1)
        sizes = QHBoxLayout()
        sizes.setSpacing(SPACE)
        for part in ("784 –", self._hidden[0], "–", self._hidden[1], "– 10"):
            sizes.addWidget(QLabel(part, self) if isinstance(part, str) else part)
        sizes.addStretch(1)
        sizes_row = QWidget(self)
        sizes_row.setLayout(sizes)
        sizes.setContentsMargins(0, 0, 0, 0)
        self._sizes_row = sizes_row
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE)
        pairs = (
            ("epochs", self._epochs, "batch", self._batch),
            ("optimizer", self._optimizer, "learning rate", self._learning_rate),
            ("L2", self._l2, "label smoothing", self._label_smoothing),
            ("seed", self._seed, "validation", self._validation),
        )
        for row, (left, first, right, second) in enumerate(pairs):
            for column, (text, widget) in enumerate(((left, first), (right, second))):
                label = QLabel(text, self)
                label.setBuddy(widget)
                grid.addWidget(label, row, 2 * column)
                grid.addWidget(widget, row, 2 * column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        last = QHBoxLayout()
        last.addWidget(self._augment)
        last.addSpacing(SPACE)
        non_digits = QLabel("non-digits", self)
        non_digits.setBuddy(self._non_digits)
        last.addWidget(non_digits)
        last.addWidget(self._non_digits)
        last.addStretch(1)
        last.addWidget(self._restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(quiet_label("start from"))
        layout.addLayout(start)
        layout.addWidget(self._sizes)
        layout.addWidget(sizes_row)
        layout.addWidget(self._keep)
        layout.addSpacing(SPACE)
        layout.addWidget(quiet_label("how"))
        layout.addLayout(grid)
        layout.addLayout(last)

    def _explain(self) -> None:
        for name, widget in self._fields().items():
            widget.setToolTip(TIPS[name])
            widget.setObjectName(f"retrain_{name}")
        self._hidden[1].setToolTip(TIPS["hidden"])
        self._from_current.setToolTip(TIPS["start"])
        self._from_new.setToolTip(TIPS["new"])

    def _fields(self) -> dict[str, QWidget]:
        return {
            "epochs": self._epochs,
            "batch": self._batch,
            "optimizer": self._optimizer,
            "learning_rate": self._learning_rate,
            "l2": self._l2,
            "label_smoothing": self._label_smoothing,
            "keep": self._keep,
            "augment": self._augment,
            "non_digits": self._non_digits,
            "seed": self._seed,
            "validation": self._validation,
            "hidden": self._hidden[0],
        }

    def _connect(self) -> None:
        wholes = (self._epochs, self._batch, self._seed, self._validation, self._non_digits)
        for number in (*wholes, *self._hidden):
            number.valueChanged.connect(self.changed)
        for decimal in (self._learning_rate, self._l2, self._label_smoothing):
            decimal.valueChanged.connect(self.changed)
        for box in self.findChildren(QAbstractSpinBox):
            box.lineEdit().textChanged.connect(lambda: self.changed.emit())
            box.editingFinished.connect(self.changed)
        self._optimizer.currentIndexChanged.connect(self.changed)
        self._augment.toggled.connect(self.changed)
        self._keep.toggled.connect(self.changed)

    # What is chosen

    @property
    def starts_from_random(self) -> bool:
        """Whether the network begins with new weights."""
        return self._from_new.isChecked()

    @property
    def is_understood(self) -> bool:
        """Whether every number that is being typed is one."""
        return all(box.hasAcceptableInput() for box in self.findChildren(QAbstractSpinBox))

    def show_current_sizes(self, sizes: tuple[int, ...]) -> None:
        """Tell the sizes of the current model."""
        self._sizes.setText(" – ".join(map(str, sizes)))
        self._show_sizes()

    def config(
        self, datasets: tuple[str, ...], repeats: tuple[int, ...], start: str
    ) -> TrainingConfig:
        """What is chosen, for these data sets; ``start`` is the file of the current model."""
        chosen = self.values()
        if self.starts_from_random:
            chosen["keep"] = False  # There is nothing to keep.
        else:
            chosen["hidden"] = TrainingConfig.hidden
        return TrainingConfig(
            datasets, repeats, start="" if self.starts_from_random else start, **chosen
        )

    def values(self) -> dict[str, Any]:
        """The fields of a configuration, as they are set."""
        return {
            "hidden": tuple(box.value() for box in self._hidden if box.value()),
            "epochs": self._epochs.value(),
            "batch": self._batch.value(),
            "optimizer": self._optimizer.currentData(),
            "learning_rate": self._learning_rate.value(),
            "l2": self._l2.value(),
            "label_smoothing": self._label_smoothing.value(),
            "keep": self._keep.isChecked(),
            "augment": self._augment.isChecked(),
            "non_digits": self._non_digits.value(),
            "seed": self._seed.value(),
            "validation": (self._validation.value() / 100,),
        }

    def show_remembered(self, remembered: Mapping[str, Any]) -> None:
        """Set what was set the last time; what is no value for it stays as it is."""
        self._from_new.setChecked(remembered.get("new") is True)
        values, remembered = self.values(), present_names(remembered)
        for name in values.keys() & remembered.keys():
            with suppress(ValueError):
                values[name] = checked(name, remembered[name])
        self._show(values)

    def remembered(self) -> dict[str, Any]:
        """What is set, as plain JSON values, for :meth:`show_remembered`."""
        return {**self.values(), "new": self.starts_from_random}

    def _restore_defaults(self) -> None:
        self._show(DEFAULTS if self.starts_from_random else {**DEFAULTS, **FINE_TUNING})

    def _show(self, values: Mapping[str, Any]) -> None:
        for box, units in zip(self._hidden, [*values["hidden"], 0, 0], strict=False):
            _set(box, units)
        _set(self._epochs, values["epochs"])
        _set(self._batch, values["batch"])
        self._optimizer.setCurrentIndex(max(self._optimizer.findData(values["optimizer"]), 0))
        self._learning_rate.setValue(values["learning_rate"])
        self._l2.setValue(values["l2"])
        self._label_smoothing.setValue(values["label_smoothing"])
        self._keep.setChecked(values["keep"])
        self._augment.setChecked(values["augment"])
        _set(self._non_digits, values["non_digits"])
        _set(self._seed, values["seed"])
        for share in values["validation"][:1]:
            _set(self._validation, round(100 * share))

    def _start_changed(self) -> None:
        """Take what suits the other start, but for what the user has set."""
        old, new = (FINE_TUNING, DEFAULTS) if self.starts_from_random else (DEFAULTS, FINE_TUNING)
        values = self.values()
        changes = {name: new[name] for name in FINE_TUNING if values[name] == old[name]}
        self._show({**values, **changes})
        self._show_sizes()
        self.changed.emit()

    def _show_sizes(self) -> None:
        self._sizes_row.setVisible(self.starts_from_random)
        self._sizes.setVisible(not self.starts_from_random)
        self._keep.setEnabled(not self.starts_from_random)


def _set(box: QSpinBox, value: int) -> None:
    """Set a number, or the nearest one that there can be: Qt takes none of more than 32 bits."""
    box.setValue(min(max(value, box.minimum()), box.maximum()))
