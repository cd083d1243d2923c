"""Two networks on the same digits."""

import logging
import shutil
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.mnist import mnist_folder
from digitpad.data.pooled import pooled
from digitpad.learning.comparison import CHECK_PART, Score, compare, evaluation_sets, scores_of
from digitpad.learning.split import TrainingSplit
from digitpad.nn.network import Network

PLACES = np.arange(10) * 28
"""Digit d is a dot at the start of row d."""


def network_confusing(*confused: int) -> Network:
    """Reads the dots, but takes each of these digits for the next one."""
    w = np.zeros((784, 10), np.float32)
    for digit in range(10):
        w[PLACES[digit], (digit + (digit in confused)) % 10] = 1
    return Network([(w, np.zeros(10, np.float32))])


def dots(labels: list[int]) -> DigitSet:
    images = np.zeros((len(labels), 784), np.uint8)
    images[np.arange(len(labels)), PLACES[labels]] = 255
    return DigitSet("dots", images.reshape(-1, 28, 28), np.array(labels, np.int8))


def split(*sets: tuple[DigitSet, list[int]]) -> TrainingSplit:
    """Sets, and which of their digits are held out."""
    none = pooled([(dots([0]).images, dots([0]).labels, np.arange(1))])
    masks = [np.isin(np.arange(len(digits)), held) for digits, held in sets]
    return TrainingSplit(none, none, [digits for digits, _ in sets], masks)


def test_gains_and_losses_are_counted_on_what_is_held_out() -> None:
    digits = dots([1, 1, 2, 3, 3])
    comparison = compare(
        network_confusing(1), network_confusing(3), split((digits, [0, 2, 3])), ["A"], "own"
    )
    (score,) = comparison.scores
    assert (score.name, score.count, score.before, score.after) == ("all held out", 3, 1, 1)
    assert [(c.label, c.before, c.after) for c in comparison.gained] == [(1, 2, 1)]
    assert [(c.label, c.before, c.after) for c in comparison.lost] == [(3, 3, 4)]


def test_own_digits_come_first_and_are_all_looked_at() -> None:
    sets = split((dots([5, 5, 6]), [0, 1, 2]), (dots([7, 7]), [0]))
    comparison = compare(
        network_confusing(5, 7), network_confusing(6), sets, ["MNIST", "mine"], "mine"
    )
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
    sets = split((dots([1]), []), (dots([2]), [0]))
    comparison = compare(network_confusing(), network_confusing(), sets, ["A", "B"], "mine")
    assert [score.count for score in comparison.scores] == [1, 1]
    assert not comparison.gained
    assert not comparison.lost


def test_every_training_is_judged_on_writers_that_nothing_is_learned_from() -> None:
    (check,) = evaluation_sets()
    assert (check.name, len(check)) == (CHECK_PART, 1531)


T10K = ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")


def test_mnists_test_stands_beside_it_where_it_is_on_the_disk(mnist: Path) -> None:
    mnist_folder().mkdir(parents=True)
    for name in T10K:
        shutil.copy(mnist / name, mnist_folder())
    told = [(digits.name, len(digits)) for digits in evaluation_sets()]
    assert told == [(CHECK_PART, 1531), ("MNIST test", 10_000)]


def test_a_damaged_mnist_takes_no_other_figure_along(caplog: pytest.LogCaptureFixture) -> None:
    mnist_folder().mkdir(parents=True)
    for name in T10K:
        (mnist_folder() / name).write_bytes(b"damaged")
    with caplog.at_level(logging.WARNING):
        assert [digits.name for digits in evaluation_sets()] == [CHECK_PART]
    assert T10K[0] in caplog.text
    caplog.clear()


def test_all_digits_of_a_set_are_counted() -> None:
    (score,) = scores_of(network_confusing(1), network_confusing(3), [dots([1, 1, 2, 3])])
    assert score == Score("dots", 4, 2, 1)


def test_noticeably_worse_is_more_than_three_of_a_thousand() -> None:
    assert not Score("", 1000, 10, 13).is_noticeably_worse
    assert Score("", 1000, 10, 14).is_noticeably_worse
    assert not Score("", 1000, 14, 10).is_noticeably_worse
