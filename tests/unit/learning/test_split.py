"""Several datasets as one to learn from and one to be measured on."""

import tracemalloc

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.pooled import Pooled
from digitpad.errors import DatasetError
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.learning.progress import finished
from digitpad.learning.split import TrainingSplit, stream_split

RNG = np.random.default_rng(0)


def pictures(count: int) -> DigitSet:
    images = RNG.integers(0, 255, (count, 28, 28)).astype(np.uint8)
    return DigitSet("pictures", images, (np.arange(count) % 10).astype(np.int8))


def strokes(count: int) -> DigitSet:
    """Drawn digits, no two alike."""
    lines = [
        np.array([[100 + 3 * n, 80], [300, 90 + 5 * n], [200, 470 - 2 * n]], np.float32)
        for n in range(count)
    ]
    drawings = [Drawing((Stroke(line),)) for line in lines]
    images = np.stack([rasterized(drawing) for drawing in drawings])
    labels = (np.arange(count) % 10).astype(np.int8)
    return DigitSet("strokes", images, labels, drawings=drawings)


def mixed(*sets: DigitSet, repeats: list[int], seed: int = 1, redraw: bool = True) -> TrainingSplit:
    shares = [0.25] * len(sets)
    mixing = stream_split(sets, repeats, validation_shares=shares, seed=seed, redraw=redraw)
    return finished(mixing)


def rows(digits: Pooled) -> list[bytes]:
    return [image.tobytes() for image in digits.images[:]]


def test_nothing_that_is_judged_on_is_learned_however_often_it_is_repeated() -> None:
    split = mixed(pictures(40), strokes(40), repeats=[1, 5], redraw=False)
    assert len(split.validation) == 20
    assert len(split.training) == 30 + 5 * 30
    assert not set(rows(split.validation)) & set(rows(split.training))


def test_writers_are_held_out_whole() -> None:
    digits = load_dataset("synthetic:400:1")
    assert digits.writers is not None
    split = mixed(digits, repeats=[1])
    held, writers = split.held_out[0], np.asarray(digits.writers)
    assert 0 < held.sum() < 400
    assert not set(writers[held]) & set(writers[~held])
    assert len(split.validation) == held.sum()
    assert len(split.training) == (~held).sum()


def test_repeated_strokes_are_bent_anew_and_pictures_stay() -> None:
    drawn, seen = strokes(8), pictures(8)
    split = mixed(drawn, repeats=[3])
    first, second, third = np.split(split.training.images[:], 3)
    assert [
        np.array_equal(a, b) for a, b in ((first, second), (second, third), (first, third))
    ] == [False] * 3
    one, other = np.split(mixed(seen, repeats=[2]).training.images[:], 2)
    np.testing.assert_array_equal(one, other)


def test_the_seed_decides_everything() -> None:
    sets = pictures(40), strokes(40)
    one, same, other = (mixed(*sets, repeats=[1, 2], seed=seed) for seed in (1, 1, 2))
    assert rows(one.training) == rows(same.training)
    assert rows(one.validation) == rows(same.validation)
    assert rows(one.validation) != rows(other.validation)


def test_digits_without_a_label_are_left_aside() -> None:
    digits = pictures(20)
    digits.labels[:5] = UNLABELLED
    split = mixed(digits, repeats=[1])
    assert len(split.training) + len(split.validation) == 15
    digits.labels[:] = UNLABELLED
    with pytest.raises(DatasetError, match="no labeled digits"):
        mixed(digits, repeats=[1])


def test_progress_is_told() -> None:
    mixing = stream_split([strokes(60)], [6], validation_shares=[0.1], seed=1, redraw=True)
    assert list(mixing) == [(done, 270) for done in (54, 108, 162, 216, 270)]


def test_a_set_of_two_writers_teaches_something_however_much_is_held_out() -> None:
    few = load_dataset("synthetic:40:1")
    assert few.writers is not None
    assert len(set(few.writers.tolist())) == 2
    mixing = stream_split(
        [few, pictures(20)], [1, 1], validation_shares=[0.8, 0.1], seed=1, redraw=False
    )
    with pytest.raises(StopIteration) as end:
        next(mixing)
    split: TrainingSplit = end.value.value
    assert split.held_out[0].sum() == 20
    assert len(split.training) == 20 + 18


def test_large_sets_are_mixed_without_a_copy() -> None:
    sets = [pictures(6_000), pictures(9_000)]
    size = sum(digits.images.nbytes for digits in sets)
    mixing = stream_split(sets, [1, 3], validation_shares=[0.4, 0.4], seed=1, redraw=False)
    tracemalloc.start()
    with pytest.raises(StopIteration) as end:
        next(mixing)
    assert sum(map(len, end.value.value.training.images.batches())) == 3_600 + 3 * 5_400
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 0.3 * size


def test_what_is_no_digit_comes_last() -> None:
    non_digits = pictures(3).images
    mixing = stream_split(
        [pictures(20)], [1], validation_shares=[0.5], seed=1, redraw=False, non_digits=non_digits
    )
    with pytest.raises(StopIteration) as end:
        next(mixing)
    training = end.value.value.training
    assert training.labels[10:].tolist() == [UNLABELLED] * 3
    np.testing.assert_array_equal(training.images[10:], non_digits)
