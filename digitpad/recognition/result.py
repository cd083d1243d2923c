"""What the Python interface gives of a prediction."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.recognition.number import Box, NumberPrediction


@dataclass(frozen=True, eq=False)
class PredictedDigit:
    """One digit of an image or a drawing.

    Parameters
    ----------
    digit : the most probable digit, 0 to 9.
    probabilities : (10,), they sum to 1.
    is_uncertain : whether the window would show "?".
    reason : why it is uncertain; empty if it is not.
    box : left, top, right and bottom: pixels of the image, or units of the canvas for strokes.
    """

    digit: int
    probabilities: NDArray[np.floating]
    is_uncertain: bool
    reason: str
    box: Box


@dataclass(frozen=True, eq=False)
class Prediction:
    """What a network predicts for an image or a drawing.

    Parameters
    ----------
    text : the number, such as "1807"; where there are several, each on a line.
    digits : all digits, line by line, from left to right.
    """

    text: str
    digits: tuple[PredictedDigit, ...]

    @property
    def digit(self) -> int:
        """The digit, where there is one only."""
        return self._only.digit

    @property
    def probabilities(self) -> NDArray[np.floating]:
        """Its ten probabilities."""
        return self._only.probabilities

    @property
    def is_uncertain(self) -> bool:
        """Whether the window would show "?" for any of the digits."""
        return any(digit.is_uncertain for digit in self.digits)

    @property
    def reason(self) -> str:
        """Why the first such digit is uncertain; empty if none is."""
        return next((digit.reason for digit in self.digits if digit.is_uncertain), "")

    @property
    def _only(self) -> PredictedDigit:
        if self.digits[1:]:
            raise ValueError(f"There are {len(self.digits)} digits; use .text or .digits.")
        return self.digits[0]


def prediction_of(found: NumberPrediction) -> Prediction:
    """The digits of a number, at least one, as the Python interface gives them."""
    return Prediction(
        found.text,
        tuple(
            PredictedDigit(
                digit.digit,
                np.array(digit.probabilities),
                digit.certainty.reason is not None,
                digit.certainty.reason or "",
                digit.box,
            )
            for digit in found.digits
        ),
    )
