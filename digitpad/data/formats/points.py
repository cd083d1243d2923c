"""Pen points as UCI's "Pen-Based Recognition of Handwritten Digits" has them.

Each line is a digit: x and y of eight points along the line of the pen, 0 to 100, y upwards, then
the label. The file does not tell where the pen was lifted: all points are one stroke.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from digitpad.data.digitset import MAX_ERRORS, Chunk, DigitSet
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.formats.lines import Line, count_lines, read_lines
from digitpad.errors import DatasetError
from digitpad.files.untrusted import READ_ERRORS, quoted, unreadable
from digitpad.ink.raster_all import all_rasterized
from digitpad.ink.strokes import CANVAS, Drawing, Stroke

CHUNK_SIZE = 100
"""Digits in a chunk."""

MAX_LINE_BYTES = 1 << 10
"""Bytes of a line that are still read."""

COORDINATES = 16

MAX_COORDINATE = 100
"""The largest coordinate."""

SCALE = 4.0
"""Canvas units of each of theirs."""

LINE = re.compile(rb"\s*+((?:[0-9]{1,3}\s*+,\s*+){16})([0-9])\s*+")


class Points(Form):
    """Eight points of the pen."""

    name = "pen points"
    order = 65

    def sniff(self, source: Source) -> bool:
        return bool(LINE.fullmatch(source.start[:MAX_LINE_BYTES].split(b"\n", 1)[0]))

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        try:
            with source.open() as file:
                total = count_lines(file)
            room = MAX_ERRORS
            with source.open() as file:
                lines = read_lines(file, MAX_LINE_BYTES)
                while batch := list(islice(lines, CHUNK_SIZE)):
                    digits = _digits(source, batch, room)
                    room -= len(digits.left_out)
                    yield Chunk(digits, batch[-1][0], total)
        except READ_ERRORS as error:
            raise unreadable(source.title, error) from error


def _digits(source: Source, lines: Sequence[Line], room: int) -> DigitSet:
    """The digits in some lines; ``room`` tells how many errors are kept."""
    drawings, labels, wrong = [], [], []
    for line in lines:
        match = LINE.fullmatch(line[1])
        numbers = np.array(match[1].split(b",")[:-1], np.int64) if match else None
        if match and numbers is not None and numbers.max() <= MAX_COORDINATE:
            drawings.append(_drawing(numbers.reshape(-1, 2)))
            labels.append(int(match[2]))
        else:
            wrong.append(_complaint(source, line))
    return DigitSet(
        source.name,
        all_rasterized(drawings),
        np.array(labels, np.int8),
        drawings=drawings,
        left_out=tuple(wrong[:room]),
        left_out_more=len(wrong[room:]),
    )


def _drawing(points: np.ndarray) -> Drawing:
    """One stroke in the middle of the canvas; theirs has y upwards."""
    upright = points * np.array([1, -1]) + np.array([0, MAX_COORDINATE])
    corner = (CANVAS - MAX_COORDINATE * SCALE) / 2
    return Drawing((Stroke((upright * SCALE + corner).astype(np.float32)),))


def _complaint(source: Source, line: Line) -> DatasetError:
    """What is wrong with a line that is not a digit."""
    number, text = line
    cells = [cell.strip() for cell in text.split(b",")]
    expected = f"{COORDINATES} whole numbers 0 to {MAX_COORDINATE} and a label 0 to 9"
    wrong = (c for c in cells if not re.fullmatch(rb"[0-9]{1,3}", c) or int(c) > MAX_COORDINATE)
    found = f"{len(cells):,}"
    if len(cells) == COORDINATES + 1:
        found = quoted(next(wrong, cells[-1]))
    return DatasetError(source.title, where=f"line {number}", found=found, expected=expected)


FORM = Points()
