"""What is on the Playground tab: makes the parts, connects them, and shows each state."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.playground import display
from digitpad.playground.state import PlaygroundState
from digitpad.ui.playground.activation_curve import ActivationCurve
from digitpad.ui.playground.class_buttons import ClassButtons
from digitpad.ui.playground.controls import Controls
from digitpad.ui.playground.export_menu import ExportMenu
from digitpad.ui.playground.loss_plot import LossPlot
from digitpad.ui.playground.plane import Plane
from digitpad.ui.playground.session import PlaygroundSession
from digitpad.ui.playground.shortcuts import Shortcuts
from digitpad.ui.playground.step_inspector import StepInspector
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.worker import TaskRunner

CURVES_DELAY = 200
"""Milliseconds between two pictures of the curves, which take longer to draw than the plane."""


class PlaygroundView(QWidget):
    """A small network on points in the plane, to run, to step through, and to play with.

    Signals
    -------
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be done.
    """

    message = Signal(str)
    failed = Signal(object)

    def __init__(self, background: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = PlaygroundSession(background, self)
        state = self.session.state
        self.plane = Plane(state.points, state.snapshot.network, self)
        self.plane.setObjectName("playgroundPlane")
        self.controls = Controls(self)
        self.loss_plot = LossPlot(self)
        self.curve = ActivationCurve(self)
        self.inspector = StepInspector(self)
        self.export_menu = ExportMenu(self.session.runner, self.plane, background, self)
        shortcuts = Shortcuts(self, self.controls.finish_typing, self.session.end_drag)
        self.run_action = shortcuts.add("Run", "Space", self.session.run_or_pause)
        self.run_action.setToolTip("Learn, step after step, or rest (Space)")
        self.step_action = shortcuts.add("Step", "S", self.session.next_phase)
        self.step_action.setToolTip("One part of a step: forward, loss, backward, update (S)")
        self.reset_action = shortcuts.add("Reset", "R", self.session.reset)
        self.reset_action.setToolTip("Back to the first weights (R); Ctrl+Z takes that back")
        self._iteration = QLabel(self)
        self._iteration.setObjectName("playgroundState")
        self._iteration.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # As wide as it gets, so that nothing beside it moves.
        widest = display.iteration_text(999_999, 0.00012345)
        self._iteration.setMinimumWidth(self.fontMetrics().horizontalAdvance(widest))
        self._message = _of_lines(2, plain_label(parent=self))
        self._message.setObjectName("playgroundMessage")
        self._hint = _of_lines(3, quiet_label(display.hint(state)))
        self._probe = _of_lines(2, QLabel(self))
        self.class_buttons = ClassButtons(shortcuts, self)
        self._run_buttons = [
            self._tool_button(self.run_action),
            self._tool_button(self.step_action),
            self._tool_button(self.reset_action),
        ]
        self._check = QPushButton("Check the gradient", self)
        self._check.setToolTip("Compare every entry with a central difference of the loss")
        self._export = QPushButton("Take along", self)
        self._export.setToolTip("Save weights, plane or loss, or copy a program")
        self._export.setMenu(self.export_menu.menu)
        self._curves_throttle = Throttle(self._show_curves, CURVES_DELAY, self)
        self._shown: PlaygroundState | None = None
        self._lay_out()
        self._connect()
        shortcuts.watch(self.plane, *self.findChildren(QAbstractButton))
        shortcuts.watch(*self.findChildren(QAbstractSpinBox))
        self._show(state)

    def _tool_button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setMinimumSize(64, 28)
        return button

    def _lay_out(self) -> None:
        left = _box(QVBoxLayout())
        left.addWidget(self.plane, 1)
        for widget in (self.class_buttons, self._probe, self._hint):
            left.addWidget(widget)
        buttons = _box(QHBoxLayout())
        for button in self._run_buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._iteration)
        curves = _box(QHBoxLayout())
        curves.addWidget(self.loss_plot, 2)
        curves.addWidget(self.curve, 1)
        last = _box(QHBoxLayout())
        last.addWidget(self._check)
        last.addStretch(1)
        last.addWidget(self._export)
        right = _box(QVBoxLayout())
        right.addLayout(buttons)
        right.addWidget(self.controls)
        right.addWidget(self._message)
        right.addLayout(curves, 1)
        right.addWidget(self.inspector, 3)
        right.addLayout(last)
        layout = _box(QHBoxLayout(self), 3 * SPACE)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        layout.addLayout(left, 1)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        session, plane, controls = self.session, self.plane, self.controls
        session.changed.connect(self._show)
        session.failed.connect(self.failed)
        session.undo_stack.indexChanged.connect(plane.cancel_drag)
        plane.edited.connect(session.edit_points)
        plane.drag_ended.connect(session.end_drag)
        plane.refused.connect(session.refuse_point)
        plane.probed.connect(self._probe.setText)
        self.class_buttons.selected.connect(session.choose_label)
        self.class_buttons.selected.connect(plane.setFocus)
        controls.preset_selected.connect(plane.show_all)
        controls.preset_selected.connect(session.choose_preset)
        controls.classes_changed.connect(session.change_classes)
        controls.settings_changed.connect(session.change_settings)
        controls.speed_changed.connect(session.runner.set_speed)
        self.export_menu.message.connect(self.message)
        self._check.clicked.connect(session.check_gradient)

    # Showing

    def _show(self, state: PlaygroundState) -> None:
        """Show a state: each part only if something of what it shows is another."""
        before, self._shown = self._shown, state
        parts: tuple[tuple[tuple[str, ...], Callable[[PlaygroundState], None]], ...] = (
            (("snapshot", "points"), self._show_plane),
            (("snapshot",), self._show_progress),
            (("setup", "settings"), self._show_settings),
            (("setup", "points", "label"), self._show_classes),
            (("is_running",), self._show_running),
            (("operations", "phase"), self._show_step),
            (("message",), self._show_message),
        )
        for fields, show in parts:
            if before is None or any(getattr(before, f) is not getattr(state, f) for f in fields):
                show(state)

    def _show_plane(self, state: PlaygroundState) -> None:
        self.plane.show_network(state.snapshot.network, state.points)

    def _show_progress(self, state: PlaygroundState) -> None:
        snapshot = state.snapshot
        self._iteration.setText(display.iteration_text(snapshot.iteration, snapshot.loss))
        self._curves_throttle.request()

    def _show_curves(self) -> None:
        """Show the loss, and the hidden units for the selected point."""
        state = self.session.state
        self.loss_plot.show_curve(state.snapshot.curve)
        sums = display.hidden_sums(state, self.plane.selected)
        self.curve.show_units(state.snapshot.network.activation, sums)

    def _show_settings(self, state: PlaygroundState) -> None:
        self._hint.setText(display.hint(state))
        self.controls.show_settings(state.setup.preset, state.settings, state.points.classes)

    def _show_classes(self, state: PlaygroundState) -> None:
        self.plane.label = state.label
        self.class_buttons.show_classes(state.points.classes, state.label)

    def _show_running(self, state: PlaygroundState) -> None:
        self.run_action.setText(display.run_text(state))
        self.inspector.setEnabled(not state.is_running)

    def _show_step(self, state: PlaygroundState) -> None:
        if not state.is_running:  # Meanwhile it stays as it was.
            operations, opened = display.shown_operations(state), display.opened_operation(state)
            self.inspector.show_operations(operations, opened)

    def _show_message(self, state: PlaygroundState) -> None:
        self._message.setText(state.message)

    # Qt's events

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.runner.pause()


def _of_lines(lines: int, label: QLabel) -> QLabel:
    """A label of fixed height, so that nothing below it moves."""
    label.setWordWrap(True)
    label.setFixedHeight(lines * label.fontMetrics().lineSpacing() + 2)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _box(layout: QBoxLayout, spacing: int = SPACE) -> QBoxLayout:
    layout.setSpacing(spacing)
    return layout
