"""What the Playground shows at one moment, and what comes after it: values that never change."""

from dataclasses import dataclass, field, replace

import numpy as np

from digitpad.errors import DigitpadError
from digitpad.playground.document import Document
from digitpad.playground.experiment import Experiment, Settings, Snapshot
from digitpad.playground.operation import Operation, Phase
from digitpad.playground.points import Points
from digitpad.playground.trace import trace


@dataclass(frozen=True, eq=False)
class Setup:
    """An experiment, as far as it is, and the points that it began with.

    Parameters
    ----------
    preset : the name of the preset; empty for points that are of none.
    noise : that was added to the preset's points, in units of the plane.
    note : what to tell of the points of no preset, ready to be shown.
    document : what it is saved as.
    """

    preset: str
    experiment: Experiment
    noise: float = 0.0
    note: str = ""
    document: Document = field(default_factory=Document)


@dataclass(frozen=True, eq=False)
class PlaygroundState:
    """Everything that the Playground shows.

    Parameters
    ----------
    setup : which experiment. A run changes that on another thread: nothing is read from it here.
    points, settings : what it learns from next, and how.
    snapshot : how far it has learned.
    phase : the last part of the step that is gone through; None where none is.
    operations : of that step, or of the next one; none without points.
    label : class of the next point.
    message : what to tell the user, to be translated; empty for nothing.
    """

    setup: Setup
    points: Points
    settings: Settings
    snapshot: Snapshot
    is_running: bool = False
    phase: Phase | None = None
    operations: tuple[Operation, ...] = ()
    label: int = 0
    message: str = ""


def first_state(setup: Setup) -> PlaygroundState:
    """The state with an experiment that does not run."""
    experiment = setup.experiment
    state = PlaygroundState(
        setup, experiment.points, experiment.settings, snapshot=experiment.snapshot()
    )
    return replace(state, operations=_next_step(state))


def with_running(state: PlaygroundState, is_running: bool) -> PlaygroundState:
    """After a run has begun or ended. During a run, there is no step by step."""
    state = replace(state, is_running=is_running)
    return without_step(state) if is_running else state


def with_snapshot(
    state: PlaygroundState, snapshot: Snapshot, points: Points, settings: Settings
) -> PlaygroundState:
    """After the network, what it learns from or how it learns has changed."""
    label = state.label if state.label < points.classes else 0
    state = replace(state, snapshot=snapshot, points=points, settings=settings, label=label)
    if state.is_running or state.phase:
        return state
    return replace(state, operations=_next_step(state))


def with_next_phase(state: PlaygroundState) -> PlaygroundState:
    """After the next part of a step, the first one of the next step after the last."""
    phases = list(Phase)
    at = phases.index(state.phase) if state.phase else -1
    phase = phases[(at + 1) % len(phases)]
    operations = _next_step(state) if phase is Phase.FORWARD else state.operations
    return replace(state, phase=phase, operations=operations, message="")


def without_step(state: PlaygroundState) -> PlaygroundState:
    """After a change: the present step and its message no longer apply."""
    return replace(state, phase=None, message="")


def with_failure(state: PlaygroundState, error: DigitpadError) -> PlaygroundState:
    """After a step that could not be taken."""
    return replace(state, phase=None, message=str(error))


def _next_step(state: PlaygroundState) -> tuple[Operation, ...]:
    """The operations of the next step, none without points to learn from."""
    if not len(state.points.training):
        return ()
    snapshot = state.snapshot
    with np.errstate(over="ignore", invalid="ignore"):
        operations = trace(
            snapshot.network, state.points, state.settings, snapshot.learner, snapshot.iteration
        )
    return tuple(operations)
