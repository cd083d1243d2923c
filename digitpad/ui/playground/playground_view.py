"""What is on the Playground tab: makes the parts, connects them, and shows each state."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QWidget,
)

from digitpad.playground import display
from digitpad.playground.alike import predict_alike
from digitpad.playground.features import FEATURES
from digitpad.playground.operation import Operation
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.playground.points import PRESETS
from digitpad.playground.segments import Edit
from digitpad.playground.state import PlaygroundState
from digitpad.playground.trace import Phase
from digitpad.ui.playground.activation_curve import ActivationCurve
from digitpad.ui.playground.class_buttons import ClassButtons
from digitpad.ui.playground.controls import Controls
from digitpad.ui.playground.diagram_layout import Unit
from digitpad.ui.playground.diagram_lines import Weight
from digitpad.ui.playground.diagram_state import diagram_of, part_of
from digitpad.ui.playground.export_menu import ExportMenu
from digitpad.ui.playground.files import PlaygroundFiles
from digitpad.ui.playground.health_panel import HealthPanel
from digitpad.ui.playground.loss_plot import LossPlot
from digitpad.ui.playground.network_panel import NetworkPanel
from digitpad.ui.playground.page_layout import Parts, lay_out
from digitpad.ui.playground.page_parts import tool_button
from digitpad.ui.playground.plane_panel import PlanePanel
from digitpad.ui.playground.run_bar import RunBar
from digitpad.ui.playground.session import PlaygroundSession
from digitpad.ui.playground.shortcuts import Shortcuts
from digitpad.ui.playground.step_inspector import StepInspector
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import quiet_label
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner

TURN = 50
"""Milliseconds between two of the parts that take as long to draw as all others together. They take
turns, since drawn at once they would hold up the window."""


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
        self.controls = Controls(self)
        shortcuts = Shortcuts(self, self._finish_typing, self.session.end_drag)
        self.plane_panel = PlanePanel(state, ClassButtons(shortcuts, self), self)
        self.plane = self.plane_panel.plane
        self.class_buttons = self.plane_panel.class_buttons
        self.network = NetworkPanel(diagram_of(state.snapshot), self.controls, self)
        self.diagram = self.network.diagram
        self.loss_plot = LossPlot(self)
        self.curve = ActivationCurve(self)
        self.inspector = StepInspector(self)
        self.health = HealthPanel(self)
        self.export_menu = ExportMenu(self.session.runner, self.plane, background, self)
        self.files = PlaygroundFiles(self.session, shortcuts, background, self)
        self.files.take_drops(self.plane)
        self.run_bar = RunBar(
            shortcuts, self.session, self.files.open_action, self.export_menu.menu, self
        )
        self.run_action = self.run_bar.run_action
        self.message_label = quiet_label("")
        self.message_label.setObjectName("playgroundMessage")
        self.message_label.setWordWrap(True)
        self.check = tool_button(tr("Check &gradients"), "check", self)
        self.check.setObjectName("playgroundCheck")
        self.check.setToolTip(tip(tr("Compare with central differences")))
        show_lines = self.diagram.show_lines
        self._in_turn = (show_lines, self._show_losses, show_lines, self._show_units)
        self._turn = self._last_turn = 0
        self._turns = Throttle(self._take_turn, TURN, self)
        self._shown: PlaygroundState | None = None
        self._drawn: PlaneNetwork | None = None
        self._lay_out()
        self._connect()
        for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QAbstractItemView):
            shortcuts.watch(*self.findChildren(kind))
        shortcuts.watch(self.plane, self.diagram)
        self.inspector.matrices.made.connect(shortcuts.watch)
        self._show(state)

    def _lay_out(self) -> None:
        parts = Parts(
            self.run_bar,
            self.message_label,
            self.controls,
            self.network,
            self.plane_panel,
            self.inspector,
            self.check,
            self.loss_plot,
            self.curve,
            self.health,
        )
        lay_out(self, parts)

    def _finish_typing(self) -> None:
        """Take in the number that is being typed, if any."""
        for box in self.findChildren(QAbstractSpinBox):
            box.interpretText()

    def _connect(self) -> None:
        session, controls = self.session, self.controls
        session.changed.connect(self._show)
        session.failed.connect(self.failed)
        self._connect_plane()
        self._connect_network()
        controls.preset_selected.connect(self.plane.reset_view)
        controls.preset_selected.connect(session.choose_preset)
        controls.classes_changed.connect(session.change_classes)
        controls.noise_changed.connect(session.change_noise)
        controls.share_changed.connect(session.change_share)
        controls.settings_changed.connect(session.change_settings)
        self.run_bar.speed.changed.connect(session.runner.set_speed)
        self.export_menu.message.connect(self.message)
        self.files.message.connect(self.message)
        self.inspector.under_way.connect(self._light)
        self.check.clicked.connect(session.check_gradient)

    def _connect_plane(self) -> None:
        session, plane = self.session, self.plane
        session.undo_stack.indexChanged.connect(plane.cancel_drag)
        plane.edited.connect(session.edit_points)
        plane.drag_ended.connect(session.end_drag)
        plane.add_reverted.connect(session.undo_stack.undo)
        plane.refused.connect(session.refuse_point)
        plane.point_selected.connect(self._show_in_turn)
        self.class_buttons.selected.connect(session.choose_label)
        self.class_buttons.selected.connect(plane.setFocus)
        self.plane_panel.closed.connect(lambda: self.diagram.select(None))

    def _connect_network(self) -> None:
        session, diagram = self.session, self.diagram
        self.network.layer_added.connect(session.add_layer)
        diagram.hidden_changed.connect(session.change_hidden)
        diagram.features_changed.connect(self._change_features)
        diagram.weight_edited.connect(self._edit_weight)
        diagram.unit_selected.connect(self._look_at)

    def _change_features(self, numbers: tuple[int, ...]) -> None:
        names = [*FEATURES]
        self.session.change_features(tuple(names[number] for number in numbers))

    def _edit_weight(self, weight: Weight, value: float) -> None:
        row = None if weight.source < 0 else weight.source
        edit = Edit(weight.layer, row, weight.target, value)
        letter, places = ("b", "") if row is None else ("w", f"{row + 1}, ")
        self.session.edit_weight(edit, f"{letter}{weight.layer + 1}[{places}{weight.target + 1}]")

    def _look_at(self, unit: Unit | None) -> None:
        """Show a unit large on the plane, and where it is on the activation curve."""
        title = self.diagram.name_of(unit) if unit else ""
        self.plane_panel.show_unit(self.diagram.in_network(unit) if unit else None, title)
        self._show_in_turn()
        if unit and unit.layer:
            self.inspector.open_unit(unit.layer, unit.index)

    # Showing

    def _show(self, state: PlaygroundState) -> None:
        """Show a state: each part only if something of what it shows is another."""
        before, self._shown = self._shown, state
        parts: tuple[tuple[tuple[str, ...], Callable[[PlaygroundState], None]], ...] = (
            (("snapshot",), self._show_network),
            (("snapshot", "points"), self._show_plane),
            (("snapshot", "phase"), self._show_progress),
            (("setup", "settings", "points"), self._show_settings),
            (("setup", "points", "label"), self._show_classes),
            (("is_running",), self._show_running),
            (("operations", "phase"), self._show_step),
            (("message", "phase", "setup", "points"), self._show_message),
        )
        for fields, show in parts:
            if before is None or any(getattr(before, f) is not getattr(state, f) for f in fields):
                show(state)

    def _show_network(self, state: PlaygroundState) -> None:
        # While a point is dragged, the network stays as it is.
        if not self._drawn or not predict_alike(self._drawn, state.snapshot.model):
            self._drawn = state.snapshot.model
            diagram = diagram_of(state.snapshot)
            self.network.show_diagram(diagram, is_running=state.is_running)

    def _show_plane(self, state: PlaygroundState) -> None:
        self.plane.show_network(state.snapshot.model, state.points)

    def _show_progress(self, state: PlaygroundState) -> None:
        self.run_bar.show_progress(state.snapshot)
        self._show_in_turn()

    def _show_in_turn(self) -> None:
        """Have each of the parts that take turns shown once more."""
        self._last_turn = self._turn + len(self._in_turn)
        self._turns.request()

    def _take_turn(self) -> None:
        self._in_turn[self._turn % len(self._in_turn)]()
        self._turn += 1
        if self._turn < self._last_turn:
            self._turns.request()

    def _show_losses(self) -> None:
        state = self.session.state
        snapshot = state.snapshot
        self.loss_plot.show_curves(snapshot.curve, snapshot.test_curve, state.phase is not None)

    def _show_units(self) -> None:
        """Show the hidden units for the selected point, and how the layers are."""
        state = self.session.state
        snapshot = state.snapshot
        unit = self.diagram.selected
        hidden = len(snapshot.network.layers) - 1
        is_hidden = unit is not None and 0 < unit.layer <= hidden
        layer = unit.layer if unit and is_hidden else 1
        if self.health.isVisible():
            self.health.show_health(snapshot.health)
        sums = display.hidden_sums(state, self.plane.selected, layer)
        name = tr("Hidden units")
        if unit and is_hidden:
            sums, name = sums[unit.index : unit.index + 1], self.diagram.name_of(unit)
        self.curve.show_units(snapshot.network.activation, sums, name)

    def _show_settings(self, state: PlaygroundState) -> None:
        setup, points = state.setup, state.points
        self.controls.show_settings(setup.preset, state.settings, points.classes)
        self.controls.show_data(setup.preset, setup.noise, points.test_share)

    def _show_classes(self, state: PlaygroundState) -> None:
        self.plane.label = state.label
        self.class_buttons.show_classes(state.points.classes, state.label)

    def _show_running(self, state: PlaygroundState) -> None:
        self.run_bar.show_running(state.is_running)
        self.inspector.setEnabled(not state.is_running)
        self.inspector.row.setEnabled(not state.is_running)
        if state.is_running:
            self._light(None)

    def _show_step(self, state: PlaygroundState) -> None:
        if not state.is_running:  # Meanwhile it stays as it was.
            self.inspector.show_operations(state.operations, state.phase, state.points.labels)

    def _light(self, operation: Operation | None) -> None:
        """Light in the diagram what is under way."""
        self.diagram.light(part_of(operation) if operation else None)

    def _show_message(self, state: PlaygroundState) -> None:
        """Show the message or the phase; without one, in grey, a hint about this dataset.

        That is about points as they were given: it would be wrong of others.
        """
        told = tr(state.message) or _phase_text(state.phase)
        role = QPalette.ColorRole
        self.message_label.setForegroundRole(role.WindowText if told else role.PlaceholderText)
        preset = PRESETS.get(state.setup.preset)
        hint = tr(preset.hint) if preset else state.setup.note
        if preset and not preset.has_made(state.points, state.setup.noise):
            hint = tr("You changed the points. Select the dataset again to bring its own back.")
        self.message_label.setText(told or hint)

    # Qt's events

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.runner.pause()


def _phase_text(phase: Phase | None) -> str:
    """Which phase of a step is shown; empty without one."""
    if not phase:
        return ""
    phases = list(Phase)
    text = tr("Phase {n} of {all}: {phase}")
    return text.format(n=phases.index(phase) + 1, all=len(phases), phase=tr(phase.value))
