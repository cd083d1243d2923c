"""The reference digits that come with the program."""

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.reference import REHEARSAL, check_part, stream_rehearsed
from digitpad.files.resources import reference_digits


@pytest.fixture(scope="module")
def rehearsed() -> DigitSet:
    """The rehearsal part."""
    return load_dataset(reference_digits())


def test_no_writer_of_the_check_part_is_rehearsed(rehearsed: DigitSet) -> None:
    check = check_part()
    assert rehearsed.writers is not None
    assert check.writers is not None
    assert not np.intersect1d(rehearsed.writers, check.writers).size
    writers = np.unique(np.concatenate([rehearsed.writers, check.writers]))
    assert len(writers) >= 100
    assert len(rehearsed) + len(check) >= 4_000
    assert len(check) >= 1_500
    assert len(rehearsed) == REHEARSAL


def test_both_parts_hold_every_digit_about_as_often(rehearsed: DigitSet) -> None:
    for digits in (rehearsed, check_part()):
        counts = np.bincount(digits.labels, minlength=10)
        assert counts.min() > 0.75 * counts.max()


def test_nothing_of_the_check_part_is_among_what_is_rehearsed() -> None:
    work = stream_rehearsed()
    try:
        while True:
            next(work)
    except StopIteration as end:
        rehearsed = end.value
    known = {image.tobytes() for image in rehearsed}
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
