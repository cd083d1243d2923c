import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import load_dataset, stream_to, write_dataset
from digitpad.data.text.codec import format_digit
from digitpad.errors import DatasetError

FORMS = ["new", "x.zip", "x.csv", "x.npz", "x-images-idx3-ubyte", "x-images-idx3-ubyte.gz"]


@pytest.mark.parametrize("form", FORMS)
def test_a_set_is_the_same_in_every_form(tmp_path: Path, digits: DigitSet, form: str) -> None:
    write_dataset(digits, tmp_path / form)
    steps: list[tuple[int, int]] = []
    found = load_dataset(tmp_path / form, progress=lambda done, total: steps.append((done, total)))
    assert (found.images == digits.images).all()
    assert (found.labels == digits.labels).all()
    assert found.images.dtype == np.uint8
    assert found.labels.dtype == np.int8
    assert found.name == form
    assert steps[-1][0] == steps[-1][1] >= 12


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_known_by_what_a_file_holds(tmp_path: Path, digits: DigitSet, form: str) -> None:
    write_dataset(digits, tmp_path / form)
    found = load_dataset((tmp_path / form).rename(tmp_path / "set.dat"))
    assert (found.images == digits.images).all()


@pytest.mark.parametrize("form", [form for form in FORMS if form != "new"])
def test_a_file_that_was_there_is_replaced(tmp_path: Path, digits: DigitSet, form: str) -> None:
    (tmp_path / form).write_bytes(b"old")
    write_dataset(digits, tmp_path / form)
    assert len(load_dataset(tmp_path / form)) == 12


@pytest.mark.parametrize("form", FORMS)
def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, digits: DigitSet, form: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match=r"^Cannot write "):
        write_dataset(digits, tmp_path / "file" / form)


def test_one_text_digit(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits.select(np.array([3])), tmp_path / "three.txt")
    found = load_dataset(tmp_path / "three.txt")
    assert (found.images == digits.images[3:4]).all()
    assert found.labels.tolist() == [3]
    assert list(found.names) == ["three.txt"]


def test_many_digits_do_not_fit_one_text_file(tmp_path: Path, digits: DigitSet) -> None:
    with pytest.raises(DatasetError, match=r"x\.txt: a \.txt file holds one digit, not 12"):
        write_dataset(digits, tmp_path / "x.txt")
    assert not list(tmp_path.iterdir())


def test_digits_without_label_stay_without(tmp_path: Path, digits: DigitSet) -> None:
    digits.labels[:] = UNLABELLED
    for form in ("new", "x.zip", "x.csv", "x.npz"):
        write_dataset(digits, tmp_path / form)
        assert (load_dataset(tmp_path / form).labels == UNLABELLED).all()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty file"),
        (b"hello\n", "expected .*, found other text"),
        (bytes(100), "expected .*, found other binary data"),
        (b"\x89PNG\r\n\x1a\n\0\0", "the image is damaged or cut off"),
        (b"PK\x03\x04", "damaged or incomplete"),
        (b"\x1f\x8b", "damaged or incomplete"),
        (b"\x00\x00\x08\x03", "header: expected .*, found the end"),
        (b"label,pixel0,pixel1\n", "found a table with 3 columns, which are not images"),
        (
            format_digit(np.zeros((28, 28), np.uint8), 3) + b"\n4",
            'line 30: expected nothing after the label, found "4"',
        ),
    ],
)
def test_a_file_that_holds_no_digit(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(DatasetError, match=message) as caught:
        load_dataset(tmp_path / "x")
    assert str(tmp_path / "x") in str(caught.value)


@pytest.mark.parametrize("path", ["gone", "gone/gone.txt", "x" * 300, "a\0b"])
def test_a_path_where_nothing_is(tmp_path: Path, path: str) -> None:
    with pytest.raises(DatasetError, match=r"no such file or folder|cannot be read"):
        load_dataset(tmp_path / path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DatasetError, match="pipe: neither a file nor a folder"):
        load_dataset(tmp_path / "pipe")


def test_a_single_file_of_two_gigabytes_costs_no_memory(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(2 << 30)
    tracemalloc.start()
    with pytest.raises(DatasetError, match="too large for one digit"):
        load_dataset(tmp_path / "huge.txt")
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


@pytest.mark.parametrize(
    "name", ["synthetic:", "synthetic:x", "synthetic:1:2:3", "synthetic:0", "synthetic:-5"]
)
def test_a_synthetic_set_that_cannot_be_made(name: str) -> None:
    with pytest.raises(DatasetError, match="synthetic"):
        load_dataset(name)


def test_reading_needs_no_window() -> None:
    code = "import sys, digitpad.data.formats; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "form",
    ["folder", "a.zip", "a.csv", "a.npz", "a-images-idx3-ubyte", "a-images-idx3-ubyte.gz"],
)
def test_a_save_that_was_given_up_leaves_nothing_behind(
    tmp_path: Path, digits: DigitSet, form: str
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    shares = stream_to(place / form, digits)
    assert 0 <= next(shares) <= 1
    assert list(place.iterdir())
    shares.close()
    assert not list(place.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows does not replace the folder one is in")
def test_here_is_a_place_to_write_to(
    tmp_path: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "set").mkdir()
    monkeypatch.chdir(tmp_path / "set")
    write_dataset(digits, ".")
    assert len(load_dataset(tmp_path / "set")) == 12


@pytest.mark.parametrize("place", ["..", "/"])
def test_places_that_are_full_are_refused(
    tmp_path: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "set").mkdir()
    monkeypatch.chdir(tmp_path / "set")
    with pytest.raises(DatasetError, match=r"folder not empty|name a folder in it"):
        write_dataset(digits, place)
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_more_digits_than_a_set_may_hold_are_refused(
    tmp_path: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(digits, tmp_path / "x.csv")
    monkeypatch.setattr("digitpad.data.formats.MAX_DIGITS", 11)
    with pytest.raises(DatasetError, match=r"x\.csv: more than 11 digits"):
        load_dataset(tmp_path / "x.csv")
