"""A zip with far too many files is refused before it takes memory."""

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from digitpad.data.formats import load_dataset
from digitpad.errors import DatasetError, ModelFileError
from digitpad.files import zip_directory
from digitpad.files.zip_directory import check_directory
from digitpad.models.model_file import load_model


def zip_of(path: Path, count: int, comment: bytes = b"") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number:06}.txt", b"")
        archive.comment = comment
    return path


@pytest.mark.parametrize("comment", [b"", b"some words", b"x" * 65_535])
@pytest.mark.parametrize("most", [2_000, 10], ids=["usual", "zip64"])
def test_the_length_of_the_list_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, comment: bytes
) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", most)
    count = 1_000
    path = zip_of(tmp_path / "many.zip", count, comment)
    assert (b"PK\6\6" in path.read_bytes()) == (most < count)
    length = count * (46 + len("000000.txt"))
    monkeypatch.setattr(zip_directory, "MAX_DIRECTORY_BYTES", length)
    check_directory(path)
    monkeypatch.setattr(zip_directory, "MAX_DIRECTORY_BYTES", length - 1)
    with pytest.raises(ValueError, match="list of files"):
        check_directory(path)


def test_what_reads_zips_refuses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zip_of(tmp_path / "many.zip", 1_000)
    monkeypatch.setattr(zip_directory, "MAX_DIRECTORY_BYTES", 50_000)
    with pytest.raises(DatasetError, match="its list of files has"):
        load_dataset(path)


def test_a_large_zip_of_digits_is_no_model_and_takes_no_memory(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "digits.zip", 20_000)
    tracemalloc.start()
    with pytest.raises(ModelFileError, match="too many files in it"):
        load_model(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 20  # The module zipfile would take 12 MB.


def test_what_is_no_zip_is_left_to_who_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_directory, "MAX_DIRECTORY_BYTES", 0)
    for content in (b"PK\5\6", b"x" * 100, b"PK\6\7" * 30, b"PK\6\6PK\5\6" + b"\0" * 18):
        (tmp_path / "file").write_bytes(content)
        check_directory(tmp_path / "file")
