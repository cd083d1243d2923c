"""Classifies the drawing with the network, as often as the window can show it and no more."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from digitpad.explain.certainty import Certainty, certainty_of
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import CANVAS, Drawing, Stroke
from digitpad.nn.inference import single_logits
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network

DOT = Drawing((Stroke(np.array([[CANVAS / 2, CANVAS / 2]], np.float32)),))


@dataclass(frozen=True, eq=False)
class LivePrediction:
    """What the network made of a drawing.

    Parameters
    ----------
    picture : uint8 (28, 28), what it was given.
    probabilities : ten that sum to 1; none where there is no ink.
    certainty : whether they can be trusted, and if not, why.
    seconds : from the strokes to all of this.
    """

    picture: NDArray[np.uint8]
    probabilities: tuple[float, ...]
    certainty: Certainty
    seconds: float


def classify(drawing: Drawing, network: Network) -> LivePrediction:
    """Predict a drawing."""
    start = time.perf_counter()
    picture = rasterized(drawing)
    probabilities: tuple[float, ...] = ()
    if picture.any():
        logits = single_logits(network, picture)
        probabilities = tuple(softmax(logits[None])[0].tolist())
    certainty = certainty_of(drawing, probabilities)
    return LivePrediction(picture, probabilities, certainty, time.perf_counter() - start)


class LiveClassifier(QObject):
    """Classifies the drawing once a pass of the event loop, if that was requested.

    However many points a fast pen leaves in one pass, they bring one prediction.

    Signals
    -------
    classified(LivePrediction) : what the network made of the drawing.
    """

    classified = Signal(object)

    def __init__(
        self, network: Network, drawing: Callable[[], Drawing], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._network = network
        self._drawing = drawing
        # As soon as the events that are waiting have been handled.
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._classify)

    def set_network(self, network: Network) -> None:
        """Classify with this network from now on."""
        self._network = network
        self.request()

    def request(self) -> None:
        """Classify what is drawn, once, together with all that is requested until then."""
        if not self._timer.isActive():
            self._timer.start()

    def warm_up(self) -> None:
        """Classify a dot: the first prediction loads OpenCV and wakes NumPy's threads."""
        classify(DOT, self._network)

    def _classify(self) -> None:
        self.classified.emit(classify(self._drawing(), self._network))
