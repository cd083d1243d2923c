"""The result of the last training, and the buttons that decide on it."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.learning.comparison import Comparison
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.retrain import status_texts
from digitpad.ui.retrain.comparison_view import ComparisonView
from digitpad.ui.retrain.next_steps import NextSteps
from digitpad.ui.retrain.session_state import Buttons, Decision, SessionState
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.plain_text import MIDDLE, ElidedLabel, menu_text
from digitpad.ui.support.theme import SPACE, section_head
from digitpad.ui.support.translation import tr

MAX_NAME_LENGTH = 160
"""Pixels of the name of a model on the button back to it."""


class ResultView(QWidget):
    """Shows the comparison until the next run.

    Attributes
    ----------
    decisions : the buttons; they stand below, always in reach.
    """

    def __init__(self, current_model: CurrentModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._current_model = current_model
        self._shown: Comparison | None = None
        self._shows_back = False
        self.view = ComparisonView(self)
        self.decisions = NextSteps(parent)
        self._compared = ElidedLabel(parent=self)
        self._compared.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._compared.setObjectName("comparisonTitle")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (section_head(tr("Results")), self._compared, self.view):
            layout.addWidget(widget)
        current_model.previous_action.changed.connect(self._name_previous)
        self._name_previous()
        self.hide()

    def show_state(self, state: SessionState, buttons: Buttons) -> bool:
        """Show the result, and what can be done about it now; whether there is a new result."""
        comparison = state.result.comparison if state.result else state.stored
        is_new = comparison is not self._shown  # It is made of many widgets.
        if is_new:
            if state.result:
                self.show_result(state.result)
            elif state.stored:
                self._show_stored(state.stored)
            else:
                self._clear()
        if state.decision is Decision.MADE:
            self.view.end_advice()
        decisions = self.decisions
        for button in (decisions.use, decisions.save, decisions.discard):
            button.setVisible(buttons.shows_decision)
            button.setEnabled(buttons.can_decide)
        self._shows_back = buttons.shows_back
        self._name_previous()
        return is_new and comparison is not None

    def show_result(self, result: TrainingResult) -> None:
        """Show the result of a training, which is to be decided on."""
        text = tr("Error rates before ({name}) and after, on the same digits")
        is_worse = result.comparison.scores[0].is_noticeably_worse
        is_better = not (result.diagnosis or is_worse)
        diagnosis = status_texts.diagnosis_text(result.diagnosis) if result.diagnosis else ""
        note = status_texts.known_text(result)
        self.view.show_comparison(result.comparison, note, diagnosis, advises=not is_better)
        self.decisions.mark_default(is_better=is_better)
        self._show(result.comparison, text.format(name=result.before_name))

    def _show_stored(self, comparison: Comparison) -> None:
        """Show what is known of a training whose result is still being worked out."""
        self.view.show_comparison(comparison)
        self._show(comparison, tr("Error rates before and after, on the same digits"))

    def _show(self, comparison: Comparison, compared: str) -> None:
        self._compared.setText(compared)
        self._shown = comparison
        self.show()

    def _clear(self) -> None:
        self.view.clear()
        self._shown = None
        self.hide()

    def _name_previous(self) -> None:
        back, current_model = self.decisions.back, self._current_model
        can_go_back = current_model.previous_action.isEnabled()
        back.setEnabled(can_go_back)
        back.setVisible(self._shows_back and can_go_back)
        text = tr("Switch to &previous model")
        if name := current_model.previous_name:
            short = menu_text(back.fontMetrics().elidedText(name, MIDDLE, MAX_NAME_LENGTH))
            text = tr("Switch to &previous model ({name})").format(name=short)
        back.setText(text)
