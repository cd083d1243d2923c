"""The difference of two logits as a table of what adds up to it."""

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from digitpad.explain.explanation import Explanation
from digitpad.explain.sums import Sum, sum_of
from digitpad.ui.support.numbers import plain, signed
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, scale_text
from digitpad.ui.support.translation import plural, tr

Row = tuple[str, str]
"""What a part is, and what it adds."""


class SumTable(QWidget):
    """Two sums, one below the other: by the units of the last hidden layer, and by the pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._page = QWidget(self)
        layout.addWidget(self._page)
        self._lengths: list[int] = []
        self._rows: list[tuple[QLabel, QLabel]] = []
        self.setToolTip(
            tip(
                tr(
                    "Each unit adds its activation times the difference of its two weights. "
                    "Rounded so that the parts shown add up to the difference shown."
                )
            )
        )

    def rows(self) -> list[Row]:
        """The texts that are shown."""
        return [(name.text(), value.text()) for name, value in self._rows]

    def show_explanation(self, found: Explanation | None) -> None:
        """Show the sum of an explanation, or none."""
        sums = _sums(found) if found else []
        lengths = [len(rows) for rows in sums]
        if lengths != self._lengths:  # Else the labels stay, as new ones take long to be laid out.
            self._lengths = lengths
            self._make_page()
        for labels, texts in zip(self._rows, chain.from_iterable(sums), strict=True):
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)

    def _make_page(self) -> None:
        """A page of empty labels in place of the one before."""
        former, self._page, self._rows = self._page, QWidget(self), []
        grid = QGridLayout(self._page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 4)
        grid.setColumnStretch(0, 1)
        for length in self._lengths:
            for _ in range(length - 1):
                self._add_row(grid)
            line = QFrame(self._page)
            line.setFrameShape(QFrame.Shape.HLine)
            grid.addWidget(line, grid.rowCount(), 0, 1, 2)
            for label in self._add_row(grid):
                scale_text(label, bold=True)
                label.setContentsMargins(0, 0, 0, SPACE)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(former, self._page)
        former.hide()
        former.deleteLater()
        self._page.show()

    def _add_row(self, grid: QGridLayout) -> tuple[QLabel, QLabel]:
        row = grid.rowCount()
        named, number = plain_label("", self._page), plain_label("", self._page)
        named.setMinimumWidth(1)
        grid.addWidget(named, row, 0)
        grid.addWidget(number, row, 1, Qt.AlignmentFlag.AlignRight)
        self._rows.append((named, number))
        return named, number


def _sums(found: Explanation) -> list[list[Row]]:
    """The rows of each sum, the last of which is what they add up to."""
    values = sum_of(found.parts)
    name = tr("Logit {digit} − logit {other}").format(digit=found.digit, other=found.against)
    total = (name, signed(values.difference))
    by_pixels = [*_by_pixels(values, found.digit, found.against), total]
    if not found.parts.units:
        return [by_pixels]
    return [[*_by_units(values, len(found.parts.units)), total], by_pixels]


def _by_units(values: Sum, layer: int) -> list[Row]:
    text = tr("Unit {unit} of layer {layer}, activation {activation}")
    rows = [
        (
            text.format(unit=part.unit + 1, layer=layer, activation=plain(part.activation)),
            signed(part.value),
        )
        for part in values.units
    ]
    if values.other_count:
        others = plural(values.other_count, tr("1 other unit"), tr("{n:,} other units"))
        rows.append((others, signed(values.others)))
    return [*rows, (tr("Bias"), signed(values.bias))]


def _by_pixels(values: Sum, digit: int, other: int) -> list[Row]:
    return [
        (tr("Pixels supporting {digit}").format(digit=digit), signed(values.ink_for)),
        (tr("Pixels supporting {digit}").format(digit=other), signed(values.ink_against)),
        (tr("All biases (active units)"), signed(values.ink_bias)),
    ]
