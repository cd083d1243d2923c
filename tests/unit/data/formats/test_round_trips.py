"""Whatever digits are written, in whatever form, the same are read again."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import known_endings, load_dataset, write_dataset
from digitpad.errors import DatasetError
from digitpad.ink.strokes import Drawing, bounds

STROKES, ONE = ".strokes.npz", ".txt"
"""The form of drawings, and that of a single digit."""

LABELLED_ONLY = {"-images-idx3-ubyte", "-images-idx3-ubyte.gz", ".keras.npz"}
"""Forms that cannot say that a digit has no label."""

ALL_OR_NONE = {".csv"}
"""Forms that can say it of all digits or of none."""

WITH_WRITERS = {".npz"}

BY_NAME = {"_png", "_png.zip"}
"""Forms in folders by label: the digits come back in the order of the labels."""

few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def digit_sets(draw: st.DrawFn, most: int = 6) -> DigitSet:
    """Any pixels within a border of paper, as pictures have, with any labels and writers."""
    count = draw(st.integers(1, most))
    images = np.zeros((count, 28, 28), np.uint8)
    images[:, 1:-1, 1:-1] = draw(arrays(np.uint8, (count, 26, 26)))
    labels = draw(arrays(np.int8, count, elements=st.integers(UNLABELLED, 9)))
    writers = draw(st.none() | arrays(np.int32, count, elements=st.integers(0, 2**31 - 1)))
    return DigitSet("any", images, labels, writers=writers)


def new_path(tmp_path: Path, ending: str) -> Path:
    """A path where nothing is yet."""
    return tmp_path / f"{len(list(tmp_path.iterdir()))}{ending}"


@pytest.mark.parametrize("ending", sorted({*known_endings().values()} - {STROKES, ONE}))
@few
@given(digits=digit_sets())
def test_what_was_written_is_read_again(tmp_path: Path, ending: str, digits: DigitSet) -> None:
    path = new_path(tmp_path, ending)
    is_unlabelled = digits.labels == UNLABELLED
    if is_unlabelled.any() and (
        ending in LABELLED_ONLY or (ending in ALL_OR_NONE and not is_unlabelled.all())
    ):
        with pytest.raises(DatasetError, match=r"have no label"):
            write_dataset(digits, path)
        assert not path.exists()
        return
    write_dataset(digits, path)
    found = load_dataset(path)
    assert not found.left_out
    order = np.arange(len(found))
    if ending in BY_NAME:
        order = np.argsort([int(Path(name).stem) for name in found.names])
    assert (found.images[order] == digits.images).all()
    assert found.labels[order].tolist() == digits.labels.tolist()
    if ending in WITH_WRITERS and digits.writers is not None:
        assert found.writers is not None
        assert found.writers.tolist() == digits.writers.tolist()


@few
@given(digits=digit_sets(most=1))
def test_one_text_digit_is_read_again(tmp_path: Path, digits: DigitSet) -> None:
    path = new_path(tmp_path, ONE)
    write_dataset(digits, path)
    found = load_dataset(path)
    assert (found.images == digits.images).all()
    assert found.labels.tolist() == digits.labels.tolist()


@few
@given(seed=st.integers(0, 10**6), count=st.integers(1, 4), is_labelled=st.booleans())
def test_strokes_are_read_again(tmp_path: Path, seed: int, count: int, is_labelled: bool) -> None:
    digits = load_dataset(f"synthetic:{count}:{seed}")
    if not is_labelled:
        digits = replace(digits, labels=np.full(count, UNLABELLED, np.int8))
    path = new_path(tmp_path, STROKES)
    write_dataset(digits, path)
    found = load_dataset(path)
    assert found.labels.tolist() == digits.labels.tolist()
    assert found.writers is not None
    assert digits.writers is not None
    assert found.writers.tolist() == digits.writers.tolist()
    # Size and place are not kept, and points are rounded to a thousandth of the digit.
    for one, other in zip(found.drawings, digits.drawings, strict=True):
        for stroke, drawn in zip(in_unit_square(one), in_unit_square(other), strict=True):
            assert np.allclose(stroke, drawn, atol=2e-3)


def in_unit_square(drawing: Drawing) -> list[NDArray[np.floating]]:
    """The points of each stroke, the digit moved to 0 and its longer side 1."""
    low, high = bounds(drawing)
    return [(stroke.points - low) / (high - low).max() for stroke in drawing.strokes]
