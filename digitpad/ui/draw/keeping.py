"""Puts labelled digits into *My digits* and takes them out again, away from the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from digitpad.ink.strokes import Drawing
from digitpad.ui.support.translation import joined, plural, tr
from digitpad.ui.support.worker import SerialQueue


@dataclass(frozen=True, eq=False)
class LabelledDigit:
    """A digit of *My digits*.

    Parameters
    ----------
    name : of its file.
    drawing : what was drawn.
    label : 0 to 9.
    """

    name: str
    drawing: Drawing
    label: int


class Keeping(QObject):
    """Does one thing after the other.

    Signals
    -------
    changed() : *My digits* has other digits.
    kept(str), taken_out(str) : likewise, and what to tell the user.
    failed(object, object) : digits that could not be kept, and the DigitpadError; no digits where
        some could not be removed.
    """

    changed = Signal()
    kept = Signal(str)
    taken_out = Signal(str)
    failed = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._disk = SerialQueue(self)
        self._kept: set[str] = set()  # the names of the digits that were written

    def keep(self, digits: Sequence[LabelledDigit], instead: Sequence[LabelledDigit]) -> None:
        """Write all of some digits in place of others, or none."""

        def work() -> int:
            return _exchange(digits, instead)

        def done(count: int) -> None:
            self._kept.difference_update(digit.name for digit in instead)
            self._kept.update(digit.name for digit in digits)
            self.changed.emit()
            self.kept.emit(_added([digit.label for digit in digits], count))

        self._disk.run(work, done, lambda error: self.failed.emit(digits, error))

    def take_out(self, digits: Sequence[LabelledDigit], instead: Sequence[LabelledDigit]) -> None:
        """Undo :meth:`keep`."""

        def work() -> int | None:
            if digits[0].name not in self._kept:
                return None  # They could not be written.
            return _exchange(instead, digits)

        def done(count: int | None) -> None:
            if count is not None:
                self._kept.difference_update(digit.name for digit in digits)
                self._kept.update(digit.name for digit in instead)
                self.changed.emit()
                in_all = plural(count, tr("1 digit"), tr("{n:,} digits"))
                self.taken_out.emit(tr("Removed from My digits ({digits})").format(digits=in_all))

        self._disk.run(work, done, lambda error: self.failed.emit([], error))


def _exchange(new: Sequence[LabelledDigit], old: Sequence[LabelledDigit]) -> int:
    """Write all of some digits in place of others, or none; how many *My digits* has then."""
    # Imported here: the window starts faster without it.
    from digitpad.data.my_digits import count_digits, keep_digits, my_digits

    for _ in keep_digits(
        my_digits(),
        [digit.name for digit in new],
        [digit.drawing for digit in new],
        [digit.label for digit in new],
        instead=[digit.name for digit in old],
    ):
        pass
    return count_digits(my_digits())


def _added(labels: Sequence[int], count: int) -> str:
    """What to tell of digits that were kept."""
    digits = plural(count, tr("1 digit"), tr("{n:,} digits"))
    text = tr("Added to My digits as {label} ({digits}). Learn now to teach it; Ctrl+Z to undo.")
    if len(labels) > 1:
        text = tr(
            "Added to My digits: {label} ({digits}). Learn now to teach them; Ctrl+Z to undo."
        )
    return text.format(label=joined(map(str, labels)), digits=digits)
