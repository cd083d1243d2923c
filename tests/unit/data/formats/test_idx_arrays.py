import gzip
import os
import struct
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import idx_arrays, load_dataset, stream_dataset, write_dataset
from digitpad.errors import DatasetError

Watch = Callable[[int], AbstractContextManager[None]]

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


@pytest.fixture(params=["", ".gz"], ids=["plain", "gz"])
def pair(request: pytest.FixtureRequest, tmp_path: Path, digits: DigitSet) -> Path:
    """A file of images with its labels beside it, in a folder of their own."""
    (tmp_path / "mnist").mkdir()
    path = tmp_path / "mnist" / f"{IMAGES}{request.param}"
    write_dataset(digits, path)
    return path


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the content of a file, compressed or not."""
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(change(gzip.decompress(path.read_bytes()))))
    else:
        path.write_bytes(change(path.read_bytes()))


def labels_of(path: Path) -> Path:
    return path.with_name(path.name.replace(IMAGES, LABELS))


def test_written_files_are_as_mnist_is_published(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / IMAGES)
    images, labels = (tmp_path / IMAGES).read_bytes(), (tmp_path / LABELS).read_bytes()
    assert images[:16] == struct.pack(">IIII", 0x803, 12, 28, 28)
    assert images[16:] == digits.images.tobytes()
    assert labels == struct.pack(">II", 0x801, 12) + bytes([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])


def test_either_file_or_the_folder_opens_the_pair(pair: Path, digits: DigitSet) -> None:
    for path in (pair, labels_of(pair), pair.parent):
        found = load_dataset(path)
        assert (found.images == digits.images).all()
        assert (found.labels == digits.labels).all()


def test_a_name_does_not_matter_for_what_a_file_holds(pair: Path, digits: DigitSet) -> None:
    found = load_dataset(pair.rename(pair.with_name("something.txt")))
    assert (found.images == digits.images).all()
    assert (found.labels == UNLABELLED).all()


def test_one_file_may_be_compressed_and_the_other_not(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / IMAGES)
    labels = tmp_path / LABELS
    (tmp_path / f"{LABELS}.gz").write_bytes(gzip.compress(labels.read_bytes()))
    labels.unlink()
    assert (load_dataset(tmp_path / IMAGES).labels == digits.labels).all()


def test_half_chooses_the_pair(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / IMAGES)
    write_dataset(digits.select(np.arange(3)), tmp_path / "t10k-images.idx3-ubyte")
    assert len(load_dataset(tmp_path)) == 12
    assert len(load_dataset(tmp_path, half="t10k")) == 3
    assert load_dataset(tmp_path, half="t10k").labels.tolist() == [0, 1, 2]


def test_images_alone_are_unlabelled(pair: Path) -> None:
    labels_of(pair).unlink()
    assert (load_dataset(pair).labels == UNLABELLED).all()


def test_labels_alone_are_no_digits(pair: Path) -> None:
    pair.unlink()
    with pytest.raises(DatasetError, match="no file of images beside these labels"):
        load_dataset(labels_of(pair))


def test_files_that_do_not_belong_together(pair: Path) -> None:
    rewrite(labels_of(pair), lambda content: struct.pack(">II", 0x801, 2) + content[8:10])
    with pytest.raises(DatasetError, match="expected 12 labels, one per image, found 2"):
        load_dataset(pair)


def test_labels_that_are_no_digits(pair: Path) -> None:
    rewrite(labels_of(pair), lambda content: content[:-1] + b"\x1a")
    with pytest.raises(
        DatasetError, match=r"labels.*, label 12: expected a label 0 to 9, found 26"
    ):
        load_dataset(pair)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c[:4], "header: expected 3 sizes of 4 bytes, found the end"),
        (lambda c: c[:10], "header: expected 3 sizes of 4 bytes, found the end"),
        (
            lambda c: c[:8] + struct.pack(">II", 32, 65) + c[16:],
            "expected images of .*, found 32×65",
        ),
        (lambda c: c[:-1], r"expected 9,408 bytes after the header, found 9,407"),
        (lambda c: c + b"\0", "expected 9,408 bytes after the header, found more"),
        (lambda c: c[:4] + b"\xff\xff\xff\xff" + c[8:], "expected at most .*, found 4,294,967,295"),
    ],
)
def test_a_header_that_is_not_true(
    pair: Path, change: Callable[[bytes], bytes], message: str
) -> None:
    rewrite(pair, change)
    with pytest.raises(DatasetError, match=message):
        load_dataset(pair)


def test_a_promise_costs_no_memory(pair: Path, at_most: Watch) -> None:
    rewrite(pair, lambda content: content[:4] + struct.pack(">I", 900_000) + content[8:])
    with (
        at_most(4 << 20),
        pytest.raises(
            DatasetError, match="expected 705,600,000 bytes after the header, found 9,408"
        ),
    ):
        load_dataset(pair)


def test_a_bomb_costs_no_memory(pair: Path, at_most: Watch) -> None:
    rewrite(pair, lambda content: content + bytes(50 << 20))
    labels_of(pair).unlink()
    with (
        at_most(8 << 20),
        pytest.raises(DatasetError, match="expected 9,408 bytes after the header, found more"),
    ):
        load_dataset(pair)


def test_a_plain_file_is_read_into_no_more_memory_than_it_needs(
    tmp_path: Path, at_most: Watch
) -> None:
    images = np.zeros((10_000, 28, 28), np.uint8)
    path = tmp_path / IMAGES
    write_dataset(DigitSet("many", images, np.zeros(10_000, np.int8)), path)
    with at_most(int(1.04 * images.nbytes)):
        assert len(load_dataset(path)) == 10_000


@pytest.fixture(params=["", ".gz"], ids=["plain", "gz"])
def large(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of 1,200 images, of which each begins with its number, with labels beside it."""
    images = np.zeros((1200, 28, 28), np.uint8)
    images[:, 0, :2] = np.arange(1200, dtype="<u2").view(np.uint8).reshape(-1, 2)
    path = tmp_path / f"{IMAGES}{request.param}"
    write_dataset(DigitSet("large", images, (np.arange(1200) % 10).astype(np.int8)), path)
    return path


def test_of_a_large_file_the_first_digits_come_first(large: Path) -> None:
    chunks = list(stream_dataset(large))
    assert [(len(c.digits), c.done, c.total) for c in chunks] == [
        (1000, 1000, 1200),
        (200, 1200, 1200),
    ]
    whole = load_dataset(large)
    assert whole.images[:, 0, :2].tobytes() == np.arange(1200, dtype="<u2").tobytes()
    assert whole.labels.tolist() == [n % 10 for n in range(1200)]
    assert np.shares_memory(whole.images, chunks[0].digits.images), "it is in memory once"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c[:-1], "expected 940,800 bytes after the header, found 940,799"),
        (lambda c: c + b"\0", "expected 940,800 bytes after the header, found more"),
    ],
)
def test_nothing_is_shown_of_a_large_file_that_holds_less_or_more(
    large: Path, change: Callable[[bytes], bytes], message: str
) -> None:
    rewrite(large, change)
    with pytest.raises(DatasetError, match=message):
        next(stream_dataset(large))


def test_a_file_that_changes_while_it_is_read(large: Path) -> None:
    content = large.read_bytes()
    chunks = stream_dataset(large)
    next(chunks)
    large.write_bytes(content)
    os.utime(large, ns=(1, 1))
    with pytest.raises(DatasetError, match="changed while it was read; open it again"):
        list(chunks)


def test_images_that_are_replaced_after_their_labels_were_read(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = idx_arrays.read_idx

    def read_and_replace(path: Path) -> np.ndarray:
        labels = read(path)
        for file in large, labels_of(large):
            os.utime(file, ns=(1, 1))
        return labels

    monkeypatch.setattr(idx_arrays, "read_idx", read_and_replace)
    with pytest.raises(DatasetError, match="changed while it was read; open it again"):
        load_dataset(large)


def test_a_large_gz_that_is_damaged_within(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (3000, 28, 28)).astype(np.uint8)
    path = tmp_path / f"{IMAGES}.gz"
    write_dataset(DigitSet("noise", noise, np.zeros(3000, np.int8)), path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    chunks = stream_dataset(path)
    next(chunks)
    with pytest.raises(DatasetError, match=f"{IMAGES}.gz"):
        list(chunks)
    with pytest.raises(DatasetError, match=f"{IMAGES}.gz"):
        load_dataset(path)


@pytest.mark.parametrize("keep", [2, 15, 200])
def test_a_gz_that_was_cut_off(tmp_path: Path, digits: DigitSet, keep: int) -> None:
    path = tmp_path / f"{IMAGES}.gz"
    write_dataset(digits, path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DatasetError, match=rf"{IMAGES}\.gz: damaged or incomplete"):
        load_dataset(path)


def test_a_gz_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "letter.gz"
    path.write_bytes(gzip.compress(b"Dear diary"))
    with pytest.raises(DatasetError, match=r"letter\.gz"):
        load_dataset(path)


def test_digits_without_label_cannot_be_written(tmp_path: Path, digits: DigitSet) -> None:
    digits = replace(digits, labels=np.full(12, UNLABELLED, np.int8))
    with pytest.raises(DatasetError, match="some digits have no label"):
        write_dataset(digits, tmp_path / IMAGES)
    assert not list(tmp_path.iterdir())


def test_where_one_file_cannot_be_written_neither_is(tmp_path: Path, digits: DigitSet) -> None:
    (tmp_path / LABELS).mkdir()
    with pytest.raises(DatasetError, match=r"^Cannot write "):
        write_dataset(digits, tmp_path / IMAGES)
    assert [path.name for path in tmp_path.iterdir()] == [LABELS]


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        ("Train-Images-IDX3-ubyte", "Train-Labels-IDX1-ubyte"),
        ("MY-IMAGES-IDX3-UBYTE.gz", "MY-LABELS-IDX1-UBYTE.gz"),
        ("t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"),
    ],
)
def test_labels_are_called_as_the_images_are(
    tmp_path: Path, digits: DigitSet, images: str, labels: str
) -> None:
    write_dataset(digits, tmp_path / images)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([images, labels])
    for path in (tmp_path / images, tmp_path / labels, tmp_path):
        assert load_dataset(path).labels.tolist() == digits.labels.tolist()


class KilledError(BaseException):
    """Stands for a kill: nothing is tidied up after it."""


def killed_between_the_two(
    monkeypatch: pytest.MonkeyPatch, digits: DigitSet, path: Path, renames: int
) -> None:
    """Export, and be killed after so many renames."""
    left = [renames]
    rename = Path.replace

    def replace_or_die(source: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise KilledError
        return rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_or_die)
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(KilledError):
            write_dataset(digits, path)


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("first", ["images", "labels"])
def test_a_pair_that_was_not_written_together_is_told(
    tmp_path: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch, ending: str, first: str
) -> None:
    path = tmp_path / f"{IMAGES}{ending}"
    write_dataset(digits, path)
    assert len(list(tmp_path.iterdir())) == 2, "no more files than the pair"
    others = replace(digits, images=255 - digits.images, labels=digits.labels[::-1].copy())
    killed_between_the_two(monkeypatch, others, path, 1)  # The pair file is there.
    assert (load_dataset(path).labels == digits.labels).all(), "both are the old ones"
    killed_between_the_two(monkeypatch, others, path, 2)  # And the labels are.
    with pytest.raises(DatasetError, match="images and labels were not written together"):
        load_dataset(path if first == "images" else labels_of(path))
    write_dataset(others, path)
    assert (load_dataset(path).labels == others.labels).all(), "another export makes it whole"
    assert not (tmp_path / f".{IMAGES}{ending}.pair").exists()


def test_a_pair_that_others_replaced_since_is_read(
    tmp_path: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, more = tmp_path / IMAGES, tmp_path / "other"
    write_dataset(digits, path)
    others = replace(digits, images=255 - digits.images, labels=digits.labels[::-1].copy())
    killed_between_the_two(monkeypatch, others, path, 2)
    more.mkdir()
    third = replace(digits, images=digits.images // 2, labels=(digits.labels + 1) % 10)
    write_dataset(third, more / IMAGES)
    for file in more.iterdir():
        file.replace(tmp_path / file.name)
    assert (load_dataset(path).labels == third.labels).all()
    (tmp_path / f".{IMAGES}.pair").write_text("[]")
    assert (load_dataset(path).labels == third.labels).all()


def test_mnist_opens(mnist: Path) -> None:
    found = load_dataset(mnist)
    assert found.images.shape == (60000, 28, 28)
    assert found.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert len(load_dataset(mnist, half="t10k")) == 10000
