"""Holds the training of a window: starts, pauses and stops it, and decides on its result."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from digitpad.data.my_digits import my_digits
from digitpad.errors import DigitpadError, TrainingError
from digitpad.files.lock import InUseError
from digitpad.files.log import LOG
from digitpad.files.user_data import checkpoint_path, delete_checkpoint, discard_checkpoint
from digitpad.learning.comparison import Comparison
from digitpad.learning.config import TrainingConfig
from digitpad.learning.initial_model import started_from
from digitpad.learning.progress import PartDone
from digitpad.learning.repeats import without_empty
from digitpad.learning.run import Repeats, stream_resumed_run, stream_run
from digitpad.learning.run_report import RunReport
from digitpad.translatable import translatable
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.retrain import session_state, status_texts
from digitpad.ui.retrain.session_state import Decision, SessionState, Stage
from digitpad.ui.retrain.settled_checkpoint import is_settled, settle
from digitpad.ui.retrain.training_job import Preparing, TrainingControl, TrainingJob
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import Worker


class TrainingSession(QObject):
    """The one holder of everything about the training of a window.

    Parameters
    ----------
    current_model : to start from, to compare with, and to replace.

    Attributes
    ----------
    state : as everything is now; it is replaced, never changed.
    why_not : says in English why no training can begin now; empty where one can.

    Signals
    -------
    changed() : the state is another one.
    stage_changed() : something else is going on.
    ended(object) : the TrainingResult; None where not even one epoch is done.
    failed(object) : the DigitpadError that ended it, or did not let it begin.
    message(str) : something quiet to tell the user.
    """

    changed = Signal()
    stage_changed = Signal()
    ended = Signal(object)
    failed = Signal(object)
    message = Signal(str)

    def __init__(self, current_model: CurrentModel, parent: QObject) -> None:
        super().__init__(parent)
        self._current_model = current_model
        self.why_not: Callable[[], str] = lambda: ""
        self.state = _with_checkpoint(SessionState())
        self._worker: Worker | None = None
        self._control = TrainingControl()
        current_model.changed.connect(self._model_changed)

    @property
    def is_busy(self) -> bool:
        """Whether a training is under way, or ending."""
        return not self.state.is_idle

    def _set(self, state: SessionState) -> None:
        before, self.state = self.state, state
        if state.stage is not before.stage:
            self.stage_changed.emit()
        self.changed.emit()

    def look_for_checkpoint(self) -> None:
        """See again whether there is a checkpoint: it may have been written or removed."""
        seen, now = self.state, _with_checkpoint(self.state)
        if (seen.has_checkpoint, seen.is_settled) != (now.has_checkpoint, now.is_settled):
            self._set(now)

    # A training

    def start(self, config: TrainingConfig, repeats: Repeats | None = None) -> None:
        """Begin a new training, unless one is under way.

        Parameters
        ----------
        repeats : decides ``config.repeats`` anew, by the digits that were read.
        """
        current = self._current_model.current

        def prepare() -> Preparing:
            begun = started_from(without_empty(config, my_digits()), current)
            run = yield from stream_run(begun, repeats, start=current.network)
            delete_checkpoint()  # Not before: what cannot begin takes no stopped run away.
            return run

        new = replace(
            self.state,
            is_new=True,
            only_reads_result=False,
            result=None,
            stored=None,
            note=tr("Loading the training data…"),
        )
        self._begin(prepare, new)

    def resume(self, *, only_reads_result: bool = False, stored: Comparison | None = None) -> None:
        """Go on with the training that was stopped last, from its checkpoint.

        Parameters
        ----------
        only_reads_result : every epoch of it is done, and only its result is to be shown.
        stored : what is known of that already.
        """
        resumed = replace(
            self.state,
            is_new=False,
            only_reads_result=only_reads_result,
            stored=stored or self.state.stored,
            note=tr("Loading the results…") if only_reads_result else tr("Resuming training…"),
        )
        self._begin(lambda: stream_resumed_run(checkpoint_path()), resumed)

    def _begin(self, prepare: Callable[[], Preparing], state: SessionState) -> None:
        reason = (
            translatable("Training is already in progress.") if self.is_busy else self.why_not()
        )
        if reason:
            self._tell_failure(TrainingError(reason))
            return
        self._control = TrainingControl()
        model = self._current_model
        job = TrainingJob(prepare, model.current, model.name, self._control)
        self._worker = Worker(job.work)
        self._worker.yielded.connect(self._note)
        self._worker.returned.connect(self._end)
        self._worker.failed.connect(self._fail)
        # Not before the thread has ended is there room for another training.
        self._worker.finished.connect(self._become_idle)
        self._set(replace(state, stage=Stage.PREPARING, part=None, is_stopping=False))
        self._worker.start()

    def pause(self) -> None:
        """Pause after the batch under way, with a checkpoint; what is to stop does not pause."""
        if self.state.stage is Stage.TRAINING and not self.state.is_stopping:
            self._control.pause()
            self._set(replace(self.state, stage=Stage.PAUSED))

    def go_on(self) -> None:
        """End the pause."""
        if self.state.stage is Stage.PAUSED:
            self._set(replace(self.state, stage=Stage.TRAINING))
            self._control.go_on()

    def stop(self) -> None:
        """End after this batch, with the best network so far; to judge that takes a while."""
        self._control.stop()
        if self.state.is_running:
            was_paused = self.state.stage is Stage.PAUSED
            stage = Stage.TRAINING if was_paused else self.state.stage
            self._set(replace(self.state, stage=stage, is_stopping=True))

    def shut_down(self) -> None:
        """End what is under way, with a checkpoint, without waiting; nothing more is told."""
        if self.state.is_unsaved:
            LOG.warning("A new model is lost: it was not saved, and no checkpoint was written.")
        if self._worker:
            self._worker.stop()
            self._control.go_on()
            self._set(replace(self.state, stage=Stage.ENDING))

    def _note(self, news: Any) -> None:
        """Take over what the thread reports."""
        problem = self.state.checkpoint_problem
        match news:
            case PartDone():
                self._set(replace(self.state, part=news))
            case RunReport():
                self._set(session_state.reported(self.state, news))
        if (now := self.state.checkpoint_problem) and not problem:
            self.message.emit(status_texts.not_kept_text(now))

    def _end(self, result: TrainingResult | None) -> None:
        self._set(session_state.ended(_with_checkpoint(self.state), result))
        self.ended.emit(result)

    def _fail(self, error: DigitpadError) -> None:
        if isinstance(error, InUseError):
            error = TrainingError(translatable("Another digitpad window is training."))
        self._set(replace(self.state, stage=Stage.ENDING))
        self._tell_failure(error)

    def _tell_failure(self, error: DigitpadError) -> None:
        unchanged = tr("The current model is unchanged.")
        self._set(replace(self.state, note=f"{tr(str(error))}\n{unchanged}"))
        self.failed.emit(error)

    def _become_idle(self) -> None:
        self._worker = None
        self._set(_with_checkpoint(replace(self.state, stage=Stage.IDLE)))

    # What becomes of its result

    def _model_changed(self) -> None:
        """The new model may have been taken into use elsewhere, as in the history of runs."""
        result = self.state.undecided
        if result and result.path and str(result.path) == self._current_model.path:
            self._note_used(result)
        elif result is None and not self.is_busy:
            self._set(replace(self.state, note=self._in_use()))

    def _in_use(self) -> str:
        return tr("Current model: {name}").format(name=self._current_model.name)

    def use_result(self) -> None:
        """Make the new model the current one."""
        result = self.state.undecided
        if result is None:
            return
        if result.path and result.path.exists():
            self._current_model.use(result.model, str(result.path))
            return
        # It could not be written before, or was deleted since: it is written once more.
        self._set(replace(self.state, decision=Decision.ADOPTING))
        adopting = self._current_model.adopt(result.model, partial(self._note_used, result))
        adopting.ended.connect(partial(self._end_adopting, result))

    def _end_adopting(self, result: TrainingResult) -> None:
        if self._is_open(result) and self.state.decision is Decision.ADOPTING:
            self._set(replace(self.state, decision=Decision.OPEN))

    def _is_open(self, result: TrainingResult) -> bool:
        """Whether it is still to be decided on: another training may have begun or ended since."""
        undecided = self.state.undecided
        return undecided is not None and undecided.model is result.model

    def _note_used(self, result: TrainingResult) -> None:
        if self._is_open(result):
            if not result.is_over:
                settle(result.checkpoint)
            self._decide(self._in_use(), is_over=result.is_over)

    def save_result(self, then: Callable[[], None] = lambda: None) -> None:
        """Write the new model where the user wants it, then call ``then``."""
        result = self.state.undecided
        if result and (path := self._current_model.ask_where()):
            done = partial(self._note_saved, result, then)
            self._current_model.save_other(result.model, path, done)

    def _note_saved(self, result: TrainingResult, then: Callable[[], None]) -> None:
        if self._is_open(result):
            self._set(replace(self.state, result=replace(result, is_kept=True)))
        then()

    def keep_current(self) -> None:
        """Keep the current model, and let the new one go."""
        if result := self.state.undecided:
            is_in_history = result.path is not None and result.path.exists()
            kept = tr("Current model kept. The new model is in the history.")
            self._decide(kept if is_in_history else self._discarded())

    def lose_result(self) -> None:
        """Forget the new model, but no checkpoint of an earlier epoch."""
        self._decide(self._discarded(), is_over=False)

    def _discarded(self) -> str:
        return tr("New model discarded; the current model is unchanged.")

    def _decide(self, note: str, *, is_over: bool = True) -> None:
        """Remove the checkpoint where the training is over, and say what was decided."""
        if is_over:
            with suppress(InUseError):  # Another window trains into it by now: it is its own.
                discard_checkpoint()
        self._set(_with_checkpoint(replace(self.state, decision=Decision.MADE, note=note)))


def _with_checkpoint(state: SessionState) -> SessionState:
    """The state, telling of the checkpoint as it is now."""
    return replace(state, has_checkpoint=checkpoint_path().exists(), is_settled=is_settled())
