"""Predicts all digits of a drawing: the way from strokes to a number such as 1807."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digitpad.explain.certainty import Certainty, certainty_of
from digitpad.ink.photograph.found import Flaw, FoundDigit, PictureDigits
from digitpad.ink.photograph.on_canvas import each_digit, in_rows
from digitpad.ink.raster import rasterized
from digitpad.ink.segmentation import Group, segmented
from digitpad.ink.strokes import CANVAS, Drawing, bounds
from digitpad.nn.inference import batch_logits, layer_outputs
from digitpad.nn.layers import Array, softmax
from digitpad.nn.network import Network

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

MOST_STROKES = 40
"""A drawing of more strokes is not cut into digits: it is a scribble, and that would take long."""

FEW = 3
"""So many digits are predicted faster one by one."""

Found = tuple[tuple[float, ...], tuple[Array, ...]]
"""Ten probabilities, and what each layer puts out."""


@dataclass(frozen=True, eq=False)
class DigitPrediction:
    """One digit of a number.

    Parameters
    ----------
    drawing : its strokes, or its part of a picture.
    image : uint8 (28, 28), what the network was given.
    probabilities : ten that sum to 1.
    box : where it lies: canvas units on the canvas, pixels in a picture file.
    outputs : what the units (M,) of each layer put out, the logits last; none where it was
        predicted together with many others.
    flaw : why it may be no digit, where it was found in a picture.
    """

    drawing: Drawing
    image: NDArray[np.uint8]
    probabilities: tuple[float, ...]
    box: Box
    outputs: tuple[Array, ...] = ()
    flaw: Flaw | None = None

    @property
    def digit(self) -> int:
        """The most probable digit."""
        return int(np.argmax(self.probabilities))

    @cached_property
    def certainty(self) -> Certainty:
        """Whether the prediction can be trusted, and if not, why."""
        return certainty_of(self.drawing, self.probabilities, self.flaw)


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


FoundRows = tuple[tuple[FoundDigit, ...], ...]


class _Laying:
    """Digits of a picture that are being told apart.

    Attributes
    ----------
    drawing : with the picture.
    rest : the digits that are still to come.
    digits : those that came.
    rows : all of them, once they came.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.rest = each_digit(drawing)
        self.digits: list[FoundDigit] = []
        self.rows: FoundRows | None = None


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
        self._known_images: dict[bytes, tuple[float, ...]] = {}
        self._laying = _Laying(Drawing())
        self._doubts: dict[Group, float] = {}
        self._left: float = math.inf  # how many images may still be predicted now

    def predict(self, drawing: Drawing, *, as_one: bool = False) -> NumberPrediction:
        """Predict all digits of a drawing.

        A picture in which no digits were looked for is a single digit.

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
        if drawing.found is not None and not as_one:
            return self._predict_found(drawing)
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

    def _predict_found(self, drawing: Drawing) -> NumberPrediction:
        """Predict the digits that were found in a picture and lie on the canvas."""
        assert drawing.found is not None
        rows = self._rows_found(drawing)
        images = {digit.image.tobytes(): digit.image for row in rows for digit in row}
        known = {key: self._known_images[key] for key in images if key in self._known_images}
        missing = [key for key in images if key not in known]
        new = missing[: int(min(self._left, len(missing)))]
        if new:
            self._left -= len(new)
            logits = batch_logits(self._network, np.stack([images[key] for key in new]))
            known.update(zip(new, map(tuple, softmax(logits).tolist()), strict=True))
        self._known_images = known
        if len(new) < len(missing):
            raise _UnfinishedError
        return NumberPrediction(
            tuple(
                tuple(
                    DigitPrediction(
                        Drawing(
                            picture=digit.ink,
                            found=PictureDigits(((digit,),), digit.ink, drawing.found.steps),
                        ),
                        digit.image,
                        known[digit.image.tobytes()],
                        digit.box,
                        flaw=digit.flaw,
                    )
                    for digit in row
                )
                for row in rows
            )
        )

    def _rows_found(self, drawing: Drawing) -> FoundRows:
        """The digits of a picture on the canvas; to tell one takes as long as to predict it."""
        if self._laying.drawing is not drawing:
            self._laying = _Laying(drawing)
        laying = self._laying
        while laying.rows is None:
            if self._left <= 0:
                raise _UnfinishedError
            self._left -= 1
            if digit := next(laying.rest, None):
                laying.digits.append(digit)
            else:
                laying.rows = in_rows(laying.digits)
        return laying.rows

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


def predicted_by(network: Network, digits: Sequence[DigitPrediction]) -> list[DigitPrediction]:
    """The same digits, at least one, as another network predicts them."""
    images = np.stack([digit.image for digit in digits])
    return [
        replace(digit, probabilities=probabilities, outputs=outputs)
        for digit, (probabilities, outputs) in zip(digits, _found(network, images), strict=True)
    ]


def predicted(
    network: Network, drawings: Sequence[Drawing], boxes: Sequence[Box]
) -> list[DigitPrediction]:
    """Predict drawings, at least one, each as a single digit that lies in a box."""
    images = np.stack([rasterized(drawing) for drawing in drawings])
    found = _found(network, images)
    return [
        DigitPrediction(drawing, image, probabilities, box, outputs)
        for drawing, image, box, (probabilities, outputs) in zip(
            drawings, images, boxes, found, strict=True
        )
    ]


def _found(network: Network, images: NDArray[np.uint8]) -> list[Found]:
    """Probabilities and outputs for pictures uint8 (N, 28, 28), the fastest way."""
    many = len(images) > FEW
    outputs = [() if many else layer_outputs(network, image) for image in images]
    logits = batch_logits(network, images) if many else np.stack([of[-1] for of in outputs])
    return [(tuple(row.tolist()), of) for row, of in zip(softmax(logits), outputs, strict=True)]


def box_of(drawing: Drawing) -> Box:
    """Where the strokes of a drawing lie, canvas units; with a picture, the whole canvas."""
    if drawing.picture is not None:
        return 0.0, 0.0, CANVAS, CANVAS
    low, high = bounds(drawing)
    return (*low.tolist(), *high.tolist())
