"""Two networks on the same digits."""

import numpy as np

from digitpad.data.digitset import DigitSet
from digitpad.data.mixture import Mixture
from digitpad.data.pooled import pooled
from digitpad.learning.comparison import compare
from digitpad.nn.network import Network

PLACES = np.arange(10) * 28
"""Digit d is a dot at the start of row d."""


def reader(*confused: int) -> Network:
    """Reads the dots, but takes each of these digits for the next one."""
    w = np.zeros((784, 10), np.float32)
    for digit in range(10):
        w[PLACES[digit], (digit + (digit in confused)) % 10] = 1
    return Network([(w, np.zeros(10, np.float32))])


def dots(labels: list[int]) -> DigitSet:
    images = np.zeros((len(labels), 784), np.uint8)
    images[np.arange(len(labels)), PLACES[labels]] = 255
    return DigitSet("dots", images.reshape(-1, 28, 28), np.array(labels, np.int8))


def mixture(*sets: tuple[DigitSet, list[int]]) -> Mixture:
    """Sets, and which of their digits are held out."""
    none = pooled([(dots([0]).images, dots([0]).labels, np.arange(1))])
    masks = [np.isin(np.arange(len(digits)), held) for digits, held in sets]
    return Mixture(none, none, [digits for digits, _ in sets], masks)


def test_gains_and_losses_are_counted_on_what_is_held_out() -> None:
    digits = dots([1, 1, 2, 3, 3])
    comparison = compare(reader(1), reader(3), mixture((digits, [0, 2, 3])), ["A"], "own")
    (score,) = comparison.scores
    assert (score.name, score.count, score.before, score.after) == ("all held out", 3, 1, 1)
    assert [(c.label, c.before, c.after) for c in comparison.gained] == [(1, 2, 1)]
    assert [(c.label, c.before, c.after) for c in comparison.lost] == [(3, 3, 4)]


def test_own_digits_come_first_and_are_all_looked_at() -> None:
    sets = mixture((dots([5, 5, 6]), [0, 1, 2]), (dots([7, 7]), [0]))
    comparison = compare(reader(5, 7), reader(6), sets, ["MNIST", "mine"], "mine")
    told = [(s.name, s.count, s.before, s.after) for s in comparison.scores]
    assert told == [
        ("all held out", 4, 3, 1),
        ("MNIST, held out", 3, 2, 1),
        ("mine, held out", 1, 1, 0),
        ("mine, all", 2, 2, 0),
    ]
    assert [change.label for change in comparison.gained] == [7, 7, 5, 5]
    assert [change.label for change in comparison.lost] == [6]


def test_a_set_of_which_nothing_is_held_out_has_no_score() -> None:
    sets = mixture((dots([1]), []), (dots([2]), [0]))
    comparison = compare(reader(), reader(), sets, ["A", "B"], "mine")
    assert [score.count for score in comparison.scores] == [1, 1]
    assert not comparison.gained
    assert not comparison.lost
