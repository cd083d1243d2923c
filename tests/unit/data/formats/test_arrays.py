"""Arrays in the forms that people hold."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import halves_of, load_dataset, write_dataset
from digitpad.data.formats.sizes import as_digits
from digitpad.errors import DatasetError

Array = NDArray[Any]


def saved(path: Path, **arrays: Any) -> Path:
    np.savez(path, **arrays)
    return path


IMAGES: dict[str, Callable[[Array], Array]] = {
    "(N, 784)": lambda a: a.reshape(-1, 784),
    "(N, 28, 28, 1)": lambda a: a[..., None],
    "(N, 1, 28, 28)": lambda a: a[:, None],
    "0 to 1": lambda a: (a / 255).astype(np.float32),
    "0 to 1, double": lambda a: a / 255,
    "0 to 1, half": lambda a: (a / 255).astype(np.float16),
    "0.0 to 255.0": lambda a: a.astype(np.float32),
    "-1 to 1": lambda a: (a / 127.5 - 1).astype(np.float32),
    "nearly 0": lambda a: np.where(a == 0, -1e-9, a / 255),
    "int64": lambda a: a.astype(np.int64),
    "big-endian": lambda a: a.astype(">u2"),
    "big-endian, 0 to 1": lambda a: (a / 255).astype(">f4"),
    "columns first": np.asfortranarray,
    "columns first, flat": lambda a: np.asfortranarray(a.reshape(-1, 784)),
}


@pytest.mark.parametrize("form", IMAGES)
def test_images_of_every_form(tmp_path: Path, digits: DigitSet, form: str) -> None:
    path = saved(tmp_path / "x.npz", images=IMAGES[form](digits.images), labels=digits.labels)
    found = load_dataset(path)
    assert (found.images == digits.images).all()
    assert found.images.dtype == np.uint8
    assert found.labels.tolist() == digits.labels.tolist()


def test_yes_and_no_are_ink_and_paper(tmp_path: Path, digits: DigitSet) -> None:
    found = load_dataset(saved(tmp_path / "x.npz", images=digits.images > 100))
    assert (found.images == np.where(digits.images > 100, 255, 0)).all()


LABELS: dict[str, Callable[[Array], Array]] = {
    "(N, 1)": lambda a: a[:, None],
    "decimal": lambda a: a.astype(np.float32),
    "text": lambda a: a.astype(str),
    "one-hot": lambda a: np.eye(10)[a],
    "one-hot, whole": lambda a: np.eye(10, dtype=np.uint8)[a],
    "big-endian": lambda a: a.astype(">i4"),
}


@pytest.mark.parametrize("form", LABELS)
def test_labels_of_every_form(tmp_path: Path, digits: DigitSet, form: str) -> None:
    path = saved(tmp_path / "x.npz", images=digits.images, labels=LABELS[form](digits.labels))
    assert load_dataset(path).labels.tolist() == digits.labels.tolist()


NAMES = [
    ("X", "y"),
    ("images", "labels"),
    ("data", "target"),
    ("x", "t_labels"),
    ("arr_0", "arr_1"),
    ("features", "targets"),
    ("imgs", "labels"),
]


@pytest.mark.parametrize(("images", "labels"), NAMES)
def test_images_and_labels_have_many_names(
    tmp_path: Path, digits: DigitSet, images: str, labels: str
) -> None:
    path = saved(tmp_path / "x.npz", **{images: digits.images, labels: digits.labels})
    found = load_dataset(path)
    assert (found.images == digits.images).all()
    assert found.labels.tolist() == digits.labels.tolist()
    assert found.name == "x.npz"
    assert halves_of(path) == ()


@pytest.mark.parametrize(
    "names",
    [
        ("x_train", "y_train", "x_test", "y_test"),
        ("X_train", "y_train", "X_test", "y_test"),
        ("train_images", "train_labels", "test_images", "test_labels"),
        ("training_images", "training_labels", "test_images", "test_labels"),
        ("trainX", "trainY", "testX", "testY"),
    ],
)
def test_both_halves_are_offered(
    tmp_path: Path, digits: DigitSet, names: tuple[str, str, str, str]
) -> None:
    halves = digits.images, digits.labels, digits.images[:4], digits.labels[:4]
    path = saved(tmp_path / "mnist.npz", **dict(zip(names, halves, strict=True)))
    assert halves_of(path) == ("train", "test")
    train, test = load_dataset(path), load_dataset(path, half="test")
    assert (train.name, test.name) == ("mnist.npz (train)", "mnist.npz (test)")
    assert (train.images == digits.images).all()
    assert test.labels.tolist() == [0, 1, 2, 3]
    assert load_dataset(path, half="t10k").labels.tolist() == [0, 1, 2, 3]


def test_validation_is_the_test_half_where_there_is_no_other(
    tmp_path: Path, digits: DigitSet
) -> None:
    halves = {"x_train": digits.images, "y_train": digits.labels}
    halves |= {"x_val": digits.images[4:9], "y_val": digits.labels[4:9]}
    path = saved(tmp_path / "x.npz", **halves)
    assert halves_of(path) == ("train", "test")
    assert load_dataset(path, half="test").labels.tolist() == [4, 5, 6, 7, 8]
    path = saved(path, **halves, x_test=digits.images[:2], y_test=digits.labels[:2])
    assert load_dataset(path, half="test").labels.tolist() == [0, 1]


def test_the_digits_of_scikit_learn(tmp_path: Path) -> None:
    images = np.zeros((30, 8, 8))
    images[:, 2:6, 3] = 16
    path = saved(
        tmp_path / "digits.npz",
        data=images.reshape(-1, 64),
        target=np.arange(30) % 10,
        feature_names=[f"pixel_{y}_{x}" for y in range(8) for x in range(8)],
        target_names=np.arange(10),
        images=images,
        DESCR="Optical recognition of handwritten digits",
    )
    assert load_dataset(path).labels.tolist() == [n % 10 for n in range(30)]


def test_one_half_alone_is_read_as_either(tmp_path: Path, digits: DigitSet) -> None:
    path = saved(tmp_path / "x.npz", x_test=digits.images, y_test=digits.labels)
    assert halves_of(path) == ()
    assert len(load_dataset(path)) == len(load_dataset(path, half="test")) == 12


@pytest.mark.parametrize("side", [8, 16, 32, 64])
def test_other_sizes_are_brought_to_28_pixels(tmp_path: Path, side: int) -> None:
    images = np.zeros((5, side, side), np.uint8)
    images[:, 2:-2, side // 2] = 16
    path = saved(tmp_path / "x.npz", images=images.reshape(5, -1), labels=np.arange(5))
    assert (load_dataset(path).images == as_digits(images, (0, 16))).all()


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        (
            {"images": np.zeros((784, 60))},
            r"expected .*\(N, 28, 28\).*, found float64 of shape \(784, 60\)",
        ),
        ({"images": np.zeros((784, 100))}, r"float64 of shape \(784, 100\)"),
        ({"images": np.zeros((60, 28, 28, 3))}, r"float64 of shape \(60, 28, 28, 3\)"),
        ({"images": np.zeros((60, 4, 4))}, r"float64 of shape \(60, 4, 4\)"),
        ({"images": np.full((3, 28, 28), np.nan)}, "expected values .*, found nan to nan"),
        (
            {"images": np.linspace(-0.42, 2.8, 784).reshape(1, 784)},
            "expected values .*, found -0.42 to 2.8",
        ),
        (
            {"images": np.linspace(-0.3, 0.9, 784).reshape(1, 784)},
            "expected values .*, found -0.3 to 0.9",
        ),
        ({"images": np.zeros((3, 784)), "y": np.full((3, 10), 0.1)}, "expected one 1 and nine 0"),
        ({"images": np.zeros((3, 784)), "y": np.array([1, 2.5, 3])}, "found 2.5 for digit 2"),
        ({"images": np.zeros((3, 784)), "y": np.array([1, np.nan, 3])}, "found nan for digit 2"),
        ({"images": np.zeros((3, 784)), "X": np.zeros((3, 784))}, "arrays images and X"),
        (
            {"W1": np.zeros((784, 10)), "b1": np.zeros(10)},
            "expected images and labels.*, found the arrays W1, b1",
        ),
        ({"a": np.zeros((5, 5))}, "expected images and labels.*, found the arrays a"),
    ],
)
def test_arrays_that_are_no_digits(tmp_path: Path, arrays: dict[str, Array], message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        load_dataset(saved(tmp_path / "x.npz", **arrays))


# Files beside each other


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        ("images.npy", "labels.npy"),
        ("x_train.npy", "y_train.npy"),
        ("X.npy", "y.npy"),
        ("train_images.npy", "train_labels.npy"),
        ("kmnist-train-imgs.npz", "kmnist-train-labels.npz"),
    ],
)
def test_labels_lie_beside_the_images(
    tmp_path: Path, digits: DigitSet, images: str, labels: str
) -> None:
    save = np.savez if images.endswith(".npz") else np.save
    save(tmp_path / images, digits.images)
    save(tmp_path / labels, digits.labels)
    np.save(tmp_path / "other_labels.npy", digits.labels[:3])
    for name in (images, labels):
        found = load_dataset(tmp_path / name)
        assert (found.images == digits.images).all()
        assert found.labels.tolist() == digits.labels.tolist()
        assert found.name == images


def test_a_folder_of_arrays_has_halves(tmp_path: Path, digits: DigitSet) -> None:
    for half, count in (("train", 12), ("test", 5)):
        np.save(tmp_path / f"x_{half}.npy", digits.images[:count])
        np.save(tmp_path / f"y_{half}.npy", digits.labels[:count])
    assert halves_of(tmp_path) == ("train", "test")
    assert len(load_dataset(tmp_path)) == 12
    assert load_dataset(tmp_path, half="test").labels.tolist() == [0, 1, 2, 3, 4]


def test_drawings_of_quick_draw_have_no_labels(tmp_path: Path, digits: DigitSet) -> None:
    np.save(tmp_path / "full_numpy_bitmap_cat.npy", digits.images.reshape(-1, 784))
    found = load_dataset(tmp_path / "full_numpy_bitmap_cat.npy")
    assert (found.images == digits.images).all()
    assert (found.labels == UNLABELLED).all()


def test_one_image_alone(tmp_path: Path, digits: DigitSet) -> None:
    np.save(tmp_path / "one.npy", digits.images[3])
    assert (load_dataset(tmp_path / "one.npy").images == digits.images[3:4]).all()


def test_labels_alone_are_no_digits(tmp_path: Path, digits: DigitSet) -> None:
    np.save(tmp_path / "labels.npy", digits.labels)
    with pytest.raises(
        DatasetError, match=r"labels\.npy: expected images.*, found the arrays labels"
    ):
        load_dataset(tmp_path / "labels.npy")


def test_labels_beside_that_do_not_belong(tmp_path: Path, digits: DigitSet) -> None:
    np.save(tmp_path / "images.npy", digits.images)
    np.save(tmp_path / "labels.npy", digits.labels[:5])
    with pytest.raises(DatasetError, match=r"labels\.npy, array labels: .*\(12,\).*\(5,\)"):
        load_dataset(tmp_path / "images.npy")


@pytest.mark.parametrize("cut", [3, 40, 200])
def test_an_npy_that_was_cut_off(tmp_path: Path, digits: DigitSet, cut: int) -> None:
    np.save(tmp_path / "x.npy", digits.images)
    content = (tmp_path / "x.npy").read_bytes()
    (tmp_path / "x.npy").write_bytes(content[:-cut])
    with pytest.raises(
        DatasetError, match=r"x\.npy, array x: expected 9,408 bytes, as its header says, found"
    ):
        load_dataset(tmp_path / "x.npy")


def test_an_npy_of_objects_is_not_run(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array([{"a": 1}] * 784, object).reshape(1, 784))
    with pytest.raises(DatasetError, match="found object of shape"):
        load_dataset(tmp_path / "x.npy")


# Written


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    labels=st.lists(st.integers(0, 9), min_size=1, max_size=20),
    ending=st.sampled_from([".npz", ".keras.npz"]),
)
def test_what_was_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, seed: int, labels: list[int], ending: str
) -> None:
    images = np.random.default_rng(seed).integers(0, 256, (len(labels), 28, 28), np.uint8)
    path = tmp_path_factory.mktemp("arrays") / f"x{ending}"
    write_dataset(DigitSet("x", images, np.array(labels, np.int8)), path)
    found = load_dataset(path)
    assert (found.images == images).all()
    assert found.labels.tolist() == labels
    assert halves_of(path) == ()


def test_keras_reads_what_was_written_for_it(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / "x.keras.npz")
    with np.load(tmp_path / "x.keras.npz") as arrays:
        assert (arrays["x_train"] == digits.images).all()
        assert arrays["y_train"].tolist() == digits.labels.tolist()
        assert arrays["y_train"].dtype == np.uint8
        assert arrays["x_test"].shape == (0, 28, 28)
        assert arrays["y_test"].shape == (0,)


def test_an_empty_half_is_passed_over(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / "x.keras.npz")
    assert len(load_dataset(tmp_path / "x.keras.npz", half="test")) == len(digits)


def test_digits_without_label_are_nothing_for_keras(tmp_path: Path, digits: DigitSet) -> None:
    digits.labels[3] = UNLABELLED
    with pytest.raises(DatasetError, match="some digits have no label"):
        write_dataset(digits, tmp_path / "x.keras.npz")
    assert not list(tmp_path.iterdir())
