"""Losses of a run of any length."""

import itertools

import numpy as np

from digitpad.playground.losses import MAX_KEPT, MAX_MOMENTS, Losses


def falling(step: int) -> float:
    return float(10 * np.exp(-step / 50_000))


def after(steps: int) -> Losses:
    losses = Losses()
    for step in range(steps):
        add(losses, step)
    return losses


def add(losses: Losses, step: int) -> None:
    if losses.is_moment:
        losses.add_moment(falling(step), 2 * falling(step))
    losses.add(falling(step))


def test_there_is_nothing_at_first() -> None:
    losses = Losses()
    assert (losses.count, losses.last, losses.curve()) == (0, None, ([], []))


def test_some_thousand_are_kept_as_they_were() -> None:
    steps, values = after(MAX_KEPT).curve()
    assert steps == list(range(1, MAX_KEPT + 1))
    assert values == [falling(step) for step in range(MAX_KEPT)]


def test_of_more_some_are_kept_each_with_its_step() -> None:
    for count in (MAX_KEPT + 1, 3 * MAX_KEPT, 123_457):
        losses = after(count)
        steps, values = losses.curve()
        assert losses.count == count
        assert MAX_KEPT / 2 <= len(steps) <= MAX_KEPT + 1
        assert (steps[0], steps[-1]) == (1, count)
        assert values == [falling(step - 1) for step in steps]
        apart = {b - a for a, b in itertools.pairwise(steps[:-1])}
        assert len(apart) == 1


def test_the_curve_is_the_same_before_and_after_some_were_dropped() -> None:
    losses = after(MAX_KEPT)
    before = losses.curve(400)
    add(losses, MAX_KEPT)
    steps, values = losses.curve(400)
    drawn = np.interp(before[0], steps, values)
    np.testing.assert_allclose(drawn, before[1], rtol=1e-4)


def test_a_curve_has_room_for_only_so_many() -> None:
    for count in (1, 2, 400, 1000, 40_000):
        steps, _ = after(count).curve(400)
        assert min(count, 400) <= len(steps) <= 801
        assert (steps[0], steps[-1]) == (1, count)


def test_the_last_one_can_be_taken_back() -> None:
    for count in (1, 2, MAX_KEPT, MAX_KEPT + 1, MAX_KEPT + 2, 2 * MAX_KEPT + 1):
        losses = after(count)
        losses.revert()
        assert losses.count == count - 1
        assert losses.last == (falling(count - 2) if count > 1 else None)
        steps, values = losses.curve()
        assert values == [falling(step - 1) for step in steps]
        add(losses, count - 1)
        assert losses.curve() == after(count).curve()


def test_moments_are_fewer_the_longer_it_runs() -> None:
    for count in (1, MAX_MOMENTS, MAX_MOMENTS + 1, 12_345):
        iterations, training, test = after(count).moments()
        assert min(count, MAX_MOMENTS / 2) <= len(iterations) <= MAX_MOMENTS
        assert iterations[0] == 0
        assert training == [falling(step) for step in iterations]
        assert test == [2 * falling(step) for step in iterations]


def test_moments_are_taken_back_with_their_steps() -> None:
    for count in (1, 2, MAX_MOMENTS, MAX_MOMENTS + 1, MAX_MOMENTS + 2, 2 * MAX_MOMENTS + 1):
        losses = after(count)
        losses.revert()
        add(losses, count - 1)
        assert losses.moments() == after(count).moments()


def test_memory_does_not_grow() -> None:
    long = after(100_000)
    assert len(long.curve()[0]) <= MAX_KEPT + 1
    assert len(long.moments()[0]) <= MAX_MOMENTS
