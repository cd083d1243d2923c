"""What becomes of a training that has ended."""

from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from digitpad.ui.support.theme import SPACE


class NextSteps(QWidget):
    """Buttons that use or save the new model, keep the old one, or bring the one before back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.use = self._button("Use the new model", "Read with it from now on")
        self.save = self._button("Save as…", "Write the new model to a file")
        self.discard = self._button(
            "Keep the current model",
            "Change nothing. The new model stays in the history of runs",
        )
        self.back = self._button("Back to the model before", "Read with the old model again")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self.put_in_order(is_better=True)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
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
