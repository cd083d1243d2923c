"""Learn now: teaches the network in use the digits in *My digits*, away from the window."""

import shlex
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtGui import QAction, QUndoCommand
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.errors import DigitpadError
from digitpad.models.model_file import Model
from digitpad.translatable import translatable
from digitpad.ui.draw.canvas import MAX_UNDO_STEPS, Canvas
from digitpad.ui.draw.teaching_text import teaching_text
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import Worker, stop_worker

if TYPE_CHECKING:
    # Imported when teaching begins, so that the window starts sooner.
    from digitpad.learning.progress import PartDone
    from digitpad.learning.teaching import TeachingResult

NOTHING_LEARNED = translatable("Nothing learned; the model is unchanged")

TRAINING = translatable("Training is in progress; learn when it has finished")

LOOK_AFTER = 100
"""Milliseconds after which the window can be seen."""

LOOK_AGAIN = 50
"""Milliseconds between two looks at whether the line under way has ended."""


class Stage(Enum):
    """What is going on.

    In ENDING teaching was cancelled and its thread has not ended yet. In ASKING the taught model
    predicts other writers' digits worse, or has not learned the taught ones, and the user decides.
    In SAVING it is written.
    """

    IDLE = "idle"
    LEARNING = "learning"
    ENDING = "ending"
    ASKING = "asking"
    SAVING = "saving"


@dataclass(frozen=True, eq=False)
class Taught:
    """Teaching that has ended, and how many files of *My digits* could not be read for it."""

    result: "TeachingResult"
    left_out: int

    @property
    def text(self) -> str:
        """The result, in words."""
        return teaching_text(self.result.figures, self.left_out)


class LearnNow(QObject):
    """Teaches once at a time, and what becomes of it.

    Attributes
    ----------
    action : *Learn now*.
    line : what is to be told, empty for nothing in particular.
    is_training : whether a training is under way, which teaching must not disturb.
    is_automatic : whether teaching begins by itself after each digit that is kept.
    has_digits : whether there is a labelled digit in *My digits*.
    untaught : digits that were kept since teaching last began.

    Signals
    -------
    changed() : something else is going on, or there is another line.
    progressed(object) : a PartDone.
    failed(object) : the DigitpadError that ended teaching.
    """

    changed = Signal()
    progressed = Signal(object)
    failed = Signal(object)

    def __init__(self, current_model: CurrentModel, canvas: Canvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._current_model, self._canvas, self._page = current_model, canvas, parent
        self._worker: Worker | None = None
        self._looking: Worker | None = None
        self._preparing: Worker | None = None
        self._look_timer = QTimer(self)
        self._look_timer.setSingleShot(True)
        self._look_timer.timeout.connect(self.look)
        self._taught: Taught | None = None
        self._former: deque[str] = deque(maxlen=MAX_UNDO_STEPS)  # Files that undo brings back.
        self.stage = Stage.IDLE
        self.line = ""
        self.is_training = False
        self.is_automatic = False
        self.has_digits = False
        self.untaught = self._in_teaching = 0
        self.action = QAction(tr("&Learn now"), self)
        self.action.setIconText(tr("Learn now"))
        self.action.setObjectName("actionLearnNow")
        self.action.setShortcut("Ctrl+L")
        self.action.triggered.connect(self.start)
        current_model.changed.connect(self._model_changed)
        self._show()

    @property
    def why_not(self) -> str:
        """Why teaching cannot begin now; empty where one can."""
        if self.stage is Stage.ASKING:
            return tr("Use or discard the taught model first")
        if self.stage is not Stage.IDLE or self._worker:
            return tr("Learning is in progress")
        if self.is_training:
            return tr(TRAINING)
        return "" if self.has_digits else tr("My digits contains no labeled digit yet")

    @property
    def is_busy(self) -> bool:
        """Whether teaching is under way, or its model is being written."""
        return self.stage not in (Stage.IDLE, Stage.ASKING)

    @property
    def is_asking(self) -> bool:
        """Whether the user has still to decide on the taught model."""
        return self.stage is Stage.ASKING

    @property
    def is_unfinished(self) -> bool:
        """Whether to close now would cancel teaching, or lose the model that it taught."""
        return self.stage in (Stage.LEARNING, Stage.ASKING)

    def leave(self, then: Callable[[], None]) -> None:
        """Ask what becomes of the teaching, and call ``then`` once that is decided."""
        from digitpad.ui.support.messages import Answer, ask

        def after(decide: Callable[[], None]) -> Callable[[], None]:
            def decided() -> None:
                decide()
                then()

            return decided

        text = tr("Learning in progress. Quit and cancel it?")
        answers: dict[Answer, Callable[[], None]] = {tr("&Quit"): after(self.cancel)}
        if self.is_asking:
            text = tr("Use the taught model before you quit?")
            discard = QMessageBox.StandardButton.Discard
            answers = {tr("&Use"): after(self.use), discard: after(self.discard)}
        answers[QMessageBox.StandardButton.Cancel] = lambda: None
        ask(self._page.window(), text, answers)

    def start(self) -> None:
        """Teach *My digits* to the model in use."""
        if self.why_not:
            return
        self._end_preparing()  # Teaching goes on with it.
        model, path = self._current_model.current, self._current_model.path
        self._worker = Worker(lambda: _taught(model, path))
        self._worker.yielded.connect(self.progressed)
        self._worker.returned.connect(self._end)
        self._worker.failed.connect(self._fail)
        # There is room for another only once the thread has ended.
        self._worker.finished.connect(self._become_idle)
        self._in_teaching, self.untaught = self.untaught, 0
        self._show(Stage.LEARNING, "")
        self._worker.start()

    def cancel(self, line: str | None = None) -> None:
        """End the teaching under way; nothing comes of it. ``line`` is what to tell the user."""
        if self._worker and self.stage is Stage.LEARNING:
            self._worker.stop()
            self.untaught += self._in_teaching
            cancelled = tr("Canceled; the model is unchanged")
            self._show(Stage.ENDING, cancelled if line is None else line)

    def discard(self, line: str | None = None) -> None:
        """Do without the model that was taught. ``line`` is what to tell the user."""
        if self.stage is Stage.ASKING:
            self._taught = None
            discarded = tr("Discarded; the model is unchanged")
            self._show(Stage.IDLE, discarded if line is None else line)

    def use(self) -> None:
        """Write the model that was taught, and predict with it from now on."""
        if taught := self._taught:
            self._taught = None
            self._former.append(self._current_model.path)
            saving = self._current_model.keep_taught(
                taught.result.model, self._former, lambda path: self._push(taught, path)
            )
            saving.failed.connect(lambda _: self._show(Stage.IDLE, tr(NOTHING_LEARNED)))
            self._show(Stage.SAVING, taught.text)

    def use_again(self, path: str, line: str) -> None:
        """Predict with the model of a file, or the built-in one with no path, and say why."""
        self._current_model.open_again(path, lambda: self._show(line=line))

    def note_training(self, is_training: bool) -> None:
        """A training has begun or ended."""
        self.is_training = is_training
        self._show()

    def note_kept(self, line: str) -> None:
        """There is a digit more in *My digits*, as ``line`` says; tell what can be done next."""
        stop_worker(self._looking)  # It may have looked before.
        self.has_digits = True
        self.untaught += 1
        text = tr("{added}. Learn now to teach the model; Ctrl+Z to undo.")
        if self.is_automatic and not self.is_asking:
            text = tr("{added}. The model learns by itself now; Ctrl+Z to undo.")
        elif self.why_not:
            text = tr("{added}. Ctrl+Z to undo.")
        self._show_beside(text.format(added=line))
        self._prepare()

    def note_taken_out(self, line: str) -> None:
        """The digit kept last is no longer in *My digits*: it must not be taught."""
        if self.untaught:
            self.untaught -= 1
        else:
            self.cancel(line)
        self._show_beside(line)
        self.look()

    def _show_beside(self, line: str) -> None:
        """Tell something that is not about teaching; a question that is asked stays."""
        if self.stage is Stage.ASKING and self._taught:
            self._show(line=f"{self._taught.text} · {line}")
        elif self.stage in (Stage.IDLE, Stage.LEARNING):
            self._show(line=line)

    def _prepare(self) -> None:
        """Make ready what teaching needs, at low priority: it takes less time then."""
        if self._preparing or self.why_not:
            return
        self._preparing = Worker(_prepared)
        # What goes wrong here is told by the teaching, which tries again.
        self._preparing.failed.connect(lambda _: None)
        self._preparing.start(QThread.Priority.LowestPriority)

    def _end_preparing(self) -> None:
        stop_worker(self._preparing)
        self._preparing = None

    def schedule_look(self) -> None:
        """Look once the window, which may be about to appear, has been painted."""
        self._look_timer.start(LOOK_AFTER)

    def look(self) -> None:
        """See whether there is something to learn in *My digits*."""
        stop_worker(self._looking)
        self._looking = Worker(_has_labelled)
        self._looking.failed.connect(self.failed)
        self._looking.returned.connect(self._note_found)
        self._looking.start()

    def shut_down(self) -> None:
        """End what is under way, without waiting."""
        self._look_timer.stop()
        stop_worker(self._looking)
        self._end_preparing()
        self.cancel("")

    # How teaching goes

    def _end(self, taught: Taught) -> None:
        self._taught = taught
        figures = taught.result.figures
        if figures.is_worse or figures.is_unlearned:
            self._show(Stage.ASKING, taught.text)
        else:
            self.use()

    def _fail(self, error: DigitpadError) -> None:
        self.untaught += self._in_teaching
        self._show(Stage.IDLE, tr(NOTHING_LEARNED))
        self.failed.emit(error)

    def _become_idle(self) -> None:
        self._worker = None
        if self.stage is Stage.ENDING:
            self._show(Stage.IDLE)
        else:
            self._show()

    def _push(self, taught: Taught, path: str) -> None:
        """Use the taught model, as a step that can be undone."""
        if self._canvas.is_drawing:
            # A line under way would be lost: it began on what the step before left.
            QTimer.singleShot(LOOK_AGAIN, self, lambda: self._push(taught, path))
            return
        self.stage = Stage.IDLE
        before = self._current_model.path
        self._current_model.use(taught.result.model, path)
        self._show(line=taught.text)
        self._canvas.undo_stack.push(LearnCommand(self, before, path, taught.text))

    def _model_changed(self) -> None:
        """Drop what was told, learned or asked: it was about the model in use before."""
        match self.stage:
            case Stage.IDLE:
                self._show(line="")
            case Stage.LEARNING:
                self.cancel(tr("Canceled; another model is in use now"))
            case Stage.ASKING:
                self.discard(tr("Discarded; another model is in use now"))

    def _note_found(self, has_digits: bool) -> None:
        self.has_digits = has_digits
        self._show()

    def _show(self, stage: Stage | None = None, line: str | None = None) -> None:
        self.stage = self.stage if stage is None else stage
        self.line = self.line if line is None else line
        self.action.setEnabled(not self.why_not)
        what = tr("Teach the model your digits without forgetting the others (Ctrl+L)")
        self.action.setToolTip(tip(self.why_not or what))
        self.changed.emit()


class LearnCommand(QUndoCommand):
    """One model for another, which was taught: undo and redo teach nothing again.

    Only the paths are kept: a hundred networks would take most of a gigabyte.
    """

    def __init__(self, learning: LearnNow, before: str, after: str, line: str) -> None:
        super().__init__(tr("Learn My digits"))
        self._learning, self._before, self._after, self._line = learning, before, after, line
        self._is_done = True  # As it is pushed, the taught model is in use already.

    def redo(self) -> None:
        if not self._is_done:
            self._learning.use_again(self._after, self._line)
        self._is_done = True

    def undo(self) -> None:
        self._is_done = False
        self._learning.use_again(self._before, tr("The model from before learning is in use again"))


# In the worker's thread


def _prepared() -> Generator[object, None, None]:
    from digitpad.data.reference import stream_prepared

    yield from stream_prepared()


def _taught(model: Model, path: str) -> Generator["PartDone", None, Taught]:
    """Read *My digits* and teach them, as ``digitpad teach`` does.

    Raises
    ------
    DatasetError : there is no labelled digit, or none can be read.
    """
    from digitpad.data.digitset import concatenate
    from digitpad.data.formats import stream_dataset
    from digitpad.data.my_digits import my_digits
    from digitpad.learning.progress import PartDone
    from digitpad.learning.teaching import stream_teaching

    parts = []
    for chunk in stream_dataset(my_digits()):
        parts.append(chunk.digits)
        if chunk.done < chunk.total:  # A full bar would soon be followed by an empty one.
            yield PartDone(translatable("Loading My digits"), chunk.done, chunk.total)
    digits = concatenate(parts)
    words = ["digitpad", "teach", str(my_digits()), "--out", "MODEL"]
    command = shlex.join([*words, "--from", path] if path else words)
    result = yield from stream_teaching(model, digits, command=command, start=path or "built-in")
    return Taught(result, len(digits.left_out) + digits.left_out_more)


def _has_labelled() -> Generator[None, None, bool]:
    """Whether there is something to learn; where that cannot be read, teaching will say so."""
    from digitpad.data.digitset import UNLABELLED
    from digitpad.data.my_digits import my_digits, stream_texts

    counts = []
    try:
        for chunk in stream_texts(my_digits(), in_passing=True):
            if (chunk.digits.labels != UNLABELLED).any():
                return True
            counts.append(len(chunk.digits))
            yield
    except DigitpadError:
        return True
    return bool(counts) and not any(counts)
