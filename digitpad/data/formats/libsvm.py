"""LIBSVM's form, also called SVMlight's: the label, then the pixels that are not 0 by number.

``5 153:3 154:18 ...``; pixels are counted from 1. Of USPS, 16 x 16 from -1 to 1, label 1 is a 0,
label 10 a 9.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from digitpad.data.digitset import MAX_ERRORS, Chunk, DigitSet
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.formats.lines import Line, count_lines, read_lines
from digitpad.data.formats.sizes import Range, as_digits, measured_range
from digitpad.errors import DatasetError
from digitpad.files.untrusted import READ_ERRORS, quoted, unreadable

CHUNK_SIZE = 500
"""Digits in a chunk."""

MAX_LINE_BYTES = 1 << 16
"""Bytes of a line that are still read."""

SIDES = (8, 16, 28)
"""Sides of the images that come in this form: its lines do not tell."""

NUMBER = rb"[-+]?+[0-9]{0,20}+(?:\.[0-9]{0,20}+)?+(?:[eE][-+]?+[0-9]{1,3}+)?+"
LINE = re.compile(rb"([+]?[0-9]{1,2}(?:\.0*+)?+)((?:\s++[0-9]{1,5}+:%b)++)\s*+" % NUMBER)


@dataclass(frozen=True)
class Facts:
    """What a whole file tells: how many lines there are, its images' side, the range of its
    values, and the label of a 0."""

    lines: int
    side: int
    span: Range
    zero: int


class LibSvm(Form):
    """Label, then number and value of pixels."""

    name = "LIBSVM"
    order = 66

    def sniff(self, source: Source) -> bool:
        return bool(LINE.fullmatch(source.start[:MAX_LINE_BYTES].split(b"\n", 1)[0]))

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        try:
            facts, room = _facts(source), MAX_ERRORS
            with source.open() as file:
                lines = read_lines(file, MAX_LINE_BYTES)
                while batch := list(islice(lines, CHUNK_SIZE)):
                    digits = _digits(source, batch, facts, room)
                    room -= len(digits.left_out)
                    yield Chunk(digits, batch[-1][0], facts.lines)
        except READ_ERRORS as error:
            raise unreadable(source.title, error) from error


def _facts(source: Source) -> Facts:
    """Look through the whole file.

    Raises
    ------
    DatasetError : there are no digits, or images of a size or range that is not known.
    """
    last, low, high, labels = 0, 0.0, 0.0, set[int]()
    with source.open() as file:
        count = count_lines(file)
    with source.open() as file:
        for line in read_lines(file, MAX_LINE_BYTES):
            if parsed := _parsed(line[1]):
                label, places, values = parsed
                labels.add(label)
                last = max(last, int(places.max()))
                low, high = min(low, float(values.min())), max(high, float(values.max()))
    side = next((side for side in SIDES if last <= side * side), None)
    if side is None:
        raise DatasetError(source.title, found=f"pixel {last:,}", expected="at most 784 pixels")
    span = measured_range(np.array([low, high]))
    if span is None:
        expected = "values 0 to 1, 0 to 16, 0 to 255 or -1 to 1"
        raise DatasetError(source.title, found=f"{low:g} to {high:g}", expected=expected)
    is_usps = side == 16 and 10 in labels and 0 not in labels
    return Facts(count, side, span, 1 if is_usps else 0)


def _parsed(line: bytes) -> tuple[int, np.ndarray, np.ndarray] | None:
    """Label, numbers of pixels, and their values; None of a line that is no digit."""
    match = LINE.fullmatch(line)
    if not match:
        return None
    try:
        pairs = np.array([pair.split(b":") for pair in match[2].split()])
        places, values = pairs[:, 0].astype(np.int64), pairs[:, 1].astype(np.float64)
    except ValueError:
        return None
    return (int(float(match[1])), places, values) if places.min() > 0 else None


def _digits(source: Source, lines: Sequence[Line], facts: Facts, room: int) -> DigitSet:
    """The digits in some lines; ``room`` tells how many errors are kept."""
    images = np.zeros((len(lines), facts.side**2), np.float32)
    labels, wrong = list[int](), list[DatasetError]()
    for line in lines:
        parsed = _parsed(line[1])
        if parsed and 0 <= parsed[0] - facts.zero <= 9:
            images[len(labels), parsed[1] - 1] = parsed[2]
            labels.append(parsed[0] - facts.zero)
        else:
            found, expected = quoted(line[1]), "a label 0 to 9 and pairs like 153:18"
            where = f"line {line[0]}"
            wrong.append(DatasetError(source.title, where=where, found=found, expected=expected))
    pictures = images[: len(labels)].reshape(-1, facts.side, facts.side)
    return DigitSet(
        source.name,
        as_digits(pictures, facts.span),
        np.array(labels, np.int8),
        left_out=tuple(wrong[:room]),
        left_out_more=len(wrong[room:]),
    )


FORM = LibSvm()
