"""Several data sets as one to learn from and one to be judged on."""

import tracemalloc

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.mixture import Mixture, stream_mixture
from digitpad.data.pooled import Pooled
from digitpad.errors import DatasetError
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Stroke

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


def mixed(*sets: DigitSet, times: list[int], seed: int = 1, redraw: bool = True) -> Mixture:
    shares = [0.25] * len(sets)
    mixing = stream_mixture(sets, times, validation_shares=shares, seed=seed, redraw=redraw)
    while True:
        try:
            next(mixing)
        except StopIteration as end:
            mixture = end.value
            assert isinstance(mixture, Mixture)
            return mixture


def rows(digits: Pooled) -> list[bytes]:
    return [image.tobytes() for image in digits.images[:]]


def test_nothing_that_is_judged_on_is_learned_however_often_it_is_repeated() -> None:
    mixture = mixed(pictures(40), strokes(40), times=[1, 5], redraw=False)
    assert len(mixture.judged) == 20
    assert len(mixture.learned) == 30 + 5 * 30
    assert not set(rows(mixture.judged)) & set(rows(mixture.learned))


def test_writers_are_held_out_whole() -> None:
    digits = load_dataset("synthetic:400:1")
    assert digits.writers is not None
    mixture = mixed(digits, times=[1])
    held, writers = mixture.held_out[0], np.asarray(digits.writers)
    assert 0 < held.sum() < 400
    assert not set(writers[held]) & set(writers[~held])
    assert len(mixture.judged) == held.sum()
    assert len(mixture.learned) == (~held).sum()


def test_repeated_strokes_are_bent_anew_and_pictures_stay() -> None:
    drawn, seen = strokes(8), pictures(8)
    mixture = mixed(drawn, times=[3])
    first, second, third = np.split(mixture.learned.images[:], 3)
    assert [
        np.array_equal(a, b) for a, b in ((first, second), (second, third), (first, third))
    ] == [False] * 3
    one, other = np.split(mixed(seen, times=[2]).learned.images[:], 2)
    np.testing.assert_array_equal(one, other)


def test_the_seed_decides_everything() -> None:
    sets = pictures(40), strokes(40)
    one, same, other = (mixed(*sets, times=[1, 2], seed=seed) for seed in (1, 1, 2))
    assert rows(one.learned) == rows(same.learned)
    assert rows(one.judged) == rows(same.judged)
    assert rows(one.judged) != rows(other.judged)


def test_digits_without_a_label_are_left_aside() -> None:
    digits = pictures(20)
    digits.labels[:5] = UNLABELLED
    mixture = mixed(digits, times=[1])
    assert len(mixture.learned) + len(mixture.judged) == 15
    digits.labels[:] = UNLABELLED
    with pytest.raises(DatasetError, match="no labelled digit"):
        mixed(digits, times=[1])


def test_progress_is_told() -> None:
    mixing = stream_mixture([strokes(60)], [6], validation_shares=[0.1], seed=1, redraw=True)
    assert list(mixing) == [(100, 270), (200, 270)]


def test_a_set_of_two_writers_teaches_something_however_much_is_held_out() -> None:
    few = load_dataset("synthetic:40:1")
    assert few.writers is not None
    assert len(set(few.writers.tolist())) == 2
    mixing = stream_mixture(
        [few, pictures(20)], [1, 1], validation_shares=[0.8, 0.1], seed=1, redraw=False
    )
    with pytest.raises(StopIteration) as end:
        next(mixing)
    mixture: Mixture = end.value.value
    assert mixture.held_out[0].sum() == 20
    assert len(mixture.learned) == 20 + 18


def test_large_sets_are_mixed_without_a_copy() -> None:
    sets = [pictures(6_000), pictures(9_000)]
    size = sum(digits.images.nbytes for digits in sets)
    mixing = stream_mixture(sets, [1, 3], validation_shares=[0.4, 0.4], seed=1, redraw=False)
    tracemalloc.start()
    with pytest.raises(StopIteration) as end:
        next(mixing)
    assert sum(map(len, end.value.value.learned.images.batches())) == 3_600 + 3 * 5_400
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 0.3 * size


def test_what_is_no_digit_comes_last() -> None:
    junk = pictures(3).images
    mixing = stream_mixture(
        [pictures(20)], [1], validation_shares=[0.5], seed=1, redraw=False, junk=junk
    )
    with pytest.raises(StopIteration) as end:
        next(mixing)
    learned = end.value.value.learned
    assert learned.labels[10:].tolist() == [UNLABELLED] * 3
    np.testing.assert_array_equal(learned.images[10:], junk)
