"""Digits of the known sets beside each other, each with its label and a number."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from digitpad.explain.known import KnownDigit
from digitpad.ui.explain.image_rows import ImageRows
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.translation import tr

SIDE = 54
"""About the side of each, pixels."""


class DigitRow(ImageRows):
    """A digit that is clicked is to be opened in its dataset.

    Signals
    -------
    digit_wanted(KnownDigit) : the user wants to see this one.
    """

    digit_wanted = Signal(object)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(count, SIDE, count, parent, is_row=True)
        self._digits: Sequence[KnownDigit] = ()
        self.opened.connect(self._want)
        self.show_digits(())

    @property
    def digits(self) -> Sequence[KnownDigit]:
        """Those that are shown where there is room for all of them."""
        return self._digits

    @property
    def seen(self) -> Sequence[KnownDigit]:
        """Those that there is room for."""
        return self._digits[: self.room]

    def show_digits(
        self, digits: Sequence[KnownDigit], *, places: int = 2, marked: int | None = None
    ) -> None:
        """Show digits.

        Parameters
        ----------
        places : of the number beside the label.
        marked : the label that stands out; none where it is None.
        """
        self._digits = digits
        palette = self.palette()
        paper, ink = palette.base().color(), palette.text().color()
        for number, button in enumerate(self.buttons):
            if number >= len(digits):
                button.show_image(None, "")
                continue
            digit = digits[number]
            label = str(digit.label) if digit.label >= 0 else "?"
            value = f"{digit.similarity:.{places}f}"
            image = ink_image(digit.image, paper, ink)
            told = tr("Label {label}, {value}. Click to open it in the Dataset tab.")
            button.show_image(
                image,
                f"{label} · {value}",
                told.format(label=label, value=value),
                is_marked=digit.label == marked,
            )

    def _want(self, number: int) -> None:
        if number < len(self._digits):
            self.digit_wanted.emit(self._digits[number])
