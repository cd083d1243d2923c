"""What to train with: datasets and hyperparameters, and the button that starts."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QScrollArea, QVBoxLayout, QWidget

from digitpad.data.mnist import mnist_folder
from digitpad.files.resources import resource_path
from digitpad.learning.config import TrainingConfig
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.retrain.dataset_list import DatasetList
from digitpad.ui.retrain.hyperparameters import Hyperparameters
from digitpad.ui.retrain.mnist_download import MnistDownload
from digitpad.ui.retrain.session_state import Buttons
from digitpad.ui.retrain.start_row import StartRow
from digitpad.ui.support.recent import remember_recent
from digitpad.ui.support.settings import json_setting, settings
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.progress_row import ProgressRow

OPTIONS, SOURCES = "retrain/options", "retrain/sources"

WIDTH, LEAST_WIDTH = 320, 298
"""Pixels."""


class TrainingChoice(QWidget):
    """The left side of the Train tab: settings that scroll, and below them the start.

    Signals
    -------
    changed() : something else was selected, or typed.
    failed(object) : the DigitpadError of a dataset that cannot be read.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, current_model: CurrentModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._current_model = current_model
        self.dataset_list = DatasetList(self)
        progress = ProgressRow(self)
        self.fetching = MnistDownload(progress, self)
        self.hyperparameters = Hyperparameters(self)
        self.start_row = StartRow(self)
        self._selectable = QWidget(self)
        inner = QVBoxLayout(self._selectable)
        inner.setContentsMargins(0, 0, SPACE, 0)  # Before the scroll bar.
        inner.setSpacing(2 * SPACE)
        inner.addWidget(self.dataset_list, 1)
        inner.addWidget(progress)
        inner.addWidget(self.hyperparameters)
        scroll = QScrollArea(self)
        scroll.setWidget(self._selectable)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.start_row)
        self.dataset_list.changed.connect(self.changed)
        self.dataset_list.failed.connect(self.failed)
        self.dataset_list.mnist_wanted.connect(self.fetching.ask)
        self.fetching.fetched.connect(self._mnist_fetched)
        self.fetching.failed.connect(self.failed)
        self.hyperparameters.changed.connect(self.changed)
        current_model.changed.connect(self._show_sizes)

    def show_state(self, buttons: Buttons) -> None:
        """Show what can be selected, and whether a training can start."""
        self._selectable.setEnabled(buttons.can_choose)
        self.start_row.show_state(buttons)

    def restore(self) -> None:
        """Select what was selected the last time."""
        self.hyperparameters.show_remembered(json_setting(OPTIONS))
        self.dataset_list.fill(mnist_folder(), json_setting(SOURCES))
        self._show_sizes()

    def remember(self) -> None:
        """Keep what is selected for the next time."""
        settings().setValue(OPTIONS, json.dumps(self.hyperparameters.remembered()))
        settings().setValue(SOURCES, json.dumps(self.dataset_list.remembered()))

    def interpret(self) -> None:
        """Take over numbers that are being typed: not every system takes the focus on a click."""
        for box in self.findChildren(QAbstractSpinBox):
            box.interpretText()

    def config(self) -> TrainingConfig:
        """What is selected."""
        start = self._current_model.path or str(resource_path("model.npz"))
        paths = tuple(source.path for source in self.dataset_list.ticked())
        return self.hyperparameters.config(paths, self.dataset_list.repeats(), start)

    @property
    def why_not(self) -> str:
        """Why this cannot be trained with; empty where it can."""
        if not self.dataset_list.ticked():
            return tr("Select at least one dataset.")
        return self.hyperparameters.why_not

    def shut_down(self) -> None:
        """End what is under way, without waiting."""
        self.fetching.shut_down()
        self.dataset_list.shut_down()

    def _show_sizes(self) -> None:
        model = self._current_model
        self.hyperparameters.show_current(model.name, model.current.network.sizes)

    def _mnist_fetched(self) -> None:
        remember_recent("dataset", str(mnist_folder()))
        self.dataset_list.add_mnist(mnist_folder())
