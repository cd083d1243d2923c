"""What stands over the columns of the diagram: how many units a layer has, and which features."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QSpinBox, QToolButton, QWidget

from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.decimal_box import whole_box

BOX_WIDTH = 4 * SPACE
"""Of the number of units, pixels."""

BUTTON_WIDTH = 20
"""Of each button, pixels."""

ROOM = BOX_WIDTH + 3 * BUTTON_WIDTH
"""Width of all that stands over a hidden layer, pixels."""


class LayerHead(QObject):
    """How many units a hidden layer has: fewer, the number, more; and a button that removes it.

    Attributes
    ----------
    units : the number.
    widgets : all four, from left to right.
    """

    def __init__(self, number: int, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        layer = number + 1
        self.units: QSpinBox = whole_box(1, most)
        self.units.setParent(parent)
        self.units.setObjectName(f"playground_layer{layer}")
        self.units.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.units.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.units.setMinimumWidth(0)
        name = tr("Units of hidden layer {n}").format(n=layer)
        self.units.setAccessibleName(name)
        self.units.setToolTip(tip(name))
        fewer = self._button("minus", tr("Fewer units in hidden layer {n}").format(n=layer))
        more = self._button("plus", tr("More units in hidden layer {n}").format(n=layer))
        self.remove = self._button("x", tr("Remove hidden layer {n}").format(n=layer))
        for button, step in ((fewer, self.units.stepDown), (more, self.units.stepUp)):
            button.clicked.connect(step)
            button.setAutoRepeat(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # The number has keys for it.
        self.widgets: tuple[QWidget, ...] = (fewer, self.units, more, self.remove)

    def _button(self, icon_name: str, text: str) -> QToolButton:
        button = QToolButton(self.units.parentWidget())
        button.setIcon(icon(icon_name))
        button.setAutoRaise(True)
        button.setAccessibleName(text)
        button.setToolTip(tip(text))
        return button

    def show_units(self, units: int) -> None:
        """Show a number; no signal is sent."""
        with QSignalBlocker(self.units):
            self.units.setValue(units)

    def place(self, slot: QRectF, height: int) -> None:
        """Put all into a row over a slot."""
        left = round(slot.center().x() - ROOM / 2)
        for widget in self.widgets:
            width = BOX_WIDTH if widget is self.units else BUTTON_WIDTH
            widget.setGeometry(left, 0, width, height)
            left += width


class LayerHeads(QObject):
    """The heads of all hidden layers.

    Signals
    -------
    changed(tuple) : the user wants layers of these sizes.
    """

    changed = Signal(tuple)

    def __init__(self, most_layers: int, most_units: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._sizes: tuple[int, ...] = ()
        self.heads = [LayerHead(number, most_units, parent) for number in range(most_layers)]
        for number, head in enumerate(self.heads):
            head.units.valueChanged.connect(lambda units, n=number: self._resize(n, units))
            head.remove.clicked.connect(lambda _, n=number: self._remove(n))

    def show_sizes(self, sizes: tuple[int, ...]) -> None:
        """Show so many layers; no signal is sent."""
        self._sizes = sizes
        for number, head in enumerate(self.heads):
            is_there = number < len(sizes)
            for widget in head.widgets:
                widget.setVisible(is_there)
            if is_there:
                head.show_units(sizes[number])

    def place(self, slots: Sequence[QRectF], height: int) -> None:
        """Put each head into the top of its slot."""
        for head, slot in zip(self.heads, slots, strict=False):
            head.place(slot, height)

    def _resize(self, number: int, units: int) -> None:
        self.changed.emit((*self._sizes[:number], units, *self._sizes[number + 1 :]))

    def _remove(self, number: int) -> None:
        self.changed.emit((*self._sizes[:number], *self._sizes[number + 1 :]))


class FeatureBoxes(QObject):
    """A check box beside the tile of each feature.

    Signals
    -------
    changed(tuple) : the user wants the features of these numbers.
    """

    changed = Signal(tuple)

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: list[QCheckBox] = []
        for name in names:
            box = QCheckBox(name, parent)
            box.setObjectName(f"playground_feature{len(self.boxes) + 1}")
            box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            box.clicked.connect(self._change)
            self.boxes.append(box)

    def show_features(self, on: Sequence[int]) -> None:
        """Tick these; no signal is sent. The last one that is on cannot be taken away."""
        for number, box in enumerate(self.boxes):
            box.setChecked(number in on)
            is_last = len(on) == 1 and number in on
            box.setEnabled(not is_last)
            text = tr("Use {feature} as an input").format(feature=box.text())
            box.setToolTip(tip(tr("A network needs at least one input") if is_last else text))

    def place(self, tiles: Sequence[QRectF], width: int) -> None:
        """Put each beside its tile."""
        for box, tile in zip(self.boxes, tiles, strict=True):
            height = box.sizeHint().height()
            box.setGeometry(0, round(tile.center().y() - height / 2), width, height)

    def _change(self) -> None:
        self.changed.emit(tuple(n for n, box in enumerate(self.boxes) if box.isChecked()))
