"""Whether a file could be written."""

import os
from pathlib import Path

import pytest

from digitpad.files.writable import why_not_writable


def test_what_can_be_written_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    assert why_not_writable(tmp_path / "old") == ""
    assert why_not_writable(tmp_path / "new") == ""
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text() == "old"


def test_what_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "file").chmod(0o444)
    assert why_not_writable(tmp_path) == "it is a folder"
    assert why_not_writable(tmp_path / "file") == "the file is read-only"
    assert why_not_writable(tmp_path / "none" / "m.npz") == "no such folder"
    assert why_not_writable(tmp_path / "file" / "m.npz") == "file is not a folder"
    assert why_not_writable(tmp_path / ("m" * 300)) == "file name too long"


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="needs a device that is a file")
def test_no_device_is_replaced() -> None:
    assert why_not_writable(os.devnull) == "it is not a regular file"
