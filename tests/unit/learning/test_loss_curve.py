"""The training loss from the first batch on."""

import json
from typing import Any

import numpy as np
import pytest

from digitpad.learning.loss_curve import MAX_POINTS, LossCurve


def test_the_first_batch_is_seen_at_once() -> None:
    curve = LossCurve()
    curve.add(0.01, 2.3)
    assert curve.points == ((0.01, 2.3),)


def test_a_long_training_has_few_points_evenly_spaced_from_the_first_to_the_last_batch() -> None:
    curve, batches = LossCurve(), 64 * MAX_POINTS
    for batch in range(batches):
        curve.add((batch + 1) / 1000, 1.0)
    assert MAX_POINTS / 2 <= len(curve.points) <= MAX_POINTS
    assert curve.points[-1][0] == batches / 1000
    steps = np.diff([x for x, _ in curve.points])
    assert np.allclose(steps, steps[0])
    assert curve.points[0][0] == pytest.approx(steps[0])


def test_the_loss_is_smoothed_but_follows() -> None:
    curve = LossCurve()
    for batch in range(100):
        curve.add(batch, 2.0 + (-1) ** batch)
    assert all(abs(loss - 2.0) < 0.2 for _, loss in curve.points[10:])
    for batch in range(100, 160):
        curve.add(batch, 0.5)
    assert curve.points[-1][1] == pytest.approx(0.5, abs=0.01)


def test_taken_up_again_it_goes_on_as_if_it_had_never_stopped() -> None:
    whole, first = LossCurve(), LossCurve()
    for batch in range(1000):
        whole.add(batch, batch % 7)
    for batch in range(333):
        first.add(batch, batch % 7)
    again = LossCurve.from_json(json.loads(json.dumps(first.to_json())))
    for batch in range(333, 1000):
        again.add(batch, batch % 7)
    assert again.points == whole.points


@pytest.mark.parametrize(
    "change",
    [
        {"points": [[1, float("nan")]]},
        {"points": [[1]]},
        {"batches_a_point": 1.5},
        {"batches": -1},
        {"mean": None},
        {"mean": "12"},
    ],
)
def test_what_is_no_curve_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        LossCurve.from_json({**LossCurve().to_json(), **change})
