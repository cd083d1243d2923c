"""What is on the Playground tab: makes the parts, connects them, and shows each state."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.playground import display
from digitpad.playground.points import PRESETS
from digitpad.playground.state import PlaygroundState
from digitpad.playground.trace import Phase
from digitpad.ui.playground.activation_curve import ActivationCurve
from digitpad.ui.playground.class_buttons import ClassButtons
from digitpad.ui.playground.controls import Controls
from digitpad.ui.playground.export_menu import ExportMenu
from digitpad.ui.playground.loss_plot import LossPlot
from digitpad.ui.playground.plane import Plane
from digitpad.ui.playground.run_bar import RunBar
from digitpad.ui.playground.session import PlaygroundSession
from digitpad.ui.playground.shortcuts import Shortcuts
from digitpad.ui.playground.step_inspector import StepInspector
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr
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
        self.plane = Plane(state.points, state.snapshot.model, self)
        self.plane.setObjectName("playgroundPlane")
        self.controls = Controls(self)
        self.loss_plot = LossPlot(self)
        self.curve = ActivationCurve(self)
        self.inspector = StepInspector(self)
        self.export_menu = ExportMenu(self.session.runner, self.plane, background, self)
        shortcuts = Shortcuts(self, self.controls.finish_typing, self.session.end_drag)
        self.run_bar = RunBar(shortcuts, self.session, self.export_menu.menu, self)
        self.run_action = self.run_bar.run_action
        self.class_buttons = ClassButtons(shortcuts, self)
        self._message = quiet_label("")
        self._message.setObjectName("playgroundMessage")
        self._message.setWordWrap(True)
        self._probe = quiet_label("")
        self._probe.setWordWrap(True)
        # Two lines, so that nothing above moves.
        self._probe.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 2)
        self._probe.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reset_view = self._button(tr("Reset view"), "maximize")
        self._reset_view.setToolTip(tip(tr("Reset the view (Home, or double-click the plot)")))
        self._check = self._button(tr("Check gradients"), "check")
        self._check.setToolTip(tip(tr("Compare with central differences")))
        self._curves_throttle = Throttle(self._show_curves, CURVES_DELAY, self)
        self._shown: PlaygroundState | None = None
        self._lay_out()
        self._connect()
        for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QAbstractItemView):
            shortcuts.watch(*self.findChildren(kind))
        shortcuts.watch(self.plane)
        self._show(state)
        self._show_probe("")

    def _button(self, text: str, icon_name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setIcon(icon(icon_name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    # Layout

    def _lay_out(self) -> None:
        columns = _box(QHBoxLayout(), 2 * SPACE)
        columns.addLayout(self._left_column(), 1)
        columns.addWidget(self._right_column(), 1)
        layout = _box(QVBoxLayout(self))
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.addWidget(self.run_bar)
        layout.addWidget(self._message)
        layout.addLayout(columns, 1)
        self._order_focus()

    def _left_column(self) -> QBoxLayout:
        left = _box(QVBoxLayout(), SPACE // 2)
        left.addLayout(_headed(tr("Decision regions"), self._reset_view))
        left.addWidget(self.plane, 1)
        left.addWidget(self.class_buttons)
        left.addWidget(self._probe)
        return left

    def _right_column(self) -> QWidget:
        """Settings, curves and numbers, which scroll where the window is low."""
        content = QWidget(self)
        right = _box(QVBoxLayout(content))
        content.setContentsMargins(0, 0, 0, 0)
        right.setContentsMargins(0, 0, 0, 0)
        right.addLayout(_headed(tr("Settings")))
        right.addWidget(self.controls)
        curves = _box(QHBoxLayout(), 2 * SPACE)
        curves.addWidget(self.loss_plot, 1)
        curves.addWidget(self.curve, 1)
        right.addLayout(curves, 2)
        right.addLayout(_headed(tr("Operations"), self._check))
        right.addWidget(self.inspector, 3)
        return _Column(content, self)

    def _order_focus(self) -> None:
        """Let the Tab key go through the top row, the left column and the right column."""
        controls, inspector = self.controls, self.inspector
        widgets = [
            *self.run_bar.buttons,
            self._reset_view,
            self.plane,
            *self.class_buttons.buttons,
            *(controls.preset, controls.classes, controls.hidden, controls.activation),
            *(controls.learning_rate, controls.l2, controls.seed, controls.speed),
            self._check,
            *(inspector.list, inspector.code, inspector.value, inspector.table),
        ]
        for one, following in pairwise(widgets):
            self.setTabOrder(one, following)

    def _connect(self) -> None:
        session, plane, controls = self.session, self.plane, self.controls
        session.changed.connect(self._show)
        session.failed.connect(self.failed)
        session.undo_stack.indexChanged.connect(plane.cancel_drag)
        plane.edited.connect(session.edit_points)
        plane.drag_ended.connect(session.end_drag)
        plane.add_reverted.connect(session.undo_stack.undo)
        plane.refused.connect(session.refuse_point)
        plane.probed.connect(self._show_probe)
        self._reset_view.clicked.connect(plane.reset_view)
        self.class_buttons.selected.connect(session.choose_label)
        self.class_buttons.selected.connect(plane.setFocus)
        controls.preset_selected.connect(plane.reset_view)
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
            (("snapshot", "points", "setup"), self._show_plane),
            (("snapshot", "phase"), self._show_progress),
            (("setup", "settings"), self._show_settings),
            (("setup", "points", "label"), self._show_classes),
            (("is_running",), self._show_running),
            (("operations", "phase"), self._show_step),
            (("message", "phase", "setup"), self._show_message),
        )
        for fields, show in parts:
            if before is None or any(getattr(before, f) is not getattr(state, f) for f in fields):
                show(state)

    def _show_plane(self, state: PlaygroundState) -> None:
        test_points = display.test_points(state)
        self.plane.show_network(state.snapshot.model, state.points, test_points)

    def _show_probe(self, text: str) -> None:
        """Show the prediction under the pointer; without a pointer, how to edit points."""
        self._probe.setText(
            text
            or tr(
                "Click to add a point, drag to move it, right-click to remove it. The wheel zooms."
            )
        )

    def _show_progress(self, state: PlaygroundState) -> None:
        self.run_bar.show_progress(state.snapshot)
        self._curves_throttle.request()

    def _show_curves(self) -> None:
        """Show the loss, and the hidden units for the selected point."""
        state = self.session.state
        self.loss_plot.show_curve(state.snapshot.curve, state.phase is not None)
        sums = display.hidden_sums(state, self.plane.selected)
        self.curve.show_units(state.snapshot.network.activation, sums)

    def _show_settings(self, state: PlaygroundState) -> None:
        self.controls.show_settings(state.setup.preset, state.settings, state.points.classes)

    def _show_classes(self, state: PlaygroundState) -> None:
        self.plane.label = state.label
        self.class_buttons.show_classes(state.points.classes, state.label)

    def _show_running(self, state: PlaygroundState) -> None:
        self.run_bar.show_running(state.is_running)
        self.inspector.setEnabled(not state.is_running)

    def _show_step(self, state: PlaygroundState) -> None:
        if not state.is_running:  # Meanwhile it stays as it was.
            operations, opened = display.shown_operations(state), display.opened_operation(state)
            self.inspector.show_operations(operations, opened, state.points.labels)

    def _show_message(self, state: PlaygroundState) -> None:
        """Show the message or the phase; without one, in grey, a hint about this dataset."""
        told = tr(state.message) or _phase_text(state.phase)
        role = QPalette.ColorRole
        self._message.setForegroundRole(role.WindowText if told else role.PlaceholderText)
        self._message.setText(told or tr(PRESETS[state.setup.preset].hint))

    # Qt's events

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.runner.pause()


class _Column(QScrollArea):
    """As wide as its content; scrolls where the content is too high."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._keep_off_bar)

    def _keep_off_bar(self, _: int, most: int) -> None:
        self._content.setContentsMargins(0, 0, SPACE if most else 0, 0)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        width = self._content.minimumSizeHint().width() + bar
        return QSize(width, super().minimumSizeHint().height())


def _phase_text(phase: Phase | None) -> str:
    """Which phase of a step is shown; empty without one."""
    if not phase:
        return ""
    phases = list(Phase)
    text = tr("Phase {n} of {all}: {phase}")
    return text.format(n=phases.index(phase) + 1, all=len(phases), phase=tr(phase.value))


def _headed(title: str, button: QToolButton | None = None) -> QBoxLayout:
    """The heading of a part, with a button at its right."""
    row = _box(QHBoxLayout())
    row.addWidget(section_head(title))
    row.addStretch(1)
    if button:
        row.addWidget(button)
    row.addStrut(3 * SPACE)  # Headings beside each other have the same height.
    return row


def _box(layout: QBoxLayout, spacing: int = SPACE) -> QBoxLayout:
    layout.setSpacing(spacing)
    return layout
