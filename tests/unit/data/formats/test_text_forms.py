import codecs
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED
from digitpad.data.formats import load_dataset
from digitpad.data.formats.text_forms import parse_any
from digitpad.data.synthesis.digits import stream_synthetic
from digitpad.data.text.codec import format_digit

Image = NDArray[np.uint8]
Write = Callable[[Image, int], bytes]


def lines(image: Image, between: str, end: str = "\n") -> str:
    return end.join(between.join(map(str, row)) for row in image.tolist())


def saved(image: NDArray[np.generic], **how: str) -> str:
    file = io.StringIO()
    np.savetxt(file, image, **how)
    return file.getvalue()


def printed(array: NDArray[np.generic], width: int = 75) -> str:
    with np.printoptions(linewidth=width, threshold=10000):
        return str(array)


FORMS: dict[str, Write] = {
    "commas": lambda i, n: f"{lines(i, ',')}\n{n}".encode(),
    "comma and blank": lambda i, n: f"{lines(i, ', ')}\n{n}\n".encode(),
    "semicolons": lambda i, n: f"{lines(i, ';', chr(13) + chr(10))}\r\n{n}".encode(),
    "comma at the end": lambda i, n: f"{lines(i, ',', ',' + chr(10))},\n{n},\n".encode(),
    "label first": lambda i, n: f"{n}\n{lines(i, chr(9))}\n".encode(),
    "label first, comma": lambda i, n: f"{n}\n\n{lines(i, ',')}".encode(),
    "savetxt": lambda i, n: f"{saved(i)}{n}\n".encode(),
    "savetxt with label": lambda i, n: f"{saved(i)}{saved(np.array([n]))}".encode(),
    "savetxt %d": lambda i, n: f"{saved(i, fmt='%d')}{n}\n".encode(),
    "savetxt 0 to 1": lambda i, n: f"{saved(i / 255)}{n}\n".encode(),
    "decimals 0 to 1": lambda i, n: f"{saved(i / 255, fmt='%.6f')}{n}\n".encode(),
    "print": lambda i, n: f"{printed(i, 200)}\n{n}\n".encode(),
    "print, wrapped": lambda i, n: f"{printed(i)}\n{n}\n".encode(),
    "print, decimals": lambda i, n: f"{printed(np.round(i / 255, 8))}\n{n}".encode(),
    "repr": lambda i, n: f"array({lines_of(i)}, dtype=uint8)\n{n}".encode(),
    "pasted": lambda i, n: f"image = np.array({lines_of(i)})\n{n}".encode(),
    "json": lambda i, n: f"{lines_of(i)}\n{n}".encode(),
    "one number a line": lambda i, n: f"{lines(i, chr(10))}\n{n}".encode(),
    "UTF-16": lambda i, n: format_digit(i, n).decode().encode("utf-16"),
    "UTF-16, other end": lambda i, n: (
        codecs.BOM_UTF16_BE + format_digit(i, n).decode().encode("utf-16-be")
    ),
    "UTF-16, commas": lambda i, n: f"{lines(i, ',')}\n{n}".encode("utf-16"),
}


def lines_of(image: Image) -> str:
    return ",\n".join(map(str, image.tolist())).join("[]")


@pytest.fixture(scope="module")
def images() -> Image:
    """Twenty digits, 0 to 9 and again."""
    return np.concatenate([chunk.digits.images for chunk in stream_synthetic(20, 3)])


@pytest.mark.parametrize("form", FORMS)
def test_a_digit_in_another_form(tmp_path: Path, images: Image, form: str) -> None:
    for number in (0, 3):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(FORMS[form](images[number], number))
        found = load_dataset(path)
        assert (found.images[0] == images[number]).all()
        assert found.labels.tolist() == [number]
        assert list(found.names) == [path.name]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_many_in_another_form(tmp_path: Path, images: Image, form: str, packed: bool) -> None:
    path = tmp_path / "set"
    path.mkdir()
    for number, image in enumerate(images):
        (path / f"{number}.txt").write_bytes(FORMS[form](image, number % 10))
    if packed:
        with zipfile.ZipFile(tmp_path / "set.zip", "w") as archive:
            for file in path.iterdir():
                archive.write(file, file.name)
        path = tmp_path / "set.zip"
    for found in (load_dataset(path), load_dataset(path)):
        assert (found.images == images).all()
        assert found.labels.tolist() == [*range(10), *range(10)]
        assert not found.left_out


def test_usual_and_other_forms_keep_their_order(tmp_path: Path, images: Image) -> None:
    for number, (image, form) in enumerate(zip(images, FORMS.values(), strict=False)):
        text = form(image, number % 10) if number % 2 else format_digit(image, number % 10)
        (tmp_path / f"{number}.txt").write_bytes(text)
    assert (load_dataset(tmp_path).images == images).all()


@pytest.mark.parametrize("between", [" ", "\t", ","])
@pytest.mark.parametrize("first", [False, True], ids=["label last", "label first"])
def test_one_line_with_the_label_at_either_end(images: Image, between: str, first: bool) -> None:
    texts = {}
    for number, image in enumerate(images):
        values, label = list(map(str, image.ravel())), [str(number % 10)]
        texts[f"{number}.txt"] = between.join(
            [*label, *values] if first else [*values, *label]
        ).encode()
    found = parse_any("", texts)
    assert (found.images == images).all()
    assert found.labels.tolist() == [*range(10), *range(10)]
    # Alone, a 0 is told by where its ink is.
    alone = parse_any("", {"0.txt": texts["0.txt"]})
    assert (alone.images[0] == images[0]).all()


def test_without_label(images: Image) -> None:
    text = f"{lines(images[4], ',')}".encode()
    assert parse_any("", {"x": text, "y": lines(images[4], " ", " ").encode()}).labels.tolist() == [
        UNLABELLED,
        UNLABELLED,
    ]


def drawn_in_characters(side: int) -> str:
    rows = np.zeros((side, side), int)
    rows[side // 8 : -side // 8, side // 2 - 1 : side // 2 + 1] = 1
    return lines(rows.astype(np.uint8), "") + "\n"


@pytest.mark.parametrize("side", [16, 28, 32])
def test_characters_0_and_1(tmp_path: Path, side: int) -> None:
    folder = tmp_path / "trainingDigits"
    folder.mkdir()
    text = drawn_in_characters(side)
    (folder / "1_0.txt").write_text(text)
    (folder / "1_13.txt").write_text(text, newline="\r\n")
    (folder / "digit.txt").write_text(text)
    (folder / "with label.txt").write_text(f"{text} 1\n")
    found = load_dataset(tmp_path)
    assert found.labels.tolist() == [1, 1, UNLABELLED, 1]
    assert (found.images[:, 10:18, 13:15] > 150).all()
    assert (found.images[:, :, :8] == 0).all()
    assert load_dataset(folder / "1_13.txt").labels.tolist() == [1]


def test_other_sizes(images: Image) -> None:
    half = images.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).round().astype(np.uint8)
    found = parse_any(
        "", {str(i): f"{lines(x, ' ')}\n{i}".encode() for i, x in enumerate(half[:9])}
    )
    assert found.labels.tolist() == [*range(9)]
    alike = [
        np.corrcoef(a.ravel(), b.ravel())[0, 1]
        for a, b in zip(found.images, images[:9], strict=True)
    ]
    assert min(alike) > 0.7


@given(arrays(np.uint8, (28, 28)), st.integers(0, 9), st.sampled_from(["%d", "%.18e", "%.0f"]))
def test_any_values_survive_savetxt(image: Image, label: int, form: str) -> None:
    if image.max() <= 16:
        image = -image  # Small values alone are of another scale; these wrap round to large ones.
    found = parse_any("", {"x": f"{saved(image, fmt=form)}{label}\n".encode()})
    assert (found.images[0] == image).all()
    assert found.labels.tolist() == [label]


@given(st.binary(max_size=300) | st.text("01 .,;[]()-+eE\n\t", max_size=300).map(str.encode))
def test_whatever_a_file_holds_one_error_tells(content: bytes) -> None:
    found = parse_any("", {"x": content})
    assert len(found) + len(found.left_out) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (",".join(["0"] * 100), 'line 1: expected whole numbers 0 to 255, found "0,0,0'),
        (
            "\n".join([",".join(["-3.5"] * 28)] * 28),
            'line 1: expected whole numbers 0 to 255, found "-3.5',
        ),
        (
            "\n".join([",".join(["0"] * 28)] * 28) + "\n12",
            'line 1: expected whole numbers 0 to 255, found "0,0,0',
        ),
        (
            "\n".join([" ".join(["nan"] * 28)] * 28),
            'line 1: expected whole numbers 0 to 255, found "nan"',
        ),
        ("[[0 0 0 ... 0 0 0]\n [0 0 0 ... 0 0 0]]", "shortened with ... by NumPy"),
        ("0" * 32, "line 1: expected whole numbers 0 to 255, found"),
        (
            "\n".join([" ".join(["0"] * 28)] * 27 + [" ".join(["0"] * 27)]) + "\n5",
            "expected 28 values, found 27",
        ),
        ("\n".join([",".join(["0"] * 28)] * 27 + [",".join(["0"] * 27)]) + "\n5", "found"),
    ],
)
def test_what_is_no_digit_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.txt").write_text(text)
    (tmp_path / "y.txt").write_bytes(format_digit(np.zeros((28, 28), np.uint8), 3))
    found = load_dataset(tmp_path)
    assert found.labels.tolist() == [3]
    (error,) = found.left_out
    assert message in str(error)
