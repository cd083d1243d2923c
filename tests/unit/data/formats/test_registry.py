"""Which form a target's name asks for, and which forms there are."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.formats import (
    ReadOptions,
    known_endings,
    load_dataset,
    registry,
    write_dataset,
)
from digitpad.data.formats.base import Form, Source
from digitpad.errors import DatasetError


@pytest.mark.parametrize("name", ["mis.png2", "out.cvs", "digits.xlsx", "x.txt.bak", "a.b"])
def test_an_unknown_ending_is_an_error_that_lists_the_known_ones(
    tmp_path: Path, digits: DigitSet, name: str
) -> None:
    with pytest.raises(DatasetError, match=rf"unknown file type \"{Path(name).suffix}\"") as caught:
        write_dataset(digits, tmp_path / name)
    for ending in (".csv", ".npz", ".keras.npz", ".strokes.npz", ".txt", ".zip", "idx3-ubyte"):
        assert ending in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["new", "new.folder/", ".hidden", "there.x"])
def test_a_folder_is_a_name_without_ending_or_with_a_separator(
    tmp_path: Path, digits: DigitSet, name: str
) -> None:
    (tmp_path / "there.x").mkdir()
    write_dataset(digits, f"{tmp_path}/{name}")
    assert (tmp_path / name).is_dir()
    assert (load_dataset(tmp_path / name).images == digits.images).all()


def test_every_known_ending_can_be_written(tmp_path: Path) -> None:
    synthetic = load_dataset("synthetic:20")
    for ending in known_endings().values():
        digits = synthetic.select(np.arange(1)) if ending in (".txt", "") else synthetic
        target = tmp_path / (f"x{ending}" if ending else "folder")
        write_dataset(digits, target)
        found = load_dataset(target)
        assert sorted(found.labels) == sorted(digits.labels), ending


def test_capitals_in_an_ending_mean_the_same(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / "X.CSV")
    assert (tmp_path / "X.CSV").read_bytes().startswith(b"label,")


def test_a_form_is_added_by_being_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digits: DigitSet
) -> None:
    class Hello(Form):
        name = "greetings"
        order = 1

        def sniff(self, source: Source) -> bool:
            return source.start == b"hello"

        def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
            yield Chunk(replace(digits, name=source.name), 1, 1)

    every = (Hello(), *registry.forms())
    monkeypatch.setattr(registry, "forms", lambda: every)
    (tmp_path / "x").write_bytes(b"hello")
    assert load_dataset(tmp_path / "x").name == "x"
    assert registry.known_names().startswith("greetings, ")


def test_images_are_turned_and_inverted_as_the_user_wants(tmp_path: Path, digits: DigitSet) -> None:
    write_dataset(digits, tmp_path / "x.npz")
    turned = load_dataset(tmp_path / "x.npz", options=ReadOptions(transpose=True))
    assert (turned.images == digits.images.transpose(0, 2, 1)).all()
    inverted = load_dataset(tmp_path / "x.npz", options=ReadOptions(invert=True))
    assert (inverted.images == 255 - digits.images).all()
