"""Predicts all digits of a drawing: the way from strokes to a number such as 1807."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.raster import rasterized
from digitpad.ink.segmentation import Group, segmented
from digitpad.ink.strokes import Drawing, Points, bounds
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network


@dataclass(frozen=True, eq=False)
class DigitPrediction:
    """One digit of a number.

    Parameters
    ----------
    drawing : its strokes.
    image : uint8 (28, 28), what the network was given.
    probabilities : ten that sum to 1.
    """

    drawing: Drawing
    image: NDArray[np.uint8]
    probabilities: tuple[float, ...]

    @property
    def digit(self) -> int:
        """The most probable digit."""
        return int(np.argmax(self.probabilities))

    @property
    def box(self) -> tuple[Points, Points]:
        """Upper left and lower right corner of its strokes, canvas units."""
        return bounds(self.drawing)


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


class NumberPredictor:
    """Predicts a drawing again and again as it grows; unchanged digits are not predicted again.

    Parameters
    ----------
    network : predicts the digits, and tells which strokes look like a digit.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[Group, DigitPrediction] = {}

    def predict(self, drawing: Drawing) -> NumberPrediction:
        """Predict all digits of the strokes of a drawing."""
        asked: dict[Group, DigitPrediction] = {}

        def doubt(groups: Sequence[Group]) -> list[float]:
            # In the order drawn, so that a group is found again though its strokes are sorted anew.
            ordered = [tuple(sorted(group, key=place.__getitem__)) for group in groups]
            self._predict(ordered)
            asked.update((group, self._known[group]) for group in ordered)
            return [-float(np.log(max(asked[group].probabilities))) for group in ordered]

        place = {stroke: number for number, stroke in enumerate(drawing.strokes)}
        rows = segmented(drawing, doubt)
        self._known = asked
        return NumberPrediction(tuple(tuple(asked[digit] for digit in row) for row in rows))

    def predict_one(self, drawing: Drawing) -> DigitPrediction:
        """Predict a drawing with at least one stroke as a single digit."""
        self._predict([drawing.strokes])
        return self._known[drawing.strokes]

    def _predict(self, groups: Sequence[Group]) -> None:
        new = [group for group in dict.fromkeys(groups) if group not in self._known]
        if not new:
            return
        drawings = [Drawing(group) for group in new]
        images = np.stack([rasterized(drawing) for drawing in drawings])
        probabilities = softmax(batch_logits(self._network, images))
        for group, *known in zip(new, drawings, images, probabilities, strict=True):
            drawing, image, row = known
            self._known[group] = DigitPrediction(drawing, image, tuple(row.tolist()))
