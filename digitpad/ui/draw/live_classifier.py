"""Predicts the drawing with the network, as often as the window can show it and no more."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from digitpad.explain.certainty import Certainty
from digitpad.ink.framing import SIDE
from digitpad.ink.strokes import CANVAS, Drawing, Stroke
from digitpad.nn.network import Network
from digitpad.recognition.number import DigitPrediction, NumberPrediction, NumberPredictor

DOT = Drawing((Stroke(np.array([[CANVAS / 2, CANVAS / 2]], np.float32)),))

BLANK = np.zeros((SIDE, SIDE), np.uint8)


MOST_AT_ONCE = 4
"""Digits that are predicted in one pass of the event loop: the window is to answer in between."""


@dataclass(frozen=True, eq=False)
class LivePrediction:
    """What the network made of a drawing, and which of its digits is selected.

    Parameters
    ----------
    drawing : what was predicted.
    number : its digits; none where there is no ink.
    selected : place of the selected digit among them.
    seconds : from the strokes to all of this.
    """

    drawing: Drawing = field(default_factory=Drawing)
    number: NumberPrediction = field(default_factory=NumberPrediction)
    selected: int = 0
    seconds: float = 0.0

    @property
    def is_several(self) -> bool:
        """Whether there is more than one digit."""
        return len(self.number.digits) > 1

    @property
    def digit(self) -> DigitPrediction | None:
        """The selected digit; None where there is no ink."""
        digits = self.number.digits
        return digits[self.selected] if digits else None

    @property
    def picture(self) -> NDArray[np.uint8]:
        """What the network was given for the selected digit, uint8 (28, 28)."""
        return self.digit.image if self.digit else BLANK

    @property
    def probabilities(self) -> tuple[float, ...]:
        """Ten that sum to 1, of the selected digit; none where there is no ink."""
        return self.digit.probabilities if self.digit else ()

    @property
    def certainty(self) -> Certainty:
        """Whether the prediction of the selected digit can be trusted, and if not, why."""
        return self.digit.certainty if self.digit else Certainty()


@dataclass(frozen=True, eq=False)
class Choice:
    """The digit that the user selected, until something else is drawn.

    Parameters
    ----------
    x, y : its middle, canvas units: its place among the digits may change.
    last : the last stroke at that time.
    """

    x: float
    y: float
    last: Stroke | None


def live_prediction(
    drawing: Drawing, number: NumberPrediction, choice: Choice | None, start: float
) -> LivePrediction:
    """What to show of a drawing whose number was predicted since ``start``, by the clock.

    Parameters
    ----------
    choice : the digit that the user selected, if any.
    """
    for digit in number.digits:
        _ = digit.certainty  # Worked out once, here: it is a part of the time that is shown.
    selected = _selected(number, drawing, choice)
    return LivePrediction(drawing, number, selected, time.perf_counter() - start)


def _selected(number: NumberPrediction, drawing: Drawing, choice: Choice | None) -> int:
    """Which digit is selected: that which the user selected, or else the one drawn last."""
    last = drawing.strokes[-1] if drawing.strokes else None
    if choice and choice.last is last:
        return nearest_digit(number, choice.x, choice.y)
    holds_last = (last in digit.drawing.strokes for digit in number.digits)
    return next((place for place, holds in enumerate(holds_last) if holds), 0)


def nearest_digit(number: NumberPrediction, x: float, y: float) -> int:
    """Place of the digit whose middle is nearest to a point; 0 where there is none."""
    middles = [middle_of(digit) for digit in number.digits]
    distances = [(x - left) ** 2 + (y - top) ** 2 for left, top in middles]
    return min(range(len(distances)), key=distances.__getitem__, default=0)


def middle_of(digit: DigitPrediction) -> tuple[float, float]:
    """x and y of the middle of a digit, canvas units."""
    left, top, right, bottom = digit.box
    return (left + right) / 2, (top + bottom) / 2


class LiveClassifier(QObject):
    """Predicts the drawing once a pass of the event loop, if that was requested.

    However many points a fast pen leaves in one pass, they bring one prediction.

    Signals
    -------
    classified(LivePrediction) : what the network made of the drawing, or another selected digit.
    """

    classified = Signal(object)

    def __init__(
        self, network: Network, drawing: Callable[[], Drawing], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._network = network
        self._predictor = NumberPredictor(network)
        self._drawing = drawing
        self._is_one = False
        self._choice: Choice | None = None
        self._latest = LivePrediction()
        self._is_requested = False
        self._unfinished: tuple[Drawing, float] | None = None  # and the seconds it took so far
        # As soon as the events that are waiting have been handled.
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._classify)

    @property
    def network(self) -> Network:
        """What predicts now."""
        return self._network

    def set_network(self, network: Network) -> None:
        """Predict with this network from now on."""
        self._network, self._predictor = network, NumberPredictor(network)
        self.request()

    def set_always_one(self, is_one: bool) -> None:
        """Predict every drawing as a single digit, or as a number where it has several."""
        self._is_one = is_one
        self.request()

    def request(self) -> None:
        """Predict what is drawn, once, together with all that is requested until then."""
        self._is_requested = True
        if not self._timer.isActive():
            self._timer.start()

    @property
    def prediction(self) -> LivePrediction:
        """That of what is drawn now."""
        while self._timer.isActive():
            self._timer.stop()
            self._classify()
        return self._latest

    def select(self, place: int) -> None:
        """Select a digit by its place in the number; a place beyond either end is that end."""
        latest = self.prediction
        if not latest.is_several:
            return
        digits, strokes = latest.number.digits, latest.drawing.strokes
        place = min(max(place, 0), len(digits) - 1)
        self._choice = Choice(*middle_of(digits[place]), strokes[-1] if strokes else None)
        self._latest = replace(latest, selected=place)
        self.classified.emit(self._latest)

    def warm_up(self) -> None:
        """Predict a dot: the first prediction loads OpenCV and wakes NumPy's threads."""
        NumberPredictor(self._network).predict(DOT)

    def _classify(self) -> None:
        """Predict some of the digits, and tell once it is all of them."""
        if self._unfinished is None:
            self._unfinished, self._is_requested = (self._drawing(), 0.0), False
        drawing, seconds = self._unfinished
        start = time.perf_counter() - seconds
        number = self._predictor.predict_in_steps(drawing, MOST_AT_ONCE, as_one=self._is_one)
        if number is None:
            self._unfinished = drawing, time.perf_counter() - start
            self._timer.start()
            return
        self._unfinished = None
        if self._is_requested:
            self._timer.start()  # Something was drawn meanwhile.
        self._latest = live_prediction(drawing, number, self._choice, start)
        self.classified.emit(self._latest)
