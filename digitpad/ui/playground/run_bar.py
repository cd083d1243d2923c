"""What runs the Playground, in a row: run, one phase, reset, how far it is, export."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolButton, QWidget

from digitpad.playground.health import Score
from digitpad.playground.snapshot import Snapshot
from digitpad.ui.playground.session import PlaygroundSession
from digitpad.ui.playground.shortcuts import Shortcuts
from digitpad.ui.playground.speed_slider import SpeedSlider
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.action_tool_button import ActionToolButton
from digitpad.ui.widgets.flow_layout import FlowLayout

LARGEST = 1e6
"""From this loss on, nats, none is shown: training has diverged, or is about to."""


class RunBar(QWidget):
    """The buttons that run a session, and its iteration and loss.

    Attributes
    ----------
    run_action, step_action, reset_action : what the buttons do.
    speed : how fast a run goes.
    buttons : all of them, from left to right.
    """

    def __init__(
        self,
        shortcuts: Shortcuts,
        session: PlaygroundSession,
        open_action: QAction,
        export: QMenu,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.run_action = shortcuts.add("Run", tr("R&un"), "Space", session.run_or_pause)
        self.run_action.setToolTip(tip(tr("Run or pause training (Space)")))
        step = tr("Ste&p", "the next phase")
        self.step_action = shortcuts.add("Step", step, "S", session.next_phase)
        self.step_action.setIcon(icon("step-forward"))
        self.step_action.setToolTip(
            tip(tr("Next phase of the step: forward, loss, backward, update (S)"))
        )
        self.reset_action = shortcuts.add("Reset", tr("&Reset"), "R", session.reset)
        self.reset_action.setIcon(icon("rotate-ccw"))
        self.reset_action.setToolTip(tip(tr("Reset to the initial weights (R)")))
        actions = (self.run_action, self.step_action, self.reset_action, open_action)
        self._run_button, *others = (self._button(action) for action in actions)
        self.buttons: list[QAbstractButton] = [
            self._run_button,
            *others,
            self._export_button(export),
        ]
        self.speed = SpeedSlider(self)
        self._progress = plain_label(parent=self)
        self._progress.setObjectName("playgroundState")
        # Its size is fixed, since else each new text would lay out the tab anew.
        widest = max(
            self.fontMetrics().horizontalAdvance(_progress_text(99_999, score, score))
            for score in (Score(0.01234, 1, 1), Score(np.inf, 1, 1))
        )
        self._progress.setFixedSize(widest, 3 * SPACE)
        what = tr("Mean loss of training and test points, and accuracy: the share predicted right")
        self._progress.setToolTip(tip(what))
        self._lay_out()
        for is_running in (True, False):  # As wide as either text.
            self.show_running(is_running)
            width = max(self._run_button.minimumWidth(), self._run_button.sizeHint().width())
            self._run_button.setMinimumWidth(width)

    def _button(self, action: QAction) -> QToolButton:
        button = ActionToolButton(action, self)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _export_button(self, menu: QMenu) -> QPushButton:
        # A tool button would draw the arrow of its menu in the corner.
        button = QPushButton(icon("upload"), tr("E&xport"), self)
        button.setToolTip(tip(tr("Export weights, points, plot, loss or code")))
        button.setMenu(menu)
        button.setObjectName("playgroundExport")
        return button

    def _lay_out(self) -> None:
        row = FlowLayout(self, takes_room=False)
        *run, open_button, export = self.buttons
        for widget in (*run, self._progress, self.speed, open_button, export):
            row.addWidget(widget)

    def show_running(self, is_running: bool) -> None:
        """Offer to pause a run, or to start one."""
        self.run_action.setText(tr("Pa&use") if is_running else tr("R&un"))
        self.run_action.setIcon(icon("pause" if is_running else "play"))

    def show_progress(self, snapshot: Snapshot) -> None:
        """Show iteration, losses and accuracies."""
        text = _progress_text(snapshot.iteration, snapshot.training, snapshot.test)
        self._progress.setText(text)


def _progress_text(iteration: int, training: Score | None, test: Score | None) -> str:
    """Steps taken, and how the points are predicted."""
    parts = [tr("Iteration {n:,}").format(n=iteration)]
    for score, text, too_large in (
        (training, tr("Loss {loss} ({accuracy:.0%})"), tr("Loss overflows")),
        (test, tr("Test {loss} ({accuracy:.0%})"), tr("Test overflows")),
    ):
        if score:
            # Also where it is not a number.
            text = text if score.loss < LARGEST else too_large
            loss = f"{score.loss:,.0f}" if score.loss >= 1000 else f"{score.loss:.3g}"
            parts.append(text.format(loss=loss, accuracy=score.accuracy))
    return " · ".join(parts)
