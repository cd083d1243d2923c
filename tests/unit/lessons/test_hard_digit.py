"""The drawing that a lesson offers."""

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.lessons import hard_digit as module
from digitpad.lessons.hard_digit import hard_digit
from digitpad.nn.network import Network

PAPER, INK = np.zeros((28, 28), np.uint8), np.full((28, 28), 255, np.uint8)


def seeing_ones() -> Network:
    """Predicts 1 for everything, but is less sure of it where there is ink."""
    w, b = np.zeros((784, 10), np.float32), np.zeros(10, np.float32)
    w[:, 1], b[1] = -0.001, 5
    return Network([(w, b)])


def known(monkeypatch: pytest.MonkeyPatch, *digits: tuple[NDArray[np.uint8], int]) -> list[Drawing]:
    """Some images with their labels are the reference digits; returns their drawings."""
    made = [Drawing((Stroke(np.full((2, 2), n, np.float32)),)) for n in range(len(digits))]
    images, labels = np.stack([i for i, _ in digits]), np.array([y for _, y in digits], np.int8)
    some = DigitSet("some", images, labels, drawings=made)
    monkeypatch.setattr(module, "_reference", lambda: iter([some]))
    return made


def test_a_misclassified_digit_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings = known(monkeypatch, (PAPER, 1), (INK, 1), (PAPER, 8))
    hard = hard_digit(seeing_ones())
    assert (hard.drawing, hard.label) == (drawings[2], 8)


def test_where_all_are_right_the_hardest_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings = known(monkeypatch, (PAPER, 1), (INK, 1), (PAPER, 1))
    assert hard_digit(seeing_ones()).drawing == drawings[1]
