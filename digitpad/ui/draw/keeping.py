"""Puts labelled digits into *My digits* and takes them out again, away from the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary, WeakSet

from PySide6.QtCore import QObject, Signal

from digitpad.errors import DigitpadError
from digitpad.ink.packed_drawing import PackedDrawing
from digitpad.ink.strokes import Stroke
from digitpad.recognition.number import Box
from digitpad.ui.support.translation import joined, plural, tr
from digitpad.ui.support.worker import SerialQueue

Ink = tuple[tuple[Stroke, ...], Box]
"""What tells a digit on the canvas from all others: its strokes, and where it lies."""


@dataclass(frozen=True, eq=False)
class LabelledDigit:
    """A digit of *My digits*.

    Parameters
    ----------
    name : of its file.
    drawing : what was drawn.
    label : 0 to 9.
    ink : the digit of a number that it is, which has one label at a time; None for a drawing that
        leaves the canvas.
    """

    name: str
    drawing: PackedDrawing
    label: int
    ink: Ink | None = None


class Keeping(QObject):
    """Does one thing after the other.

    Signals
    -------
    changed() : *My digits* has other digits.
    kept(str), taken_out(str) : likewise, and what to tell the user.
    labels_changed() : digits of the canvas have other labels, see :meth:`digit_of`.
    failed(object, object) : digits that could not be kept, and the DigitpadError; no digits where
        some could not be removed.
    """

    changed = Signal()
    kept = Signal(str)
    taken_out = Signal(str)
    labels_changed = Signal()
    failed = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._disk = SerialQueue(self)
        # Weak: the steps that can be undone hold them, and with them all that was drawn.
        self._kept: WeakSet[LabelledDigit] = WeakSet()
        """Digits that are in *My digits*."""
        self._kept_of: dict[Ink, LabelledDigit] = {}
        """Those of numbers: another label takes the place of theirs."""
        self._replaced: WeakKeyDictionary[LabelledDigit, list[LabelledDigit]] = WeakKeyDictionary()
        """What the first of some digits, and those kept with it, took the place of."""
        self._asked: dict[Ink, list[LabelledDigit | None]] = {}
        """What is to be there of some ink, in turn; the last stands for all until it is done."""

    def digit_of(self, ink: Ink) -> LabelledDigit | None:
        """The digit of some ink that is in *My digits*, or is about to be."""
        if asked := self._asked.get(ink):
            return asked[-1]
        return self._kept_of.get(ink)

    def keep(self, digits: Sequence[LabelledDigit]) -> None:
        """Write all of some digits, in place of those of the same ink, or none."""
        inks = {digit.ink: digit for digit in digits if digit.ink}

        def work() -> tuple[list[LabelledDigit], int]:
            # Only now is it known: to write what was asked for before may have failed.
            kept = [self._kept_of[ink] for ink in inks if ink in self._kept_of]
            old = [digit for digit in kept if digit not in digits]
            return old, _exchange(digits, old)

        def done(result: tuple[list[LabelledDigit], int]) -> None:
            old, count = result
            self._replaced.setdefault(digits[0], old)  # Where undo failed, redo replaces nothing.
            self._exchanged(digits, old)
            self._settle(inks)
            self.kept.emit(_added([digit.label for digit in digits], count))

        def failed(error: DigitpadError) -> None:
            self._settle(inks)
            self.failed.emit(digits, error)

        self._ask(inks)
        self._disk.run(work, done, failed)

    def take_out(
        self, digits: Sequence[LabelledDigit], before: Mapping[Ink, LabelledDigit | None]
    ) -> None:
        """Undo :meth:`keep`, before which the inks had other digits, or none."""

        def work() -> int | None:
            if digits[0] not in self._kept:
                return None  # They could not be written.
            return _exchange(self._replaced[digits[0]], digits)

        def done(count: int | None) -> None:
            if count is not None:
                self._exchanged(self._replaced.pop(digits[0]), digits)
                in_all = plural(count, tr("1 digit"), tr("{n:,} digits"))
                self.taken_out.emit(tr("Removed from My digits ({digits})").format(digits=in_all))
            self._settle(before)

        def failed(error: DigitpadError) -> None:
            self._settle(before)
            self.failed.emit([], error)

        self._ask(before)
        self._disk.run(work, done, failed)

    def _exchanged(self, new: Sequence[LabelledDigit], old: Sequence[LabelledDigit]) -> None:
        self._kept.difference_update(old)
        self._kept.update(new)
        for digit in old:
            if digit.ink:
                self._kept_of.pop(digit.ink, None)
        self._kept_of.update((digit.ink, digit) for digit in new if digit.ink)
        self.changed.emit()

    def _ask(self, digits: Mapping[Ink, LabelledDigit | None]) -> None:
        """Show the labels that are asked for at once."""
        for ink, digit in digits.items():
            self._asked.setdefault(ink, []).append(digit)
        if digits:
            self.labels_changed.emit()

    def _settle(self, digits: Mapping[Ink, LabelledDigit | None]) -> None:
        """Show those that are there: what was asked for first is done, or could not be."""
        for ink in digits:
            self._asked[ink].pop(0)
        if digits:
            self.labels_changed.emit()


def _exchange(new: Sequence[LabelledDigit], old: Sequence[LabelledDigit]) -> int:
    """Write all of some digits in place of others, or none; how many *My digits* has then."""
    # Imported here: the window starts faster without it.
    from digitpad.data.my_digits import count_digits, keep_digits, my_digits

    for _ in keep_digits(
        my_digits(),
        [digit.name for digit in new],
        [digit.drawing.get() for digit in new],
        [digit.label for digit in new],
        instead=[digit.name for digit in old],
    ):
        pass
    return count_digits(my_digits())


def _added(labels: Sequence[int], count: int) -> str:
    """What to tell of digits that were kept."""
    digits = plural(count, tr("1 digit"), tr("{n:,} digits"))
    text = tr("Added to My digits as {label} ({digits})")
    if len(labels) > 1:
        text = tr("Added to My digits: {label} ({digits})")
    return text.format(label=joined(map(str, labels)), digits=digits)
