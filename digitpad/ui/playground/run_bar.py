"""What runs the Playground, in a row: run, one phase, reset, how far it is, export."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from digitpad.playground.experiment import Snapshot
from digitpad.ui.playground.session import PlaygroundSession
from digitpad.ui.playground.shortcuts import Shortcuts
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr


class RunBar(QWidget):
    """The buttons that run a session, and its iteration and loss.

    Attributes
    ----------
    run_action, step_action, reset_action : what the buttons do.
    buttons : all of them, from left to right.
    """

    def __init__(
        self, shortcuts: Shortcuts, session: PlaygroundSession, export: QMenu, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.run_action = shortcuts.add("Run", tr("Run"), "Space", session.run_or_pause)
        self.run_action.setToolTip(tip(tr("Run or pause training (Space)")))
        step = tr("Step", "the next phase")
        self.step_action = shortcuts.add("Step", step, "S", session.next_phase)
        self.step_action.setIcon(icon("step-forward"))
        self.step_action.setToolTip(
            tip(tr("Next phase of the step: forward, loss, backward, update (S)"))
        )
        self.reset_action = shortcuts.add("Reset", tr("Reset"), "R", session.reset)
        self.reset_action.setIcon(icon("rotate-ccw"))
        self.reset_action.setToolTip(tip(tr("Reset to the initial weights (R)")))
        actions = (self.run_action, self.step_action, self.reset_action)
        self._run_button, *others = (self._button(action) for action in actions)
        self.buttons: list[QAbstractButton] = [
            self._run_button,
            *others,
            self._export_button(export),
        ]
        self._progress = plain_label(parent=self)
        self._progress.setObjectName("playgroundState")
        # Its size is fixed, since else each new text would lay out the tab anew.
        widest = self.fontMetrics().horizontalAdvance(_progress_text(9_999_999, 1.2345e-104))
        self._progress.setFixedSize(widest, 3 * SPACE)
        self._lay_out()
        for is_running in (True, False):  # As wide as either text.
            self.show_running(is_running)
            width = max(self._run_button.minimumWidth(), self._run_button.sizeHint().width())
            self._run_button.setMinimumWidth(width)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _export_button(self, menu: QMenu) -> QPushButton:
        # A tool button would draw the arrow of its menu in the corner.
        button = QPushButton(icon("upload"), tr("Export"), self)
        button.setToolTip(tip(tr("Export weights, plot, loss or code")))
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for button in self.buttons[:-1]:
            row.addWidget(button)
        row.addSpacing(SPACE)
        row.addWidget(self._progress)
        row.addStretch(1)
        row.addWidget(self.buttons[-1])

    def show_running(self, is_running: bool) -> None:
        """Offer to pause a run, or to start one."""
        self.run_action.setText(tr("Pause") if is_running else tr("Run"))
        self.run_action.setIcon(icon("pause" if is_running else "play"))

    def show_progress(self, snapshot: Snapshot) -> None:
        """Show iteration and loss."""
        self._progress.setText(_progress_text(snapshot.iteration, snapshot.loss))


def _progress_text(iteration: int, loss: float | None) -> str:
    """Steps taken, and the loss before the last of them."""
    text = tr("Iteration {n:,} · Loss {loss}")
    return text.format(n=iteration, loss="–" if loss is None else f"{loss:.4g}")
