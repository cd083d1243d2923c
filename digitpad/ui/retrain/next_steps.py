"""What becomes of a training that has ended."""

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
            "check", tr("Use ne&w model"), tr("Make the new model the current model")
        )
        self.save = self._button("save", tr("S&ave as…"), tr("Save the new model to a file"))
        self.discard = self._button(
            "x", tr("&Keep current model"), tr("The new model stays in the history.")
        )
        self.discard.setObjectName("keepModel")
        self.back = self._button("undo-2", "", tr("Make the previous model the current model"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for button in (self.use, self.save, self.discard, self.back):
            row.addWidget(button)
        row.addStretch(1)

    def _button(self, name: str, text: str, what: str) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        button.setToolTip(tip(what))
        return button

    def mark_default(self, *, is_better: bool) -> None:
        """Mark the button that is likely to be wanted."""
        self.use.setDefault(is_better)
        self.discard.setDefault(not is_better)
