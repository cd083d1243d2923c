"""The buttons that pause and stop a training, and how far it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from digitpad.ui.retrain.session_state import Buttons, SessionState, bar_of, status_text
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.progress_bar import ProgressBar


class RunControls(QWidget):
    """Shows the stage of a training. The page acts on its buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pause = QPushButton(icon("pause"), tr("Pa&use"), self)
        self.stop = QPushButton(icon("square"), tr("S&top"), self)
        self.stop.setToolTip(tip(tr("Stop and keep the best epoch")))
        self.history = QPushButton(icon("history"), tr("Histor&y…"), self)
        self.history.setToolTip(tip(tr("Compare, use, save or delete the models of all runs")))
        self._pause_icon = "pause"
        self._bar = ProgressBar(self)
        self._bar.setAccessibleName(tr("Training progress"))
        self._status = plain_label(parent=self)
        self._status.setObjectName("retrainState")
        self._status.setWordWrap(True)
        self._status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.pause, self.stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.history)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(buttons)
        layout.addWidget(self._bar)
        layout.addWidget(self._status)

    def show_state(self, state: SessionState, buttons: Buttons) -> None:
        """Show how far it is, and what can be done now."""
        self.pause.setEnabled(buttons.can_pause)
        self.pause.setText(buttons.pause_text)
        self.pause.setToolTip(tip(buttons.pause_tip))
        if buttons.pause_icon != self._pause_icon:  # To make one reads a file.
            self._pause_icon = buttons.pause_icon
            self.pause.setIcon(icon(buttons.pause_icon))
        self.stop.setEnabled(buttons.can_stop)
        text = status_text(state)
        self._status.setText(text)
        self._status.setVisible(bool(text))
        bar = bar_of(state)
        self._bar.setVisible(bar is not None)
        if bar:
            done, total = bar
            self._bar.setRange(0, total)
            self._bar.setValue(done)
