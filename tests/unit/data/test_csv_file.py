from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import MAX_ERRORS, UNLABELLED, DigitSet
from digitpad.data.formats import load_dataset, stream_dataset, write_dataset
from digitpad.errors import DatasetError

Watch = Callable[[int], AbstractContextManager[None]]

PIXELS = b",".join(b"pixel%d" % number for number in range(784))
ROW = b"0," * 783 + b"255"


@pytest.fixture
def table(tmp_path: Path, digits: DigitSet) -> Path:
    """Twelve digits as a table."""
    write_dataset(digits, tmp_path / "train.csv")
    return tmp_path / "train.csv"


def test_the_written_form_is_kaggles(table: Path, digits: DigitSet) -> None:
    lines = table.read_bytes().split(b"\n")
    assert lines[0] == b"label," + PIXELS
    assert lines[2] == ",".join(map(str, [1, *digits.images[1].ravel().tolist()])).encode()
    assert len(lines) == 14
    assert lines[13] == b""


def test_what_was_written_is_read_again(table: Path, digits: DigitSet) -> None:
    found = load_dataset(table)
    assert (found.images == digits.images).all()
    assert (found.labels == digits.labels).all()
    assert not found.left_out


def test_a_table_without_labels(tmp_path: Path, digits: DigitSet) -> None:
    unlabelled = replace(digits, labels=np.full(12, UNLABELLED, np.int8))
    write_dataset(unlabelled, tmp_path / "test.csv")
    assert (tmp_path / "test.csv").read_bytes().startswith(PIXELS)
    found = load_dataset(tmp_path / "test.csv")
    assert (found.images == digits.images).all()
    assert (found.labels == UNLABELLED).all()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.split(b"\n", 1)[1],
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.rstrip(),
        lambda text: text + b"\n\n",
    ],
    ids=["no names", "CRLF", "byte-order mark", "no newline at the end", "blank lines"],
)
def test_every_form_is_read(
    table: Path, digits: DigitSet, change: Callable[[bytes], bytes]
) -> None:
    table.write_bytes(change(table.read_bytes()))
    found = load_dataset(table)
    assert (found.images == digits.images).all()
    assert (found.labels == digits.labels).all()
    assert not found.left_out


def test_a_line_that_is_no_digit_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "train.csv"
    lines = {
        "line 3: expected 785 values, found 784": b"5," + ROW[2:],
        "line 4: expected 785 values, found 786": b"5,0," + ROW,
        'line 5: expected whole numbers 0 to 255, found "256"': b"5," + ROW.replace(b"255", b"256"),
        'line 6: expected whole numbers 0 to 255, found "-1"': b"5," + ROW.replace(b"255", b"-1"),
        'line 7: expected whole numbers 0 to 255, found ""': b"5," + ROW.replace(b"255", b""),
        'line 8: expected whole numbers 0 to 255, found "0.5"': b"5,0.5" + ROW[1:],
        'line 9: expected a label 0 to 9, found "12"': b"12," + ROW,
        'line 10: expected a label 0 to 9, found ""': b"," + ROW,
        "line 11: expected 785 values, found 25,120 bytes or more": b"0" * 50_000,
        "line 12: expected 785 values, found 1": b"\0\xff",
    }
    good = b"4," + ROW
    path.write_bytes(b"\n".join([b"label," + PIXELS, good, *lines.values(), good, b""]))
    found = load_dataset(path)
    assert [str(error) for error in found.left_out] == [f"{path}, {line}" for line in lines]
    assert found.labels.tolist() == [4, 4]
    assert found.images[1].ravel().tolist() == [0] * 783 + [255]


def test_another_table_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"name,place,year\na,b,1\n")
    with pytest.raises(DatasetError, match=r"x\.csv: expected .*, found a table with 3 columns"):
        load_dataset(tmp_path / "x.csv")


@pytest.mark.parametrize("rows", [b"", b"1,2,3\n"])
def test_a_table_without_digits_says_so(tmp_path: Path, rows: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(b"label," + PIXELS + b"\n" + rows)
    with pytest.raises(DatasetError, match=r"x\.csv: no digits"):
        load_dataset(tmp_path / "x.csv")


def test_an_endless_line_costs_no_memory(table: Path, at_most: Watch) -> None:
    with table.open("ab") as file:
        file.truncate(100 << 20)
    with at_most(4 << 20):
        found = load_dataset(table)
    assert len(found) == 12
    assert [error.where for error in found.left_out] == ["line 14"]


def test_it_comes_in_chunks(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digitpad.data.formats.table.CHUNK_SIZE", 5)
    chunks = list(stream_dataset(table))
    assert [len(chunk.digits) for chunk in chunks] == [5, 5, 2]
    assert [(chunk.done, chunk.total) for chunk in chunks] == [(6, 13), (11, 13), (13, 13)]


def test_digits_with_and_without_label_cannot_be_written(tmp_path: Path, digits: DigitSet) -> None:
    digits.labels[3] = UNLABELLED
    with pytest.raises(DatasetError, match="some digits have no label"):
        write_dataset(digits, tmp_path / "x.csv")
    assert not list(tmp_path.iterdir())


def test_of_many_wrong_lines_the_first_are_kept_and_the_others_counted(
    table: Path, at_most: Watch
) -> None:
    with table.open("ab") as file:
        file.write(b"x\n" * 100_000)
    with at_most(16 << 20):
        found = load_dataset(table)
    assert len(found) == 12
    assert len(found.left_out) == MAX_ERRORS
    assert found.left_out[-1].where == f"line {13 + MAX_ERRORS}"
    assert found.left_out_more == 100_000 - MAX_ERRORS
