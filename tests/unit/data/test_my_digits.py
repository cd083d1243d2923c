"""The user's own digits on the disk."""

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.data import my_digits
from digitpad.data.editable_set import EditableSet
from digitpad.data.formats import load_dataset
from digitpad.data.my_digits import (
    count_digits,
    finish_keeping,
    keep_digit,
    keep_digits,
    new_name,
    new_names,
    remove_digit,
    remove_digits,
)
from digitpad.data.text.changes import Kind
from digitpad.data.text.update import stream_changes
from digitpad.errors import DatasetError
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import MAX_POINTS, Drawing, Stroke

SEVEN = Drawing((Stroke(np.array([[160, 100], [400, 100], [260, 480]], np.float32)),))


def test_a_digit_is_read_as_it_was_drawn(tmp_path: Path) -> None:
    keep_digit(tmp_path, "a.txt", SEVEN, 7)
    digits = load_dataset(tmp_path)
    assert digits.labels.tolist() == [7]
    np.testing.assert_array_equal(digits.images[0], rasterized(SEVEN))
    (stroke,) = digits.drawings[0].strokes
    assert len(stroke.points) == 3


def test_a_picture_is_kept_without_strokes(tmp_path: Path) -> None:
    picture = rasterized(SEVEN)
    keep_digit(tmp_path, "a.txt", Drawing(picture=picture), 7)
    keep_digit(tmp_path, "b.txt", SEVEN, 7)
    digits = load_dataset(tmp_path)
    assert [len(drawing.strokes) for drawing in digits.drawings] == [0, 1]
    np.testing.assert_array_equal(digits.images[0], digits.images[1])


def pictures(images: NDArray[np.uint8]) -> list[Drawing]:
    return [Drawing(picture=image) for image in images]


def test_the_digits_of_a_sheet_are_kept_in_their_order(tmp_path: Path) -> None:
    images = load_dataset("synthetic:12").images
    labels = [*range(10), 0, 1]
    shares = list(keep_digits(tmp_path, new_names(12), pictures(images), labels))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    digits = load_dataset(tmp_path)
    np.testing.assert_array_equal(digits.images, images)
    assert digits.labels.tolist() == labels


def test_a_sheet_that_is_cancelled_or_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings = pictures(load_dataset("synthetic:3").images)
    work = keep_digits(tmp_path, new_names(3), drawings, [1, 2, 3])
    assert next(work) == 1 / 3
    work.close()
    assert count_digits(tmp_path) == 0

    def full_at_last(path: Path, image: object, label: int) -> None:
        if label == 3:
            raise DatasetError.unwritable(path, "no space left on device")
        path.write_text("")

    monkeypatch.setattr(my_digits, "write_text_file", full_at_last)
    with pytest.raises(DatasetError, match="no space left"):
        list(keep_digits(tmp_path, new_names(3), drawings, [1, 2, 3]))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def keep_some(folder: Path, names: list[str], label: int, instead: list[str]) -> None:
    drawings = [SEVEN, Drawing(picture=rasterized(SEVEN))]
    for _ in keep_digits(folder, names, drawings, [label, label], instead=instead):
        pass


def test_digits_take_the_place_of_others_and_come_back(tmp_path: Path) -> None:
    keep_some(tmp_path, ["a.txt", "b.txt"], 1, [])
    keep_some(tmp_path, ["c.txt", "d.txt"], 7, ["a.txt", "b.txt"])
    found = load_dataset(tmp_path)
    assert (list(found.names), found.labels.tolist()) == (["c.txt", "d.txt"], [7, 7])
    assert found.drawings[0].strokes
    remove_digits(tmp_path, ["c.txt", "d.txt", "gone.txt"])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_one_digit_can_be_removed_from_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_some(tmp_path, ["a.txt", "b.txt"], 1, [])

    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", no_room)
    monkeypatch.setattr(my_digits, "atomic_write", no_room)
    remove_digits(tmp_path, ["a.txt"])
    assert {path.stem for path in tmp_path.rglob("*") if path.is_file()} == {"b"}


@pytest.mark.parametrize("moved", range(5))
def test_what_a_killed_program_had_begun_to_move_is_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    keep_some(tmp_path, ["a.txt", "b.txt"], 1, [])

    class Killed(BaseException):
        """Nothing comes after it."""

    steps = iter(range(moved))

    def step(file: Path, target: Path, replace: Callable[..., Path] = Path.replace) -> Path:
        if target.parent in (tmp_path, tmp_path / ".strokes") and next(steps, None) is None:
            raise Killed
        return replace(file, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", step)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        with contextlib.suppress(Killed):
            keep_some(tmp_path, ["c.txt", "d.txt"], 7, ["a.txt", "b.txt"])
    finish_keeping(tmp_path)
    found = load_dataset(tmp_path)
    assert (list(found.names), found.labels.tolist()) == (["c.txt", "d.txt"], [7, 7])
    assert found.drawings[0].strokes
    assert sorted(path.name for path in tmp_path.iterdir()) == [".strokes", "c.txt", "d.txt"]


def test_digits_that_cannot_be_moved_leave_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_some(tmp_path, ["a.txt", "b.txt"], 1, [])

    def busy(file: Path, target: Path, replace: Callable[..., Path] = Path.replace) -> Path:
        if target == tmp_path / "d.txt":
            raise PermissionError(13, "Permission denied")
        return replace(file, target)

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(DatasetError, match=f"Cannot write {tmp_path}: permission denied"):
        keep_some(tmp_path, ["c.txt", "d.txt"], 7, ["a.txt", "b.txt"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".strokes", "a.txt", "b.txt"]
    assert load_dataset(tmp_path).labels.tolist() == [1, 1]


def test_digits_that_cannot_be_removed_come_back_with_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a file that is being read can neither be removed nor renamed."""
    keep_some(tmp_path, ["a.txt", "b.txt"], 1, [])

    def unless_open(act: Callable[..., Any]) -> Callable[..., Any]:
        def tried(file: Path, *given: Any, **more: Any) -> Any:
            if file == tmp_path / "b.txt":
                raise PermissionError(13, "Permission denied")
            return act(file, *given, **more)

        return tried

    monkeypatch.setattr(Path, "replace", unless_open(Path.replace))
    monkeypatch.setattr(Path, "unlink", unless_open(Path.unlink))
    with pytest.raises(DatasetError, match="permission denied"):
        keep_some(tmp_path, ["c.txt", "d.txt"], 7, ["a.txt", "b.txt"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".strokes", "a.txt", "b.txt"]
    found = load_dataset(tmp_path)
    assert found.labels.tolist() == [1, 1]
    assert found.drawings[0].strokes


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object) -> None:
        raise DatasetError.unwritable(path, "no space left on device")

    monkeypatch.setattr(my_digits, "write_text_file", full)
    with pytest.raises(DatasetError, match=r"a\.txt"):
        keep_digit(tmp_path, "a.txt", SEVEN, 7)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_that_cannot_be_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DatasetError, match="file"):
        keep_digit(tmp_path / "file", "a.txt", SEVEN, 7)


def test_a_digit_is_taken_out_with_its_strokes(tmp_path: Path) -> None:
    keep_digit(tmp_path, "a.txt", SEVEN, 7)
    for _ in range(2):
        remove_digit(tmp_path, "a.txt")
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_digits_deleted_in_the_dataset_tab_lose_their_strokes_too(tmp_path: Path) -> None:
    keep_digit(tmp_path, "a.txt", SEVEN, 7)
    keep_digit(tmp_path, "b.txt", SEVEN, 7)
    collection = EditableSet(source=tmp_path)
    collection.append(load_dataset(tmp_path))
    collection.delete(np.array([0]))
    list(stream_changes(tmp_path, Kind.FOLDER, collection.changes()))
    files = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert files == ["b.npz", "b.txt"]


def test_digits_brought_back_in_the_dataset_tab_have_their_strokes_again(tmp_path: Path) -> None:
    keep_digit(tmp_path, "a.txt", SEVEN, 7)
    keep_digit(tmp_path, "b.txt", Drawing(picture=rasterized(SEVEN)), 7)
    collection = EditableSet(source=tmp_path)
    collection.append(load_dataset(tmp_path))
    for deleted in (True, False):
        collection.delete(np.arange(2), deleted)
        list(stream_changes(tmp_path, Kind.FOLDER, collection.changes()))
        collection.mark_saved(np.arange(2), collection.labels, collection.deleted)
    back = load_dataset(tmp_path)
    assert back.labels.tolist() == [7, 7]
    assert [len(drawing.strokes) for drawing in back.drawings] == [1, 0]


@pytest.mark.parametrize("damage", ["missing", "damaged", "empty", "too large"])
def test_a_digit_without_its_strokes_is_a_picture(tmp_path: Path, damage: str) -> None:
    for name in ("a.txt", "b.txt"):
        keep_digit(tmp_path, name, SEVEN, 7)
    strokes = my_digits.strokes_beside(tmp_path / "a.txt")
    strokes.unlink()
    if damage == "damaged":
        strokes.write_bytes(b"PK nothing")
    elif damage == "empty":
        no_offsets = np.zeros(1, np.int32)
        points = np.zeros((0, 2), np.int16)
        np.savez(strokes, points=points, stroke_offsets=no_offsets, digit_offsets=no_offsets)
    elif damage == "too large":
        many = np.zeros((MAX_POINTS + 1, 2), np.int16)
        np.savez(strokes, points=many, stroke_offsets=[0, len(many)], digit_offsets=[0, 1])
    digits = load_dataset(tmp_path)
    assert digits.labels.tolist() == [7, 7]
    assert digits.drawings[0].picture is not None
    assert digits.drawings[1].strokes


def test_strokes_without_their_digit_go_after_a_day(tmp_path: Path) -> None:
    for name in ("whole.txt", "old.txt", "new.txt"):
        keep_digit(tmp_path, name, SEVEN, 7)
    for name in ("whole.txt", "old.txt"):
        os.utime(my_digits.strokes_beside(tmp_path / name), (time.time() - 90_000,) * 2)
    for name in ("old.txt", "new.txt"):
        (tmp_path / name).unlink()
    my_digits.sweep_strokes(tmp_path)
    assert sorted(path.stem for path in (tmp_path / ".strokes").iterdir()) == ["new", "whole"]
    my_digits.sweep_strokes(tmp_path / "nowhere")


def test_digits_are_counted(tmp_path: Path) -> None:
    assert count_digits(tmp_path / "nowhere") == 0
    keep_digit(tmp_path, "a.txt", SEVEN, 7)
    assert count_digits(tmp_path) == 1


def test_names_go_up() -> None:
    names = [new_name() for _ in range(3)]
    assert names == sorted(names)
