"""What the main window knows of training: an action, and what becomes of it on leaving."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from digitpad.errors import DigitpadError, ModelFileError, TrainingError
from digitpad.models.model_file import Model
from digitpad.translatable import translatable
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.retrain.training_indicator import TrainingIndicator
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner

if TYPE_CHECKING:
    # Imported when it is asked for, so that the window starts sooner.
    from digitpad.learning.comparison import Comparison
    from digitpad.learning.saved_run import SavedRun
    from digitpad.ui.retrain.session_state import SessionState
    from digitpad.ui.retrain.train_page import TrainPage

Button = QMessageBox.StandardButton


class Teaching(Protocol):
    """What teaches the network in use, and has to stand still while one is trained."""

    @property
    def is_asking(self) -> bool: ...

    @property
    def is_busy(self) -> bool: ...

    def note_training(self, is_training: bool) -> None: ...


class RetrainController(QObject):
    """Makes the page on which a network is trained, and asks what becomes of a training.

    Attributes
    ----------
    tab : holds the page; it is empty until the page is needed.
    indicator : shows on every tab that a training is under way.

    Signals
    -------
    front_wanted() : the tab is to be in front.
    message(str) : something quiet to tell the user.
    stale(str) : what a message said, which the tab itself shows now.
    failed(object) : the DigitpadError of what cannot be done.
    """

    front_wanted = Signal()
    message = Signal(str)
    stale = Signal(str)
    failed = Signal(object)

    def __init__(
        self, current_model: CurrentModel, background: TaskRunner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current_model = current_model
        self._background = background
        self._window = window
        self._page: TrainPage | None = None
        self.tab = QWidget()
        QVBoxLayout(self.tab).setContentsMargins(0, 0, 0, 0)
        self.indicator = TrainingIndicator(window)
        self.indicator.clicked.connect(self.front_wanted)
        self._learning: Teaching | None = None
        self.action = QAction(tr("&Retrain…"), self)
        self.action.setObjectName("actionRetrain")
        self.action.setShortcut("Ctrl+R")
        self.action.setToolTip(tip(tr("Train a network on datasets that you select (Ctrl+R)")))
        self.action.triggered.connect(self.front_wanted)

    @property
    def page(self) -> "TrainPage":
        """What is in the tab, made where it is not there yet."""
        from digitpad.ui.retrain.session import TrainingSession
        from digitpad.ui.retrain.train_page import TrainPage

        if not self._page:
            session = TrainingSession(self._current_model, self)
            session.why_not = self._why_not
            session.stage_changed.connect(self._tell_learning)
            session.changed.connect(self._indicate)
            self._page = TrainPage(session, self._current_model, self._background, self.tab)
            self._page.message.connect(self.message)
            self._page.stale.connect(self.stale)
            self._page.failed.connect(self.failed)
            layout = self.tab.layout()
            assert layout
            layout.addWidget(self._page)
            self._page.show()  # Now, and not soon: it is to have the focus.
        return self._page

    @property
    def session_state(self) -> "SessionState | None":
        """The state of the session; None where the page is not made yet."""
        return self._page.session.state if self._page else None

    def _indicate(self) -> None:
        from digitpad.ui.retrain.session_state import indicated

        shown = indicated(self.page.session.state)
        self.indicator.show_training(shown.text if shown else "", shown.percent if shown else 0)

    def exclude(self, learning: Teaching) -> None:
        """Begin no training while the network is taught, and teach none during a training."""
        self._learning = learning

    def _why_not(self) -> str:
        if self._learning and self._learning.is_asking:
            return translatable(
                "First use or discard the model that Learn now has taught, on the Draw tab."
            )
        if self._learning and self._learning.is_busy:
            return translatable(
                "My digits is being learned. Train after that, or cancel it on the Draw tab."
            )
        return ""

    def _tell_learning(self) -> None:
        if self._learning:
            self._learning.note_training(self.page.session.is_busy)

    def note_my_digits(self) -> None:
        """There is a digit more or less to learn from."""
        if self._page:
            self._page.count_my_digits()

    def offer_resume(self) -> None:
        """Ask whether to go on with a training that was stopped when the program was left."""
        from digitpad.files.user_data import checkpoint_path
        from digitpad.ui.retrain.settled_checkpoint import is_settled

        if checkpoint_path().exists() and not is_settled():
            model = self._current_model.current
            self._background.run(lambda: _reached(checkpoint_path(), model), self._offer)

    def _offer(self, reached: "_Reached | None") -> None:
        from digitpad.ui.support.messages import Answer, ask

        self._look_for_checkpoint()
        if reached is None or self.is_busy:
            return
        is_done = reached.done >= reached.epochs
        text = tr("Resume unfinished training (epoch {done} of {epochs})?")
        if is_done:
            text = tr("Training finished ({epochs} epochs). Show results?")
        answers: dict[Answer, Callable[[], None]] = {
            tr("&Show") if is_done else tr("&Resume"): partial(self._go_on, reached),
            tr("&Discard…"): self._ask_to_discard,
            tr("&Later"): lambda: None,
        }
        shown = text.format(done=reached.done, epochs=reached.epochs)
        ask(self._window, shown, answers, is_harmless=True)

    def _ask_to_discard(self) -> None:
        from digitpad.ui.support.messages import Answer, ask

        answers: dict[Answer, Callable[[], None]] = {
            Button.Discard: self._discard,
            Button.Cancel: lambda: None,
        }
        ask(self._window, tr("Discard this training? It cannot be resumed afterwards."), answers)

    def _discard(self) -> None:
        from digitpad.files.user_data import discard_checkpoint

        try:
            discard_checkpoint()
        except DigitpadError as error:
            self.failed.emit(error)
        self._look_for_checkpoint()

    def _look_for_checkpoint(self) -> None:
        if self._page:
            self._page.session.look_for_checkpoint()

    def _go_on(self, reached: "_Reached") -> None:
        self.front_wanted.emit()
        self.page.session.resume(
            only_reads_result=reached.done >= reached.epochs, stored=reached.stored
        )

    @property
    def is_busy(self) -> bool:
        """Whether a training is under way that is not being ended already."""
        return bool(self._page and self._page.session.state.is_running)

    @property
    def is_unfinished(self) -> bool:
        """Whether to close now would end a training, or lose its result."""
        return self.is_busy or bool(self._page and self._page.session.state.is_unsaved)

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` where the user agrees to end the training; a checkpoint is kept."""
        from digitpad.ui.support.messages import Answer, ask

        state = self.page.session.state
        if state.is_unsaved:
            self._ask_to_save(then)
            return

        def close() -> None:
            self.shut_down()
            then()

        is_harmless = not (state.is_preparing_new or state.checkpoint_problem)
        text = tr("Training in progress. Quit and resume next time?")
        if state.is_preparing_new:
            text = tr("Training is about to start. Quit and cancel it?")
        elif state.checkpoint_problem:
            text = tr("Training in progress, without a checkpoint. Quit and lose it?")
        answers: dict[Answer, Callable[[], None]] = {
            tr("&Quit"): close,
            Button.Cancel: lambda: None,
        }
        ask(self._window, text, answers, is_harmless=is_harmless)

    def _ask_to_save(self, then: Callable[[], None]) -> None:
        """Ask what becomes of a new model that is in memory alone."""
        from digitpad.ui.support.messages import Answer, ask

        def lose() -> None:
            self.page.session.lose_result()
            then()

        answers: dict[Answer, Callable[[], None]] = {
            tr("&Save as…"): lambda: self.page.session.save_result(then),
            tr("&Quit without saving"): lose,
            Button.Cancel: lambda: None,
        }
        ask(self._window, tr("Save the new model before you quit?"), answers)

    def shut_down(self) -> None:
        """End what is under way, and keep what was chosen."""
        if self._page:
            self._page.remember()
            self._page.shut_down()


@dataclass(frozen=True, eq=False)
class _Reached:
    """How many epochs a run has done, of how many, and what is stored of its result."""

    done: int
    epochs: int
    stored: "Comparison | None"


def _reached(checkpoint: Path, current: Model) -> _Reached | None:
    """How far a run is.

    None where it has done none, which is not worth a question, where another window goes on with
    it, and where its model is in use already: then the checkpoint should be gone,
    and is removed, as is one of a run that has not learned anything.

    Raises
    ------
    TrainingError : its checkpoint is damaged, and was renamed.
    ModelFileError : its checkpoint cannot be opened now.
    """
    from digitpad.files.aside import put_aside
    from digitpad.files.lock import InUseError, written_alone
    from digitpad.files.user_data import delete_checkpoint
    from digitpad.learning.saved_run import load_saved_run

    try:
        with written_alone(checkpoint):
            try:
                stopped = load_saved_run(checkpoint)
            except ModelFileError as error:
                if not checkpoint.exists():
                    return None
                # A file that cannot be opened now may be whole.
                if isinstance(error.__cause__, OSError | MemoryError):
                    raise
                name = put_aside(checkpoint).name
                text = f"Cannot resume training: its checkpoint is damaged. It is kept as {name}."
                raise TrainingError(text) from error
            if stopped.is_done_in(current) or not stopped.state.step:
                delete_checkpoint()
                return None
    except InUseError:
        return None
    done, epochs = stopped.state.epoch, stopped.config.epochs
    return _Reached(done, epochs, _stored(stopped) if done == epochs else None) if done else None


def _stored(stopped: "SavedRun") -> "Comparison | None":
    """What the history of runs tells of a run that came as far; None where it tells nothing."""
    from digitpad.learning.run_history import past_runs
    from digitpad.ui.retrain.run_facts import stored_comparison

    run = (stopped.name, stopped.state.epoch)
    for past in past_runs():
        if stopped.name and (past.record.get("run"), past.record.get("epochs_done")) == run:
            return stored_comparison(past)
    return None
