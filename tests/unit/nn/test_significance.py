"""McNemar's test of two networks on the same digits."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from digitpad.nn.significance import PairedErrors, mcnemar, paired_errors


def by_counting(only_first: int, only_second: int) -> Fraction:
    """The share of all ways in which as many coins fall at least as unevenly."""
    n, fewer = only_first + only_second, min(only_first, only_second)
    uneven = sum(comb(n, k) for k in range(n + 1) if min(k, n - k) <= fewer)
    return Fraction(uneven, 2**n)


@pytest.mark.parametrize(
    "counts", [(0, 0), (1, 0), (2, 10), (10, 2), (7, 7), (7, 8), (0, 30), (600, 700)]
)
def test_p_is_the_share_of_ways_at_least_as_uneven(counts: tuple[int, int]) -> None:
    assert mcnemar(*counts) == pytest.approx(float(by_counting(*counts)), rel=1e-9)


def test_many_digits_are_no_obstacle() -> None:
    assert mcnemar(20_000, 20_000) == 1
    assert 0 <= mcnemar(10_000, 20_000) < 1e-300


def test_pairs_are_counted_by_who_is_right() -> None:
    labels = np.array([0, 1, 2, 3, 4, 5])
    first = np.array([0, 1, 2, 0, 0, 0])
    second = np.array([0, 0, 0, 3, 1, 2])
    assert paired_errors(first, second, labels) == PairedErrors(
        both_correct=1, only_first=2, only_second=1, both_wrong=2
    )
