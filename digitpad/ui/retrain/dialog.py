"""The window beside the main one in which a network is trained."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.data.mnist import mnist_folder
from digitpad.data.my_digits import my_digits
from digitpad.errors import DigitpadError
from digitpad.files.log import LOG
from digitpad.files.resources import resource_path
from digitpad.files.user_data import checkpoint_path
from digitpad.learning.comparison import Comparison
from digitpad.learning.config import TrainingConfig
from digitpad.learning.progress import PartDone
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.retrain import status_texts
from digitpad.ui.retrain.curves import LearningCurve
from digitpad.ui.retrain.dataset_list import DatasetList, own_repeats
from digitpad.ui.retrain.history_view import HistoryDialog
from digitpad.ui.retrain.hyperparameters import Hyperparameters
from digitpad.ui.retrain.mnist_download import MnistDownload
from digitpad.ui.retrain.result_view import ResultView
from digitpad.ui.retrain.trainer import Begun, Kept, Progress, Stage, Trainer
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.messages import ask
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.recent import remember_recent
from digitpad.ui.support.settings import json_setting, settings
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.window_geometry import restore_geometry
from digitpad.ui.support.worker import Background
from digitpad.ui.widgets.progress_row import ProgressRow

Button = QMessageBox.StandardButton

OPTIONS, SOURCES, GEOMETRY = "retrain/options", "retrain/sources", "retrain/geometry"

START = "Train with what is chosen on the left"


class RetrainDialog(QDialog):
    """Wires what is chosen, what trains, and what came of it.

    Signals
    -------
    message(str) : something quiet to tell the user in the main window.
    failed(object) : the DigitpadError of a data set that cannot be read.
    """

    message = Signal(str)
    failed = Signal(object)

    def __init__(
        self, current_model: CurrentModel, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("retrainDialog")
        self.setWindowTitle("Retrain")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._current_model = current_model
        self._background = background
        self._said, self._warning, self._what = "", "", ""
        self.trainer = Trainer(lambda: current_model.current, lambda: current_model.name, self)
        self.dataset_list = DatasetList(self)
        self._fetch_progress = ProgressRow(self)
        self.fetching = MnistDownload(self._fetch_progress, self)
        self.hyperparameters = Hyperparameters(self)
        self.curve = LearningCurve(self)
        self.curve.setObjectName("learningCurve")
        self.results = ResultView(current_model, self)
        self.outcome_view = self.results.view
        self._make_controls()
        self._lay_out()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Return in a number is to press none.
        self._connect()
        self._restore()
        self._show_stage()

    def _make_controls(self) -> None:
        self.start_button = _button("Start", START)
        self.pause_button = _button("Pause", "")
        self.stop_button = _button("Stop", "End now, with the best epoch so far")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(SPACE)
        self._state = plain_label(parent=self)
        self._state.setObjectName("retrainState")
        self._state.setWordWrap(True)
        self.history_button = _button("History…", "All runs so far: compare, use, save or delete")
        decisions = self.results.decisions
        self.use_button, self.save_button = decisions.use, decisions.save
        self.discard_button, self.back_button = decisions.discard, decisions.back

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(2 * SPACE)
        left.addWidget(self.dataset_list, 1)
        left.addWidget(self._fetch_progress)
        left.addWidget(self.hyperparameters)
        chosen = QWidget(self)
        chosen.setLayout(left)
        chosen.setFixedWidth(336)
        left.setContentsMargins(0, 0, 0, 0)
        self._chosen = chosen
        controls = QHBoxLayout()
        controls.setSpacing(SPACE)
        for button in (self.start_button, self.pause_button, self.stop_button):
            controls.addWidget(button)
        controls.addStretch(1)
        controls.addWidget(self.history_button)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addLayout(controls)
        right.addWidget(self._bar)
        right.addWidget(self._state)
        right.addWidget(self.curve, 1)
        right.addWidget(self.results)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(3 * SPACE)
        layout.addWidget(chosen)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        self.start_button.clicked.connect(self._ask_to_start)
        self.pause_button.clicked.connect(self._pause_or_go_on)
        self.stop_button.clicked.connect(self.trainer.stop)
        self.history_button.clicked.connect(self._show_history)
        self.results.changed.connect(self._result_changed)
        self.results.said.connect(self._say)
        self.results.used.connect(self._show_reader)
        self.trainer.stage_changed.connect(self._show_stage)
        self.trainer.prepared.connect(self._show_preparation)
        self.trainer.begun.connect(self._begin)
        self.trainer.progressed.connect(self._show_progress)
        self.trainer.kept.connect(self._show_kept)
        self.trainer.epoch_done.connect(self.curve.add)
        self.trainer.ended.connect(self._end)
        self.trainer.failed.connect(self._show_failure)
        self.dataset_list.changed.connect(self._show_stage)
        self.hyperparameters.changed.connect(self._show_stage)
        self.dataset_list.mnist_wanted.connect(self.fetching.ask)
        self.fetching.fetched.connect(self._mnist_fetched)
        self.fetching.failed.connect(self.failed)
        self.dataset_list.failed.connect(self.failed)
        self._current_model.changed.connect(self._model_changed)

    # What is chosen

    def _restore(self) -> None:
        self.resize(QSize(936, 640))
        restore_geometry(self, GEOMETRY)
        self.hyperparameters.show_remembered(json_setting(OPTIONS))
        self.dataset_list.fill(mnist_folder(), json_setting(SOURCES))
        self.hyperparameters.show_current_sizes(self._current_model.current.network.sizes)

    def remember(self) -> None:
        """Keep what is chosen for the next time."""
        settings().setValue(OPTIONS, json.dumps(self.hyperparameters.remembered()))
        settings().setValue(SOURCES, json.dumps(self.dataset_list.remembered()))
        settings().setValue(GEOMETRY, self.saveGeometry())

    def config(self) -> TrainingConfig:
        """What is chosen."""
        start = self._current_model.path or str(resource_path("model.npz"))
        paths = tuple(source.path for source in self.dataset_list.ticked())
        return self.hyperparameters.config(paths, self.dataset_list.repeats(), start)

    def _model_changed(self) -> None:
        self.hyperparameters.show_current_sizes(self._current_model.current.network.sizes)
        self._show_stage()
        if not self.is_busy and self.results.outcome is None:
            self._show_reader()

    def _show_reader(self) -> None:
        self._say(f"{self._current_model.name} reads from now on.")

    def _say(self, text: str) -> None:
        """Tell how things are, and below it a warning where there is one."""
        self._said = text
        self._state.setText(f"{text}\n{self._warning}" if text and self._warning else text)

    # Training

    def _ask_to_start(self) -> None:
        """Start, but ask first where that would end what could still be used."""
        if self.is_unsaved:
            text = "Discard the new model, and train another one?"
        elif self._is_stopped:
            text = "Discard the training that was stopped, and begin another one?"
        else:
            self.start()
            return
        ask(self, text, {Button.Discard: self.start, Button.Cancel: lambda: None})

    def start(self) -> None:
        """Train with what is chosen."""
        for box in self._chosen.findChildren(QAbstractSpinBox):
            box.interpretText()  # Not every system takes the focus from it on a click.
        self.remember()
        self.trainer.start(self.config(), own_repeats)
        if self.trainer.is_new:  # Where none can begin now, the comparison stays.
            self._what = ""
            self._clear()

    def resume(self, *, is_done: bool = False, stored: Comparison | None = None) -> None:
        """Go on with the training that was stopped last.

        Parameters
        ----------
        is_done : every epoch of it is done, and only its outcome is to be shown.
        stored : what is known of that already.
        """
        self._warning = ""
        self._what = status_texts.READS_OUTCOME if is_done else ""
        self.trainer.resume()
        if self.is_busy:
            self._say(self._what or status_texts.GOES_ON)
            if stored:
                self.results.show_stored(stored)

    def _pause_or_go_on(self) -> None:
        match self.trainer.stage:
            case Stage.IDLE:
                self.resume()
            case Stage.PAUSED:
                self.trainer.go_on()
            case _:
                self.trainer.pause()

    def _begin(self, begun: Begun) -> None:
        if not self._what:  # Else what was stored stays until all is known.
            self._clear()
        self.curve.start(begun.config.epochs, begun.reports, begun.losses)

    def _show_preparation(self, part: PartDone) -> None:
        self._bar.setRange(0, part.total)
        self._bar.setValue(part.done)
        self._say(self._what or f"{part.what} · {part.done:,} of {part.total:,}")

    def _show_progress(self, progress: Progress) -> None:
        # A thousand steps suffice: each new value has the bar painted at once.
        self._bar.setRange(0, 1000)
        self._bar.setValue(1000 * progress.done // progress.total)
        self.curve.show_losses(progress.losses)
        if self.trainer.stage is Stage.PAUSED:
            return  # This was on its way when the training came to rest.
        self._say(status_texts.progress_text(progress))

    def _show_kept(self, kept: Kept) -> None:
        """Warn while no checkpoint can be written."""
        self._warning = status_texts.NOT_KEPT.format(kept.problem) if kept.problem else ""
        self._say(self._said)
        if self._warning:
            self.message.emit(self._warning)

    def _end(self, outcome: TrainingResult | None) -> None:
        has_changed = outcome is not None and outcome.has_changed
        if self._outcome and (outcome is None or has_changed):
            outcome = self._outcome  # It has not gone on.
        if outcome is None:
            self._warn_of_loss()
            nothing = "Stopped before the first epoch was done: there is no new model."
            self._say(status_texts.STOPPED if checkpoint_path().exists() else nothing)
            return
        self.results.show_outcome(outcome)
        self._warn_of_loss()
        self._say(status_texts.outcome_text(outcome, has_changed=has_changed))
        if outcome.diagnosis:
            self.message.emit("The training has ended and learned nothing: Ctrl+R shows why")
        else:
            self.message.emit("The training has ended: Ctrl+R shows what it brought")

    def _warn_of_loss(self) -> None:
        """Warn while what came of a training is on no disk."""
        self._warning = status_texts.IN_MEMORY if self.is_unsaved else ""

    def _show_failure(self, error: DigitpadError) -> None:
        self._warn_of_loss()
        self._say(f"{error}\nThe model that reads is as it was.")

    # What becomes of it

    @property
    def _outcome(self) -> TrainingResult | None:
        """What is still to be decided on."""
        return self.results.outcome

    def save(self, then: Callable[[], None] = lambda: None) -> None:
        """Write the new model where the user wants it, then call ``then``."""
        self.results.save(then)

    def lose(self) -> None:
        """Forget the new model, but no checkpoint of an earlier epoch."""
        self.results.lose()

    def _clear(self) -> None:
        self._warning = ""
        self.results.clear()

    def _result_changed(self) -> None:
        if not self.is_busy:
            self._warn_of_loss()
            self._say(self._said)
        self._show_stage()

    def _show_history(self) -> None:
        def undecided() -> Path | None:
            return self._outcome.path if self._outcome else None

        HistoryDialog(self._current_model, self._background, undecided, self).open()

    def _show_stage(self) -> None:
        """Offer what can be done now."""
        stage = self.trainer.stage
        idle = stage is Stage.IDLE
        self._chosen.setEnabled(idle)
        has_digits = bool(self.dataset_list.ticked())
        is_understood = self.hyperparameters.is_understood
        self.start_button.setEnabled(idle and has_digits and is_understood)
        tip = START if is_understood else "One of the numbers cannot be understood"
        self.start_button.setToolTip(tip if has_digits else "Tick at least one data set first")
        goes_on = stage is Stage.PAUSED or self._is_stopped
        self.pause_button.setText("Resume" if goes_on else "Pause")
        self.pause_button.setToolTip(
            "Go on where it stopped" if goes_on else "Rest, and leave the processor to others"
        )
        self.pause_button.setEnabled(goes_on or stage is Stage.TRAINING)
        self.stop_button.setEnabled(not idle and stage is not Stage.ENDING)
        self.results.show_offers(idle)
        if idle:
            self._bar.reset()
        if stage is Stage.PAUSED:
            self._say("Paused")
        elif self._is_stopped and not self._said:
            self._say(status_texts.STOPPED)

    @property
    def _is_stopped(self) -> bool:
        """Whether a training can be taken up again."""
        is_over = self._outcome is not None and self._outcome.is_over
        return not (self.is_busy or is_over) and checkpoint_path().exists()

    @property
    def is_busy(self) -> bool:
        """Whether a training is under way."""
        return self.trainer.stage is not Stage.IDLE

    @property
    def is_warned(self) -> bool:
        """Whether no checkpoint can be written of it."""
        return bool(self._warning)

    @property
    def is_unsaved(self) -> bool:
        """Whether a new model is in memory alone: in no file, and not on its way into use."""
        return self.results.is_unsaved

    @property
    def is_ending(self) -> bool:
        """Whether it is being ended already."""
        return self.trainer.stage is Stage.ENDING

    def shut_down(self) -> None:
        """End what is under way, without waiting; of a training a checkpoint is kept."""
        if self.is_unsaved:
            LOG.warning("A new model is lost: it was not saved, and no checkpoint was written.")
        self.trainer.shut_down()
        self.fetching.shut_down()
        self.dataset_list.shut_down()

    def _mnist_fetched(self) -> None:
        remember_recent("dataset", str(mnist_folder()))
        self.dataset_list.add_mnist(mnist_folder())

    def count_my_digits(self) -> None:
        """There is a digit more or less to learn from."""
        self.dataset_list.count(str(my_digits()))

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.dataset_list.add_recent()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.trainer.stage is Stage.PAUSED:
            self.message.emit("The training is paused: Ctrl+R shows it")
        elif self.is_busy:
            self.message.emit("The training goes on: Ctrl+R shows it")


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button
