"""A small window at a line of the diagram in which its weight is changed."""

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QWidget

from digitpad.ui.playground.diagram_lines import Weight
from digitpad.ui.support.theme import SPACE, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.decimal_box import decimal_box

LARGEST = 1000.0
"""The largest weight that can be set."""

STEP = 0.1
"""What an arrow key changes a weight by."""

LONGEST = "-10.000000"
"""A value that is shown whole."""


class WeightEditor(QFrame):
    """Changes one weight of a unit, or its bias, at once with each number; Esc takes it back.

    Signals
    -------
    edited(Weight, float) : the weight is to have this value; a source of -1 is the bias.
    chosen(Weight) : another weight of the unit is looked at.
    """

    edited = Signal(object, float)
    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("weightEditor")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._weight = Weight(0, -1, 0)
        self._before = 0.0
        self._title = section_head("")
        self.source = QComboBox(self)
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.source.setAccessibleName(tr("Weight of the input"))
        self.value = decimal_box(-LARGEST, LARGEST, step=STEP, adapts=False)
        self.value.setAccessibleName(tr("Value"))
        longest = self.value.fontMetrics().horizontalAdvance(LONGEST)
        self.value.setMinimumWidth(longest + 5 * SPACE)  # Beside it are the arrows.
        layout = QGridLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._title, 0, 0, 1, 2)
        for row, (text, field) in enumerate(
            ((tr("From", "weight"), self.source), (tr("Value"), self.value)), 1
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            layout.addWidget(label, row, 0)
            layout.addWidget(field, row, 1)
        self.source.currentIndexChanged.connect(self._choose)
        self.value.lineEdit().returnPressed.connect(self.close)
        self.value.valueChanged.connect(lambda value: self.edited.emit(self._weight, value))

    def open_at(
        self, place: QPoint, title: str, sources: dict[int, str], weight: Weight, value: float
    ) -> None:
        """Show a weight of a unit at a place of the screen.

        Parameters
        ----------
        sources : what the unit takes, by number, for people; -1 for its bias.
        """
        self._title.setText(title)
        with QSignalBlocker(self.source):
            self.source.clear()
            for number, text in sources.items():
                self.source.addItem(text, number)
        self.show_weight(weight, value)
        self.adjustSize()
        room = self.screen().availableGeometry().adjusted(0, 0, -self.width(), -self.height())
        x = min(max(place.x(), room.left()), room.right())
        self.move(x, min(max(place.y(), room.top()), room.bottom()))
        self.show()
        self.value.setFocus()
        self.value.selectAll()

    def show_weight(self, weight: Weight, value: float) -> None:
        """Show another weight of the unit; no signal is sent."""
        self._weight, self._before = weight, value
        with QSignalBlocker(self.source), QSignalBlocker(self.value):
            self.source.setCurrentIndex(self.source.findData(weight.source))
            self.value.setValue(round(value, 6))

    def _choose(self) -> None:
        weight = self._weight
        self.chosen.emit(Weight(weight.layer, self.source.currentData(), weight.target))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        shown = round(self._before, 6)
        is_changed = self.value.value() != shown
        with QSignalBlocker(self.value):  # What was typed is none, either.
            self.value.setValue(shown)
            self.value.lineEdit().setText(self.value.textFromValue(shown))
        if is_changed:
            self.edited.emit(self._weight, self._before)
        self.close()
