"""The button that starts a training, and in words why it cannot be pressed."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.ui.retrain.primary_button import PrimaryButton
from digitpad.ui.retrain.session_state import Buttons
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr


class StartRow(QWidget):
    """Stands below the settings. The page acts on its button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.start = PrimaryButton(tr("&Start training"), self)
        self.start.setObjectName("startTraining")
        self.start.setToolTip(tip(tr("Train with the selected data and settings")))
        self._why_not = plain_label(parent=self)
        self._why_not.setObjectName("whyNotStart")
        self._why_not.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._why_not.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.start)
        layout.addWidget(self._why_not, 1)

    def show_state(self, buttons: Buttons) -> None:
        """Show whether a training can start."""
        self.start.setEnabled(buttons.can_start)
        self.start.setAccessibleDescription(buttons.why_not)
        self._why_not.setText(buttons.why_not)
