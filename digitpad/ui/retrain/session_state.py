"""A training as one frozen value, and what follows from it.

Free of widgets: the session changes the value, and the page shows what these functions make of it.
"""

from dataclasses import dataclass, replace
from enum import Enum

from digitpad.learning.comparison import Comparison
from digitpad.learning.progress import PartDone
from digitpad.learning.run_report import RunReport
from digitpad.ui.retrain import status_texts
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.translation import tr


class Stage(Enum):
    """What is going on; in ENDING nothing is reported any more, and the thread is about to end."""

    IDLE = "idle"
    PREPARING = "preparing"
    TRAINING = "training"
    PAUSED = "paused"
    ENDING = "ending"


@dataclass(frozen=True)
class Indicated:
    """A training under way, in a few words, and how much of it is done, 0 to 100."""

    text: str
    percent: int


class Decision(Enum):
    """What becomes of a new model; ADOPTING while it is written, and used after that."""

    OPEN = "open"
    ADOPTING = "adopting"
    MADE = "made"


@dataclass(frozen=True, eq=False)
class SessionState:
    """A training, the result of the last one, and what can be resumed.

    Parameters
    ----------
    is_new : whether the run is a new one, and none that was resumed.
    only_reads_result : whether every epoch of the run is done, and only its result is worked out.
    is_stopping : whether the user stopped the training under way, of which the result is to come.
    part : how far the digits are prepared.
    run : the run under way, or the last one.
    has_checkpoint : whether a checkpoint is on the disk.
    is_settled : whether the model of that checkpoint was taken into use.
    result : of the last run; None where it has none, or once another run has begun.
    decision : on the model of this result.
    stored : what the history of runs tells of a result that is still being worked out.
    note : what was said last of all that is no progress.
    """

    stage: Stage = Stage.IDLE
    is_new: bool = False
    only_reads_result: bool = False
    is_stopping: bool = False
    part: PartDone | None = None
    run: RunReport | None = None
    has_checkpoint: bool = False
    is_settled: bool = False
    result: TrainingResult | None = None
    decision: Decision = Decision.OPEN
    stored: Comparison | None = None
    note: str = ""

    @property
    def is_idle(self) -> bool:
        """Whether another training could begin."""
        return self.stage is Stage.IDLE

    @property
    def is_running(self) -> bool:
        """Whether a training is under way that is not ending."""
        return self.stage not in (Stage.IDLE, Stage.ENDING)

    @property
    def is_preparing_new(self) -> bool:
        """Whether a new training is being prepared, of which there is nothing to keep yet."""
        return self.is_new and self.stage is Stage.PREPARING

    @property
    def undecided(self) -> TrainingResult | None:
        """The result that is still to be decided on."""
        return None if self.decision is Decision.MADE else self.result

    @property
    def is_unsaved(self) -> bool:
        """Whether a new model is in memory alone: in no file, and not on its way into use."""
        result = self.undecided
        return result is not None and not result.is_kept and self.decision is Decision.OPEN

    @property
    def can_resume(self) -> bool:
        """Whether a training that was stopped can go on."""
        is_over = self.undecided is not None and self.undecided.is_over
        return self.is_idle and self.has_checkpoint and not is_over

    @property
    def checkpoint_problem(self) -> str:
        """Why the training under way cannot write a checkpoint; empty where it can."""
        is_training = self.stage in (Stage.TRAINING, Stage.PAUSED)
        return self.run.checkpoint_problem if is_training and self.run else ""


# How it changes


def reported(state: SessionState, run: RunReport) -> SessionState:
    """The state once a run has reported. With its first report the result before it is gone."""
    if state.stage is not Stage.PREPARING:
        return replace(state, run=run)
    state = replace(state, run=run, stage=Stage.TRAINING)
    return state if state.only_reads_result else replace(state, result=None, stored=None)


def ended(state: SessionState, result: TrainingResult | None) -> SessionState:
    """The state once a training has ended; without a result where not even one epoch is done."""
    has_changed = result is not None and result.has_changed
    decision = Decision.OPEN
    if state.undecided and (result is None or has_changed):
        result, decision = state.undecided, state.decision  # It has not gone on.
    if result:
        note = status_texts.result_text(result, has_changed=has_changed)
        state = replace(state, result=result, decision=decision)
    else:
        stopped = tr("Training stopped; Resume continues it.")
        no_model = tr("Stopped before the first epoch finished; no model created.")
        # Until a new run is prepared, the checkpoint is of the one before.
        is_of_run = state.has_checkpoint and not state.is_preparing_new
        note = stopped if is_of_run else no_model
    return replace(state, stage=Stage.ENDING, note=note)


# What the window shows


def status_text(state: SessionState) -> str:
    """How things are, and below it a warning where there is one."""
    text, warning = _status(state), _warning(state)
    return f"{text}\n{warning}" if text and warning else text


def _status(state: SessionState) -> str:
    if state.stage is Stage.PAUSED:
        return tr("Paused")
    if state.is_running and state.is_stopping:
        return tr("Stopping…")
    if state.is_running and not state.only_reads_result:
        if state.stage is Stage.TRAINING and state.run and state.run.progress:
            progress = state.run.progress
            is_over = progress.done >= progress.total
            return tr("Evaluating…") if is_over else status_texts.progress_text(progress)
        if state.part:
            return status_texts.part_text(state.part)
    stopped = tr("Training stopped; Resume continues it.")
    return state.note or (stopped if state.can_resume else "")


def _warning(state: SessionState) -> str:
    if state.is_running:
        return status_texts.not_kept_text(state.checkpoint_problem)
    in_memory = tr("The new model is only in memory. Use it or save it before you quit.")
    return in_memory if state.is_unsaved else ""


def bar_of(state: SessionState) -> tuple[int, int] | None:
    """What is done and what there is to do, for a progress bar; None where nothing is going on."""
    if state.is_idle:
        return None
    if state.stage is not Stage.PREPARING and state.run and (progress := state.run.progress):
        # A thousand steps suffice: each new value has the bar painted at once.
        return 1000 * progress.done // progress.total, 1000
    return (state.part.done, state.part.total) if state.part else None


@dataclass(frozen=True)
class Buttons:
    """What can be selected and pressed now.

    Parameters
    ----------
    can_choose : datasets and hyperparameters.
    why_not : why Start cannot be pressed, in words; empty where it can.
    pause_icon : the name of an icon.
    shows_decision : whether the buttons that decide on the new model are shown; ``can_decide``
        whether they can be pressed.
    shows_back : whether the button back to the previous model is shown.
    """

    can_choose: bool
    can_start: bool
    why_not: str
    can_pause: bool
    pause_text: str
    pause_tip: str
    pause_icon: str
    can_stop: bool
    shows_decision: bool
    can_decide: bool
    shows_back: bool


def buttons_of(state: SessionState, why_not: str = "") -> Buttons:
    """The buttons for a state; ``why_not`` says why what is selected cannot be trained with."""
    goes_on = state.stage is Stage.PAUSED or state.can_resume
    pause_tip = tr("Pause training, and free the processor")
    is_undecided = state.undecided is not None
    return Buttons(
        can_choose=state.is_idle,
        can_start=state.is_idle and not why_not,
        why_not=why_not if state.is_idle else _why_busy(state),
        can_pause=goes_on or (state.stage is Stage.TRAINING and not state.is_stopping),
        pause_text=tr("Res&ume") if goes_on else tr("Pa&use"),
        pause_tip=tr("Continue where training stopped") if goes_on else pause_tip,
        pause_icon="play" if goes_on else "pause",
        can_stop=state.is_running and not state.is_stopping,
        shows_decision=state.is_idle and is_undecided,
        can_decide=state.decision is Decision.OPEN,
        shows_back=state.is_idle and not is_undecided,
    )


def _why_busy(state: SessionState) -> str:
    """Why no other training can start while there is one."""
    if state.stage is Stage.PAUSED:
        return tr("Training is paused. Resume or stop it first.")
    return tr("Training is in progress.")


def start_question(state: SessionState) -> str:
    """What is asked before another training ends what could still be used; empty for nothing."""
    if state.is_unsaved:
        return tr("Discard the unsaved model and start a new run?")
    if state.can_resume and not state.is_settled:
        return tr("Discard the stopped run and start a new one?")
    return ""


def leave_message(state: SessionState) -> str:
    """What the window says once another tab is in front; empty for nothing."""
    if state.stage is Stage.PAUSED:
        return tr("Training is paused (Ctrl+R)")
    return "" if state.is_idle or state.is_stopping else tr("Training continues (Ctrl+R)")


def indicated(state: SessionState) -> Indicated | None:
    """What is shown of a training on every tab; None where nothing is under way."""
    if not state.is_running:
        return None
    done, total = bar_of(state) or (0, 1)
    percent = 100 * done // max(total, 1)
    progress = state.run.progress if state.run else None
    if state.stage is Stage.PAUSED:
        text = tr("Training paused")
    elif state.is_stopping:
        text = tr("Stopping training…")
    elif state.stage is Stage.PREPARING or progress is None:
        text = tr("Training: preparing data")
    elif progress.done >= progress.total:
        text = tr("Training: evaluating the new model")
    else:
        text = tr("Training: epoch {epoch} of {epochs} · {percent}%").format(
            epoch=progress.epoch, epochs=progress.epochs, percent=percent
        )
    return Indicated(text, percent)
