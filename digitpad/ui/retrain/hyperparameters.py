"""How to train: where to start from, and the numbers."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from digitpad.learning.config import SETTINGS, TrainingConfig, checked, defaults, present_names
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.widgets.decimal_box import decimal_box, whole_box

NEW_TIP = "Begin with random weights, as if nothing had ever been learned."

OPTIMIZER_NAMES = {"adam": "Adam", "sgd": "SGD"}


class Hyperparameters(QWidget):
    """Everything about a configuration but its datasets.

    Signals
    -------
    changed() : something else was selected, or typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = QLabel(self)
        self._from_current = QRadioButton("the current model", self)
        self._from_new = QRadioButton("new weights", self)
        self._hidden = [_whole_box("hidden"), _whole_box("hidden")]
        self._hidden[1].setMinimum(0)
        self._hidden[1].setSpecialValueText("none")
        self._epochs = _whole_box("epochs")
        self._batch = _whole_box("batch")
        self._optimizer = QComboBox(self)
        for name in SETTINGS["optimizer"].choices:
            self._optimizer.addItem(OPTIMIZER_NAMES[name], name)
        self._learning_rate = _decimal_box("learning_rate", step=0.0001)
        self._l2 = _decimal_box("l2", step=0.0001)
        self._label_smoothing = _decimal_box("label_smoothing", step=0.05, adapts=False)
        self._keep = QCheckBox("Keep what the model knows", self)
        self._augment = QCheckBox("distort", self)
        self._non_digits = _whole_box("non_digits")
        self._non_digits.setSingleStep(500)
        self._non_digits.setSpecialValueText("none")
        self._seed = _whole_box("seed")
        self._validation = _whole_box("validation", unit=0.01)
        self._validation.setSuffix(" %")
        self._restore = QPushButton("Restore defaults", self)
        self._restore.setToolTip("Set all of this back to what it was at first")
        self._restore.clicked.connect(self._restore_defaults)
        self._lay_out()
        self._explain()
        self._from_current.setChecked(True)
        self._show(_defaults(is_fine_tuning=True))
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
            widget.setToolTip(SETTINGS[name].tip)
            widget.setObjectName(f"retrain_{name}")
        self._hidden[1].setToolTip(SETTINGS["hidden"].tip)
        self._from_current.setToolTip(SETTINGS["start"].tip)
        self._from_new.setToolTip(NEW_TIP)

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

    # What is set

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
        """What is set, for these datasets; ``start`` is the file of the current model."""
        values = self.values()
        if self.starts_from_random:
            start, values["keep"] = "", False  # There is nothing to keep.
        else:
            values["hidden"] = TrainingConfig.hidden
        return TrainingConfig(datasets, repeats, start=start, **values)

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
        self._show(_defaults(is_fine_tuning=not self.starts_from_random))

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
        values, is_fine_tuning = self.values(), not self.starts_from_random
        old = _defaults(is_fine_tuning=not is_fine_tuning)
        new = _defaults(is_fine_tuning=is_fine_tuning)
        changes = {name: new[name] for name, value in values.items() if value == old[name]}
        self._show({**values, **changes})
        self._show_sizes()
        self.changed.emit()

    def _show_sizes(self) -> None:
        self._sizes_row.setVisible(self.starts_from_random)
        self._sizes.setVisible(not self.starts_from_random)
        self._keep.setEnabled(not self.starts_from_random)


def _defaults(*, is_fine_tuning: bool) -> dict[str, Any]:
    # New weights have nothing to keep: the box is off then, and its tick waits for the other start.
    return {**defaults(is_fine_tuning=is_fine_tuning), "keep": SETTINGS["keep"].fine_tuning}


def _whole_box(name: str, unit: float = 1) -> QSpinBox:
    """A box for a whole number within the limits of a setting, counted in ``unit``."""
    known = SETTINGS[name]
    return whole_box(round(known.low / unit), round(known.high / unit))


def _decimal_box(name: str, *, step: float, adapts: bool = True) -> QDoubleSpinBox:
    """A box for a number within the limits of a setting."""
    known = SETTINGS[name]
    return decimal_box(known.low, known.high, step=step, adapts=adapts)


def _set(box: QSpinBox, value: int) -> None:
    """Set a number, or the nearest one that there can be: Qt takes none of more than 32 bits."""
    box.setValue(min(max(value, box.minimum()), box.maximum()))
