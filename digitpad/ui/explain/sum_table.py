"""The difference of two logits as a table of what adds up to it."""

from collections.abc import Sequence

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
    """Two sums beside each other: by the units of the last hidden layer, and by the pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._page = QWidget(self)
        layout.addWidget(self._page)
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
        self._start_page()
        if found is None:
            return
        values = sum_of(found.parts)
        name = tr("Logit {digit} − logit {other}").format(digit=found.digit, other=found.against)
        total = (name, signed(values.difference))
        if found.parts.units:
            self._add(_by_units(values, len(found.parts.units)), total)
        self._add(_by_pixels(values, found.digit, found.against), total)

    def _start_page(self) -> None:
        """An empty page in place of the one before."""
        former, self._page, self._rows = self._page, QWidget(self), []
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE // 4)
        self._grid.setColumnStretch(0, 1)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(former, self._page)
        former.hide()
        former.deleteLater()
        self._page.show()

    def _add(self, rows: Sequence[Row], total: Row) -> None:
        for text, value in rows:
            self._add_row(text, value)
        line = QFrame(self._page)
        line.setFrameShape(QFrame.Shape.HLine)
        self._grid.addWidget(line, self._grid.rowCount(), 0, 1, 2)
        for label in self._add_row(*total):
            scale_text(label, bold=True)
            label.setContentsMargins(0, 0, 0, SPACE)

    def _add_row(self, text: str, value: str) -> tuple[QLabel, QLabel]:
        row = self._grid.rowCount()
        named, number = plain_label(text, self._page), plain_label(value, self._page)
        named.setMinimumWidth(1)
        self._grid.addWidget(named, row, 0)
        self._grid.addWidget(number, row, 1, Qt.AlignmentFlag.AlignRight)
        self._rows.append((named, number))
        return named, number


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
