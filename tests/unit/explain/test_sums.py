"""The parts that are shown add up to the difference that is shown."""

from decimal import Decimal

import numpy as np
import pytest

from digitpad.explain.contributions import contributions
from digitpad.explain.sums import rounded, sum_of
from tests.unit.explain.test_contributions import network_of


def exact(values: list[float]) -> Decimal:
    return sum((Decimal(f"{value:.2f}") for value in values), Decimal(0))


def test_rounded_parts_add_up_and_stay_close() -> None:
    rng = np.random.default_rng(2)
    for count in (1, 2, 3, 9, 40):
        parts = (rng.standard_normal(count) * 3).tolist()
        total, shown = rounded(parts, sum(parts))
        assert exact(shown) == Decimal(f"{total:.2f}")
        assert abs(np.array(shown) - parts).max() < 0.01 + 1e-9
        assert total == pytest.approx(sum(parts), abs=0.005)


@pytest.mark.parametrize("hidden", [(), (4,), (30,), (30, 20), (11, 8, 6)])
def test_both_sums_add_up(hidden: tuple[int, ...]) -> None:
    network = network_of(784, *hidden, 10)
    image = np.zeros((28, 28), np.uint8)
    image[5:22, 8:20] = 200
    found = sum_of(contributions(network, image, 3, 8))
    difference = exact([found.difference])
    if hidden:
        units = [unit.value for unit in found.units]
        assert exact([*units, found.others, found.bias]) == difference
        assert len(units) + found.other_count == hidden[-1]
    assert exact([found.ink_for, found.ink_against, found.ink_bias]) == difference
