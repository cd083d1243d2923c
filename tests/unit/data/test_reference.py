"""The reference digits that come with the program."""

import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import stream_dataset
from digitpad.data.reference import REFERENCE, REHEARSAL, DrawnOnce, check_part, rehearsed
from digitpad.errors import DatasetError
from digitpad.files.resources import reference_digits


@pytest.fixture(scope="module")
def real() -> DigitSet:
    """The rehearsal part."""
    return REFERENCE.get()


def test_no_writer_of_the_check_part_is_rehearsed(real: DigitSet) -> None:
    check = check_part()
    assert real.writers is not None
    assert check.writers is not None
    assert not np.intersect1d(real.writers, check.writers).size
    writers = np.unique(np.concatenate([real.writers, check.writers]))
    assert len(writers) >= 100
    assert len(real) + len(check) >= 4_000
    assert len(check) >= 1_500
    assert len(real) == REHEARSAL


def test_the_rehearsal_part_is_drawn_once_for_all(real: DigitSet) -> None:
    first = next(stream_dataset(reference_digits())).digits
    np.testing.assert_array_equal(real.images[: len(first)], first.images)
    np.testing.assert_array_equal(real.labels[: len(first)], first.labels)
    np.testing.assert_array_equal(rehearsed()[:REHEARSAL], real.images)


def test_what_is_rehearsed_holds_the_rehearsal_part_no_second_time(real: DigitSet) -> None:
    assert any(np.shares_memory(real.images, images) for images in rehearsed()._arrays)


def test_no_piece_stays_beside_the_whole() -> None:
    pieces = [np.zeros((2, 28, 28), np.uint8) for _ in range(3)]
    gone = weakref.ref(pieces[0])

    def draw() -> Iterator[NDArray[np.uint8]]:
        while pieces:
            yield pieces.pop(0)

    drawn = DrawnOnce(draw, np.concatenate)
    assert list(drawn.stream()) == [1, 2, 3, 3]
    assert len(drawn.get()) == 6
    assert gone() is None


def test_both_parts_hold_every_digit_about_as_often(real: DigitSet) -> None:
    for digits in (real, check_part()):
        counts = np.bincount(digits.labels, minlength=10)
        assert counts.min() > 0.75 * counts.max()


def test_nothing_of_the_check_part_is_among_what_is_rehearsed() -> None:
    known = {image.tobytes() for image in rehearsed()[:]}
    assert len(known) > 6_000
    check = check_part()
    # Two people may draw the same straight 1.
    same = [
        int(label)
        for image, label in zip(check.images, check.labels, strict=True)
        if image.tobytes() in known
    ]
    assert set(same) <= {1}
    assert len(same) < 5


def test_what_is_drawn_is_drawn_once_by_several_threads() -> None:
    drawn: list[int] = []

    def chunks() -> Iterator[int]:
        for number in range(50):
            drawn.append(number)
            yield number

    once = DrawnOnce(chunks, tuple)
    left_off = once.stream()
    assert [next(left_off) for _ in range(3)] == [1, 2, 3]
    left_off.close()
    assert not once.is_ready
    with ThreadPoolExecutor(4) as threads:
        wholes = [*threads.map(lambda _: once.get(), range(4))]
    assert wholes == [tuple(range(50))] * 4
    assert drawn == [*range(50)]
    assert once.is_ready


def test_after_an_error_it_is_drawn_from_the_beginning() -> None:
    fails = iter([True, False])

    def chunks() -> Iterator[int]:
        yield 1
        if next(fails):
            raise DatasetError("digits", found="nothing")
        yield 2

    once = DrawnOnce(chunks, tuple)
    with pytest.raises(DatasetError):
        once.get()
    assert once.get() == (1, 2)
