"""Tables in the forms that people hold, each made here as its source writes it."""

import bz2
import gzip
import lzma
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import (
    ReadOptions,
    UnclearError,
    halves_of,
    load_dataset,
    write_dataset,
)
from digitpad.data.formats.sizes import as_digits
from digitpad.errors import DatasetError

Rows = list[list[object]]


def framed(count: int, side: int = 28, most: int = 255) -> NDArray[np.uint8]:
    """Images with paper at their border, as digits have."""
    rng = np.random.default_rng(side + count)
    images = np.zeros((count, side, side), np.uint8)
    images[:, 1:-1, 1:-1] = rng.integers(0, most + 1, (count, side - 2, side - 2))
    images[:, 2, 2] = most
    return images


@pytest.fixture
def drawn() -> DigitSet:
    """Thirty digits with paper at the border and every label."""
    return DigitSet("thirty", framed(30), (np.arange(30) * 7 % 10).astype(np.int8))


def text_of(rows: Rows, names: list[str] | None = None, separator: str = ",") -> bytes:
    lines = [separator.join(map(str, row)) for row in ([names] if names else []) + rows]
    return ("\n".join(lines) + "\n").encode()


def rows_of(digits: DigitSet, *, last: bool = False) -> Rows:
    rows = []
    for image, label in zip(digits.images, digits.labels.tolist(), strict=True):
        pixels = image.ravel().tolist()
        rows.append([*pixels, label] if last else [label, *pixels])
    return rows


PIXELS = [f"pixel{number}" for number in range(784)]
KAGGLE = ["label", *PIXELS]


def kaggle(digits: DigitSet) -> bytes:
    return text_of(rows_of(digits), KAGGLE)


FORMS: dict[str, Callable[[DigitSet], bytes]] = {
    "Kaggle": kaggle,
    "1x1": lambda d: text_of(
        rows_of(d), ["label", *(f"{y}x{x}" for y in range(1, 29) for x in range(1, 29))]
    ),
    "OpenML": lambda d: text_of(
        rows_of(d, last=True), [*(f"pixel{n}" for n in range(1, 785)), "class"]
    ),
    "numbered, label last": lambda d: text_of(
        rows_of(d, last=True), [*map(str, range(784)), "label"]
    ),
    "no names": lambda d: text_of(rows_of(d)),
    "no names, label last": lambda d: text_of(rows_of(d, last=True)),
    "semicolons": lambda d: text_of(rows_of(d), KAGGLE, ";"),
    "tabs": lambda d: text_of(rows_of(d), None, "\t"),
    "spaces": lambda d: text_of(rows_of(d), None, " "),
    "comma and space": lambda d: text_of(rows_of(d), KAGGLE, ", "),
    "quotes": lambda d: text_of(
        [[f'"{cell}"' for cell in row] for row in rows_of(d)], [f'"{n}"' for n in KAGGLE]
    ),
    "7.0": lambda d: text_of([[f"{cell}.0" for cell in row] for row in rows_of(d)], KAGGLE),
    "pixels 7.0": lambda d: text_of(
        [[row[0], *(f"{cell}.0" for cell in row[1:])] for row in rows_of(d)], KAGGLE
    ),
    "pandas' index": lambda d: text_of(
        [[n, *row] for n, row in enumerate(rows_of(d))], ["", *KAGGLE]
    ),
    "index without names": lambda d: text_of([[n, *row] for n, row in enumerate(rows_of(d))]),
    "columns by name": lambda d: text_of(
        [[row[0], *(row[1 + n] for n in sorted(range(784), key=str))] for row in rows_of(d)],
        ["label", *(f"pixel{n}" for n in sorted(range(784), key=str))],
    ),
    "0 to 1": lambda d: text_of(
        [[row[0], *(f"{int(str(cell)) / 255:.7g}" for cell in row[1:])] for row in rows_of(d)],
        KAGGLE,
    ),
    "decimal commas": lambda d: text_of(
        [
            [row[0], *(f"{int(str(cell)) / 255:.7f}".replace(".", ",") for cell in row[1:])]
            for row in rows_of(d)
        ],
        KAGGLE,
        ";",
    ),
    "savetxt": lambda d: text_of(
        [[f"{int(str(cell)):.18e}" for cell in row] for row in rows_of(d)], None, " "
    ),
    "savetxt, label last": lambda d: text_of(
        [[f"{int(str(cell)):.18e}" for cell in row] for row in rows_of(d, last=True)], None, " "
    ),
    "gzip": lambda d: gzip.compress(kaggle(d)),
    "bzip2": lambda d: bz2.compress(kaggle(d)),
    "xz": lambda d: lzma.compress(kaggle(d)),
    "byte-order mark": lambda d: b"\xef\xbb\xbf" + kaggle(d),
    "CRLF": lambda d: kaggle(d).replace(b"\n", b"\r\n"),
    "ARFF": lambda d: (
        b"% a comment\n@RELATION mnist_784\n\n"
        + b"".join(b"@ATTRIBUTE pixel%d REAL\n" % n for n in range(1, 785))
        + b"@ATTRIBUTE class {0,1,2,3,4,5,6,7,8,9}\n\n@DATA\n"
        + text_of(rows_of(d, last=True))
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_as_what_it_is(tmp_path: Path, drawn: DigitSet, form: str) -> None:
    path = tmp_path / "table.dat"
    path.write_bytes(FORMS[form](drawn))
    found = load_dataset(path)
    assert not found.left_out
    assert found.labels.tolist() == drawn.labels.tolist()
    assert (found.images == drawn.images).all()


@pytest.mark.parametrize("name", ["label", "Class", "TARGET", "digit", "y"])
@pytest.mark.parametrize("last", [False, True])
def test_the_label_has_many_names(tmp_path: Path, drawn: DigitSet, name: str, last: bool) -> None:
    names = [*PIXELS, name] if last else [name, *PIXELS]
    (tmp_path / "x.csv").write_bytes(text_of(rows_of(drawn, last=last), names))
    found = load_dataset(tmp_path / "x.csv")
    assert found.labels.tolist() == drawn.labels.tolist()
    assert (found.images == drawn.images).all()


@pytest.mark.parametrize("names", [PIXELS, ["id", *PIXELS], ["", *PIXELS], None])
def test_a_table_without_labels(tmp_path: Path, drawn: DigitSet, names: list[str] | None) -> None:
    rows = [row[1:] for row in rows_of(drawn)]
    if names and len(names) > 784:
        rows = [[1000 + n, *row] for n, row in enumerate(rows)]
    (tmp_path / "test.csv").write_bytes(text_of(rows, names))
    found = load_dataset(tmp_path / "test.csv")
    assert (found.labels == UNLABELLED).all()
    assert (found.images == drawn.images).all()


def test_an_index_is_no_label(tmp_path: Path, drawn: DigitSet) -> None:
    rows: Rows = [[n, *row[1:]] for n, row in enumerate(rows_of(drawn))]
    (tmp_path / "x.csv").write_bytes(text_of(rows))
    found = load_dataset(tmp_path / "x.csv")
    assert (found.labels == UNLABELLED).all()
    assert (found.images == drawn.images).all()


# Not sure


def test_where_either_end_may_be_the_label_the_user_is_asked(tmp_path: Path) -> None:
    images = framed(6)
    images[:, 0, 0] = images[:, -1, -1] = [1, 2, 3, 4, 5, 6]
    labels = np.array([3, 1, 4, 1, 5, 9], np.int8)
    path = tmp_path / "x.csv"
    path.write_bytes(text_of(rows_of(DigitSet("", images, labels))))
    with pytest.raises(
        UnclearError, match=r"unclear which column is the label \(1 or 785\)"
    ) as caught:
        load_dataset(path)
    error = caught.value
    assert error.question == "label_column"
    assert error.candidates == ("1", "785")
    assert error.previews[0].labels.tolist() == labels.tolist()
    assert error.previews[1].labels.tolist() == [1, 2, 3, 4, 5, 6]
    found = load_dataset(path, options=ReadOptions(label_column="1"))
    assert (found.images == images).all()
    assert found.labels.tolist() == labels.tolist()


def test_labels_that_are_all_0_may_be_paper(tmp_path: Path, drawn: DigitSet) -> None:
    rows: Rows = [[1000 + 7 * n, *row[1:]] for n, row in enumerate(rows_of(drawn))]
    (tmp_path / "x.csv").write_bytes(text_of(rows))
    with pytest.raises(UnclearError):
        load_dataset(tmp_path / "x.csv")
    found = load_dataset(tmp_path / "x.csv", options=ReadOptions(label_column="none"))
    assert (found.labels == UNLABELLED).all()
    assert (found.images == drawn.images).all()


def test_a_sorted_table_is_looked_at_further_down(tmp_path: Path) -> None:
    labels = np.repeat(np.arange(10, dtype=np.int8), 60)
    digits = DigitSet("", framed(600), labels)
    (tmp_path / "x.csv").write_bytes(text_of(rows_of(digits, last=True)))
    found = load_dataset(tmp_path / "x.csv")
    assert found.labels.tolist() == labels.tolist()
    assert (found.images == digits.images).all()


def test_a_column_of_an_unknown_name_is_asked_about(tmp_path: Path, drawn: DigitSet) -> None:
    (tmp_path / "x.csv").write_bytes(text_of(rows_of(drawn), ["what", *PIXELS]))
    with pytest.raises(UnclearError, match=r"\(what or pixel783\)") as caught:
        load_dataset(tmp_path / "x.csv")
    assert caught.value.candidates == ("what", "pixel783")
    found = load_dataset(tmp_path / "x.csv", options=ReadOptions(label_column="What"))
    assert found.labels.tolist() == drawn.labels.tolist()


def test_two_columns_of_labels_are_asked_about(tmp_path: Path, drawn: DigitSet) -> None:
    rows: Rows = [[*row, 1] for row in rows_of(drawn)]
    (tmp_path / "x.csv").write_bytes(text_of(rows, [*KAGGLE, "class"]))
    with pytest.raises(UnclearError, match=r"\(label or class\)"):
        load_dataset(tmp_path / "x.csv")


def test_more_values_than_names_are_told(tmp_path: Path, drawn: DigitSet) -> None:
    (tmp_path / "x.csv").write_bytes(text_of(rows_of(drawn), PIXELS))
    with pytest.raises(DatasetError, match="line 2: expected 784 values, found 785"):
        load_dataset(tmp_path / "x.csv")


def test_a_column_that_is_not_there_is_told(tmp_path: Path, drawn: DigitSet) -> None:
    (tmp_path / "x.csv").write_bytes(kaggle(drawn))
    with pytest.raises(
        DatasetError, match='expected a label and 784 pixels, found no column "kind"'
    ):
        load_dataset(tmp_path / "x.csv", options=ReadOptions(label_column="kind"))


def test_values_of_an_unknown_range_are_refused(tmp_path: Path, drawn: DigitSet) -> None:
    rows: Rows = [[row[0], *(int(str(c)) / 90 - 0.4 for c in row[1:])] for row in rows_of(drawn)]
    (tmp_path / "x.csv").write_bytes(text_of(rows, KAGGLE))
    with pytest.raises(DatasetError, match=r"expected values 0 to 1, .*, found another range"):
        load_dataset(tmp_path / "x.csv")


@pytest.mark.parametrize("line", [7, 57])
def test_a_value_beyond_the_range_of_the_others_is_left_out(
    tmp_path: Path, drawn: DigitSet, line: int
) -> None:
    rows: Rows = [[row[0], *(int(str(c)) / 255 for c in row[1:])] for row in rows_of(drawn)]
    rows += [list(row) for row in rows]
    rows[line - 2][400] = 7.5
    (tmp_path / "x.csv").write_bytes(text_of(rows, KAGGLE))
    found = load_dataset(tmp_path / "x.csv")
    assert len(found) == 59
    assert f'line {line}: expected numbers 0 to 1, found "7.5"' in str(found.left_out[0])


# Other sizes


def test_optdigits(tmp_path: Path) -> None:
    images = framed(20, 8, 16)
    digits = DigitSet("", images, (np.arange(20) % 10).astype(np.int8))
    for separator in (",", "\t"):
        path = tmp_path / "optdigits.tes"
        path.write_bytes(text_of(rows_of(digits, last=True), None, separator))
        found = load_dataset(path)
        assert found.labels.tolist() == digits.labels.tolist()
        assert (found.images == as_digits(images, (0, 16))).all()


def test_load_digits_of_scikit_learn(tmp_path: Path) -> None:
    images = framed(20, 8, 16)
    names = ["", *(f"pixel_{y}_{x}" for y in range(8) for x in range(8)), "target"]
    rows: Rows = [
        [n, *(f"{value}.0" for value in image.ravel()), n % 10] for n, image in enumerate(images)
    ]
    (tmp_path / "digits.csv").write_bytes(text_of(rows, names))
    found = load_dataset(tmp_path / "digits.csv")
    assert found.labels.tolist() == [n % 10 for n in range(20)]
    assert (found.images == as_digits(images, (0, 16))).all()


def test_semeion(tmp_path: Path) -> None:
    images = framed(20, 16, 1)
    rows: Rows = []
    for number, image in enumerate(images):
        hot = [int(number % 10 == label) for label in range(10)]
        rows.append([*(f"{value}.0000" for value in image.ravel()), *hot])
    (tmp_path / "semeion.data").write_bytes(text_of(rows, None, " ").replace(b"\n", b" \n"))
    found = load_dataset(tmp_path / "semeion.data")
    assert found.labels.tolist() == [n % 10 for n in range(20)]
    assert (found.images == as_digits(images, (0, 1))).all()


def test_usps_as_the_elements_of_statistical_learning_have_it(tmp_path: Path) -> None:
    images = framed(20, 16) / 127.5 - 1
    rows: Rows = [
        [f"{n % 10}.0000", *(f"{value:.4f}" for value in image.ravel())]
        for n, image in enumerate(images)
    ]
    content = text_of(rows, None, " ").replace(b"\n", b" \n")
    (tmp_path / "zip.train.gz").write_bytes(gzip.compress(content))
    found = load_dataset(tmp_path / "zip.train.gz")
    assert found.labels.tolist() == [n % 10 for n in range(20)]
    assert (found.images == as_digits(images.round(4).astype(np.float32), (-1, 1))).all()


# Halves, limits, damage


def test_openmls_seventy_thousand_have_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: DigitSet
) -> None:
    monkeypatch.setattr("digitpad.data.formats.table.MNIST", 30)
    monkeypatch.setattr("digitpad.data.formats.table.MNIST_TRAIN", 20)
    path = tmp_path / "mnist_784.csv"
    for content in (FORMS["OpenML"](drawn), FORMS["ARFF"](drawn).rstrip()):
        path.write_bytes(content)
        assert halves_of(path) == ("train", "test")
        train, test = load_dataset(path), load_dataset(path, half="test")
        assert (train.images == drawn.images[:20]).all()
        assert (test.images == drawn.images[20:]).all()
        assert (train.name, test.name) == ("mnist_784.csv (train)", "mnist_784.csv (test)")
        assert len(load_dataset(path, half="t10k")) == 10


def test_another_table_has_no_halves(tmp_path: Path, drawn: DigitSet) -> None:
    (tmp_path / "x.csv").write_bytes(kaggle(drawn))
    assert halves_of(tmp_path / "x.csv") == ()


def test_a_packed_table_that_was_cut_off(tmp_path: Path, drawn: DigitSet) -> None:
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(kaggle(drawn))[:-500])
    with pytest.raises(DatasetError, match=r"x\.csv\.gz: damaged or incomplete"):
        load_dataset(tmp_path / "x.csv.gz")


def test_a_packed_line_without_end_costs_no_memory(tmp_path: Path, drawn: DigitSet) -> None:
    content = kaggle(drawn) + bytes(100 << 20)
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(content, 1))
    del content
    tracemalloc.start()
    found = load_dataset(tmp_path / "x.csv.gz")
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()
    assert len(found) == 30
    assert found.left_out[0].where == "line 32"


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    labels=st.lists(st.integers(0, 9), min_size=1, max_size=20),
    is_labelled=st.booleans(),
)
def test_what_was_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, seed: int, labels: list[int], is_labelled: bool
) -> None:
    images = np.random.default_rng(seed).integers(0, 256, (len(labels), 28, 28), np.uint8)
    known = np.array(labels if is_labelled else [UNLABELLED] * len(labels), np.int8)
    path = tmp_path_factory.mktemp("table") / "x.csv"
    write_dataset(DigitSet("x", images, known), path)
    found = load_dataset(path)
    assert (found.images == images).all()
    assert (found.labels == known).all()
