"""Text digits: 28 lines of 28 values, then the label.

Written are 28 values 0-255 on each line, each followed by a tab, and a last line with the label
alone, without a newline; a digit without a label ends after the 28th line. Read are also spaces
for tabs, no tab after the last value, any line ends, blank lines at the end, a byte-order mark.
"""

import codecs
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SIDE, UNLABELLED, DigitSet
from digitpad.data.names import Names
from digitpad.data.text.pixels import images_in
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write
from digitpad.files.regular import check_regular
from digitpad.files.untrusted import plural, quoted, read_bytes, unreadable, unwritable

MAX_FILE_BYTES = 1 << 16
"""Bytes of a text digit that are still read; the usual form has at most 3,200."""

FORM = "28 lines of 28 values and a line with the label"

# One tab or space between values. The possessive "++", "?+" and "{28}+" never go back: whatever a
# file holds, one pass over it is enough.
USUAL = re.compile(
    rb"((?:(?:[0-9]{1,3}+[\t ]){27}+[0-9]{1,3}+[\t ]?+\r?+\n){28}+)(?:([0-9])\s*+)?+"
)


WRITTEN = [f"{value}\t" for value in range(256)]
"""Each value as it is written: to look it up takes a quarter of the time of making it anew."""


def format_digit(image: NDArray[np.uint8], label: int = UNLABELLED) -> bytes:
    """A digit as text.

    Parameters
    ----------
    image : uint8 (28, 28).
    label : 0-9 or ``UNLABELLED``.
    """
    lines = ("".join(map(WRITTEN.__getitem__, row)) + "\n" for row in image.tolist())
    return ("".join(lines) + ("" if label == UNLABELLED else str(label))).encode()


def parse_digits(name: str, texts: Mapping[str, bytes]) -> DigitSet:
    """Read digits from texts, all together; what is not a digit is left out.

    Parameters
    ----------
    name : what the set is called.
    texts : the content of each file by its name.
    """
    names, values, labels, left_out = [], [], [], []
    for file, text in texts.items():
        if match := USUAL.fullmatch(text) or USUAL.fullmatch(_usual(text)):
            names.append(file)
            values.append(match[1])
            labels.append(int(match[2]) if match[2] else UNLABELLED)
        else:
            left_out.append(_complaint(file, text))
    images, in_range = images_in(values)
    left_out += [_complaint(names[i], texts[names[i]]) for i in np.flatnonzero(~in_range)]
    return DigitSet(
        name,
        images[in_range],
        np.array(labels, np.int8)[in_range],
        names=Names(names[i] for i in np.flatnonzero(in_range)),
        left_out=tuple(left_out),
    )


def parse_digit(text: bytes, file: str | Path) -> tuple[NDArray[np.uint8], int]:
    """Read one digit from text.

    Parameters
    ----------
    text : the content of a file.
    file : what errors call it.

    Returns
    -------
    The image, uint8 (28, 28), and the label, 0-9 or ``UNLABELLED``.

    Raises
    ------
    DatasetError : anything else than one digit; it names the line.
    """
    digits = parse_digits("", {str(file): text})
    if digits.left_out:
        raise digits.left_out[0]
    return digits.images[0], int(digits.labels[0])


def read_text_file(path: str | Path) -> tuple[NDArray[np.uint8], int]:
    """Read a file with one digit: its image, uint8 (28, 28), and its label or ``UNLABELLED``.

    Raises
    ------
    DatasetError : the file cannot be read or does not hold a digit.
    """
    try:
        check_regular(path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    return parse_digit(read_bytes(path, MAX_FILE_BYTES), path)


def write_text_file(path: str | Path, image: NDArray[np.uint8], label: int = UNLABELLED) -> None:
    """Write a digit, uint8 (28, 28), to a file, all or nothing.

    Raises
    ------
    DatasetError : the file cannot be written; what was there before is kept.
    """
    try:
        with atomic_write(path) as file:
            file.write(format_digit(image, label))
    except OSError as error:
        raise unwritable(path, error) from error


def _lines(text: bytes) -> list[list[bytes]]:
    """What stands on each line, without byte-order mark and blank lines at the end."""
    lines = text.removeprefix(codecs.BOM_UTF8).rstrip().splitlines()
    return [line.split() for line in lines]


def _usual(text: bytes) -> bytes:
    """The same digit in the usual form, if it is one."""
    lines = [b"\t".join(values) for values in _lines(text)]
    return b"\n".join(lines[:SIDE]) + b"\n" + b"\n".join(lines[SIDE:])


def _complaint(file: str, text: bytes) -> DatasetError:
    """What is wrong with a text that is not a digit."""
    lines = _lines(text)
    if not lines:
        return DatasetError(file, found="empty file")
    if b"\0" in text:
        return DatasetError(file, found="binary data", expected=FORM)
    for number, values in enumerate(lines[:SIDE], 1):
        if wrong := _wrong_in_row(values):
            found, expected = wrong
            return DatasetError(file, where=f"line {number}", found=found, expected=expected)
    if len(lines) < SIDE:
        return DatasetError(file, found=plural(len(lines), "line"), expected=FORM)
    label = b" ".join(lines[SIDE])
    if not re.fullmatch(rb"[0-9]", label):
        where = f"line {SIDE + 1}"
        return DatasetError(file, where=where, found=quoted(label), expected="one label 0 to 9")
    more = b" ".join(lines[SIDE + 1])
    return DatasetError(
        file, where=f"line {SIDE + 2}", found=quoted(more), expected="nothing after the label"
    )


def _wrong_in_row(values: list[bytes]) -> tuple[str, str] | None:
    """What is found in a line and what is expected; None where it holds 28 values."""
    for value in values:
        if not re.fullmatch(rb"[0-9]{1,3}", value) or int(value) > 255:
            return quoted(value), "whole numbers 0 to 255"
    return None if len(values) == SIDE else (f"{len(values)}", f"{SIDE} values")
