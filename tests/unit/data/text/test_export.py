"""Folders and zips of text digits on their way to the disk."""

import os
import time
from pathlib import Path

import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, stream_to, write_dataset
from digitpad.files.atomic import TEMPORARY, temporary_beside


def test_the_folder_that_one_is_in_can_be_filled(
    tmp_path: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    write_dataset(digits, ".")
    assert len(load_dataset(tmp_path / "here")) == 12


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_an_empty_folder_keeps_its_permissions(tmp_path: Path, digits: DigitSet) -> None:
    folder = tmp_path / "private"
    folder.mkdir(0o700)
    write_dataset(digits, folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_export_has_the_name_of_what_is_not_whole_and_sweeps_others_away(
    tmp_path: Path, digits: DigitSet
) -> None:
    litter = temporary_beside(tmp_path / "folder")
    litter.mkdir()
    os.utime(litter, (time.time() - 90_000,) * 2)
    shares = stream_to(tmp_path / "folder", digits)
    next(shares)
    (under_way,) = set(tmp_path.iterdir()) - {litter}
    assert TEMPORARY.fullmatch(under_way.name)
    list(shares)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
