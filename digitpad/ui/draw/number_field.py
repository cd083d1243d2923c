"""The field for the correct number: it labels all digits of a drawing at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from digitpad.ui.draw.typed_number import typed_labels
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import joined, tr

LONGEST = 1000
"""Characters that can be typed."""


class NumberField(QWidget):
    """A line to type a number in, and a button; seen only where there are several digits.

    Signals
    -------
    entered(object) : the labels of all digits, a tuple of int.
    refused(str) : what was typed does not fit the drawing, and why.
    """

    entered = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._counts: list[int] = []
        self.line = QLineEdit(self)
        self.line.setObjectName("correctNumber")
        self.line.setMaxLength(LONGEST)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.line.setPlaceholderText(tr("Number"))
        self.line.setAccessibleName(tr("Correct number"))
        self.line.setToolTip(tip(tr("Type the correct number and press Return to add all digits")))
        self.line.setFixedWidth(11 * SPACE)
        self.line.returnPressed.connect(self._enter)
        self.add = QToolButton(self)
        self.add.setText(tr("Add all"))
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.setToolTip(tip(tr("Add all digits to My digits, labeled with the typed number")))
        self.add.clicked.connect(self._enter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.line)
        layout.addWidget(self.add)
        # Nothing moves when it comes and goes.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_counts(self, counts: Sequence[int]) -> None:
        """Ask for so many digits in each row."""
        if list(counts) != self._counts:
            self._counts = list(counts)
            self.setVisible(sum(counts) > 1)

    def _enter(self) -> None:
        labels = typed_labels(self.line.text(), self._counts)
        if labels is None:
            self.line.setFocus()
            self.line.selectAll()
            self.refused.emit(self._expected())
        else:
            self.line.clear()
            self.entered.emit(labels)

    def _expected(self) -> str:
        if len(self._counts) > 1:
            rows = joined(map(str, self._counts))
            text = tr("Type a number for each row, with spaces between them; digits: {rows}")
            return text.format(rows=rows)
        text = tr("The drawing has {n} digits; type {n} digits.")
        return text.format(n=self._counts[0])
