"""Everything on the Playground tab, wired: plane, controls, curves and numbers."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QUndoStack,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import DigitpadError, InternalError
from digitpad.nn.layers import Array, affine_forward
from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.gradient_report import gradient_report
from digitpad.playground.points import MAX_CLASSES, MAX_POINTS, PRESETS, Points
from digitpad.playground.trace import Operation, Phase, trace
from digitpad.ui.playground.activation_curve import ActivationCurve
from digitpad.ui.playground.controls import Controls
from digitpad.ui.playground.export_menu import ExportMenu
from digitpad.ui.playground.history import MAX_UNDO_STEPS, Setup
from digitpad.ui.playground.loss_plot import LossPlot
from digitpad.ui.playground.marks import NAMES, mark_icon
from digitpad.ui.playground.plane import Plane
from digitpad.ui.playground.runner import Runner, Snapshot
from digitpad.ui.playground.step_inspector import StepInspector
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.throttle import Soon
from digitpad.ui.support.undo import Change
from digitpad.ui.support.worker import Background
from digitpad.ui.widgets.checked_highlight import CheckedHighlight

StandardKey = QKeySequence.StandardKey

NO_NUMBER = (Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_R)
"""Keys of this tab that nobody types into a number."""

SLOWLY = 200
"""Milliseconds between two pictures of the curves, which take longer to draw than the plane."""

FIRST = "quadrants"
"""The preset that is there at first."""


class Lab(QWidget):
    """A small network on points in the plane, to run, to step through, and to play with.

    Signals
    -------
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be done.
    """

    message = Signal(str)
    failed = Signal(object)

    def __init__(self, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = background
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MAX_UNDO_STEPS)
        # What a drag began with is no longer there once another step is undone or redone.
        self.undo_stack.indexChanged.connect(self._forget_drag)
        self._preset = FIRST
        experiment = Experiment(PRESETS[FIRST].make(), Settings())
        self.runner = Runner(experiment, self)
        self.plane = Plane(experiment.points, experiment.network, self)
        self.plane.setObjectName("playgroundPlane")
        self.controls = Controls(self)
        self.controls.show_settings(FIRST, experiment.settings, experiment.points.classes)
        self.loss_plot = LossPlot(self)
        self.curve = ActivationCurve(self)
        self.inspector = StepInspector(self)
        self.export_menu = ExportMenu(self.runner, self.plane, background, self)
        self._before: Points | None = None
        self._phase: Phase | None = None
        self._operations: list[Operation] = []
        self._show_slowly = Soon(self._show_curves, SLOWLY, self)
        self._make_actions()
        self._make_labels()
        self._lay_out()
        self._connect()
        for widget in (*self.findChildren(QAbstractButton), *self.findChildren(QAbstractSpinBox)):
            widget.installEventFilter(self)
        self.runner.tell()

    def _make_actions(self) -> None:
        self.run_action = self._action("Run", "Space", self._run_or_rest)
        self.step_action = self._action("Step", "S", self.step_on)
        self.reset_action = self._action("Reset", "R", self.reset)
        self.run_action.setToolTip("Learn, step after step, or rest (Space)")
        self.step_action.setToolTip("One part of a step: forward, loss, backward, update (S)")
        self.reset_action.setToolTip("Back to the first weights (R); Ctrl+Z takes that back")

    def _action(self, text: str, key: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(f"actionPlayground{text}")
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # Its key and its button leave the focus where it is.
        action.triggered.connect(self.controls.finish_typing)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _make_labels(self) -> None:
        self._iteration = QLabel(self)
        self._iteration.setObjectName("playgroundState")
        self._iteration.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # As wide as it gets, so that nothing beside it moves.
        widest = _state(999_999, 0.00012345)
        self._iteration.setMinimumWidth(self.fontMetrics().horizontalAdvance(widest))
        self._news = plain_label(parent=self)
        self._news.setObjectName("playgroundNews")
        self._news.setWordWrap(True)
        self._hint = quiet_label(PRESETS[FIRST].hint)
        self._hint.setWordWrap(True)
        self._probe = QLabel(self)
        self._probe.setWordWrap(True)
        for label, lines in ((self._hint, 3), (self._probe, 2), (self._news, 2)):
            label.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addWidget(self.plane, 1)
        left.addLayout(self._classes_row())
        left.addWidget(self._probe)
        left.addWidget(self._hint)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for action in (self.run_action, self.step_action, self.reset_action):
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setMinimumSize(64, 28)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._iteration)
        curves = QHBoxLayout()
        curves.setSpacing(SPACE)
        curves.addWidget(self.loss_plot, 2)
        curves.addWidget(self.curve, 1)
        last = QHBoxLayout()
        last.setSpacing(SPACE)
        self._check = QPushButton("Check the gradient", self)
        self._check.setToolTip("Compare every entry with a central difference of the loss")
        export = QPushButton("Take along", self)
        export.setToolTip("Save weights, plane or loss, or copy a program")
        export.setMenu(self.export_menu.menu)
        last.addWidget(self._check)
        last.addStretch(1)
        last.addWidget(export)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addLayout(buttons)
        right.addWidget(self.controls)
        right.addWidget(self._news)
        right.addLayout(curves, 1)
        right.addWidget(self.inspector, 3)
        right.addLayout(last)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(3 * SPACE)
        layout.addLayout(left, 1)
        layout.addLayout(right, 1)

    def _classes_row(self) -> QHBoxLayout:
        """Buttons that choose the class of the next point."""
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(quiet_label("next point"))
        self._classes = QButtonGroup(self)
        self._class_keys: list[QAction] = []
        for label in range(MAX_CLASSES):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setChecked(label == 0)
            button.setIcon(mark_icon(label))
            button.setToolTip(f"Class {label + 1}, {NAMES[label]} ({label + 1})")
            button.setAccessibleName(f"Class {label + 1}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            CheckedHighlight(button)
            key = self._action(f"Class{label + 1}", str(label + 1), button.click)
            key.setEnabled(label < self.runner.points.classes)
            button.setEnabled(key.isEnabled())
            self._class_keys.append(key)
            self._classes.addButton(button, label)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.runner.moved.connect(self._show)
        self.runner.running_changed.connect(self._show_running)
        self.runner.failed.connect(self._fail)
        self.plane.edited.connect(self._edit)
        self.plane.dropped.connect(self._drop)
        self.plane.refused.connect(self._refuse_point)
        self.plane.probed.connect(self._probe.setText)
        self._classes.idClicked.connect(self._choose_class)
        self.controls.preset_chosen.connect(self._choose_preset)
        self.controls.classes_changed.connect(self._change_classes)
        self.controls.settings_changed.connect(self._change_settings)
        self.controls.speed_changed.connect(self.runner.set_speed)
        self.export_menu.message.connect(self.message)
        self._check.clicked.connect(self._check_gradient)

    # Running

    def _run_or_rest(self) -> None:
        self._phase = None
        if self.runner.is_running:
            self.runner.pause()
        else:
            self._news.clear()
            self.runner.run()

    def step_on(self) -> None:
        """Go on to the next part of a step; the last one changes the weights."""
        self.runner.pause()
        phases = list(Phase)
        at = phases.index(self._phase) if self._phase else -1
        self._phase = phases[(at + 1) % len(phases)]
        if self._phase is Phase.FORWARD:
            self._operations = self._trace()
        if not self._operations:
            self.runner.step()  # Says why there is none.
            return
        self._news.setText(self._phase.value)
        self.inspector.show_operations(self._operations, self._phase)
        if self._phase is Phase.UPDATE:
            self.runner.step()

    def reset(self) -> None:
        """Back to the first weights."""
        self._begin("reset", self.runner.points, self.runner.settings)

    def _leave_step(self) -> None:
        """No step is gone through any more, and what was told of it is no longer so."""
        self._phase = None
        self._news.clear()

    def _fail(self, error: DigitpadError) -> None:
        self._phase = None
        if isinstance(error, InternalError):
            self.failed.emit(error)
        else:
            self._news.setText(f"{error} R begins anew." if len(self.runner.points) else str(error))

    def _refuse_point(self) -> None:
        self._news.setText(
            f"There are {MAX_POINTS:,} points, as many as there may be: a right click removes one."
        )

    def _show_running(self) -> None:
        running = self.runner.is_running
        self.run_action.setText("Rest" if running else "Run")
        self.inspector.setEnabled(not running)

    # Showing

    def _show(self, snapshot: Snapshot) -> None:
        self.plane.show_network(snapshot.network, self.runner.points)
        self._iteration.setText(_state(snapshot.iteration, snapshot.loss))
        self._snapshot = snapshot
        self._show_slowly.ask()
        if not self.runner.is_running and self._phase is None:
            self._operations = self._trace()
            self.inspector.show_operations(self._operations, None)

    def _show_curves(self) -> None:
        """Show the loss, and the hidden units' weighted sums for the chosen or the first point."""
        snapshot = self._snapshot
        self.loss_plot.show_curve(snapshot.curve)
        sums: Array = np.zeros(0)
        if len(self.runner.points):
            chosen = self.runner.points.positions[[max(self.plane.chosen, 0)]]
            sums = affine_forward(chosen, *snapshot.network.layers[0])[0].ravel()
        self.curve.show_units(snapshot.network.activation, sums)

    def _trace(self) -> list[Operation]:
        experiment = self.runner.experiment()
        if not len(experiment.points):
            return []
        settings = experiment.settings
        with np.errstate(over="ignore", invalid="ignore"):
            return trace(
                experiment.network,
                experiment.points,
                learning_rate=settings.learning_rate,
                l2=settings.l2,
            )

    def _check_gradient(self) -> None:
        experiment = self.runner.experiment()
        # Of its own: the next step may change the network while it is checked.
        network = experiment.network.copy()
        points, l2 = experiment.points, experiment.settings.l2
        self._background.run(lambda: gradient_report(network, points, l2), self._news.setText)

    # Changing

    def _edit(self, what: str, points: Points) -> None:
        """Show other points at once; they become one step to undo when the pointer lets go."""
        if self._before is None:
            self._before = self.runner.points
        self._what = what
        self.set_points(points)

    def _drop(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            after = self.runner.points
            redo, undo = partial(self.set_points, after), partial(self.set_points, before)
            self.undo_stack.push(Change(self._what, redo, undo))

    def _forget_drag(self) -> None:
        self._before = None
        self.plane.cancel_drag()

    def set_points(self, points: Points) -> None:
        """Learn from these."""
        self._leave_step()
        self.plane.show_points(points)
        self.runner.set_points(points)

    def _choose_class(self, label: int) -> None:
        self.plane.label = label
        self.plane.setFocus()

    def _choose_preset(self, name: str) -> None:
        preset = PRESETS[name]
        settings = Settings(learning_rate=preset.learning_rate, l2=preset.l2)
        self.plane.show_all()
        self._begin(f"begin with {name}", preset.make(), settings, name)

    def _change_classes(self, classes: int) -> None:
        points = self.runner.points.of_classes(classes)
        self._begin(f"have {classes} classes", points, self.runner.settings)

    def _change_settings(self) -> None:
        settings, before = self.controls.settings(), self.runner.settings
        if settings.same_initial_weights(before):
            what = "L2" if settings.l2 != before.l2 else "the learning rate"
            redo, undo = partial(self._set_settings, settings), partial(self._set_settings, before)
            self.undo_stack.push(Change(f"change {what}", redo, undo, merges=True))
        else:
            self._begin("change settings", self.runner.points, settings)

    def _set_settings(self, settings: Settings) -> None:
        """Go on with another learning rate or L2."""
        self._leave_step()
        self.runner.set_settings(settings)
        self.controls.show_settings(self._preset, settings, self.runner.points.classes)

    def _begin(self, what: str, points: Points, settings: Settings, preset: str = "") -> None:
        """Begin again; to undo that brings back what was there, as far as it had learned."""
        self._drop()
        before = Setup(self._preset, self.runner.experiment())
        after = Setup(preset or self._preset, Experiment(points, settings))
        redo, undo = partial(self._load, after), partial(self._load, before)
        # To begin alike again, before the network has learned anything, is one step.
        merges = before.experiment.iteration == 0
        self.undo_stack.push(Change(what, redo, undo, merges=merges))

    def _load(self, setup: Setup) -> None:
        """Show another experiment."""
        points, settings = setup.experiment.points, setup.experiment.settings
        self._leave_step()
        self._preset = setup.preset
        self._hint.setText(PRESETS[setup.preset].hint)
        self.runner.load(setup.experiment)
        self.controls.show_settings(setup.preset, settings, points.classes)
        for label, key in enumerate(self._class_keys):
            key.setEnabled(label < points.classes)
            self._classes.button(label).setEnabled(key.isEnabled())
        if self.plane.label >= points.classes:
            self._classes.button(0).setChecked(True)
            self.plane.label = 0

    # Qt's events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a button that has the focus keep Space, and a number only what it can take."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if isinstance(watched, QAbstractSpinBox):
                is_undo = event.matches(StandardKey.Undo) or event.matches(StandardKey.Redo)
                return is_undo or event.key() in NO_NUMBER
            event.setAccepted(event.key() == Qt.Key.Key_Space)
            return event.isAccepted()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.runner.pause()


def _state(iteration: int, loss: float | None) -> str:
    return f"iteration {iteration:,}   loss {'–' if loss is None else f'{loss:.4g}'}"
