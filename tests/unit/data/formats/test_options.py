"""What the user says about a set, and what a set says of its halves, for every form."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import ReadOptions, load_dataset, write_dataset
from digitpad.data.plausibility import inverted, scaled, transposed
from digitpad.files import untrusted
from digitpad.files.lean_zip import LeanZip


@pytest.fixture
def pixels() -> DigitSet:
    """30 digits as pixels alone."""
    return replace(load_dataset("synthetic:30:1"), drawings=(), writers=None)


@pytest.mark.parametrize("form", ["set.npz", "set.csv", "set.zip", "set_png"])
def test_options_do_what_mends_a_set(tmp_path: Path, pixels: DigitSet, form: str) -> None:
    faint = replace(pixels, images=pixels.images // 16)
    write_dataset(faint, tmp_path / form)
    for options, edited in (
        (ReadOptions(), faint),
        (ReadOptions(transpose=True), transposed(faint)),
        (ReadOptions(invert=True), inverted(faint)),
        (ReadOptions(scale=True), scaled(faint)),
        (ReadOptions(scale=True, transpose=True, invert=True), inverted(transposed(scaled(faint)))),
    ):
        read = load_dataset(tmp_path / form, options=options)
        if form == "set_png":  # By label.
            edited = edited.select(np.argsort(edited.labels, kind="stable"))
            read = read.select(np.argsort(read.labels, kind="stable"))
        np.testing.assert_array_equal(read.images, edited.images)


def test_scaling_holds_for_all_chunks(tmp_path: Path, pixels: DigitSet) -> None:
    ones = (pixels.images > 127).astype(np.uint8)
    many = replace(pixels, images=np.tile(ones, (10, 1, 1)), labels=np.tile(pixels.labels, 10))
    many.images[150:] *= 2  # More than in the first chunk: as dark as can be, never wrapped around.
    write_dataset(many, tmp_path / "set.zip")
    read = load_dataset(tmp_path / "set.zip", options=ReadOptions(scale=True))
    np.testing.assert_array_equal(np.unique(read.images), [0, 255])


def test_both_halves_are_told_before_anything_is_read(tmp_path: Path, pixels: DigitSet) -> None:
    said: list[tuple[str, ...]] = []
    write_dataset(pixels, tmp_path / "one.npz")
    load_dataset(tmp_path / "one.npz", on_halves=said.append)
    assert said == []
    images, labels = pixels.images, pixels.labels
    np.savez(tmp_path / "two.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    load_dataset(tmp_path / "two.npz", on_halves=said.append)
    assert said == [("train", "test")]


def test_a_zip_is_opened_once(
    tmp_path: Path, pixels: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(pixels, tmp_path / "set.zip")
    opened: list[object] = []

    class Counted(LeanZip):
        def __init__(self, file: str) -> None:
            opened.append(file)
            super().__init__(file)

    monkeypatch.setattr(untrusted, "LeanZip", Counted)
    assert len(load_dataset(tmp_path / "set.zip")) == 30
    assert len(opened) == 1


def test_an_empty_folder_that_asks_for_pictures_gets_them(tmp_path: Path, pixels: DigitSet) -> None:
    (tmp_path / "set_png").mkdir()
    write_dataset(pixels, tmp_path / "set_png")
    assert {path.suffix for path in (tmp_path / "set_png").glob("*/*")} == {".png"}
    (tmp_path / "set.csv").mkdir()
    write_dataset(pixels, tmp_path / "set.csv")
    assert {path.suffix for path in (tmp_path / "set.csv").iterdir()} == {".txt"}
