"""The selected digit of a sheet: what the network gets, what it predicts, and the label."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitpad.ui.sheet.sheet_picture import described
from digitpad.ui.sheet.sheet_state import Sheet
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.calm_wheel import CalmWheel
from digitpad.ui.widgets.image_view import ImageView

ZOOM = 3
"""Pixels of the screen for a pixel of the image."""


class SelectedDigit(QWidget):
    """Shows the selected digit, and a choice of its label for the mouse.

    Signals
    -------
    labelled(int) : the user selects this label.
    left_out() : the user wants it left out.
    """

    labelled = Signal(int)
    left_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = ImageView(ZOOM, self)
        self._image.setAccessibleName(tr("Network input"))
        self._image.setFixedSize(self._image.minimumSizeHint())
        self._text = plain_label("", self)
        self._text.setWordWrap(True)
        self.choice = QComboBox(self)
        self.choice.addItems([str(label) for label in range(10)])
        self.choice.addItem(tr("Left out"))
        self.choice.setAccessibleName(tr("Label of the selected digit"))
        self.choice.activated.connect(self._choose)
        CalmWheel([self.choice], self)
        label = QLabel(tr("La&bel:"), self)
        label.setBuddy(self.choice)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(label)
        row.addWidget(self.choice)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._image, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the digit of a sheet that is selected."""
        digit = sheet.digits[sheet.selected]
        self._image.show_picture(digit.image)
        self._text.setText(described(sheet, sheet.selected))
        self.choice.setCurrentIndex(digit.label if digit.is_included else 10)

    def _choose(self, index: int) -> None:
        if index < 10:
            self.labelled.emit(index)
        else:
            self.left_out.emit()
