import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from digitpad.data.digitset import UNLABELLED
from digitpad.data.text.codec import (
    format_digit,
    parse_digit,
    read_text_file,
    write_text_file,
)
from digitpad.errors import DatasetError

ROW = b"0\t" * 26 + b"17\t255\t\n"
TEXT = ROW * 28 + b"7"


@given(arrays(np.uint8, (28, 28)), st.integers(UNLABELLED, 9))
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_was_written_is_read_again(image: np.ndarray, label: int) -> None:
    text = format_digit(image, label)
    again, same = parse_digit(text, "x.txt")
    assert (again == image).all()
    assert same == label
    # Byte for byte as the tutorial's readers know it: a tab after every value, no last newline.
    lines = text.decode().split("\n")
    assert lines[28] == ("" if label == UNLABELLED else str(label))
    assert [line.split("\t") for line in lines[:28]] == [
        [*map(str, row), ""] for row in image.tolist()
    ]


def test_the_written_form_is_the_tutorials() -> None:
    assert format_digit(*parse_digit(TEXT, "x.txt")) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace(b"\t\n", b"\n"),
        TEXT + b"\n",
        TEXT + b"\n\n \t\n\r\n",
        TEXT.replace(b"\n", b"\r\n"),
        TEXT.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + TEXT,
        TEXT.replace(b"\t", b" "),
        TEXT.replace(b"\t", b"   "),
        TEXT.replace(b"0\t0\t", b" 0  0  "),
        TEXT.replace(b"17", b"017"),
        TEXT + b"\t",
    ],
    ids=[
        "no tab at the line's end",
        "newline at the end",
        "blank lines at the end",
        "CRLF",
        "CR",
        "byte-order mark",
        "spaces",
        "many spaces",
        "aligned",
        "leading zeros",
        "tab after the label",
    ],
)
def test_every_form_is_read(text: bytes) -> None:
    image, label = parse_digit(text, "x.txt")
    assert image.dtype == np.uint8
    assert image.tolist() == [[0] * 26 + [17, 255]] * 28
    assert label == 7


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n\r\n"])
def test_a_digit_may_lack_a_label(end: bytes) -> None:
    image, label = parse_digit((ROW * 28).rstrip(b"\t\n") + end, "x.txt")
    assert label == UNLABELLED
    assert image[27].tolist() == [0] * 26 + [17, 255]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "x.txt: empty file"),
        (b" \n\r\n", "x.txt: empty file"),
        (
            ROW * 27,
            "x.txt: expected 28 lines of 28 values and a line with the label, found 27 lines",
        ),
        (ROW, "x.txt: expected 28 lines of 28 values and a line with the label, found 1 line"),
        (ROW * 27 + b"7", "x.txt, line 28: expected 28 values, found 1"),
        (ROW * 29, 'x.txt, line 29: expected one label 0 to 9, found "0 0 0 0 0 0 0 0 0 0 …"'),
        (ROW * 2 + b"1\t" * 27 + ROW * 26, "x.txt, line 3: expected 28 values, found 55"),
        (
            ROW * 2 + b"1\t" * 27 + b"\n" + ROW * 25 + b"7",
            "x.txt, line 3: expected 28 values, found 27",
        ),
        (ROW + b"\n" + ROW * 27 + b"7", "x.txt, line 2: expected 28 values, found 0"),
        (
            ROW * 4 + ROW.replace(b"17", b"256") + ROW * 23 + b"7",
            'x.txt, line 5: expected whole numbers 0 to 255, found "256"',
        ),
        (
            ROW.replace(b"17", b"99999999999999999999999") + ROW * 27 + b"7",
            'x.txt, line 1: expected whole numbers 0 to 255, found "99999999999999999999…"',
        ),
        (
            ROW * 27 + ROW.replace(b"17", b"-1") + b"7",
            'x.txt, line 28: expected whole numbers 0 to 255, found "-1"',
        ),
        (
            ROW.replace(b"17", b"1.5") + ROW * 27,
            'line 1: expected whole numbers 0 to 255, found "1.5"',
        ),
        (
            ROW.replace(b"17", b"1,2") + ROW * 27,
            'line 1: expected whole numbers 0 to 255, found "1,2"',
        ),
        (b"Dear diary,\n", 'x.txt, line 1: expected whole numbers 0 to 255, found "Dear"'),
        ("٣\t".encode() * 28, 'line 1: expected whole numbers 0 to 255, found "٣"'),
        (ROW * 28 + b"12", 'x.txt, line 29: expected one label 0 to 9, found "12"'),
        (ROW * 28 + b"x", 'x.txt, line 29: expected one label 0 to 9, found "x"'),
        (ROW * 28 + b"3 5", 'x.txt, line 29: expected one label 0 to 9, found "3 5"'),
        (ROW * 28 + b"3\n5", 'x.txt, line 30: expected nothing after the label, found "5"'),
        (ROW * 28 + b"\n\n3", 'x.txt, line 29: expected one label 0 to 9, found ""'),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "x.txt: expected 28 lines of 28 values and a line with the label, found binary data",
        ),
        (
            TEXT.decode().encode("utf-16"),
            "x.txt: expected 28 lines of 28 values and a line with the label, found binary data",
        ),
    ],
)
def test_what_is_wrong_is_named(text: bytes, message: str) -> None:
    with pytest.raises(DatasetError) as caught:
        parse_digit(text, "x.txt")
    assert message in str(caught.value)


@given(st.binary(max_size=300) | st.text("0123456789\t\n \r-", max_size=300).map(str.encode))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_else_than_a_dataset_error_comes_of_any_file(text: bytes) -> None:
    with pytest.raises(DatasetError, match=r"x\.txt"):
        parse_digit(text, "x.txt")


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    image, _ = parse_digit(TEXT, "x.txt")
    write_text_file(tmp_path / "7.txt", image, 7)
    assert (tmp_path / "7.txt").read_bytes() == TEXT
    again, label = read_text_file(tmp_path / "7.txt")
    assert (again == image).all()
    assert label == 7


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"^Cannot write .*no.7\.txt: no such folder$"):
        write_text_file(tmp_path / "no" / "7.txt", np.zeros((28, 28), np.uint8), 7)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"gone\.txt: no such file"):
        read_text_file(tmp_path / "gone.txt")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    with pytest.raises(DatasetError, match=r"locked\.txt: cannot be read"):
        read_text_file(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
        with pytest.raises(DatasetError, match="neither a file nor a folder"):
            read_text_file(path)
