"""The network, live: input, each hidden layer as a field, outputs, and the units that add most."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from digitpad.explain.units import SHOWN, UnitsState, units_state
from digitpad.nn.inference import layer_outputs
from digitpad.nn.layers import Array, softmax
from digitpad.nn.network import Network
from digitpad.ui.explain.grid_image import GridImage
from digitpad.ui.explain.image_button import ImageButton
from digitpad.ui.explain.image_rows import ImageRows
from digitpad.ui.explain.latest import LatestWork
from digitpad.ui.explain.layer_field import LayerField
from digitpad.ui.explain.outputs import Outputs
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.numbers import plain, signed
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.colours import signed_image

ROW = 3
"""Unit images beside each other below a layer, at most."""

UNIT_SIDE = 38
"""About the side of each, pixels."""

ASK_EVERY = 500
"""Milliseconds between two looks at which units add most, while the layers follow the pen."""

LINES = 2
"""Lines of the text about a unit."""


class HiddenUnits(QWidget):
    """Shows a network at an image; what is drawn next replaces it while the pen moves.

    Signals
    -------
    opened(int, int) : layer and unit that the user wants to see; layers are counted from 0.
    failed(object) : the DigitpadError of an image that could not be shown.
    followed() : the layers are on the screen, or will be with the next paint.
    shown(UnitsState) : so are the units that add most.
    """

    opened = Signal(int, int)
    failed = Signal(object)
    followed = Signal()
    shown = Signal(object)

    state: UnitsState | None = None
    """What is shown, or None."""

    def __init__(self, network: Network, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hiddenUnits")
        self._network = network
        self._image: NDArray[np.uint8] | None = None
        self._known: Sequence[Array] = ()
        self._standing_out: tuple[int, ...] | None = None
        self._work = LatestWork(self)
        self._work.done.connect(self._note)
        # After the bars are painted: they do not wait for the layers.
        self._follow = Throttle(self._follow_pen, 0, self)
        self._ask = Throttle(self._request, ASK_EVERY, self)
        self._work.failed.connect(self.failed)
        self._told = plain_label("", self)
        self._told.setWordWrap(True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setFixedHeight(LINES * self._told.fontMetrics().lineSpacing() + 2)
        self._told.setMinimumWidth(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._columns = QWidget(self)
        layout.addWidget(self._columns)
        layout.addWidget(self._told)
        self.set_network(network)

    def set_network(self, network: Network) -> None:
        """Show this network from now on."""
        self._network = network
        self.shut_down()
        self.state = None
        layout = self.layout()
        assert layout is not None
        former, self._columns = self._columns, self._make_columns()
        layout.replaceWidget(former, self._columns)
        former.hide()
        former.deleteLater()
        if self._image is not None:
            self.show_input(self._image)
        else:
            self._show(None)

    def show_input(
        self,
        image: NDArray[np.uint8],
        outputs: Sequence[Array] = (),
        standing_out: tuple[int, ...] | None = None,
    ) -> None:
        """Show the network at an image uint8 (28, 28); nothing where there is no ink.

        The layers are shown next, and only the latest; the units that add most soon.

        Parameters
        ----------
        outputs : (M,) of each layer, if they were worked out with the prediction.
        standing_out : the digits that stand out instead of the most probable.
        """
        self._image, self._known, self._standing_out = image, outputs, standing_out
        if not image.any():
            self.shut_down()
            self._show(None)
        elif self.isVisible():
            if self.state is None:
                self._told.clear()
            self._follow.request()
            self._ask.request()

    def _follow_pen(self) -> None:
        if self._image is None:
            return
        outputs = self._known
        if [len(of_layer) for of_layer in outputs] != [*self._network.sizes[1:]]:
            # It was predicted among many digits, or by another network.
            outputs = layer_outputs(self._network, self._image)
        self._show_layers(self._image, outputs)
        self.followed.emit()

    def _request(self) -> None:
        if self._image is not None:
            self._work.request(partial(units_state, self._network, self._image))

    def shut_down(self) -> None:
        """End what is under way."""
        self._work.stop()
        self._ask.stop()
        self._follow.stop()

    def showEvent(self, event: object) -> None:
        if self._image is not None:
            self.show_input(self._image, self._known, self._standing_out)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self.state is not None:
            self._follow_pen()
            self._show(self.state)
        super().changeEvent(event)

    # Made for each network

    def _make_columns(self) -> QWidget:
        """Input, hidden layers and outputs beside each other."""
        sizes = self._network.sizes
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        self._input = GridImage(tr("Network input"), page)
        grid.addWidget(_head(tr("Input")), 0, 0)
        grid.addWidget(self._input, 1, 0, Qt.AlignmentFlag.AlignTop)
        self._fields: list[LayerField] = []
        self._images: list[ImageRows] = []
        for layer, count in enumerate(sizes[1:-1]):
            title = tr("Layer {n} ({count:,})").format(n=layer + 1, count=count)
            field = LayerField(count, title, partial(self._text_of, layer))
            field.told.connect(self._told.setText)
            field.opened.connect(partial(self.opened.emit, layer))
            self._fields.append(field)
            grid.addWidget(_head(title), 0, layer + 1)
            grid.addWidget(field, 1, layer + 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._make_images(layer, min(SHOWN, count)), 2, layer + 1)
        last = len(sizes) - 1
        self._outputs = Outputs(page)
        outputs = QVBoxLayout()
        outputs.setSpacing(SPACE // 2)
        outputs.addWidget(self._outputs)
        outputs.addWidget(self._make_images(last - 1, 2))
        outputs.addStretch(1)
        grid.addWidget(_head(tr("Output")), 0, last)
        # Beside the fields and what is below them: ten lines need more room than a field.
        grid.addLayout(outputs, 1, last, 2, 1)
        grid.setRowStretch(3, 1)
        grid.setColumnStretch(0, 2)
        for column in range(1, last):
            grid.setColumnStretch(column, 3)
        grid.setColumnStretch(last, 2)
        return page

    def _make_images(self, layer: int, count: int) -> ImageRows:
        """The units of a layer that add most, as images."""
        rows = ImageRows(count, UNIT_SIDE, ROW, self)
        rows.opened.connect(lambda number: self._open(layer, number))
        self._images.append(rows)
        return rows

    # What is shown

    def _note(self, state: UnitsState) -> None:
        # What came late must not be shown for a canvas that was cleared meanwhile.
        if self._image is not None and self._image.any():
            self._show(state)

    def _show_layers(self, image: NDArray[np.uint8], outputs: Sequence[Array]) -> None:
        palette = self.palette()
        paper, ink = palette.base().color(), palette.text().color()
        self._input.show_image(ink_image(image, paper, ink))
        for field, activations in zip(self._fields, outputs, strict=False):
            field.show_activations(activations)
        self._outputs.show_probabilities(softmax(outputs[-1][None])[0], self._standing_out)

    def _show(self, state: UnitsState | None) -> None:
        is_first = self.state is None
        self.state = state
        if state is None:
            self._input.show_image(None)
            self._outputs.show_probabilities(None)
            self._told.setText(tr("Draw a digit to see each unit's activation."))
        for layer, field in enumerate(self._fields):
            field.mark_units(state.layers[layer].shown.tolist() if state else [])
            if state is None:
                field.show_activations(None)
        for layer, rows in enumerate(self._images):
            for number, button in enumerate(rows.buttons):
                self._show_unit(layer, number, button)
        if state is not None:
            if is_first:
                self._told.setText(tr("Point at a unit to read its numbers, or click it for more."))
            self.shown.emit(state)

    def _show_unit(self, layer: int, number: int, button: ImageButton) -> None:
        if self.state is None:
            button.show_image(None, "")
            return
        of_layer = self.state.layers[layer]
        unit = int(of_layer.shown[number])
        is_output = layer == len(self.state.layers) - 1
        text = str(unit) if is_output else signed(of_layer.contributions[unit], 1)
        image = signed_image(of_layer.weights[number], self.palette())
        button.show_image(image, text, self._text_of(layer, unit))

    def _text_of(self, layer: int, unit: int) -> str:
        """What there is to tell of a unit now."""
        if self.state is None:
            return ""
        state, of_layer = self.state, self.state.layers[layer]
        values = {
            "activation": plain(of_layer.activations[unit]),
            "bias": signed(of_layer.biases[unit]),
        }
        if layer == len(state.layers) - 1:
            text = tr("Output {digit}: logit {activation}, bias {bias}")
            return text.format(digit=unit, **values)
        text = tr(
            "Unit {unit} of layer {layer}: activation {activation}, bias {bias}, "
            "adds {added} to {digit} against {other}"
        )
        return text.format(
            unit=unit + 1,
            layer=layer + 1,
            added=signed(of_layer.contributions[unit]),
            digit=state.digit,
            other=state.against,
            **values,
        )

    def _open(self, layer: int, number: int) -> None:
        if self.state is not None:
            self.opened.emit(layer, int(self.state.layers[layer].shown[number]))


def _head(text: str) -> QLabel:
    label = quiet_label(text)
    label.setMinimumWidth(1)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignBottom)
    return label
