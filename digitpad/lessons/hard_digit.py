"""A drawing that a network finds hard, of a person whose hand it has met."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import stream_dataset
from digitpad.files.resources import reference_digits
from digitpad.ink.strokes import Drawing
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import log_softmax
from digitpad.nn.network import Network


@dataclass(frozen=True, eq=False)
class HardDigit:
    """A drawing, and the digit that its writer meant."""

    drawing: Drawing
    label: int


def hard_digit(network: Network) -> HardDigit:
    """The first of the reference digits that a network misclassifies; without one, the hardest.

    It is of the rehearsal part: what a lesson teaches must not come from the check part.

    Raises
    ------
    DatasetError : the file that comes with the program cannot be read.
    """
    hardest, least = None, 0.0
    for digits in _reference():
        log_p = log_softmax(batch_logits(network, digits.images))
        of_label = log_p[np.arange(len(digits)), digits.labels]
        wrong = np.flatnonzero(log_p.argmax(axis=1) != digits.labels)
        number = int(wrong[0]) if len(wrong) else int(of_label.argmin())
        if hardest is None or len(wrong) or of_label[number] < least:
            hardest, least = _of(digits, number), float(of_label[number])
        if len(wrong):
            break
    assert hardest
    return hardest


def _reference() -> Iterator[DigitSet]:
    for chunk in stream_dataset(reference_digits()):
        if len(chunk.digits):
            yield chunk.digits


def _of(digits: DigitSet, number: int) -> HardDigit:
    assert digits.drawings
    drawing = digits.drawings[number]
    assert drawing
    return HardDigit(drawing, int(digits.labels[number]))
