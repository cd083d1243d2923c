"""Points in the plane."""

import numpy as np
import pytest

from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.points import MAX_NOISE, PRESETS, Points, Preset, quadrants
from digitpad.playground.quadrants import TEST_POINTS, TRAIN_POINTS

STEPS = 2000


def test_changes_leave_the_points_they_were_made_of_alone() -> None:
    points = quadrants()
    before = points.positions.copy()
    more = points.added((0.5, 0.25), 3)
    moved = points.moved(1, (9.0, 9.0))
    fewer = points.removed(0)
    np.testing.assert_array_equal(points.positions, before)
    assert (len(more), len(moved), len(fewer)) == (9, 8, 7)
    assert more.positions[-1].tolist() == [0.5, 0.25]
    assert more.labels[-1] == 3
    assert moved.positions[1].tolist() == [9, 9]
    assert fewer.training.labels.tolist() == [1, 2, 3]


def test_fewer_classes_take_their_points_along() -> None:
    points = quadrants().of_classes(2)
    assert points.training.labels.tolist() == points.test.labels.tolist() == [0, 1]
    assert points.of_classes(6).classes == 6


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_each_preset_is_the_same_every_time_and_can_be_learned(preset: Preset) -> None:
    points, again = preset.make(), preset.make()
    np.testing.assert_array_equal(points.positions, again.positions)
    assert np.abs(points.positions).max() < 4
    experiment = Experiment(points, preset.settings)
    for _ in range(STEPS):
        experiment.step()
    training = experiment.snapshot().training
    assert training
    assert training.accuracy >= 0.9
    assert preset.hint.endswith((".", "?"))


def test_one_hidden_unit_cannot_learn_xor() -> None:
    preset = PRESETS["XOR"]
    experiment = Experiment(preset.make(), Settings(hidden=(1,), learning_rate=0.1, l2=0))
    for _ in range(STEPS):
        experiment.step()
    points = experiment.points
    read = experiment.network.probabilities(points.positions).argmax(axis=1)
    assert (read == points.labels).mean() < 0.9


def test_the_tutorials_test_points_belong_to_its_preset_alone() -> None:
    points = quadrants()
    np.testing.assert_array_equal(points.training.positions, TRAIN_POINTS)
    np.testing.assert_array_equal(points.test.positions, TEST_POINTS)
    assert points.training.labels.tolist() == points.test.labels.tolist() == [0, 1, 2, 3]
    assert points.test_share == 0.5
    assert not any(PRESETS[name].make().is_test.any() for name in PRESETS if name != "quadrants")


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5])
def test_a_share_of_each_class_is_held_out(share: float) -> None:
    points = PRESETS["blobs"].make().split(share, seed=3)
    assert points.test_share == pytest.approx(share)
    assert np.bincount(points.test.labels, minlength=5).tolist() == [round(10 * share)] * 5
    assert sorted([*points.training.indices, *points.test.indices]) == [*range(50)]
    np.testing.assert_array_equal(points.test.positions, points.positions[points.is_test])


def test_the_seed_decides_which_points_are_held_out() -> None:
    points = PRESETS["blobs"].make()
    one, again, other = points.split(0.3, 1), points.split(0.3, 1), points.split(0.3, 2)
    np.testing.assert_array_equal(one.is_test, again.is_test)
    assert (one.is_test != other.is_test).any()


def test_no_class_is_held_out_whole() -> None:
    points = Points.to_learn(np.zeros((3, 2)), np.array([0, 0, 1]), 2).split(0.5, 1)
    assert sorted(points.training.labels.tolist()) == [0, 1]


def test_held_out_points_stay_so_when_others_change() -> None:
    points = PRESETS["XOR"].make().split(0.25, 1)
    first = int(points.test.indices[0])
    changed = points.moved(first, (0.0, 0.0)).added((1.0, 1.0), 0)
    assert changed.is_test[:-1].tolist() == points.is_test.tolist()
    assert not changed.is_test[-1]
    assert points.removed(first).is_test.sum() == points.is_test.sum() - 1


def test_noise_moves_every_point_and_the_same_way_each_time() -> None:
    points = PRESETS["circles"].make()
    assert points.with_noise(0) is points
    noisy, again = points.with_noise(MAX_NOISE), points.with_noise(MAX_NOISE)
    np.testing.assert_array_equal(noisy.positions, again.positions)
    moves = noisy.positions - points.positions
    assert moves.std() == pytest.approx(MAX_NOISE, rel=0.2)
    np.testing.assert_allclose(points.with_noise(0.1).positions - points.positions, moves / 10)


def test_noise_leaves_points_alone_that_the_preset_did_not_put_there() -> None:
    clean = PRESETS["circles"].make()
    noisy, noisier = clean.with_noise(0.1), clean.with_noise(0.3)
    own = noisy.added((1.0, -2.0), 1, is_test=True).moved(5, (0.5, 0.25)).removed(0)
    moved = own.replaced(noisy, noisier)
    np.testing.assert_array_equal(moved.positions[:4], noisier.positions[1:5])
    assert moved.positions[4].tolist() == [0.5, 0.25]
    assert moved.positions[-1].tolist() == [1.0, -2.0]
    assert (len(moved), moved.is_test[-1]) == (len(own), True)
    np.testing.assert_array_equal(moved.replaced(noisier, noisy).positions, own.positions)
