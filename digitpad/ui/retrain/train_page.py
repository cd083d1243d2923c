"""What the Train tab shows: what to train with, how the training goes, and its result."""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digitpad.data.my_digits import my_digits
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.retrain.curves import LearningCurve
from digitpad.ui.retrain.dataset_list import own_repeats
from digitpad.ui.retrain.history_view import HistoryDialog
from digitpad.ui.retrain.result_view import ResultView
from digitpad.ui.retrain.run_controls import RunControls
from digitpad.ui.retrain.session import TrainingSession
from digitpad.ui.retrain.session_state import Stage, buttons_of, leave_message, start_question
from digitpad.ui.retrain.status_texts import ended_message
from digitpad.ui.retrain.training_choice import LEAST_WIDTH, WIDTH, TrainingChoice
from digitpad.ui.retrain.weights_view import WeightsView
from digitpad.ui.support.messages import ask
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner

Button = QMessageBox.StandardButton


class TrainPage(QWidget):
    """Shows a session beside what is selected to train with, and hands clicks on to it.

    Signals
    -------
    message(str) : something quiet to tell the user.
    stale(str) : what a message said, which the page itself shows now.
    failed(object) : the DigitpadError of a dataset that cannot be read.
    """

    message = Signal(str)
    stale = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        session: TrainingSession,
        current_model: CurrentModel,
        background: TaskRunner,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("retrainDialog")
        self.session = session
        self._current_model = current_model
        self._background = background
        self.choice = TrainingChoice(current_model, self)
        self.dataset_list = self.choice.dataset_list
        self.hyperparameters = self.choice.hyperparameters
        self.fetching = self.choice.fetching
        self._controls = RunControls(self)
        self.start_button = self.choice.start_row.start
        self.pause_button, self.stop_button = self._controls.pause, self._controls.stop
        self.history_button = self._controls.history
        self.curve = LearningCurve(session, self)
        self.curve.setObjectName("learningCurve")
        self.weights = WeightsView(session, self)
        self.results = ResultView(current_model, self)
        self.outcome_view = self.results.view
        decisions = self.results.decisions
        self.use_button, self.save_button = decisions.use, decisions.save
        self.discard_button, self.back_button = decisions.discard, decisions.back
        self._follows_results = False
        self._told = ""
        self._lay_out()
        self._connect()
        self.choice.restore()
        self._show_state()

    def _lay_out(self) -> None:
        """Settings on the left; on the right the training, of which the middle scrolls."""
        middle = QWidget(self)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, SPACE, 0)  # Before the scroll bar.
        inner.setSpacing(2 * SPACE)
        inner.addWidget(self.curve, 1)
        inner.addWidget(self.weights)
        inner.addWidget(self.results)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(middle)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right = QVBoxLayout()
        right.setSpacing(2 * SPACE)
        right.addWidget(self._controls)
        right.addWidget(self._scroll, 1)
        right.addWidget(self.results.decisions)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(3 * SPACE)
        layout.addWidget(self.choice)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._show_state)
        session.message.connect(self.message)
        session.ended.connect(self._tell_ended)
        self.start_button.clicked.connect(self._ask_to_start)
        self.pause_button.clicked.connect(self._pause_or_go_on)
        self.stop_button.clicked.connect(session.stop)
        self.history_button.clicked.connect(self._show_history)
        self.use_button.clicked.connect(session.use_result)
        self.save_button.clicked.connect(lambda: session.save_result())
        self.discard_button.clicked.connect(self._ask_to_discard)
        self.back_button.clicked.connect(self._current_model.back)
        self.choice.changed.connect(self._show_state)
        self.choice.failed.connect(self.failed)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(self._scroll_to_results)  # Their height comes step by step.
        bar.actionTriggered.connect(self._scrolled)

    def _show_state(self) -> None:
        """Show how things are, and offer what can be done now."""
        focused = self._focused
        state = self.session.state
        buttons = buttons_of(state, self.choice.why_not)
        self.choice.show_state(buttons)
        self._controls.show_state(state, buttons)
        # While a training is under way, the settings cannot be changed.
        first = self.dataset_list.list
        self.setFocusProxy(first if first.isEnabled() else self.stop_button)
        if self.results.show_state(state, buttons):
            self._follows_results = True
        if focused and not (focused.isEnabled() and focused.isVisible()):
            self.setFocus()  # Qt would have given it to whatever comes next, even to another tab.

    @property
    def _focused(self) -> QWidget | None:
        """The part of the page that has the focus."""
        focused = QApplication.focusWidget()
        return focused if focused and self.isAncestorOf(focused) else None

    def _scroll_to_results(self) -> None:
        """Have new results begin at the top, where there is not enough room for everything."""
        if self._follows_results:
            self._scroll.verticalScrollBar().setValue(self.results.y())

    def _scrolled(self) -> None:
        self._follows_results = False

    def _tell_ended(self) -> None:
        """Say that a training has ended, where the page that shows it is not in front."""
        if (result := self.session.state.undecided) and not self.isVisible():
            self._tell(ended_message(result))

    def _tell(self, text: str) -> None:
        self._told = text
        self.message.emit(text)

    # What is pressed

    def _ask_to_start(self) -> None:
        """Start, but ask first where that would end what could still be used."""
        self.session.look_for_checkpoint()
        if question := start_question(self.session.state):
            ask(self, question, {Button.Discard: self.start, Button.Cancel: lambda: None})
        else:
            self.start()

    def start(self) -> None:
        """Train with what is selected."""
        self.choice.interpret()
        self.remember()
        self.session.start(self.choice.config(), own_repeats)

    def _ask_to_discard(self) -> None:
        """Keep the current model, but ask first where the new one is in no file."""
        result = self.session.state.undecided
        if result and not (result.path and result.path.exists()):
            answers = {Button.Discard: self.session.keep_current, Button.Cancel: lambda: None}
            ask(self, tr("Discard the new model? It is not in the history."), answers)
        else:
            self.session.keep_current()

    def _pause_or_go_on(self) -> None:
        match self.session.state.stage:
            case Stage.IDLE:
                self.session.resume()
            case Stage.PAUSED:
                self.session.go_on()
            case _:
                self.session.pause()

    def _show_history(self) -> None:
        def undecided() -> Path | None:
            result = self.session.state.undecided
            return result.path if result else None

        HistoryDialog(self._current_model, self._background, undecided, self).open()

    # What the main window asks for

    def remember(self) -> None:
        """Keep what is selected for the next time."""
        self.choice.remember()

    def count_my_digits(self) -> None:
        """There is a digit more or less to train on."""
        self.dataset_list.count(str(my_digits()))

    def shut_down(self) -> None:
        """End what is under way, without waiting; of a training a checkpoint is kept."""
        self.session.shut_down()
        self.choice.shut_down()

    # Qt's events

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least - QSize(self.choice.width() - LEAST_WIDTH, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the settings give way where there is little room."""
        beyond = self.width() - self.minimumSizeHint().width()
        self.choice.setFixedWidth(min(LEAST_WIDTH + max(beyond, 0), WIDTH))
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._told:
            self.stale.emit(self._told)
            self._told = ""
        self.session.look_for_checkpoint()
        self.dataset_list.add_recent()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Where another tab came to the front: the window is neither minimized nor closed.
        is_left = self.window().isVisible() and not event.spontaneous()
        if is_left and (message := leave_message(self.session.state)):
            self._tell(message)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.session.look_for_checkpoint()  # Another window may have trained meanwhile.
        return super().event(event)
