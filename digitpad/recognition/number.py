"""Predicts all digits of a drawing: the way from strokes to a number such as 1807."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.certainty import Certainty, certainty_of
from digitpad.ink.raster import rasterized
from digitpad.ink.segmentation import Group, segmented
from digitpad.ink.strokes import CANVAS, Drawing, bounds
from digitpad.nn.inference import batch_logits, single_logits
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

MOST_STROKES = 40
"""A drawing of more strokes is not cut into digits: it is a scribble, and that would take long."""

FEW = 3
"""So many digits are predicted faster one by one."""


@dataclass(frozen=True, eq=False)
class DigitPrediction:
    """One digit of a number.

    Parameters
    ----------
    drawing : its strokes, or its part of a picture.
    image : uint8 (28, 28), what the network was given.
    probabilities : ten that sum to 1.
    box : where it lies: canvas units on the canvas, pixels in a picture file.
    """

    drawing: Drawing
    image: NDArray[np.uint8]
    probabilities: tuple[float, ...]
    box: Box

    @property
    def digit(self) -> int:
        """The most probable digit."""
        return int(np.argmax(self.probabilities))

    @cached_property
    def certainty(self) -> Certainty:
        """Whether the prediction can be trusted, and if not, why."""
        return certainty_of(self.drawing, self.probabilities)


@dataclass(frozen=True, eq=False)
class NumberPrediction:
    """The digits of a drawing: rows from top to bottom, each from left to right."""

    rows: tuple[tuple[DigitPrediction, ...], ...] = ()

    @property
    def digits(self) -> tuple[DigitPrediction, ...]:
        """All digits, row by row."""
        return tuple(digit for row in self.rows for digit in row)

    @property
    def text(self) -> str:
        """The numbers, such as "1807", one on each line; empty where there is no ink."""
        return "\n".join("".join(str(digit.digit) for digit in row) for row in self.rows)


class _UnfinishedError(Exception):
    """As much was predicted as was allowed, and it is not enough."""


class NumberPredictor:
    """Predicts a drawing again and again as it grows; unchanged digits are not predicted again.

    Parameters
    ----------
    network : predicts the digits, and tells which strokes look like a digit.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[Group, DigitPrediction] = {}
        self._doubts: dict[Group, float] = {}
        self._left: float = math.inf  # how many images may still be predicted now

    def predict(self, drawing: Drawing, *, as_one: bool = False) -> NumberPrediction:
        """Predict all digits of a drawing; where there is a picture in it, a single digit.

        Parameters
        ----------
        as_one : whether all of it is a single digit, whatever it looks like.
        """
        self._left = math.inf
        return self._number(drawing, as_one=as_one)

    def predict_in_steps(
        self, drawing: Drawing, most: int, *, as_one: bool = False
    ) -> NumberPrediction | None:
        """As :meth:`predict`, but at most so many images are predicted.

        Returns
        -------
        None where that was not enough. What was predicted is known when it is called again.
        """
        self._left = most
        try:
            return self._number(drawing, as_one=as_one)
        except _UnfinishedError:
            return None

    def _number(self, drawing: Drawing, *, as_one: bool) -> NumberPrediction:
        if not drawing:
            return NumberPrediction()
        if as_one or drawing.picture is not None or len(drawing.strokes) > MOST_STROKES:
            digit = self.predict_one(drawing)
            return NumberPrediction(((digit,),) if digit.image.any() else ())
        self._forget_all_but(drawing)
        rows = segmented(drawing, self._doubt, self._doubts)
        return NumberPrediction(tuple(tuple(self._known[digit] for digit in row) for row in rows))

    def predict_one(self, drawing: Drawing) -> DigitPrediction:
        """Predict a drawing with ink as a single digit."""
        if drawing.picture is not None:
            return predicted(self._network, [drawing], [box_of(drawing)])[0]
        self._left = math.inf
        self._forget_all_but(drawing)
        self._doubt([drawing.strokes])
        return self._known[drawing.strokes]

    def _forget_all_but(self, drawing: Drawing) -> None:
        """Keep what is known of groups of strokes that are still there."""
        strokes = set(drawing.strokes)
        self._known = {
            group: digit for group, digit in self._known.items() if strokes.issuperset(group)
        }
        self._doubts = {group: self._doubts[group] for group in self._known}

    def _doubt(self, groups: Sequence[Group]) -> list[float]:
        missing = [group for group in groups if group not in self._known]
        new = missing[: int(min(self._left, len(missing)))]
        if new:
            self._left -= len(new)
            drawings = [Drawing(group) for group in new]
            digits = predicted(self._network, drawings, [box_of(drawing) for drawing in drawings])
            for group, digit in zip(new, digits, strict=True):
                self._known[group] = digit
                self._doubts[group] = -math.log(max(digit.probabilities))
        if len(new) < len(missing):
            raise _UnfinishedError
        return [self._doubts[group] for group in groups]


def predicted(
    network: Network, drawings: Sequence[Drawing], boxes: Sequence[Box]
) -> list[DigitPrediction]:
    """Predict drawings, at least one, each as a single digit that lies in a box."""
    images = np.stack([rasterized(drawing) for drawing in drawings])
    if len(images) > FEW:
        logits = batch_logits(network, images)
    else:
        logits = np.stack([single_logits(network, image) for image in images])
    probabilities = softmax(logits)
    return [
        DigitPrediction(drawing, image, tuple(row.tolist()), box)
        for drawing, image, row, box in zip(drawings, images, probabilities, boxes, strict=True)
    ]


def box_of(drawing: Drawing) -> Box:
    """Where the strokes of a drawing lie, canvas units; with a picture, the whole canvas."""
    if drawing.picture is not None:
        return 0.0, 0.0, CANVAS, CANVAS
    low, high = bounds(drawing)
    return (*low.tolist(), *high.tolist())
