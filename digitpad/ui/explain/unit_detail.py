"""One unit: its sum at the drawing, its weights, and the digits with its highest activations."""

from collections.abc import Generator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.explain.known import KnownDigit, KnownSet, known_digit
from digitpad.explain.units import UnitSum, most_exciting, unit_sum
from digitpad.nn.network import Network
from digitpad.ui.explain.digit_row import DigitRow
from digitpad.ui.explain.grid_image import GridImage
from digitpad.ui.explain.latest import LatestWork
from digitpad.ui.support.icons import icon
from digitpad.ui.support.numbers import plain, signed
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import Worker, stop_worker
from digitpad.ui.widgets.colours import signed_image

WIDE = 400
"""Width from which on the sum stands beside the images, pixels; else below them."""

EXCITING = 8
"""Digits shown: those with the unit's highest activations."""


class UnitDetail(QFrame):
    """Shows a unit at an image; hidden while none is open.

    Signals
    -------
    failed(object) : the DigitpadError of what could not be worked out.
    digit_wanted(KnownDigit) : the user wants to see this digit in its dataset.
    """

    failed = Signal(object)
    digit_wanted = Signal(object)

    _unit: tuple[int, int] | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unitDetail")
        self._network: Network | None = None
        self._image: NDArray[np.uint8] | None = None
        self._searching: Worker | None = None
        self._work = LatestWork(self)
        self._work.done.connect(self._show_sum)
        self._work.failed.connect(self.failed)
        self._head = section_head("")
        self._close = QToolButton(self)
        self._close.setIcon(icon("x"))
        self._close.setAutoRaise(True)
        self._close.setToolTip(tip(tr("Close this unit")))
        self._close.setAccessibleName(tr("Close this unit"))
        self._close.clicked.connect(self.close_unit)
        self._weights, self._pixels = GridImage("", self), GridImage("", self)
        self._titles = [quiet_label(""), quiet_label("")]
        self._cells = [[plain_label("", self) for _ in range(3)] for _ in range(4)]
        self.digits = DigitRow(EXCITING, self)
        self.digits.digit_wanted.connect(self.digit_wanted)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._close)
        images = QHBoxLayout()
        images.setSpacing(2 * SPACE)
        self._numbers = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._numbers.setSpacing(SPACE)
        self._numbers.addLayout(images, 1)
        self._numbers.addWidget(self._make_table(), 1)
        for title, image in zip(self._titles, (self._weights, self._pixels), strict=True):
            column = QVBoxLayout()
            column.setSpacing(SPACE // 2)
            title.setMinimumWidth(1)
            column.addWidget(title)
            column.addWidget(image, 1, Qt.AlignmentFlag.AlignTop)
            images.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(head)
        layout.addLayout(self._numbers)
        layout.addWidget(quiet_label(tr("Known digits with the highest activation")))
        layout.addWidget(self.digits)

    def _make_table(self) -> QFrame:
        """The sum, for each of the two views that a prediction takes, and the mean of both."""
        table = QFrame(self)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        right = Qt.AlignmentFlag.AlignRight
        for column, title in enumerate((tr("View 1"), tr("View 2"), tr("Mean")), 1):
            grid.addWidget(quiet_label(title), 0, column, right)
        for row, title in enumerate(
            (tr("Σ w·x"), tr("+ bias"), tr("= sum"), tr("Activation", "of a unit")), 1
        ):
            grid.addWidget(quiet_label(title), row, 0)
            for column, cell in enumerate(self._cells[row - 1], 1):
                grid.addWidget(cell, row, column, right)
        grid.setRowStretch(5, 1)
        table.setToolTip(
            tip(tr("A prediction takes the mean of two views, half a pixel to either side."))
        )
        return table

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = self.width() >= WIDE
        self._numbers.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    @property
    def unit(self) -> tuple[int, int] | None:
        """Layer and unit that are shown, or None."""
        return self._unit

    @property
    def cells(self) -> Sequence[Sequence[QLabel]]:
        """Weighted inputs, bias, sum and activation, for both views and their mean."""
        return self._cells

    def show_unit(
        self,
        network: Network,
        image: NDArray[np.uint8],
        layer: int,
        unit: int,
        known: Sequence[KnownSet],
    ) -> None:
        """Open a unit, and search the known digits for its highest activations."""
        self._unit = (layer, unit)
        if layer == len(network.layers) - 1:
            self._head.setText(tr("Output {digit}").format(digit=unit))
        else:
            text = tr("Unit {unit} of layer {layer}")
            self._head.setText(text.format(unit=unit + 1, layer=layer + 1))
        self._network = network
        self._name_images(layer)
        self.show_input(image)
        self.show()
        self.digits.show_digits(())
        self.search(known)

    def _name_images(self, layer: int) -> None:
        """Tell the weights of a unit, which its sum is of, from those back to the pixels."""
        told = ""
        if layer > 0:
            names = tr("Effective weights"), tr("Effective × ink")
            text = tr(
                "Weights back to the pixels, through all layers below as they are now. "
                "Σ w·x adds up something else: weights times activations of layer {layer}."
            )
            told = text.format(layer=layer)
        else:
            names = tr("Weights"), tr("Weight × ink")
        images = self._weights, self._pixels
        for name, title, image in zip(names, self._titles, images, strict=True):
            title.setText(name)
            title.setToolTip(tip(told))
            image.setAccessibleName(name)
            image.setAccessibleDescription(told)

    def search(self, known: Sequence[KnownSet]) -> None:
        """Search these digits for the highest activations of the open unit, if there is one."""
        if self._unit is None or self._network is None:
            return
        stop_worker(self._searching)
        self._searching = Worker(partial(_search, self._network, tuple(known), *self._unit))
        self._searching.yielded.connect(self._show_digits)
        self._searching.failed.connect(self.failed)
        self._searching.start()

    def show_input(self, image: NDArray[np.uint8]) -> None:
        """Show the unit that is open at another image uint8 (28, 28)."""
        self._image = image
        if self._unit is not None and self._network is not None and image.any():
            network, (layer, unit) = self._network, self._unit
            self._work.request(lambda: unit_sum(network, image, layer, unit))

    def close_unit(self) -> None:
        """Show none."""
        self._unit = None
        self.shut_down()
        self.hide()

    def shut_down(self) -> None:
        """End what is under way."""
        self._work.stop()
        stop_worker(self._searching)
        self._searching = None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            # Once all parts have the new palette, too.
            QTimer.singleShot(0, self, self._show_again)
        super().changeEvent(event)

    def _show_again(self) -> None:
        if self._unit is not None and self._image is not None:
            self.show_input(self._image)
            self.digits.show_digits(self.digits.digits, places=1)

    def _show_sum(self, found: UnitSum) -> None:
        one, other = found.weighted
        first, second = found.activations
        rows = (
            (one, other, (one + other) / 2),
            (found.bias, found.bias, found.bias),
            (one + found.bias, other + found.bias, (one + other) / 2 + found.bias),
            (first, second, (first + second) / 2),
        )
        for row, (values, cells) in enumerate(zip(rows, self._cells, strict=True)):
            for value, cell in zip(values, cells, strict=True):
                cell.setText(signed(value) if row == 1 else plain(value))
        palette = self.palette()
        for image, pixels in ((self._weights, found.weights), (self._pixels, found.pixels)):
            image.show_image(signed_image(pixels, palette), striped=striped(pixels))
            image.value_text = partial(_value_at, pixels)

    def _show_digits(self, digits: tuple[KnownDigit, ...]) -> None:
        self.digits.show_digits(digits, places=1)


def striped(values: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Which values are clearly below 0."""
    return values < -0.15 * np.abs(values).max(initial=0)


def _value_at(values: NDArray[np.floating], row: int, column: int) -> str:
    text = tr("Row {row}, column {column}: {value}")
    return text.format(row=row + 1, column=column + 1, value=signed(float(values[row, column]), 3))


def _search(
    network: Network, known: Sequence[KnownSet], layer: int, unit: int
) -> Generator[tuple[KnownDigit, ...], None, None]:
    """The digits with the highest activation of a unit, as far as they are searched."""
    found: list[KnownDigit] = []
    for some in known:
        best: list[KnownDigit] = []
        for numbers in most_exciting(network, some.images, layer, unit, EXCITING):
            best = [
                known_digit(some, number, value)
                for number, value in numbers
                if some.excluded is None or not some.excluded[number]
            ]
            digits = sorted([*found, *best], key=lambda digit: -digit.similarity)
            yield tuple(digits[:EXCITING])
        found += best
