"""Holds the Playground's state: runs the experiment, changes it, and undoes changes."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar
from weakref import ref

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from digitpad.errors import DigitpadError, InternalError
from digitpad.playground.document import Content, Document
from digitpad.playground.experiment import NO_POINTS, Experiment
from digitpad.playground.gradient_report import GradientReport, gradient_report
from digitpad.playground.points import MAX_POINTS, PRESETS, Points
from digitpad.playground.segments import Edit
from digitpad.playground.settings import Settings
from digitpad.playground.snapshot import Snapshot
from digitpad.playground.state import (
    PlaygroundState,
    Setup,
    first_state,
    with_failure,
    with_next_phase,
    with_running,
    with_snapshot,
    without_step,
)
from digitpad.playground.trace import Phase
from digitpad.ui.playground.runner import Runner
from digitpad.ui.support.translation import plural, tr
from digitpad.ui.support.undo import UndoStep
from digitpad.ui.support.worker import TaskRunner

T = TypeVar("T")

MAX_UNDO_STEPS = 30
"""Some of them hold a network with its losses and all that it has learned from."""

FIRST_PRESET = "quadrants"

NEW_UNITS = 8
"""Units of a hidden layer that is added, at most."""


class PlaygroundSession(QObject):
    """All that the user can do on the Playground; each action leads to another state.

    Attributes
    ----------
    state : what is shown now.
    runner : has the experiment, and runs it.

    Signals
    -------
    changed(PlaygroundState) : the state is another.
    failed(object) : the InternalError that ended a run.
    gradients_checked() : the result of a gradient check is told.
    """

    changed = Signal(object)
    failed = Signal(object)
    gradients_checked = Signal()

    def __init__(self, background: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        preset = PRESETS[FIRST_PRESET]
        setup = Setup(FIRST_PRESET, Experiment(preset.make(), preset.settings))
        self.state = first_state(setup)
        self.runner = Runner(setup.experiment, self)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MAX_UNDO_STEPS)
        self._in_files: dict[str, Content] = {}  # What was last read from, or written to, each.
        self._places_in_files: set[bytes] = set()
        self._drag: tuple[str, Points] | None = None  # what is dragged for, and points before it
        # What a drag began with is no longer there once another step is undone or redone.
        self.undo_stack.indexChanged.connect(self._forget_drag)
        self.runner.moved.connect(self._show_snapshot)
        self.runner.running_changed.connect(self._show_running)
        self.runner.failed.connect(self._show_failure)

    def _show(self, state: PlaygroundState) -> None:
        self.state = state
        self.changed.emit(state)

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        # The points may be newer than the snapshot of a run.
        points, settings = self.runner.points, self.runner.settings
        self._show(with_snapshot(self.state, snapshot, points, settings))

    def _show_running(self) -> None:
        self._show(with_running(self.state, self.runner.is_running))

    def _show_failure(self, error: DigitpadError) -> None:
        if isinstance(error, InternalError):
            self._show(replace(self.state, phase=None))
            self.failed.emit(error)
        else:
            self._show(with_failure(self.state, error))

    def _tell(self, message: str) -> None:
        self._show(replace(self.state, message=message))

    # Running

    def run_or_pause(self) -> None:
        """Learn step after step, or pause."""
        if self.runner.is_running:
            self.runner.pause()
        else:
            self.runner.run()

    def next_phase(self) -> None:
        """Go on to the next part of a step; the last one changes the weights."""
        self.runner.pause()
        self._show(with_next_phase(self.state))
        if not self.state.operations or self.state.phase is Phase.UPDATE:
            self.runner.step()  # Where there are no operations, it says why.

    def check_gradient(self) -> None:
        """Compare every entry of the gradient with a central difference of the loss."""
        experiment = self.runner.experiment()
        # Of its own: the next step may change the network while it is checked.
        snapshot = self.state.snapshot
        model = experiment.snapshot().model
        points, settings = experiment.points, experiment.settings

        def tell(report: GradientReport | None) -> None:
            if self.state.snapshot is snapshot:  # Else it is about another network.
                self._tell(_report_text(report))
                self.gradients_checked.emit()

        if not len(points.training):
            self._tell(NO_POINTS)
            return
        self._background.run(lambda: gradient_report(model, points, settings), tell)

    # Points

    def edit_points(self, text: str, points: Points) -> None:
        """Show other points at once; they become one step to undo when the drag ends.

        Parameters
        ----------
        text : what is done to them, for the menu.
        """
        self._drag = text, self._drag[1] if self._drag else self.state.points
        self.set_points(points)

    def end_drag(self) -> None:
        """Make one step to undo of what was dragged."""
        if self._drag:
            (text, before), self._drag = self._drag, None
            self._push(text, self.set_points, before, self.state.points)

    def _forget_drag(self) -> None:
        self._drag = None

    def set_points(self, points: Points) -> None:
        """Learn from these, without a step to undo."""
        self._show(replace(without_step(self.state), points=points))
        self.runner.set_points(points)

    def refuse_point(self) -> None:
        """Say why no point was added."""
        text = tr("At most {n:,} points. Right-click a point to remove it.")
        self._tell(text.format(n=MAX_POINTS))

    def choose_label(self, label: int) -> None:
        """Choose the class of the next point."""
        self._show(replace(self.state, label=label))

    # Settings

    def reset(self) -> None:
        """Back to the first weights."""
        self._begin(tr("Reset"), self.state.points, self.state.settings)

    def choose_preset(self, name: str) -> None:
        """Begin with the points of a preset, and with settings that suit them."""
        preset = PRESETS[name]
        self._begin(tr(preset.undo_text), preset.make(), preset.settings, name)

    def change_classes(self, classes: int) -> None:
        """Begin with so many classes."""
        points = self.state.points.of_classes(classes)
        text = tr("Set {n} classes").format(n=classes)
        self._begin(text, points, self.state.settings)

    def change_noise(self, noise: float) -> None:
        """Go on with so much noise on the points of the preset that are where it put them."""
        setup, points = self.state.setup, self.state.points
        clean = PRESETS[setup.preset].make()
        moved = points.replaced(clean.with_noise(setup.noise), clean.with_noise(noise))
        before, after = (setup.noise, points), (noise, moved)
        self._push(tr("Change noise"), self._set_noise, before, after, merges=True)

    def _set_noise(self, noise_and_points: tuple[float, Points]) -> None:
        noise, points = noise_and_points
        self.state = replace(self.state, setup=replace(self.state.setup, noise=noise))
        self.set_points(points)

    def change_share(self, share: float) -> None:
        """Go on with such a share of the points held out."""
        points = self.state.points
        after = points.split(share, self.state.settings.seed)
        self._push(tr("Change test share"), self.set_points, points, after, merges=True)

    def change_hidden(self, sizes: tuple[int, ...]) -> None:
        """Begin with hidden layers of these sizes."""
        self.change_settings(replace(self.state.settings, hidden=sizes))

    def add_layer(self) -> None:
        """Begin with one more hidden layer, of as many units as the one before, but no crowd."""
        hidden = self.state.settings.hidden
        units = min(hidden[-1], NEW_UNITS) if hidden else NEW_UNITS
        self.change_hidden((*hidden, units))

    def change_features(self, names: tuple[str, ...]) -> None:
        """Begin with these inputs."""
        self.change_settings(replace(self.state.settings, features=names))

    def change_settings(self, settings: Settings) -> None:
        """Go on where the first weights are the same; else begin anew."""
        before = self.state.settings
        if settings == before:
            return
        if settings.same_initial_weights(before):
            text = next(text for name, text in _changes() if _differ(settings, before, name))
            self._push(text, self._set_settings, before, settings, merges=True)
        else:
            self._begin(tr("Change settings"), self.state.points, settings)

    def edit_weight(self, edit: Edit, name: str) -> None:
        """Set one weight.

        Parameters
        ----------
        name : of the weight, for the menu.
        """
        self.end_drag()
        is_running = self.runner.is_running
        before = self.state.setup
        after = replace(before, experiment=self.runner.experiment().copy())
        after.experiment.edit(edit)
        text = tr("Change {weight}").format(weight=name)
        segments = before.experiment.record.segments
        # Numbers that are tried one after another are one step, but not across a training step.
        is_next = bool(segments and not segments[-1].steps)
        self._push(text, self._load, before, after, merges=is_next)
        if is_running:
            self.runner.run()

    def _set_settings(self, settings: Settings) -> None:
        self._show(replace(without_step(self.state), settings=settings))
        self.runner.set_settings(settings)

    def _begin(self, text: str, points: Points, settings: Settings, preset: str = "") -> None:
        """Begin again; to undo that brings back what was there, as far as it had learned."""
        self.end_drag()
        self.runner.pause()
        before = self.state.setup
        experiment = Experiment(points, settings)
        after = Setup(preset, experiment) if preset else replace(before, experiment=experiment)
        # To begin alike again, before the network has learned anything, is one step.
        self._push(text, self._load, before, after, merges=before.experiment.iteration == 0)

    # Files

    def open_points(self, points: Points, note: str, *, is_in_file: bool) -> None:
        """Begin with points of no preset.

        Parameters
        ----------
        note : what to tell of them.
        is_in_file : whether a file has them, from which they can be opened again.
        """
        settings = self.state.settings
        if is_in_file:
            self._places_in_files |= _places(points)
        self.open_setup(Setup("", Experiment(points, settings), note=note), tr("Open points"))

    def open_setup(self, setup: Setup, text: str) -> None:
        """Go on with another experiment, as far as it is."""
        self.end_drag()
        self.runner.pause()
        self._push(text, self._load, self.state.setup, setup)

    def open_file(self, path: str, setup: Setup) -> None:
        """Go on with what was read from a file."""
        self.note_saved(path, setup.document, Content.of(setup.experiment))
        self.open_setup(setup, tr("Open playground"))

    def bring_back(self, setup: Setup, content: Content) -> None:
        """Go on with a copy of what was there, which is as much saved as that was."""
        file = setup.document.file
        if self._in_files.get(file) == content:
            self._in_files[file] = Content.of(setup.experiment)
        self.open_setup(setup, tr("Back to where I was"))

    def setup_now(self) -> Setup:
        """All that there is to save: it stays as it is now."""
        return replace(self.state.setup, experiment=self.runner.experiment().copy())

    @property
    def content(self) -> Content:
        """What there is now, to be compared with what a file has."""
        state = self.state
        experiment = ref(state.setup.experiment)
        return Content(state.points, state.settings, experiment, state.snapshot.iteration)

    def note_saved(self, path: str, document: Document, content: Content) -> None:
        """A file has just this; something else may be shown by now."""
        document.file, document.is_recovered = path, False
        self._in_files[path] = content

    @property
    def is_modified(self) -> bool:
        """Whether there is a file, and something else in it."""
        file = self.state.setup.document.file
        return bool(file) and self._in_files.get(file) != self.content

    @property
    def is_unsaved(self) -> bool:
        """Whether there is something that no file and no preset gives back.

        A run is not meant: the same steps can be taken again.
        """
        setup = self.state.setup
        if setup.document.file:
            return self.is_modified
        if setup.document.is_recovered:
            return True
        preset = PRESETS.get(setup.preset)
        given = _places(preset.make().with_noise(setup.noise)) if preset else self._places_in_files
        return not _places(self.state.points) <= given

    def _load(self, setup: Setup) -> None:
        self.runner.pause()
        # Shown together with the points and settings that belong to it.
        self.state = replace(without_step(self.state), setup=setup)
        self.runner.load(setup.experiment)

    def _push(
        self, text: str, put: Callable[[T], None], before: T, after: T, *, merges: bool = False
    ) -> None:
        """Put one thing in the place of another, as a step that can be undone."""
        self.undo_stack.push(
            UndoStep(text, partial(put, after), partial(put, before), merges=merges)
        )


def _changes() -> list[tuple[str, str]]:
    """The settings that may change on the way, and what to call that in the menu."""
    return [
        ("optimizer", tr("Change optimizer")),
        ("learning_rate", tr("Change learning rate")),
        ("batch", tr("Change batch size")),
        ("l1", tr("Change L1 regularization")),
        ("l2", tr("Change L2 regularization")),
    ]


def _places(points: Points) -> set[bytes]:
    """Where points are, to be compared."""
    return {place.tobytes() for place in points.positions}


def _differ(one: Settings, other: Settings, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def _report_text(report: GradientReport | None) -> str:
    """The result of a gradient check as a sentence."""
    if report is None:
        return tr("Not checked: weights too large for a numerical gradient.")
    if report.kinks:
        text = (
            tr("Gradients correct (max. relative error {error:.1e}; {skipped})")
            if report.is_correct
            else tr("Gradients wrong (max. relative error {error:.1e}; {skipped})")
        )
    else:
        text = (
            tr("Gradients correct (max. relative error {error:.1e})")
            if report.is_correct
            else tr("Gradients wrong (max. relative error {error:.1e})")
        )
    skipped = plural(
        report.kinks, tr("1 entry at a kink skipped"), tr("{n:,} entries at kinks skipped")
    )
    return text.format(error=report.max_error, skipped=skipped)
