"""Images and strokes in .npz files."""

import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import halves_of, load_dataset, stream_dataset, write_dataset
from digitpad.data.strokes_file import write_strokes
from digitpad.errors import DatasetError
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import CANVAS, Drawing, Stroke, bounds

Watch = Callable[[int], AbstractContextManager[None]]


def saved(path: Path, **arrays: Any) -> Path:
    """Write arrays as NumPy does."""
    with path.open("wb") as file:
        np.savez(file, **arrays)
    return path


def npy(array: np.ndarray) -> bytes:
    """An array as NumPy writes it."""
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def zipped(path: Path, **files: bytes) -> Path:
    """A zip of .npy files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.npy", content)
    return path


# Images


def test_what_was_written_is_read_again(tmp_path: Path, digits: DigitSet) -> None:
    digits.labels[2] = UNLABELLED
    digits = replace(digits, writers=np.arange(12, dtype=np.int32))
    write_dataset(digits, tmp_path / "x.npz")
    found = load_dataset(tmp_path / "x.npz")
    assert (found.images == digits.images).all()
    assert (found.labels == digits.labels).all()
    assert found.writers is not None
    assert found.writers.tolist() == list(range(12))


def test_other_whole_numbers_and_flat_images_are_read(tmp_path: Path, digits: DigitSet) -> None:
    flat = digits.images.reshape(12, 784).astype(np.int64)
    path = saved(tmp_path / "x.bin", images=flat, labels=digits.labels.astype(np.uint64))
    found = load_dataset(path)
    assert found.images.dtype == np.uint8
    assert (found.images == digits.images).all()
    assert (found.labels == digits.labels).all()


def test_labels_may_be_missing(tmp_path: Path, digits: DigitSet) -> None:
    found = load_dataset(saved(tmp_path / "x.npz", images=digits.images))
    assert (found.labels == UNLABELLED).all()


IMAGES = np.zeros((3, 28, 28), np.uint8)


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"labels": np.zeros(3, int)}, "expected images and labels.*, found the arrays labels"),
        ({"images": IMAGES[:, :, :20]}, r"expected .*28, 28.*, found uint8 of shape \(3, 28, 20\)"),
        (
            {"images": np.array([[{}]])},
            r"array images: expected .*, found object of shape \(1, 1\)",
        ),
        (
            {"images": IMAGES + np.int16(300)},
            "array images: expected values 0 to 255, found 300 to 300",
        ),
        ({"images": IMAGES - np.int8(1)}, "array images: expected values .*, found -1 to -1"),
        ({"images": IMAGES, "labels": np.zeros(2, int)}, r"array labels: .*\(3,\).*\(2,\)"),
        (
            {"images": IMAGES, "labels": np.array([1, 2, 10])},
            "expected labels 0 to 9, found 10 for digit 3",
        ),
        (
            {"images": IMAGES, "labels": np.array([1, 2, -2])},
            "expected labels 0 to 9, found -2 for digit 3",
        ),
        (
            {"images": IMAGES, "labels": np.array(list("abc"))},
            "array labels: expected labels 0 to 9, found a for digit 1",
        ),
        (
            {"images": IMAGES, "writers": np.zeros(2, int)},
            "array writers: expected .*, found int64 of shape",
        ),
        ({"images": IMAGES[:0]}, r"x\.npz: no digits"),
    ],
)
def test_arrays_that_are_no_digits(tmp_path: Path, arrays: dict[str, Any], message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        load_dataset(saved(tmp_path / "x.npz", **arrays))


def _header(shape: str, dtype: str = "|u1") -> bytes:
    text = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not an array",
        npy(IMAGES)[:20],
        npy(IMAGES)[:-1],
        npy(IMAGES) + b"\0",
        b"\x93NUMPY\x09\x00" + npy(IMAGES)[8:],
        _header("(900000, 28, 28)"),
        _header("(99999999999999, 28, 28)"),
        _header("(-3, 28, 28)"),
        _header("(3, 28, 28)", "|O"),
        _header("(__import__('os').getpid(), 28, 28)"),
        _header("(1, 28, 28)", "V99999999"),
    ],
)
def test_a_damaged_array_costs_neither_memory_nor_more_than_an_error(
    tmp_path: Path, content: bytes, at_most: Watch
) -> None:
    path = zipped(tmp_path / "x.npz", images=content)
    with at_most(4 << 20), pytest.raises(DatasetError, match=r"x\.npz, array images: "):
        load_dataset(path)


def test_a_zip_that_lies_about_the_size_of_an_array(tmp_path: Path, at_most: Watch) -> None:
    path = tmp_path / "x.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("images.npy", _header("(3000, 28, 28)") + bytes(784))
        archive.filelist[0].file_size += 2999 * 784
    with at_most(8 << 20), pytest.raises(DatasetError, match="array images: damaged"):
        load_dataset(path)


def test_an_npz_that_was_cut_off(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.npz", images=IMAGES)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DatasetError, match=r"x\.npz: damaged or incomplete"):
        load_dataset(path)


# Strokes


@pytest.fixture
def drawn() -> DigitSet:
    """A line with a dot, and a dot alone, at odd places and sizes."""
    line = np.array([[100, 500], [130, 440], [110, 400]], np.float32)
    dot = np.array([[137, 405]], np.float32)
    drawings = [Drawing((Stroke(line), Stroke(dot))), Drawing((Stroke(dot),))]
    images = np.stack([rasterized(drawing) for drawing in drawings])
    writers = np.array([3, 4], np.int32)
    return DigitSet("drawn", images, np.array([1, -1], np.int8), (), writers, drawings)


def _shape_of(drawing: Drawing) -> np.ndarray:
    """The points of a drawing's first stroke, wherever it lies and however large it is."""
    points = drawing.strokes[0].points
    return (points - points.min(axis=0)) / np.ptp(points[:, 1])


def test_drawings_come_back_in_the_middle_of_the_canvas(tmp_path: Path, drawn: DigitSet) -> None:
    write_dataset(drawn, tmp_path / "x.strokes.npz")
    found = load_dataset(tmp_path / "x.strokes.npz")
    assert found.labels.tolist() == [1, -1]
    assert found.writers is not None
    assert found.writers.tolist() == [3, 4]
    for drawing, old in zip(found.drawings, drawn.drawings, strict=True):
        assert [s.points.shape for s in drawing.strokes] == [s.points.shape for s in old.strokes]
    low, high = bounds(found.drawings[0])
    assert (high - low).tolist() == pytest.approx([148, 400])
    assert ((low + high) / 2).tolist() == pytest.approx([CANVAS / 2, CANVAS / 2])
    line, before = (_shape_of(set_.drawings[0]) for set_ in (found, drawn))
    assert line == pytest.approx(before, abs=0.001)
    assert found.drawings[1].strokes[0].points.tolist() == [[CANVAS / 2, CANVAS / 2]]


def test_their_images_are_what_the_canvas_would_show_the_network(
    tmp_path: Path, drawn: DigitSet
) -> None:
    write_dataset(drawn, tmp_path / "x.strokes.npz")
    found = load_dataset(tmp_path / "x.strokes.npz")
    difference = np.abs(found.images.astype(int) - drawn.images).mean(axis=(1, 2))
    assert difference.max() < 1
    assert found.images.max() == 255


def test_written_strokes_are_scaled_to_a_thousand(tmp_path: Path, drawn: DigitSet) -> None:
    write_dataset(drawn, tmp_path / "x.strokes.npz")
    with np.load(tmp_path / "x.strokes.npz") as arrays:
        assert arrays["points"].dtype == np.int16
        assert arrays["points"].tolist() == [[0, 1000], [300, 400], [100, 0], [370, 50], [0, 0]]
        assert arrays["stroke_offsets"].tolist() == [0, 3, 4, 5]
        assert arrays["digit_offsets"].tolist() == [0, 2, 3]


def test_a_file_of_strokes_may_have_two_halves(tmp_path: Path, drawn: DigitSet) -> None:
    path, is_test = tmp_path / "x.strokes.npz", np.arange(len(drawn)) % 3 == 0
    for _ in write_strokes(drawn, path, is_test):
        pass
    assert halves_of(path) == ("train", "test")
    write_dataset(drawn, tmp_path / "whole.strokes.npz")
    whole = load_dataset(tmp_path / "whole.strokes.npz")
    for half, some in (("train", ~is_test), ("test", is_test)):
        found = load_dataset(path, half=half)
        assert found.labels.tolist() == drawn.labels[some].tolist()
        assert np.array_equal(found.images, whole.images[some])


def test_pictures_are_no_strokes(tmp_path: Path, digits: DigitSet, drawn: DigitSet) -> None:
    pasted = replace(drawn, drawings=[drawn.drawings[0], Drawing(picture=drawn.images[1])])
    for wrong in (digits, pasted):
        with pytest.raises(DatasetError, match="images cannot be exported as strokes"):
            write_dataset(wrong, tmp_path / "x.strokes.npz")
    assert not list(tmp_path.iterdir())


STROKES = {
    "points": np.array([[0, 0], [10, 10], [3, 4]], np.int16),
    "stroke_offsets": np.array([0, 2, 3]),
    "digit_offsets": np.array([0, 1, 2]),
    "labels": np.array([1, 2]),
}


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        (
            {"points": STROKES["points"][:, :1]},
            r"array points: expected .*, found int16 of shape \(3, 1\)",
        ),
        (
            {"points": STROKES["points"].astype(float)},
            "array points: expected .*, found float64 of shape",
        ),
        ({"stroke_offsets": np.array([0, 2, 4])}, "array stroke_offsets: .* must rise from 0 to 3"),
        ({"stroke_offsets": np.array([1, 2, 3])}, "array stroke_offsets"),
        ({"stroke_offsets": np.array([0, 3, 2, 3])}, "array stroke_offsets"),
        ({"stroke_offsets": np.array([0, 2, 2, 3])}, "array stroke_offsets"),
        ({"stroke_offsets": np.array([], int)}, "array stroke_offsets"),
        ({"stroke_offsets": np.array([0, 2**63 + 1, 3], np.uint64)}, "array stroke_offsets"),
        ({"digit_offsets": np.array([0, 0, 2])}, "array digit_offsets: .* must rise from 0 to 2"),
        ({"digit_offsets": np.array([0, 2, -5])}, "array digit_offsets"),
        ({"labels": np.array([1, 2, 3])}, "array labels"),
        (
            {"labels": np.array([1, 77])},
            "array labels: expected labels 0 to 9, found 77 for digit 2",
        ),
        ({"writers": np.array([1.0, 2.0])}, "array writers"),
    ],
)
def test_strokes_that_do_not_fit_together(
    tmp_path: Path, arrays: dict[str, Any], message: str
) -> None:
    with pytest.raises(DatasetError, match=message):
        load_dataset(saved(tmp_path / "x.npz", **{**STROKES, **arrays}))


def test_points_of_any_range_are_read(tmp_path: Path) -> None:
    wide = np.array([[-32768, 0], [32767, 10], [3, 4]], np.int16)
    found = load_dataset(saved(tmp_path / "x.npz", **{**STROKES, "points": wide}))
    assert np.ptp(found.drawings[0].strokes[0].points[:, 0]) == pytest.approx(400)


def test_drawings_come_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digitpad.data.strokes_file.CHUNK_SIZE", 1)
    chunks = list(stream_dataset(saved(tmp_path / "x.npz", **STROKES)))
    assert [(chunk.done, chunk.total) for chunk in chunks] == [(1, 2), (2, 2)]
    assert [len(chunk.digits.drawings[0].strokes[0].points) for chunk in chunks] == [2, 1]


def test_pen_digits_open(pen_digits: Path) -> None:
    first = next(stream_dataset(pen_digits))
    assert first.total == 6811
    assert first.digits.labels[:5].tolist() == [5, 5, 1, 6, 4]
    assert first.digits.writers is not None
    assert all(image.max() == 255 for image in first.digits.images)


def many(strokes: int, points: int) -> dict[str, np.ndarray]:
    """A digit of so many strokes, each of so many points, between two usual ones."""
    lengths = [2, *[points] * strokes, 3]
    total = sum(lengths)
    zigzag = np.stack([np.arange(total) % 100, np.arange(total) % 70], axis=1)
    return {
        "points": zigzag.astype(np.int16),
        "stroke_offsets": np.cumsum([0, *lengths]),
        "digit_offsets": np.array([0, 1, 1 + strokes, 2 + strokes]),
        "labels": np.array([1, 2, 3]),
        "writers": np.array([7, 8, 9]),
    }


@pytest.mark.parametrize(("strokes", "points"), [(1001, 2), (3, 7000), (1, 20_001)])
def test_a_digit_of_far_too_many_strokes_or_points_is_left_out(
    tmp_path: Path, strokes: int, points: int
) -> None:
    found = load_dataset(saved(tmp_path / "x.npz", **many(strokes, points)))
    assert found.labels.tolist() == [1, 3]
    assert found.writers is not None
    assert found.writers.tolist() == [7, 9]
    assert len(found.drawings) == len(found.images) == 2
    (error,) = found.left_out
    assert f"found {strokes:,} strokes of {strokes * points:,} points" in str(error)


def test_where_nothing_else_is_drawn_that_is_an_error(tmp_path: Path) -> None:
    arrays = {**many(1, 20_001), "digit_offsets": np.array([0, 3])}
    del arrays["labels"], arrays["writers"]
    with pytest.raises(
        DatasetError, match=r"digit 1: expected at most .*, found 3 strokes of 20,006 points"
    ):
        next(stream_dataset(saved(tmp_path / "x.npz", **arrays)))


def test_heavy_digits_come_in_small_chunks(tmp_path: Path) -> None:
    digits, strokes = 16, 400
    arrays = {
        "points": np.zeros((2 * digits * strokes, 2), np.int16),
        "stroke_offsets": np.arange(0, 2 * digits * strokes + 1, 2),
        "digit_offsets": np.arange(0, digits * strokes + 1, strokes),
    }
    chunks = list(stream_dataset(saved(tmp_path / "x.npz", **arrays)))
    assert [len(chunk.digits) for chunk in chunks] == [2] * 8
    assert [chunk.done for chunk in chunks] == list(range(2, 18, 2))


@pytest.mark.parametrize("name", ["points", "stroke_offsets", "digit_offsets"])
def test_arrays_without_end_take_no_memory(tmp_path: Path, at_most: Watch, name: str) -> None:
    arrays = {key: npy(array) for key, array in STROKES.items()}
    shape, dtype = ("(60000000, 2)", "|i1") if name == "points" else ("(120000000,)", "|i1")
    head = _header(shape, dtype)
    path = tmp_path / "x.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for key, content in arrays.items():
            with archive.open(f"{key}.npy", "w") as member:
                member.write(head if key == name else content)
                for _ in range(120 if key == name else 0):
                    member.write(bytes(1_000_000))
    with (
        at_most(8 << 20),
        pytest.raises(DatasetError, match=f"array {name}: expected at most .* rows, found"),
    ):
        load_dataset(path)


def test_an_archive_that_hides_its_last_array(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.npz", images=IMAGES, labels=np.zeros(3, int))
    content = bytearray(path.read_bytes())
    # The list's first entry takes in the second as its comment.
    content[content.index(b"PK\1\2") + 33] = 1
    path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"x\.npz: expected 2 arrays, found 1"):
        load_dataset(path)


def test_the_checksum_of_what_is_used_is_compared(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.npz", images=IMAGES, labels=np.zeros(3, int))
    content = bytearray(path.read_bytes())
    content[content.index(bytes(784)) + 50] = 7
    path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"array images: damaged .*CRC"):
        load_dataset(path)
