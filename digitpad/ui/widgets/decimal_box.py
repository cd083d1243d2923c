"""Boxes for numbers, which mean what was typed, whatever the habits of the hand that typed it."""

import re
import unicodedata
from decimal import Decimal

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.calm_wheel import CalmWheel
from digitpad.ui.widgets.wrong_text import mark_text

DECIMALS = 12
"""Digits after the point that a number may have."""

_DECIMAL = re.compile(r"[+-]?(?:\d{1,20}[.,]?\d{0,20}|[.,]\d{1,20})(?:[eE][+-]?\d{1,3})?")

_WHOLE = re.compile(r"[+-]?(?:\d{1,20}|\d{1,3}(?:[., '’]\d{3}){1,5})")
"""Digits, or groups of three of them: in a whole number a point or comma can be nothing else."""

_BEGINNING = re.compile(r"[+-]?(?:[.,]|\d{1,20}[.,]?\d{0,20}[eE][+-]?|[.,]\d{1,20}[eE][+-]?)?")
"""What becomes a number when more is typed."""

_USUAL = str.maketrans({"−": "-", "٫": ".", "\u00a0": " ", "\u202f": " "})

State = QValidator.State
Validated = tuple[QValidator.State, str, int]


def decimal_of(text: str) -> float | None:
    """The number in a text, with a point or a comma, or None: ``0.5``, ``,05``, ``1e-3``."""
    text = _usual(text)
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None


def whole_of(text: str) -> int | None:
    """The whole number in a text, or None: ``1000``, ``1,000``, ``1 000``; not ``1,5``."""
    text = _usual(text)
    return int(re.sub("[., '’]", "", text)) if _WHOLE.fullmatch(text) else None


def _usual(text: str) -> str:
    """A text with the usual signs in place of wide ones and the like."""
    return unicodedata.normalize("NFKC", text.translate(_USUAL)).strip()


def decimal_box(low: float, high: float, *, step: float, adapts: bool = True) -> QDoubleSpinBox:
    """A box for a number with a decimal point, as in the code, without zeros at its end.

    Parameters
    ----------
    adapts : whether a step is a tenth of the number's own size, from ``step`` on.
    """
    box = _DecimalBox()
    box.setKeyboardTracking(False)  # The beginning of a number is another one.
    box.setLocale(QLocale.c())
    box.setDecimals(DECIMALS)
    box.setRange(low, high)
    box.setSingleStep(step)
    box.setMinimumWidth(72)
    types = QAbstractSpinBox.StepType
    box.setStepType(types.AdaptiveDecimalStepType if adapts else types.DefaultStepType)
    return box


def whole_box(low: int, high: int) -> QSpinBox:
    """A box for a whole number."""
    box = _WholeBox()
    box.setKeyboardTracking(False)
    box.setRange(low, high)
    box.setMinimumWidth(72)
    return box


class _DecimalBox(QDoubleSpinBox):
    """Takes any text, and marks what is no number; left so, it is the number before again."""

    def __init__(self) -> None:
        super().__init__()
        CalmWheel([self], self)
        for changed in (self.lineEdit().textChanged, self.valueChanged, self.editingFinished):
            changed.connect(lambda: _mark(self, self._problem()))

    def _problem(self) -> str:
        text = self.lineEdit().text()
        value = decimal_of(text)
        low, high = map(self.textFromValue, (self.minimum(), self.maximum()))
        if value is None:
            is_beginning = _BEGINNING.fullmatch(_usual(text))
            text = tr("Not a number. Enter one such as 0.01, from {low} to {high}.")
            return "" if is_beginning else text.format(low=low, high=high)
        return _beyond(low, high) if value > self.maximum() else ""

    def validate(self, text: str, place: int) -> Validated:
        value = decimal_of(text)
        is_good = value is not None and self.minimum() <= value <= self.maximum()
        # What would be rounded is another number.
        is_good = is_good and value == round(value or 0, DECIMALS)
        return (State.Acceptable if is_good else State.Intermediate), text, place

    def valueFromText(self, text: str) -> float:
        value = decimal_of(text)
        return self.value() if value is None else value

    def fixup(self, text: str) -> str:
        return text  # Qt would take the commas out.

    def textFromValue(self, value: float) -> str:
        return f"{Decimal(repr(float(value))):f}".removesuffix(".0")


class _WholeBox(QSpinBox):
    """As above, for whole numbers."""

    def __init__(self) -> None:
        super().__init__()
        CalmWheel([self], self)
        for changed in (self.lineEdit().textChanged, self.valueChanged, self.editingFinished):
            changed.connect(lambda: _mark(self, self._problem()))

    def _bare(self, text: str) -> str:
        """A text without what the box adds to a number."""
        return text.removeprefix(self.prefix()).removesuffix(self.suffix())

    def _problem(self) -> str:
        text = self._bare(self.lineEdit().text())
        low, high = f"{self.minimum():,}", f"{self.maximum():,}"
        value = whole_of(text)
        if not text.strip() or text == self.specialValueText():
            return ""
        if value is None:
            text = tr("Not a whole number. Enter one from {low} to {high}.")
            return text.format(low=low, high=high)
        return _beyond(low, high) if value > self.maximum() else ""

    def validate(self, text: str, place: int) -> Validated:
        value = whole_of(self._bare(text))
        is_good = value is not None and self.minimum() <= value <= self.maximum()
        return (State.Acceptable if is_good else State.Intermediate), text, place

    def valueFromText(self, text: str) -> int:
        value = whole_of(self._bare(text))
        return self.value() if value is None else value

    def fixup(self, text: str) -> str:
        return text


def _beyond(low: str, high: str) -> str:
    return tr("Enter a number from {low} to {high}.").format(low=low, high=high)


def _mark(box: QAbstractSpinBox, problem: str) -> None:
    """Show what is wrong with the text of a box; nothing where it is empty."""
    mark_text(box.lineEdit(), problem)
    box.setAccessibleDescription(problem)
