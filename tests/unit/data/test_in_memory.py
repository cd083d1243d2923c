"""Images that are in memory already are not read again."""

import gc
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.formats import load_dataset, stream_dataset, write_dataset
from digitpad.data.in_memory import known_images, note_images, room_for


@pytest.fixture(params=["mine-images-idx3-ubyte", "mine.zip"])
def path(request: pytest.FixtureRequest, tmp_path: Path, digits: DigitSet) -> Path:
    """A set that was read before: a zip of texts is read from the cache from then on."""
    path = tmp_path / request.param
    write_dataset(digits, path)
    load_dataset(path)
    return path


def same_memory(one: DigitSet, other: DigitSet) -> bool:
    """Whether the images of both begin at the same place."""
    return one.images.ctypes.data == other.images.ctypes.data


def test_what_is_open_is_not_read_again(path: Path) -> None:
    one = load_dataset(path)
    assert same_memory(load_dataset(path), one)


def test_what_is_open_is_not_read_again_in_passing(path: Path) -> None:
    one = load_dataset(path)
    (chunk,) = stream_dataset(path, in_passing=True)
    assert same_memory(chunk.digits, one)


def test_texts_that_are_open_in_pieces_are_not_read_again(
    tmp_path: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.load.CHUNK_SIZE", 5)
    write_dataset(digits, tmp_path / "new.zip")
    pieces = [chunk.digits for chunk in stream_dataset(tmp_path / "new.zip")]
    assert len(pieces) > 1
    whole = load_dataset(tmp_path / "new.zip")
    assert same_memory(whole, pieces[0])
    assert (whole.images == concatenate(pieces).images).all()
    assert len(whole) == len(digits)


def test_two_that_read_at_once_share_the_memory(
    path: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("formats.idx_arrays", "text.cache_file"):
        monkeypatch.setattr(f"digitpad.data.{module}.BATCH_SIZE", 5)
    first, second = stream_dataset(path), stream_dataset(path)
    one, other = [next(first).digits], [next(second).digits]
    one += [chunk.digits for chunk in first]
    other += [chunk.digits for chunk in second]
    assert len(one) > 1
    assert same_memory(one[0], other[0])
    for pieces in (one, other):
        whole = concatenate(pieces)
        assert (whole.images == digits.images).all()
        assert (whole.labels == digits.labels).all()
        assert not whole.images.flags.writeable
    assert same_memory(load_dataset(path), one[0])


def test_who_comes_as_another_ends_can_write_too() -> None:
    first = room_for("key", 3)
    first[:] = 7
    note_images("key", first)
    last = room_for("key", 3)  # It looked for known ones before they were noted.
    last[:] = 7
    known = known_images("key")
    assert known is not None
    assert (known == 7).all()
    assert not known.flags.writeable
    del first, last
    assert known_images("key") is not None


def test_what_has_changed_is_read_again(path: Path, digits: DigitSet) -> None:
    one = load_dataset(path)
    write_dataset(digits.select(np.array([3, 4])), path)
    assert len(load_dataset(path)) == 2
    assert len(one) == len(digits)


def test_what_nobody_has_any_more_takes_no_memory(path: Path) -> None:
    one = load_dataset(path)
    address = one.images.ctypes.data
    assert address
    del one
    gc.collect()
    from digitpad.data.in_memory import _images

    assert not [images for images in _images.values() if images.ctypes.data == address]


def test_nobody_can_change_it_for_others(path: Path, digits: DigitSet) -> None:
    write_dataset(digits, path)  # It has changed: it is read as for the first time.
    for _ in range(2):
        one = load_dataset(path)
        with pytest.raises(ValueError, match="read-only"):
            one.images[0] = 0
