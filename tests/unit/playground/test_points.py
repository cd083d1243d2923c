"""Points in the plane."""

import numpy as np
import pytest

from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.points import PRESETS, Preset, quadrants

STEPS = 2000


def test_changes_leave_the_points_they_were_made_of_alone() -> None:
    points = quadrants()
    before = points.positions.copy()
    more = points.added((0.5, 0.25), 3)
    moved = points.moved(1, (9.0, 9.0))
    fewer = points.removed(0)
    np.testing.assert_array_equal(points.positions, before)
    assert (len(more), len(moved), len(fewer)) == (5, 4, 3)
    assert more.positions[-1].tolist() == [0.5, 0.25]
    assert more.labels[-1] == 3
    assert moved.positions[1].tolist() == [9, 9]
    assert fewer.labels.tolist() == [1, 2, 3]


def test_fewer_classes_take_their_points_along() -> None:
    points = quadrants().of_classes(2)
    assert points.labels.tolist() == [0, 1]
    assert points.of_classes(6).classes == 6


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_each_preset_is_the_same_every_time_and_can_be_learned(preset: Preset) -> None:
    points, again = preset.make(), preset.make()
    np.testing.assert_array_equal(points.positions, again.positions)
    assert np.abs(points.positions).max() < 4
    settings = Settings(learning_rate=preset.learning_rate, l2=preset.l2)
    experiment = Experiment(points, settings)
    for _ in range(STEPS):
        experiment.step()
    read = experiment.network.probabilities(points.positions).argmax(axis=1)
    assert (read == points.labels).mean() >= 0.9
    assert preset.hint.endswith((".", "?"))


def test_one_hidden_unit_cannot_learn_xor() -> None:
    preset = PRESETS["XOR"]
    experiment = Experiment(preset.make(), Settings(hidden=1, learning_rate=0.1, l2=0))
    for _ in range(STEPS):
        experiment.step()
    points = experiment.points
    read = experiment.network.probabilities(points.positions).argmax(axis=1)
    assert (read == points.labels).mean() < 0.9
