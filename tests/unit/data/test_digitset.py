from dataclasses import replace

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet, concatenate, split_validation
from digitpad.errors import DatasetError
from digitpad.ink.strokes import Drawing, Stroke


@pytest.fixture
def full(digits: DigitSet) -> DigitSet:
    """Digits of which everything is known."""
    points = [np.full((1, 2), number, np.float32) for number in range(12)]
    return replace(
        digits,
        names=[f"{number}.txt" for number in range(12)],
        writers=np.repeat(np.arange(4, dtype=np.int32), 3),
        drawings=[Drawing((Stroke(point),)) for point in points],
        left_out=(DatasetError("x.txt", found="nothing"),),
    )


def test_selected_digits_keep_all_that_is_known_of_them(full: DigitSet) -> None:
    some = full.select(np.array([11, 0]))
    assert (some.images == full.images[[11, 0]]).all()
    assert some.labels.tolist() == [1, 0]
    assert some.names == ["11.txt", "0.txt"]
    assert some.writers is not None
    assert some.writers.tolist() == [3, 0]
    assert some.drawings == [full.drawings[11], full.drawings[0]]
    assert len(some) == 2


def test_digits_of_which_little_is_known_can_be_selected(digits: DigitSet) -> None:
    some = digits.select(np.array([3]))
    assert (some.names, some.writers, some.drawings) == ((), None, ())


def test_parts_put_together_are_the_whole(full: DigitSet) -> None:
    parts = [full.select(np.arange(5)), full.select(np.arange(5, 12))]
    whole = concatenate([parts[0], replace(parts[1], left_out=())])
    assert (whole.images == full.images).all()
    assert (whole.labels == full.labels).all()
    assert list(whole.names) == full.names
    assert whole.writers is not None
    assert (whole.writers == full.writers).all()
    assert whole.drawings == full.drawings
    assert whole.left_out == full.left_out
    assert whole.name == full.name


def test_what_only_some_digits_have_is_not_kept(full: DigitSet, digits: DigitSet) -> None:
    whole = concatenate([full, digits])
    assert len(whole) == 24
    assert (whole.names, whole.writers, whole.drawings) == ((), None, ())


def test_a_part_without_digits_takes_nothing_away(full: DigitSet) -> None:
    nothing = DigitSet("none", full.images[:0], full.labels[:0], left_out=full.left_out)
    whole = concatenate([nothing, full])
    assert list(whole.names) == full.names
    assert len(whole.left_out) == 2


def test_no_writer_is_on_both_sides(full: DigitSet) -> None:
    train, validation = split_validation(full, 0.25, seed=3)
    assert full.writers is not None
    assert len(train) == 9
    assert len(validation) == 3
    assert not set(full.writers[train]) & set(full.writers[validation])


@pytest.mark.parametrize("writers", [None, np.zeros(12, np.int32)], ids=["unknown", "one"])
def test_without_several_writers_digits_are_split_one_by_one(
    digits: DigitSet, writers: np.ndarray | None
) -> None:
    train, validation = split_validation(replace(digits, writers=writers), 0.25, seed=3)
    assert len(validation) == 3
    assert sorted([*train, *validation]) == list(range(12))


def test_a_seed_always_splits_in_the_same_way(digits: DigitSet) -> None:
    def aside(seed: int) -> list[int]:
        return list(split_validation(digits, 0.5, seed)[1].tolist())

    assert aside(1) == aside(1)
    assert aside(1) != aside(2)


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.8, 0.9, 1])
@pytest.mark.parametrize("writers", [1, 2, 3, 12])
def test_some_are_always_left_to_learn_from(digits: DigitSet, share: float, writers: int) -> None:
    several = replace(digits, writers=(np.arange(12) % writers).astype(np.int32))
    for some in (several, digits):
        train, validation = split_validation(some, share, seed=3)
        assert len(train)
        assert len(validation)


def test_a_single_digit_is_learned_from_and_none_are_split() -> None:
    one = DigitSet("one", np.zeros((1, 28, 28), np.uint8), np.zeros(1, np.int8))
    assert [part.tolist() for part in split_validation(one, 0.9, seed=3)] == [[0], []]
    none = one.select(np.empty(0, np.intp))
    assert [part.tolist() for part in split_validation(none, 0.9, seed=3)] == [[], []]


def test_what_is_only_counted_is_added_up(full: DigitSet) -> None:
    parts = [replace(full, left_out_more=3), full, replace(full, left_out_more=4)]
    assert concatenate(parts).left_out_more == 7


def test_parts_of_one_array_are_joined_without_a_copy() -> None:
    images = np.arange(6 * 784, dtype=np.uint32).astype(np.uint8).reshape(6, 28, 28)
    bounds = [(0, 2), (2, 2), (2, 5)]
    parts = [DigitSet("a", images[s:e], np.zeros(e - s, np.int8)) for s, e in bounds]
    whole = concatenate(parts).images
    assert np.shares_memory(whole, images)
    np.testing.assert_array_equal(whole, images[:5])
    for other in ([parts[2], parts[0]], [parts[0], parts[0]]):
        copied = concatenate(other).images
        assert not np.shares_memory(copied, images)
        np.testing.assert_array_equal(copied, np.concatenate([part.images for part in other]))
