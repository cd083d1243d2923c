"""How much memory a set of text digits takes beside its images."""

import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.formats import stream_dataset
from digitpad.data.text.codec import format_digit
from digitpad.data.text.load import list_folder, natural

COUNT = 300
"""Digits of a set."""

IMAGE = np.eye(28, dtype=np.uint8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "digits"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:05}.txt").write_bytes(format_digit(IMAGE, number % 10))
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "digits.zip", "w") as archive:
        for number in range(COUNT):
            archive.writestr(f"{number:05}.txt", format_digit(IMAGE, number % 10))
    return tmp_path / "digits.zip"


@pytest.fixture(autouse=True)
def traced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DIGITPAD_CACHE", str(tmp_path / "cache"))
    small = tmp_path / "1.txt"
    small.write_bytes(format_digit(IMAGE, 1))
    for _ in stream_dataset(small):
        pass  # What is imported for it is no part of any set.
    tracemalloc.start()
    yield
    tracemalloc.stop()


def beside_images(source: Path) -> list[float]:
    """Bytes a digit that are in memory beside the images: after each chunk, and after all."""
    used, sets = [], []
    images = COUNT * IMAGE.nbytes  # Their room is there from the beginning.
    before = tracemalloc.get_traced_memory()[0]
    for chunk in stream_dataset(source):
        sets.append(chunk.digits)
        used.append((tracemalloc.get_traced_memory()[0] - before - images) / COUNT)
    del chunk
    used.append((tracemalloc.get_traced_memory()[0] - before - images) / COUNT)
    return used


def test_the_list_of_a_folder_takes_little(folder: Path) -> None:
    before = tracemalloc.get_traced_memory()[0]
    listing = list_folder(folder)
    used = (tracemalloc.get_traced_memory()[0] - before) / COUNT
    assert len(listing.names) == COUNT
    assert used < 60  # Three times of eight bytes, and a name.


def test_what_sorts_the_files_of_a_folder_takes_little(folder: Path) -> None:
    names = [f"{number:05}.txt" for number in reversed(range(COUNT))]
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    names.sort(key=natural)
    used = (tracemalloc.get_traced_memory()[1] - before) / COUNT
    assert names[0] == "00000.txt"
    assert used < 120


def test_a_zip_takes_little_while_it_is_read(archive: Path) -> None:
    assert max(beside_images(archive)) < 500  # The module zipfile takes 800.


def test_an_open_set_takes_little_beside_its_images(folder: Path) -> None:
    assert beside_images(folder)[-1] < 50
    assert beside_images(folder)[-1] < 50  # From the cache.
