"""Has the network read all digits of a collection, away from the window."""

from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from digitpad.data.digitset import DigitSet
from digitpad.data.editable_set import EditableSet
from digitpad.nn.metrics import iter_log_proba
from digitpad.nn.network import Network
from digitpad.ui.support.throttle import Soon
from digitpad.ui.support.worker import Worker, end

Predictions = tuple[int, NDArray[np.floating]]
"""The first digit, and the log-probabilities (M, 10) of it and of those that follow."""

CHUNK_SIZE = 200
"""Digits between two places where the judging can be stopped: about a frame of the window."""

REPORT_EVERY = 100
"""Milliseconds between two looks at how far the judging is: painting takes time from it."""


class Predictor(QObject):
    """Reads digits in the background and notes in their collection what was read.

    Signals
    -------
    predicted() : more digits have been read.
    """

    predicted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._report = Soon(self.predicted.emit, REPORT_EVERY, self)

    def start(self, network: Network, collection: EditableSet) -> None:
        """Have a network read all digits anew."""
        self.stop()
        collection.forget_predictions()
        sets = collection.sets
        self._worker = Worker(lambda: _judgements(network, sets))
        self._worker.yielded.connect(lambda predictions: self._note(collection, predictions))
        self._worker.start()

    def stop(self) -> None:
        """End the reading, if any is under way."""
        end(self._worker)
        self._worker = None

    def _note(self, collection: EditableSet, predictions: Predictions) -> None:
        collection.add_predictions(*predictions)
        self._report.ask()


def _judgements(network: Network, sets: Sequence[DigitSet]) -> Generator[Predictions, None, None]:
    """What a network reads in some sets, one after the other."""
    start = 0
    for digits in sets:
        for log_probabilities in iter_log_proba(network, digits.images, CHUNK_SIZE):
            yield start, log_probabilities
            start += len(log_probabilities)
