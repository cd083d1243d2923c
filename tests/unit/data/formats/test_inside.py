"""Sets in a folder or zip beside other files."""

import gzip
import zipfile
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import UnclearError, halves_of, load_dataset, write_dataset
from digitpad.errors import DatasetError


def packed(folder: Path, target: Path) -> Path:
    """A zip of what is in a folder."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    return target


@pytest.fixture
def kaggle(tmp_path: Path, digits: DigitSet) -> Path:
    """What Kaggle's Digit Recognizer gives out."""
    folder = tmp_path / "digit-recognizer"
    folder.mkdir()
    write_dataset(digits, folder / "train.csv")
    unlabelled = DigitSet("", digits.images[:5], np.full(5, UNLABELLED, np.int8))
    write_dataset(unlabelled, folder / "test.csv")
    (folder / "sample_submission.csv").write_text("ImageId,Label\n1,0\n2,0\n")
    return folder


@pytest.mark.parametrize("is_packed", [False, True])
def test_kaggles_tables_are_two_halves(
    tmp_path: Path, kaggle: Path, digits: DigitSet, is_packed: bool
) -> None:
    path = packed(kaggle, tmp_path / "x.zip") if is_packed else kaggle
    assert halves_of(path) == ("train", "test")
    train, test = load_dataset(path), load_dataset(path, half="test")
    assert (train.images == digits.images).all()
    assert train.labels.tolist() == digits.labels.tolist()
    assert (test.labels == UNLABELLED).all()
    assert len(test) == 5
    assert "train.csv" in train.name
    assert "test.csv" in test.name


@pytest.mark.parametrize("form", ["digits.csv", "digits.npz", "digits.keras.npz"])
@pytest.mark.parametrize("is_packed", [False, True])
def test_one_set_beside_other_files(
    tmp_path: Path, digits: DigitSet, form: str, is_packed: bool
) -> None:
    folder = tmp_path / "folder"
    (folder / "data").mkdir(parents=True)
    write_dataset(digits, folder / "data" / form)
    (folder / "README.md").write_text("# Digits\n")
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "._digits.csv").write_bytes(b"\0")
    path = packed(folder, tmp_path / "x.zip") if is_packed else folder
    found = load_dataset(path)
    assert (found.images == digits.images).all()
    assert found.labels.tolist() == digits.labels.tolist()


def test_a_packed_table_in_a_zip(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / "x.csv")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("x.csv.gz", gzip.compress((tmp_path / "x.csv").read_bytes()))
    assert (load_dataset(tmp_path / "x.zip").images == digits.images).all()


def test_the_halves_of_one_file_inside(tmp_path: Path, digits: DigitSet) -> None:
    np.savez(tmp_path / "mnist.npz", x_train=digits.images, x_test=digits.images[:3])
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(tmp_path / "mnist.npz", "mnist.npz")
    assert halves_of(tmp_path / "x.zip") == ("train", "test")
    assert len(load_dataset(tmp_path / "x.zip", half="test")) == 3


def test_arrays_beside_each_other_in_a_zip(tmp_path: Path, digits: DigitSet) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    np.savez(folder / "kmnist-train-imgs.npz", digits.images)
    np.savez(folder / "kmnist-train-labels.npz", digits.labels)
    (folder / "a.md").write_text("a")
    found = load_dataset(packed(folder, tmp_path / "x.zip"))
    assert found.labels.tolist() == digits.labels.tolist()


def test_of_several_sets_one_has_to_be_chosen(tmp_path: Path, digits: DigitSet) -> None:
    for name in ("a.csv", "b.csv", "c.npz"):
        write_dataset(digits, tmp_path / name)
    with pytest.raises(UnclearError, match=r"3 datasets \(a\.csv, b\.csv, c\.npz\)") as caught:
        load_dataset(tmp_path)
    assert caught.value.question == "path"
    assert sorted(caught.value.candidates) == ["a.csv", "b.csv", "c.npz"]


def test_a_locked_zip_is_told(tmp_path: Path, kaggle: Path) -> None:
    path = packed(kaggle, tmp_path / "x.zip")
    content = bytearray(path.read_bytes())
    for start in range(len(content)):
        if content[start : start + 4] == b"PK\x03\x04":
            content[start + 6] |= 1
        if content[start : start + 4] == b"PK\x01\x02":
            content[start + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(DatasetError, match="password-protected"):
        load_dataset(path)
