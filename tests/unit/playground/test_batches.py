"""Which points a step learns from."""

import numpy as np
import pytest

from digitpad.playground.batches import batch_of
from digitpad.playground.points import PRESETS
from digitpad.playground.settings import ALL, Settings

POINTS = PRESETS["XOR"].make().split(0.25, 1)
COUNT = 18


@pytest.mark.parametrize("batch", [1, 5, 9, 17])
def test_every_training_point_has_its_turn_once_an_epoch(batch: int) -> None:
    steps = -(-COUNT // batch)
    orders = []
    for epoch in range(2):
        parts = [
            batch_of(POINTS, Settings(batch=batch), epoch * steps + step) for step in range(steps)
        ]
        assert all(len(part) <= batch for part in parts)
        orders.append([int(index) for part in parts for index in part.indices])
        assert sorted(orders[-1]) == POINTS.training.indices.tolist()
    assert orders[0] != orders[1]


@pytest.mark.parametrize("batch", [ALL, COUNT, 500])
def test_all_points_come_in_their_order(batch: int) -> None:
    part = batch_of(POINTS, Settings(batch=batch), 7)
    np.testing.assert_array_equal(part.indices, POINTS.training.indices)


def test_the_seed_and_the_step_decide() -> None:
    def indices(seed: int, step: int) -> list[int]:
        return batch_of(POINTS, Settings(batch=6, seed=seed), step).indices.tolist()

    assert indices(1, 40) == indices(1, 40)
    assert indices(1, 40) != indices(2, 40)
    assert indices(1, 40) != indices(1, 41)


def test_the_points_of_a_batch_keep_their_labels() -> None:
    part = batch_of(POINTS, Settings(batch=4), 3)
    np.testing.assert_array_equal(part.positions, POINTS.positions[part.indices])
    np.testing.assert_array_equal(part.labels, POINTS.labels[part.indices])
