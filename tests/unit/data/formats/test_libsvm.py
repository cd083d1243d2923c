"""LIBSVM's form."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.formats.sizes import as_digits
from digitpad.errors import DatasetError


def line_of(label: int, image: NDArray[np.generic]) -> str:
    values = enumerate(image.ravel().tolist(), 1)
    return f"{label} " + " ".join(f"{n}:{value:.6g}" for n, value in values if value) + "\n"


def test_mnist(tmp_path: Path, digits: DigitSet) -> None:
    rows = zip(digits.labels.tolist(), digits.images, strict=True)
    (tmp_path / "mnist").write_text("".join(line_of(label, image) for label, image in rows))
    found = load_dataset(tmp_path / "mnist")
    assert (found.images == digits.images).all()
    assert found.labels.tolist() == digits.labels.tolist()


def test_scaled_mnist(tmp_path: Path, digits: DigitSet) -> None:
    rows = zip(digits.labels.tolist(), digits.images / 255, strict=True)
    (tmp_path / "mnist.scale").write_text("".join(line_of(label, image) for label, image in rows))
    assert (load_dataset(tmp_path / "mnist.scale").images == digits.images).all()


def test_the_labels_of_usps_are_one_too_many(tmp_path: Path) -> None:
    images = np.full((10, 16, 16), -1.0)
    images[:, 3:13, 7:9] = np.linspace(0.1, 1, 10)[:, None, None]
    lines = [line_of(label, image) for label, image in zip(range(1, 11), images, strict=True)]
    (tmp_path / "usps").write_text("".join(lines))
    found = load_dataset(tmp_path / "usps")
    assert found.labels.tolist() == list(range(10))
    assert (found.images == as_digits(images.astype(np.float32), (-1, 1))).all()


@pytest.mark.parametrize("line", ["11 1:2", "x 1:2", "3 1:2 0:5", "3 1:x", "3 1:.", "3"])
def test_a_line_that_is_no_digit_is_left_out(tmp_path: Path, line: str) -> None:
    (tmp_path / "x").write_text(f"1 400:255\n{line}\n2 300:255\n")
    found = load_dataset(tmp_path / "x")
    assert found.labels.tolist() == [1, 2]
    assert "line 2: expected a label 0 to 9 and pairs" in str(found.left_out[0])


def test_a_pixel_beyond_any_image(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("1 785:255\n")
    with pytest.raises(DatasetError, match="expected at most 784 pixels, found pixel 785"):
        load_dataset(tmp_path / "x")
