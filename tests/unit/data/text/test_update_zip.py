"""A zip with changed text digits is written anew as a whole, or stays as it was."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import write_dataset
from digitpad.data.text.changes import (
    FileChange,
    Kind,
)
from digitpad.data.text.codec import format_digit
from digitpad.data.text.update import stream_changes
from digitpad.errors import DatasetError

IMAGE = np.eye(28, dtype=np.uint8)


def test_a_zip_whose_other_files_cannot_be_kept_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.txt", format_digit(IMAGE, 1))
        archive.writestr("locked.txt", b"secret")
        archive.filelist[1].flag_bits |= 1
    before = path.read_bytes()
    with pytest.raises(DatasetError, match=r"a\.zip, locked\.txt: cannot be kept"):
        list(stream_changes(path, Kind.ZIP, {"1.txt": FileChange(IMAGE, 1, 8)}))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_bomb_beside_the_digits_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.update.MAX_MEMBER_BYTES", 1 << 20)
    path = tmp_path / "a.zip"
    write_dataset(DigitSet("one", IMAGE[None], np.array([1], np.int8), names=["1.txt"]), path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", bytes(5 << 20))
    with pytest.raises(DatasetError, match=r"bomb\.txt: cannot be kept .more than 1,048,576 bytes"):
        list(stream_changes(path, Kind.ZIP, {"1.txt": FileChange(IMAGE, 1, 8)}))


def test_a_save_that_was_given_up_leaves_the_zip_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write_dataset(DigitSet("one", IMAGE[None], np.array([1], np.int8), names=["1.txt"]), path)
    before = path.read_bytes()
    written: list[str] = []
    shares = stream_changes(path, Kind.ZIP, {"1.txt": FileChange(IMAGE, 1, 8)}, written)
    next(shares)
    shares.close()
    assert path.read_bytes() == before
    assert not written
    assert list(tmp_path.iterdir()) == [path]
