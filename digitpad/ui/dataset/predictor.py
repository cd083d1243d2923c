"""Has the network predict all digits of a dataset, away from the window."""

from collections.abc import Callable, Generator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from digitpad.data.digitset import DigitSet
from digitpad.data.editable_set import EditableSet
from digitpad.nn.metrics import iter_log_proba
from digitpad.nn.network import Network
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.worker import Worker, stop_worker

Predictions = tuple[int, NDArray[np.floating]]
"""The first digit, and the log-probabilities (M, 10) of it and of those that follow."""

Note = Callable[[EditableSet, int, NDArray[np.floating]], None]
"""Notes predictions, (M, 10), of the digits from a number on."""

CHUNK_SIZE = 125
"""Digits between two places where the work can be stopped: about a frame of the window."""

REPORT_EVERY = 100
"""Milliseconds between two looks at how far the work is: painting takes time from it."""


class Predictor(QObject):
    """Predicts digits in the background and notes the predictions in their dataset.

    Parameters
    ----------
    open_dataset : its digits are predicted, until another dataset is open.
    forget, note : how a dataset forgets and notes these predictions.

    Signals
    -------
    predicted() : more digits have a prediction.
    failed(object) : the DigitpadError that ended it.
    """

    predicted = Signal()
    failed = Signal(object)

    def __init__(
        self,
        open_dataset: OpenDataset,
        forget: Callable[[EditableSet], None] = EditableSet.forget_predictions,
        note: Note = EditableSet.add_predictions,
    ) -> None:
        super().__init__(open_dataset)
        self._open = open_dataset
        self._forget, self._note_in = forget, note
        open_dataset.replaced.connect(self.stop)
        self._worker: Worker | None = None
        self._report = Throttle(self.predicted.emit, REPORT_EVERY, self)

    def start(self, network: Network) -> None:
        """Have a network predict all digits, in place of the predictions that there are."""
        self.stop()
        dataset = self._open.dataset
        self._forget(dataset)
        sets = dataset.sets
        self._worker = Worker(lambda: _predictions(network, sets))
        self._worker.failed.connect(self.failed)
        self._worker.yielded.connect(lambda predictions: self._note(dataset, predictions))
        self._worker.start()

    def stop(self) -> None:
        """End the work, if any is under way."""
        stop_worker(self._worker)
        self._worker = None

    def _note(self, dataset: EditableSet, predictions: Predictions) -> None:
        self._note_in(dataset, *predictions)
        self._report.request()


def _predictions(network: Network, sets: Sequence[DigitSet]) -> Generator[Predictions, None, None]:
    """What a network predicts for some sets, one after the other."""
    start = 0
    for digits in sets:
        for log_probabilities in iter_log_proba(network, digits.images, CHUNK_SIZE):
            yield start, log_probabilities
            start += len(log_probabilities)
