"""What is done with the open dataset: opened, predicted, edited, saved, recovered."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from digitpad.data.digitset import is_synthetic
from digitpad.data.editable_set import NOT_PREDICTED, EditableSet
from digitpad.data.formats import ReadOptions, UnclearError
from digitpad.errors import DigitpadError
from digitpad.files.resources import is_shipped, reference_digits
from digitpad.nn.inference import single_logits
from digitpad.nn.layers import log_softmax
from digitpad.nn.network import Network
from digitpad.ui.dataset.editing import Editing
from digitpad.ui.dataset.load_question import ask_unclear, can_ask
from digitpad.ui.dataset.loader import Loader
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.dataset.predictor import Predictor
from digitpad.ui.dataset.recovery import Recovery
from digitpad.ui.dataset.saver import Saver
from digitpad.ui.widgets.progress_row import ProgressRow


class DatasetController(QObject):
    """Wires the owner of the open dataset to what changes it; shows nothing itself.

    Parameters
    ----------
    open_dataset : the owner.
    editing : relabels and deletes its digits.
    network : predicts them.
    loading_progress, saving_progress : show how far it is.
    page : where questions are asked, and where the keys hold.

    Signals
    -------
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be opened or written.
    """

    message = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        open_dataset: OpenDataset,
        editing: Editing,
        network: Network,
        loading_progress: ProgressRow,
        saving_progress: ProgressRow,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._open = open_dataset
        self._page = page
        self._network = network
        self.editing = editing
        self.loader = Loader(open_dataset, loading_progress, page)
        self.saver = Saver(open_dataset, saving_progress, page)
        self.recovery = Recovery(open_dataset, editing.redo, page)
        self.predictor = Predictor(open_dataset)
        self._other_network: Network | None = None
        self.other_predictor = Predictor(
            open_dataset, EditableSet.forget_other_predictions, EditableSet.add_other_predictions
        )
        self._connect()

    def _connect(self) -> None:
        self._open.replaced.connect(self._start_afresh)
        self._open.loading_ended.connect(self._go_on_with)
        self.loader.failed.connect(self._fail_or_ask)
        for changed in (self.editing.edited, self.editing.restored, self.saver.saved):
            changed.connect(lambda *_: self.recovery.note())
        self.saver.saved.connect(self.recovery.settle)
        self.saver.moved.connect(self.open)
        self.saver.outdated.connect(self._open_again)
        self.saver.discarded.connect(self.editing.revert)
        for source in (self.saver, self.recovery):
            source.message.connect(self.message)
        for failing in (self.saver, self.recovery, self.predictor, self.other_predictor):
            failing.failed.connect(self.failed)

    # Opening

    def open(self, path: str | Path, options: ReadOptions | None = None) -> None:
        """Load a dataset in the background, in place of the one that is open.

        Asks first where that one has changes that were not saved.
        """
        source = None if is_synthetic(path) or is_shipped(path) else Path(path)
        self.saver.leave(lambda: self._load(path, source, options or ReadOptions()))

    def _open_again(self) -> None:
        """Read what is open from the disk, in the way in which it was read before."""
        self.open(self._open.dataset.path, self._open.dataset.options)

    def open_half(self, half: str) -> None:
        """Load the other half of the dataset that is open, ``"train"`` or ``"test"``."""
        dataset = self._open.dataset
        self.open(dataset.path, replace(dataset.options, half=half))

    def open_reference_digits(self) -> None:
        """Load the digits that come with the program, where no dataset was opened yet."""
        if not self._open.latest.name:
            self._load(reference_digits(), None, ReadOptions())

    def _load(self, path: str | Path, source: Path | None, options: ReadOptions) -> None:
        # What is undone from now on would be lost with the set, unless nothing comes of the other.
        self.editing.undo_stack.setActive(False)
        self.loader.load(path, source, options)

    def _fail_or_ask(self, error: DigitpadError) -> None:
        """Tell what cannot be opened; ask where the user's answer opens it."""
        if isinstance(error, UnclearError) and can_ask(error):
            path, options = self._open.latest.path, self._open.latest.options
            ask_unclear(self._page, error, options, lambda answer: self.open(path, answer))
        else:
            self.failed.emit(error)

    def _start_afresh(self) -> None:
        """Forget what belongs to the dataset that was open."""
        self.editing.undo_stack.clear()
        self.recovery.note()

    def _go_on_with(self, loaded: EditableSet) -> None:
        """Go on with the digits that are open now: a dataset, a part of it, or the one before."""
        if self._page.isVisible():
            self.editing.undo_stack.setActive(True)
        if (self._open.dataset.predicted == NOT_PREDICTED).any():
            self.predictor.start(self._network)
        self._predict_by_other()
        self.recovery.note_loaded(loaded)

    # Predicting

    def set_network(self, network: Network) -> None:
        """Have the digits predicted by this network from now on."""
        self._network = network
        # While more digits come, all are predicted at the end.
        if self._open.is_waiting or self._open.loading is None:
            self.predictor.start(self._network)

    def predict_all(self) -> None:
        """Have all digits predicted, in place of the predictions that there are."""
        self.predictor.start(self._network)
        self._predict_by_other()

    def _predict_by_other(self) -> None:
        if self._other_network:
            self.other_predictor.start(self._other_network)

    def compare_with(self, network: Network | None) -> None:
        """Have the digits predicted by a second network, too; by none any more with None."""
        self._other_network = network
        if network:
            self.other_predictor.start(network)
        else:
            self.other_predictor.stop()
            self._open.dataset.forget_other_predictions()

    def log_probabilities(self, image: NDArray[np.uint8]) -> list[float]:
        """What the network predicts for a picture, uint8 (28, 28): ten, nats."""
        return _log_probabilities(self._network, image)

    def other_log_probabilities(self, image: NDArray[np.uint8]) -> list[float] | None:
        """What the second network predicts for a picture, where there is one."""
        return _log_probabilities(self._other_network, image) if self._other_network else None

    def shut_down(self) -> None:
        """End what is under way, but for what is being saved."""
        if self._open.is_unfinished:
            self.loader.stop()  # These digits are still to be saved, or kept.
        else:
            self.loader.give_up()
        self.predictor.stop()
        self.other_predictor.stop()
        self.recovery.close()


def _log_probabilities(network: Network, image: NDArray[np.uint8]) -> list[float]:
    log_probabilities = log_softmax(single_logits(network, image)[None])[0]
    return [float(value) for value in log_probabilities]
