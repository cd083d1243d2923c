"""What the last training brought, and what becomes of it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.files.lock import InUseError
from digitpad.files.user_data import discard_checkpoint
from digitpad.learning.comparison import Comparison
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.retrain import status_texts
from digitpad.ui.retrain.comparison_view import ComparisonView
from digitpad.ui.retrain.next_steps import NextSteps
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.plain_text import MIDDLE, ElidedLabel, menu_text
from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.growing_scroll_area import GrowingScrollArea

TITLE = "misclassified before ({}) and after, on the same digits"

STORED = "misclassified before and after, on the same digits"

MAX_NAME_LENGTH = 480
"""Pixels of what the button back to a model is called."""

STAYS = "The current model stays. The new one is in the history of runs."

DISCARDED = "Discarded: the model that reads is as it was."


class ResultView(QWidget):
    """Shows the comparison until the next run; decides once on the new model.

    Attributes
    ----------
    outcome : that is still to be decided on; None where there is none.

    Signals
    -------
    changed() : there is something to be decided on, or nothing any more.
    said(str) : what was done about it.
    used() : the new model is used from now on.
    """

    changed = Signal()
    said = Signal(str)
    used = Signal()

    def __init__(self, current_model: CurrentModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._current_model = current_model
        self.outcome: TrainingResult | None = None
        self._saved: TrainingResult | None = None
        self._is_adopting = False
        self.view = ComparisonView(self)
        self.decisions = NextSteps(self)
        self._title = ElidedLabel(parent=self)
        self._title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._title.setObjectName("comparisonTitle")
        self._room = GrowingScrollArea(self.view, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self._title, self._room, self.decisions):
            layout.addWidget(widget)
        self.decisions.use.clicked.connect(self._use)
        self.decisions.save.clicked.connect(lambda: self.save())
        self.decisions.discard.clicked.connect(self._keep_current)
        self.decisions.back.clicked.connect(current_model.back)
        current_model.previous_action.changed.connect(self._name_previous)
        current_model.changed.connect(self._model_changed)

    @property
    def is_unsaved(self) -> bool:
        """Whether a new model is in memory alone: in no file, and not on its way into use."""
        outcome = self.outcome
        if outcome is None or outcome.is_kept or self._is_adopting:
            return False
        return outcome is not self._saved

    def show_outcome(self, outcome: TrainingResult) -> None:
        """Show what a training brought, which is to be decided on."""
        self.outcome = outcome
        note, diagnosis = status_texts.known_text(outcome), outcome.diagnosis or ""
        self._title.setText(TITLE.format(outcome.before_name))
        self.view.show_comparison(outcome.comparison, note, diagnosis)
        is_worse = outcome.comparison.scores[0].is_noticeably_worse
        self.decisions.put_in_order(is_better=not (outcome.diagnosis or is_worse))
        self.changed.emit()

    def show_stored(self, comparison: Comparison) -> None:
        """Show what is known of a training whose outcome is still being read."""
        self._title.setText(STORED)
        self.view.show_comparison(comparison, note="")
        self.view.end_advice()
        self.changed.emit()

    def clear(self) -> None:
        """Show nothing: another run begins."""
        self.view.clear()
        self._forget()

    def show_offers(self, is_idle: bool) -> None:
        """Offer what can be done now."""
        is_shown = bool(self.view.text.strip())
        self._title.setVisible(is_shown)
        self._room.setVisible(is_shown)
        self._room.updateGeometry()
        decisions, is_open = self.decisions, self.outcome is not None
        for button in (decisions.use, decisions.save, decisions.discard):
            button.setVisible(is_idle and is_open)
            button.setEnabled(not self._is_adopting)
        decisions.back.setVisible(is_idle and not is_open)
        self._name_previous()

    def _name_previous(self) -> None:
        back, current_model = self.decisions.back, self._current_model
        back.setEnabled(current_model.previous_action.isEnabled())
        text = f"Back to the previous model{current_model.previous_name}"
        back.setText(menu_text(back.fontMetrics().elidedText(text, MIDDLE, MAX_NAME_LENGTH)))

    def _model_changed(self) -> None:
        """The new model may have been taken into use elsewhere, as in the history of runs."""
        if (
            self.outcome
            and self.outcome.path
            and str(self.outcome.path) == self._current_model.path
        ):
            self._used(self.outcome)

    def _forget(self) -> None:
        self.outcome = None
        self.view.end_advice()
        self.changed.emit()

    # What becomes of it

    def _use(self) -> None:
        outcome = self.outcome
        if outcome is None:
            return
        if outcome.path and outcome.path.exists():
            self._current_model.use(outcome.model, str(outcome.path))
            return
        # It could not be written before, or was deleted since: it is written once more.
        self._is_adopting = True
        adopting = self._current_model.adopt(outcome.model, partial(self._used, outcome))
        adopting.ended.connect(self._adopting_ended)
        self.changed.emit()

    def _adopting_ended(self) -> None:
        self._is_adopting = False
        self.changed.emit()

    def _used(self, outcome: TrainingResult) -> None:
        if outcome is not self.outcome:
            return  # Another training has begun since, and perhaps ended.
        if outcome.is_over:
            _discard_checkpoint()  # Else it can still go on.
        self._forget()
        self.used.emit()

    def save(self, then: Callable[[], None] = lambda: None) -> None:
        """Write the new model where the user wants it, then call ``then``."""
        if self.outcome and (path := self._current_model.ask_where()):
            done = partial(self._note_saved, self.outcome, then)
            self._current_model.save_other(self.outcome.model, path, done)

    def _note_saved(self, outcome: TrainingResult, then: Callable[[], None]) -> None:
        if outcome is self.outcome:
            self._saved = outcome
            self.changed.emit()
        then()

    def lose(self) -> None:
        """Forget the new model, but no checkpoint of an earlier epoch."""
        self._forget()
        self.said.emit(DISCARDED)

    def _keep_current(self) -> None:
        if self.outcome:
            path = self.outcome.path
            is_in_history = path is not None and path.exists()
            _discard_checkpoint()
            self._forget()
            self.said.emit(STAYS if is_in_history else DISCARDED)


def _discard_checkpoint() -> None:
    with suppress(InUseError):  # Another window trains into it by now: it is its own.
        discard_checkpoint()
