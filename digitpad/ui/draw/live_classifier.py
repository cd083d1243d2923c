"""Reads the drawing with the network, as often as the window can show it and no more."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from digitpad.explain.certainty import Certainty, certainty_of
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import CANVAS, Drawing, Stroke
from digitpad.nn.inference import single_logits
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network
from digitpad.ui.support.throttle import Soon

DOT = Drawing((Stroke(np.array([[CANVAS / 2, CANVAS / 2]], np.float32)),))


@dataclass(frozen=True, eq=False)
class LivePrediction:
    """What the network made of a drawing.

    Parameters
    ----------
    picture : uint8 (28, 28), what it was given.
    probabilities : ten that sum to 1; none where there is no ink.
    certainty : whether they can be trusted, and if not, why.
    seconds : what the way from strokes to all of this took.
    """

    picture: NDArray[np.uint8]
    probabilities: tuple[float, ...]
    certainty: Certainty
    seconds: float


def classify(drawing: Drawing, network: Network) -> LivePrediction:
    """Read a drawing."""
    start = time.perf_counter()
    picture = rasterized(drawing)
    probabilities: tuple[float, ...] = ()
    if picture.any():
        logits = single_logits(network, picture)
        probabilities = tuple(softmax(logits[None])[0].tolist())
    certainty = certainty_of(drawing, probabilities)
    return LivePrediction(picture, probabilities, certainty, time.perf_counter() - start)


class LiveClassifier(QObject):
    """Asks for the drawing whenever it changed, and reads it once a pass of the event loop.

    However many points a fast pen leaves in one pass, they bring one reading.

    Signals
    -------
    has_read(Reading) : the drawing was read.
    """

    classified = Signal(object)

    def __init__(
        self, network: Network, drawing: Callable[[], Drawing], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._network = network
        self._drawing = drawing
        self._reading = Soon(self._read, 0, self)

    def set_network(self, network: Network) -> None:
        """Read with this network from now on."""
        self._network = network
        self.request()

    def request(self) -> None:
        """Read what is drawn as soon as the events that are waiting have been handled."""
        self._reading.ask()

    def warm_up(self) -> None:
        """Read a dot: the first reading loads OpenCV and wakes NumPy's threads."""
        classify(DOT, self._network)

    def _read(self) -> None:
        self.classified.emit(classify(self._drawing(), self._network))
