"""What the last training brought, and the buttons that decide on it."""

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
from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.growing_scroll_area import GrowingScrollArea

TITLE = "misclassified before ({}) and after, on the same digits"

STORED = "misclassified before and after, on the same digits"

MAX_NAME_LENGTH = 480
"""Pixels of what the button back to a model is called."""


class ResultView(QWidget):
    """Shows the comparison until the next run."""

    def __init__(self, current_model: CurrentModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._current_model = current_model
        self._shown: Comparison | None = None
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
        current_model.previous_action.changed.connect(self._name_previous)
        self._name_previous()
        self._make_room()

    def show_state(self, state: SessionState, buttons: Buttons) -> None:
        """Show the result, and what can be done about it now."""
        comparison = state.result.comparison if state.result else state.stored
        if comparison is not self._shown:  # It is made of many widgets.
            if state.result:
                self.show_result(state.result)
            elif state.stored:
                self._show_stored(state.stored)
            else:
                self._clear()
        if state.decision is Decision.MADE and self.view.end_advice():
            self._make_room()
        decisions = self.decisions
        for button in (decisions.use, decisions.save, decisions.discard):
            button.setVisible(buttons.shows_decision)
            button.setEnabled(buttons.can_decide)
        decisions.back.setVisible(buttons.shows_back)

    def show_result(self, result: TrainingResult) -> None:
        """Show what a training brought, which is to be decided on."""
        note, diagnosis = status_texts.known_text(result), result.diagnosis or ""
        self._title.setText(TITLE.format(result.before_name))
        self.view.show_comparison(result.comparison, note, diagnosis)
        is_worse = result.comparison.scores[0].is_noticeably_worse
        self.decisions.put_in_order(is_better=not (result.diagnosis or is_worse))
        self._shown = result.comparison
        self._make_room()

    def _show_stored(self, comparison: Comparison) -> None:
        """Show what is known of a training whose result is still being worked out."""
        self._title.setText(STORED)
        self.view.show_comparison(comparison, note="")
        self.view.end_advice()
        self._shown = comparison
        self._make_room()

    def _clear(self) -> None:
        self.view.clear()
        self._shown = None
        self._make_room()

    def _make_room(self) -> None:
        """Take no place where nothing is shown."""
        self._title.setVisible(self._shown is not None)
        self._room.setVisible(self._shown is not None)
        self._room.updateGeometry()

    def _name_previous(self) -> None:
        back, current_model = self.decisions.back, self._current_model
        back.setEnabled(current_model.previous_action.isEnabled())
        text = f"Back to the previous model{current_model.previous_name}"
        back.setText(menu_text(back.fontMetrics().elidedText(text, MIDDLE, MAX_NAME_LENGTH)))
