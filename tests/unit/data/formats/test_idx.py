"""IDX under names and in places beyond those of ``test_idx_arrays.py``."""

import bz2
import gzip
import lzma
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import UnclearError, halves_of, load_dataset, write_dataset
from digitpad.data.formats.idx import pairs_in
from digitpad.errors import DatasetError


def images_of(digits: DigitSet) -> bytes:
    return struct.pack(">IIII", 2051, len(digits), 28, 28) + digits.images.tobytes()


def labels_of(digits: DigitSet) -> bytes:
    return struct.pack(">II", 2049, len(digits)) + digits.labels.tobytes()


def table_of(digits: DigitSet, writers: list[int]) -> bytes:
    """Labels as QMNIST has them: class, series, writer, and five other columns."""
    table = np.zeros((len(digits), 8), ">i4")
    table[:, 0], table[:, 1], table[:, 2] = digits.labels, 4, writers
    return struct.pack(">III", 3074, *table.shape) + table.tobytes()


@pytest.fixture
def test_half(digits: DigitSet) -> DigitSet:
    return digits.select(np.arange(3))


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return folder


def both_halves(digits: DigitSet, test: DigitSet, form: str) -> dict[str, bytes]:
    """Four files whose names a pattern makes of half, kind and ``idx3`` or ``idx1``."""
    return {
        form.format(half="train", kind="images", idx="idx3"): images_of(digits),
        form.format(half="train", kind="labels", idx="idx1"): labels_of(digits),
        form.format(half="t10k", kind="images", idx="idx3"): images_of(test),
        form.format(half="t10k", kind="labels", idx="idx1"): labels_of(test),
    }


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}

NAMES = [
    "{half}-{kind}-{idx}-ubyte",
    "{half}-{kind}.{idx}-ubyte",
    "{half}-{kind}-{idx}-ubyte.gz",
    "MNIST/raw/{half}-{kind}-{idx}-ubyte",
    "{half}-{kind}-{idx}-ubyte/{half}-{kind}-{idx}-ubyte",
    "archive/{half}-{kind}.{idx}-ubyte/{half}-{kind}.{idx}-ubyte",
]


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_both_halves_of_a_folder_or_zip(
    tmp_path: Path, digits: DigitSet, test_half: DigitSet, form: str, packed: bool
) -> None:
    path = fill(tmp_path / "set", both_halves(digits, test_half, form))
    if packed:
        path = tmp_path / "set.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in (tmp_path / "set").rglob("*"):
                archive.write(file, file.relative_to(tmp_path))
    assert halves_of(path) == ("train", "test")
    train, test = load_dataset(path), load_dataset(path, half="test")
    assert (train.images == digits.images).all()
    assert train.labels.tolist() == digits.labels.tolist()
    assert test.labels.tolist() == test_half.labels.tolist()


def test_torchvisions_folder_holds_everything_twice(
    tmp_path: Path, digits: DigitSet, test_half: DigitSet
) -> None:
    for form in ("MNIST/raw/{half}-{kind}-{idx}-ubyte", "MNIST/raw/{half}-{kind}-{idx}-ubyte.gz"):
        fill(tmp_path, both_halves(digits, test_half, form))
    for folder in (tmp_path, tmp_path / "MNIST", tmp_path / "MNIST" / "raw"):
        assert len(load_dataset(folder)) == 12
        assert len(load_dataset(folder, half="test")) == 3


def test_mnist_among_other_sets_of_torchvision(
    tmp_path: Path, digits: DigitSet, test_half: DigitSet
) -> None:
    fill(tmp_path, both_halves(digits, test_half, "MNIST/raw/{half}-{kind}-{idx}-ubyte"))
    fill(tmp_path, both_halves(test_half, digits, "FashionMNIST/raw/{half}-{kind}-{idx}-ubyte"))
    assert len(load_dataset(tmp_path)) == 12


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_of_emnist_the_digits_are_read(
    tmp_path: Path, digits: DigitSet, test_half: DigitSet, packed: bool
) -> None:
    files = {}
    for split, part in (("letters", test_half), ("digits", digits), ("mnist", test_half)):
        for half in ("train", "test"):
            files[f"gzip/emnist-{split}-{half}-images-idx3-ubyte.gz"] = images_of(part)
            files[f"gzip/emnist-{split}-{half}-labels-idx1-ubyte.gz"] = labels_of(part)
    path = fill(tmp_path / "emnist", files)
    if packed:
        path = tmp_path / "gzip.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name in files:
                archive.write(tmp_path / "emnist" / name, name)
    assert halves_of(path) == ("train", "test")
    assert len(load_dataset(path)) == len(load_dataset(path, half="test")) == 12


def test_sets_that_no_name_tells_apart_have_to_be_chosen(tmp_path: Path, digits: DigitSet) -> None:
    for split in ("byclass", "balanced"):
        fill(tmp_path, {f"emnist-{split}-train-images-idx3-ubyte": images_of(digits)})
    with pytest.raises(UnclearError, match=r"2 datasets \(emnist-.*\); open one of these") as e:
        load_dataset(tmp_path)
    assert sorted(e.value.candidates) == [
        "emnist-balanced-train-images-idx3-ubyte",
        "emnist-byclass-train-images-idx3-ubyte",
    ]


@pytest.mark.parametrize("form", [NAMES[0], NAMES[1], NAMES[4]])
@pytest.mark.parametrize("kind", ["images", "labels"])
def test_one_file_leads_to_the_other(
    tmp_path: Path, digits: DigitSet, test_half: DigitSet, form: str, kind: str
) -> None:
    fill(tmp_path, both_halves(digits, test_half, form))
    idx = "idx3" if kind == "images" else "idx1"
    for half, count in (("train", 12), ("t10k", 3)):
        found = load_dataset(tmp_path / form.format(half=half, kind=kind, idx=idx))
        assert found.labels.tolist() == digits.labels[:count].tolist()


def test_gz_without_its_ending(tmp_path: Path, digits: DigitSet) -> None:
    fill(
        tmp_path,
        {
            "train-images-idx3-ubyte": gzip.compress(images_of(digits)),
            "train-labels-idx1-ubyte": gzip.compress(labels_of(digits)),
        },
    )
    assert (load_dataset(tmp_path).images == digits.images).all()
    assert load_dataset(tmp_path).labels.tolist() == digits.labels.tolist()


@pytest.mark.parametrize("gz", ["", ".gz"])
def test_qmnist_tells_the_writers(tmp_path: Path, digits: DigitSet, gz: str) -> None:
    writers = [7, 7, 7, 300, 300, 300, 4, 4, 4, 4, 4, 4]
    fill(
        tmp_path,
        {
            f"qmnist-test-images-idx3-ubyte{gz}": images_of(digits),
            f"qmnist-test-labels-idx1-ubyte{gz}": labels_of(digits),
            f"qmnist-test-labels-idx2-int{gz}": table_of(digits, writers),
        },
    )
    for path in (tmp_path, tmp_path / f"qmnist-test-labels-idx2-int{gz}"):
        found = load_dataset(path)
        assert found.labels.tolist() == digits.labels.tolist()
        assert found.writers is not None
        assert found.writers.tolist() == writers


@pytest.mark.parametrize("ink", [1, 16, 255])
def test_images_of_another_size_come_to_28x28(tmp_path: Path, ink: int) -> None:
    images = np.zeros((600, 16, 16), np.uint8)
    images[:, 2:14, 7:9] = ink
    fill(
        tmp_path,
        {
            "small-images-idx3-ubyte": struct.pack(">IIII", 2051, 600, 16, 16) + images.tobytes(),
            "small-labels-idx1-ubyte": struct.pack(">II", 2049, 600) + bytes([1] * 600),
        },
    )
    found = load_dataset(tmp_path)
    assert found.images.shape == (600, 28, 28)
    assert (found.images[:, 10:18, 13:15] > 200).all()
    assert (found.labels == 1).all()


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (
            struct.pack(">II", 2049, 12) + bytes([1] * 11 + [26]),
            "label 12: expected a label 0 to 9( .*)?, found 26",
        ),
        (struct.pack(">II", 2049, 11) + bytes(11), "expected 12 labels, one per image, found 11"),
        (struct.pack(">III", 3074, 12, 0), "header: expected 1 to .* columns, found 0"),
        (
            struct.pack(">III", 3074, 12, 8) + bytes(383),
            "expected 384 bytes after the header, found 383",
        ),
        (
            struct.pack(">III", 3074, 12, 1) + b"\xff" * 48,
            "label 1: expected a label 0 to 9( .*)?, found -1",
        ),
        (struct.pack(">I", 3074), "header: expected 2 sizes of 4 bytes, found the end"),
        (b"hello there", "header: expected IDX, found 68 65 6c 6c"),
    ],
)
def test_labels_that_are_none(
    tmp_path: Path, digits: DigitSet, labels: bytes, message: str
) -> None:
    fill(tmp_path, {"x-images-idx3-ubyte.gz": images_of(digits), "x-labels-idx1-ubyte.gz": labels})
    with pytest.raises(DatasetError, match=message):
        load_dataset(tmp_path)


@pytest.mark.parametrize(("ending", "compress"), PACKERS.items())
def test_packed_files_are_read(
    tmp_path: Path, digits: DigitSet, ending: str, compress: Callable[[bytes], bytes]
) -> None:
    names = f"xnist-images-idx3-ubyte{ending}", f"xnist-labels-idx1-ubyte{ending}"
    for name, content in zip(names, (images_of(digits), labels_of(digits)), strict=True):
        (tmp_path / name).write_bytes(compress(content))
    for chosen in (tmp_path, *(tmp_path / name for name in names)):
        found = load_dataset(chosen)
        assert (found.images == digits.images).all()
        assert found.labels.tolist() == digits.labels.tolist()


def test_a_file_that_xz_packed_and_was_cut_off(tmp_path: Path, digits: DigitSet) -> None:
    path = tmp_path / "xnist-images-idx3-ubyte.xz"
    path.write_bytes(lzma.compress(images_of(digits))[:-40])
    with pytest.raises(DatasetError, match=r"\.xz: damaged or incomplete"):
        load_dataset(path)


def test_resource_forks_are_no_pairs() -> None:
    assert not pairs_in(["__MACOSX/._train-images-idx3-ubyte", "notes about idx3.txt"])


def test_a_target_may_have_any_name_of_images(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / "t10k-images.idx3-ubyte.gz")
    found = load_dataset(tmp_path, half="test")
    assert (found.images == digits.images).all()
    assert not (found.labels == UNLABELLED).any()
