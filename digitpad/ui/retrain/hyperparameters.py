"""How to train: where to start from, and the numbers."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
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
from digitpad.ui.model.model_title import OPTIMIZER_NAMES
from digitpad.ui.support.plain_text import ElidedLabel, tip, without_mnemonic
from digitpad.ui.support.theme import SPACE, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.calm_wheel import CalmWheel
from digitpad.ui.widgets.decimal_box import decimal_box, whole_box
from digitpad.ui.widgets.fold import Fold

FIELD_WIDTH = 13 * SPACE
"""Pixels."""

INDENT = 3 * SPACE
"""Pixels by which what belongs to a round button stands further right than it."""


class Hyperparameters(QWidget):
    """Everything about a configuration but its datasets.

    Signals
    -------
    changed() : something else was selected, or typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = ElidedLabel(parent=self)
        self._sizes.setIndent(INDENT)
        self._sizes.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._from_current = QRadioButton(tr("Cu&rrent model (fine-tune)"), self)
        self._from_new = QRadioButton(tr("Random (from scratch)"), self)
        self._hidden = [_whole_box("hidden"), _whole_box("hidden")]
        self._hidden[1].setMinimum(0)
        self._hidden[1].setSpecialValueText(tr("0 (none)"))
        self._epochs = _whole_box("epochs")
        self._batch = _whole_box("batch")
        self._optimizer = QComboBox(self)
        CalmWheel([self._optimizer], self)
        for name in SETTINGS["optimizer"].choices:
            self._optimizer.addItem(OPTIMIZER_NAMES[name], name)
        self._learning_rate = _decimal_box("learning_rate", step=0.0001)
        self._l2 = _decimal_box("l2", step=0.0001)
        self._label_smoothing = _decimal_box("label_smoothing", step=0.05, adapts=False)
        self._keep = QCheckBox(tr("Keep what the model knows"), self)
        self._augment = QCheckBox(tr("Data au&gmentation"), self)
        self._non_digits = _whole_box("non_digits")
        self._non_digits.setSingleStep(500)
        self._seed = _whole_box("seed")
        self._validation = _whole_box("validation", unit=0.01)
        self._validation.setSuffix("%")
        self.advanced = self._fold()
        self._restore = QPushButton(tr("Restore defaults"), self)
        self._restore.setToolTip(tip(tr("Reset all settings to defaults")))
        self._restore.clicked.connect(self._restore_defaults)
        self._lay_out()
        self._order()
        self._explain()
        self._from_current.setChecked(True)
        self._show(_defaults(is_fine_tuning=True))
        self._from_current.toggled.connect(self._start_changed)
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(section_head(tr("Initial weights")))
        layout.addWidget(self._from_current)
        layout.addWidget(self._sizes)
        kept = QHBoxLayout()
        kept.setContentsMargins(INDENT, 0, 0, 0)
        kept.addWidget(self._keep)
        layout.addLayout(kept)
        layout.addWidget(self._from_new)
        self._sizes_row = self._hidden_units()
        layout.addWidget(self._sizes_row)
        layout.addSpacing(SPACE)
        layout.addWidget(section_head(tr("Settings")))
        layout.addLayout(
            _form({tr("Epo&chs"): self._epochs, tr("Learn&ing rate"): self._learning_rate})
        )
        layout.addWidget(self._augment)
        layout.addWidget(self.advanced)
        layout.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)

    def _order(self) -> None:
        """Have the Tab key go from top to bottom."""
        above = (self._from_current, self._keep, self._from_new, *self._hidden, self._epochs)
        middle = (self._learning_rate, self._augment, self.advanced.button)
        fields = (self._batch, self._optimizer, self._l2, self._label_smoothing, self._non_digits)
        below = (self._validation, self._seed, self._restore)
        for one, other in pairwise((*above, *middle, *fields, *below)):
            QWidget.setTabOrder(one, other)

    def _hidden_units(self) -> QWidget:
        """The sizes of a new network, two of which can be set."""
        self._hidden[0].setAccessibleName(tr("Units of the first hidden layer"))
        self._hidden[1].setAccessibleName(tr("Units of the second hidden layer"))
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(INDENT, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(QLabel(tr("Hidden units"), self))
        layout.addStretch(1)
        for box in self._hidden:
            layout.addWidget(box)
        return row

    def _fold(self) -> Fold:
        """The settings that are seldom needed."""
        fields = QWidget(self)
        form = _form(
            {
                tr("&Batch size"): self._batch,
                tr("Optimi&zer"): self._optimizer,
                tr("L2 regularization"): self._l2,
                tr("Label smoothing"): self._label_smoothing,
                tr("Non-digit samples"): self._non_digits,
                tr("Validation split"): self._validation,
                tr("Random seed"): self._seed,
            }
        )
        form.setContentsMargins(0, 0, 0, 0)
        fields.setLayout(form)
        fold = Fold(tr("Adva&nced"), fields, "retrain/advanced", self, is_open=False)
        fold.button.setToolTip(tip(tr("Show the settings that are seldom needed")))
        return fold

    def _explain(self) -> None:
        for name, widget in self._fields().items():
            widget.setToolTip(tip(tr(SETTINGS[name].text)))
            widget.setObjectName(f"retrain_{name}")
        self._hidden[1].setToolTip(self._hidden[0].toolTip())
        self._from_current.setToolTip(tip(tr(SETTINGS["start"].text)))
        self._from_new.setObjectName("retrain_from_new")
        self._from_new.setToolTip(tip(tr("Start from random weights.")))

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
    def why_not(self) -> str:
        """Which number that is being typed is none; empty where each is one."""
        for box in self.findChildren(QAbstractSpinBox):
            if not box.hasAcceptableInput():
                return tr("{name} is not valid.").format(name=self._name(box))
        return ""

    def _name(self, box: QWidget) -> str:
        """What a box is called in the window."""
        labels = (label.text() for label in self.findChildren(QLabel) if label.buddy() is box)
        return box.accessibleName() or without_mnemonic(next(labels))

    def show_current(self, name: str, sizes: tuple[int, ...]) -> None:
        """Tell the name and the sizes of the current model."""
        self._sizes.setText(f"{name} · {'–'.join(map(str, sizes))}")
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
        is_new = remembered.get("new") is True
        (self._from_new if is_new else self._from_current).setChecked(True)
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


def _form(rows: Mapping[str, QWidget]) -> QGridLayout:
    """Fields one below the other, each with its name before it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(SPACE // 2)
    grid.setColumnStretch(0, 1)
    for row, (text, field) in enumerate(rows.items()):
        label = QLabel(text)
        label.setBuddy(field)
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)
        field.setFixedWidth(FIELD_WIDTH)
    return grid


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
