"""The buttons that start, pause and stop a training, and how far it is."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from digitpad.ui.retrain.session_state import Buttons, SessionState, bar_of, status_text
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE


class RunControls(QWidget):
    """Shows the stage of a training; somebody else acts on its buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.start = QPushButton("Start", self)
        self.pause = QPushButton("Pause", self)
        self.stop = QPushButton("Stop", self)
        self.stop.setToolTip("End now, with the best epoch so far")
        self.history = QPushButton("History…", self)
        self.history.setToolTip("All runs so far: compare, use, save or delete")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(SPACE)
        self._status = plain_label(parent=self)
        self._status.setObjectName("retrainState")
        self._status.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.start, self.pause, self.stop):
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
        self.start.setEnabled(buttons.can_start)
        self.start.setToolTip(buttons.start_tip)
        self.pause.setEnabled(buttons.can_pause)
        self.pause.setText(buttons.pause_text)
        self.pause.setToolTip(buttons.pause_tip)
        self.stop.setEnabled(buttons.can_stop)
        self._status.setText(status_text(state))
        if bar := bar_of(state):
            done, total = bar
            self._bar.setRange(0, total)
            self._bar.setValue(done)
        else:
            self._bar.reset()
