"""What becomes of a training that has ended."""

from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr


class NextSteps(QWidget):
    """Buttons that use or save the new model, keep the old one, or bring the one before back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.use = self._button(
            "check", tr("Use new model"), tr("Make the new model the current model")
        )
        self.save = self._button("save", tr("Save as…"), tr("Save the new model to a file"))
        self.discard = self._button(
            "x", tr("Keep current model"), tr("The new model stays in the history.")
        )
        self.back = self._button("undo-2", "", tr("Make the previous model the current model"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self.put_in_order(is_better=True)

    def _button(self, name: str, text: str, what: str) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        button.setToolTip(tip(what))
        return button

    def put_in_order(self, *, is_better: bool) -> None:
        """Put the button first that is likely to be wanted, here and for the Tab key."""
        while self._row.count():
            self._row.takeAt(0)
        order = [self.use, self.save, self.discard]
        if not is_better:
            order.reverse()
        for button in (*order, self.back):
            self._row.addWidget(button)
        self._row.addStretch(1)
        for one, other in pairwise((*order, self.back)):
            QWidget.setTabOrder(one, other)
