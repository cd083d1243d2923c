"""What the dialog shows of a sheet, and what each edit makes of it: pure functions of one state."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from digitpad.recognition.number import Box, NumberPrediction
from digitpad.translatable import translatable

LEFT_OUT = "-"
"""Stands in the text of a row for a digit that is left out."""

NOT_LABELS = translatable('Only the digits 0 to 9, and "-" for a digit that is left out.')
WRONG_COUNT = translatable("This row has {n:,} digits, {typed:,} are typed.")
WRONG_COUNT_OF_ONE = translatable("This row has 1 digit, {typed:,} are typed.")


class RowTextError(ValueError):
    """What was typed is no labels for a row.

    Attributes
    ----------
    text : what is wrong; translatable, with the names of the values.
    values : what stands in it.
    """

    def __init__(self, text: str, **values: int) -> None:
        super().__init__(text.format(**values))
        self.text, self.values = text, values


@dataclass(frozen=True, eq=False)
class SheetDigit:
    """One digit of a sheet.

    Parameters
    ----------
    box : left, top, right and bottom, pixels of the picture.
    image : uint8 (28, 28), what the network gets.
    predicted : the most probable digit.
    probability : of that.
    is_uncertain : whether the label is an uncertain prediction.
    label : what it is kept as.
    is_included : whether it is kept.
    """

    box: Box
    image: NDArray[np.uint8]
    predicted: int
    probability: float
    is_uncertain: bool
    label: int
    is_included: bool = True

    @property
    def is_doubted(self) -> bool:
        """Whether it is kept with an uncertain prediction for its label, which nobody typed."""
        return self.is_included and self.is_uncertain


@dataclass(frozen=True, eq=False)
class Sheet:
    """All digits of a sheet, row by row, counted from 0 through all of them.

    Parameters
    ----------
    digits : all of them, from left to right and from top to bottom.
    ends : the number after the last digit of each row.
    selected : which digit is selected.
    """

    digits: tuple[SheetDigit, ...]
    ends: tuple[int, ...]
    selected: int = 0

    @property
    def row_count(self) -> int:
        return len(self.ends)

    @property
    def included(self) -> tuple[SheetDigit, ...]:
        """Those that are kept."""
        return tuple(digit for digit in self.digits if digit.is_included)

    def row(self, number: int) -> range:
        """The numbers of the digits in a row."""
        return range(self.ends[number - 1] if number else 0, self.ends[number])

    def row_of(self, number: int) -> int:
        """The row that a digit is in."""
        return next(row for row, end in enumerate(self.ends) if number < end)

    def row_text(self, number: int) -> str:
        """The labels of a row, such as "770-7"."""
        digits = [self.digits[place] for place in self.row(number)]
        return "".join(str(one.label) if one.is_included else LEFT_OUT for one in digits)


def sheet_of(found: NumberPrediction) -> Sheet:
    """A sheet whose labels are what is predicted."""
    digits = tuple(
        SheetDigit(
            digit.box,
            digit.image,
            digit.digit,
            max(digit.probabilities),
            digit.certainty.reason is not None,
            digit.digit,
        )
        for digit in found.digits
    )
    return Sheet(digits, tuple(accumulate(len(row) for row in found.rows)))


def selecting(sheet: Sheet, number: int) -> Sheet:
    """With another digit selected; beyond an end it is the one there."""
    return replace(sheet, selected=min(max(number, 0), len(sheet.digits) - 1))


def selecting_beside(sheet: Sheet, rows: int) -> Sheet:
    """With the digit selected that lies nearest below, ``rows`` rows on; above where negative."""
    row = sheet.row_of(sheet.selected) + rows
    if not 0 <= row < sheet.row_count:
        return sheet
    middle = _middle(sheet.digits[sheet.selected])
    nearest = min(sheet.row(row), key=lambda place: abs(_middle(sheet.digits[place]) - middle))
    return replace(sheet, selected=nearest)


def labelled(sheet: Sheet, number: int, label: int) -> Sheet:
    """With a digit kept under this label."""
    return _changed(sheet, {number: _typed_as(sheet.digits[number], label)})


def toggled(sheet: Sheet, number: int) -> Sheet:
    """With a digit left out that was kept, or the other way round."""
    digit = sheet.digits[number]
    return _changed(sheet, {number: replace(digit, is_included=not digit.is_included)})


def including_all(sheet: Sheet, included: bool) -> Sheet:
    """With all digits kept, or none."""
    digits = tuple(replace(digit, is_included=included) for digit in sheet.digits)
    return replace(sheet, digits=digits)


def with_row_text(sheet: Sheet, row: int, text: str) -> Sheet:
    """With the labels of a row as they are typed: one for each digit, or one for all.

    Raises
    ------
    RowTextError : it is neither.
    """
    typed = "".join(text.split())
    numbers = sheet.row(row)
    if not typed or any(mark not in f"0123456789{LEFT_OUT}" for mark in typed):
        raise RowTextError(NOT_LABELS)
    if len(typed) == 1:
        typed *= len(numbers)
    if len(typed) != len(numbers):
        text = WRONG_COUNT_OF_ONE if len(numbers) == 1 else WRONG_COUNT
        raise RowTextError(text, n=len(numbers), typed=len(typed))
    return _changed(sheet, dict(_typed(sheet, numbers, typed)))


def _typed(sheet: Sheet, numbers: range, typed: str) -> Iterator[tuple[int, SheetDigit]]:
    for number, mark in zip(numbers, typed, strict=True):
        digit = sheet.digits[number]
        if mark == LEFT_OUT:
            yield number, replace(digit, is_included=False)
        else:
            yield number, _typed_as(digit, int(mark))


def _typed_as(digit: SheetDigit, label: int) -> SheetDigit:
    """A digit under a label that the user is sure of."""
    return replace(digit, label=label, is_included=True, is_uncertain=False)


def _changed(sheet: Sheet, changes: dict[int, SheetDigit]) -> Sheet:
    digits = tuple(changes.get(number, digit) for number, digit in enumerate(sheet.digits))
    return replace(sheet, digits=digits)


def _middle(digit: SheetDigit) -> float:
    return (digit.box[0] + digit.box[2]) / 2
