"""Digits in a table, one a line, as Kaggle gives them out.

Under a first line of names, ``label,pixel0,pixel1,...,pixel783``, each line is a digit. A table
without labels has 784 columns. The line of names may be missing.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np

from digitpad.data.digitset import MOST_ERRORS, SIDE, UNLABELLED, Chunk, DigitSet
from digitpad.data.files import counted, quoted, unreadable, unwritable
from digitpad.data.numbers import images_in
from digitpad.errors import DatasetError
from digitpad.storage.atomic import atomic_write
from digitpad.storage.regular import check_regular

PIXELS = SIDE * SIDE

LONGEST = 1 << 14
"""Bytes of a line that are still read; the usual form has at most 3,200."""

BATCH = 500
"""Lines in a chunk."""

# Possessive, as in textfiles: never goes back.
UNLABELLED_LINE = re.compile(rb"()((?:[0-9]{1,3}+,){783}+[0-9]{1,3}+)")
LABELLED_LINE = re.compile(rb"([0-9]),((?:[0-9]{1,3}+,){783}+[0-9]{1,3}+)")

Line = tuple[int, bytes]
"""Number, from 1, and content of a line."""


def is_csv(start: bytes) -> bool:
    """Whether a file that starts like this may be a table: many columns in its first line."""
    return start.split(b"\n", 1)[0].count(b",") > 1


def stream_csv(path: Path) -> Iterator[Chunk]:
    """Read a table; a line that is not a digit is left out.

    Raises
    ------
    DatasetError : the file cannot be read, or has other columns.
    """
    try:
        check_regular(path)
        with path.open("rb") as file:
            total = sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))
            file.seek(0)
            lines = _lines(file)
            first = next(lines, (1, b""))
            columns = first[1].count(b",") + 1
            if columns not in (PIXELS, PIXELS + 1):
                raise DatasetError(
                    path,
                    where="line 1",
                    found=counted(columns, "column"),
                    expected=f"a label and {PIXELS} pixels",
                )
            batch = [first] if first[1][:1].isdigit() else []
            room = MOST_ERRORS
            while batch := batch + list(islice(lines, BATCH)):
                done = batch[-1][0]
                digits = _digits(path, batch, columns, room)
                yield Chunk(digits, done, max(done, total))
                room -= len(digits.left_out)
                batch = []
    except OSError as error:
        raise unreadable(path, error) from error


def _lines(file: BinaryIO) -> Iterator[Line]:
    """The lines that are not blank; of a line that is too long only its start."""
    number = 0
    while line := file.readline(LONGEST):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(LONGEST)):
            pass
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield number, line.rstrip()


def _digits(path: Path, lines: Sequence[Line], columns: int, room: int) -> DigitSet:
    """The digits in some lines; of what is wrong with the others ``room`` errors are kept."""
    tidy = LABELLED_LINE if columns == PIXELS + 1 else UNLABELLED_LINE
    kept, values, labels, wrong = [], [], [], []
    for line in lines:
        if match := tidy.fullmatch(line[1]):
            kept.append(line)
            values.append(match[2])
            labels.append(int(match[1] or UNLABELLED))
        else:
            wrong.append(line)
    images, in_range = images_in(values)
    wrong += [kept[i] for i in np.flatnonzero(~in_range)]
    left_out = tuple(_complaint(path, line, columns) for line in sorted(wrong)[:room])
    return DigitSet(
        path.name,
        images[in_range],
        np.array(labels, np.int8)[in_range],
        left_out=left_out,
        left_out_more=len(wrong) - len(left_out),
    )


def _complaint(path: Path, line: Line, columns: int) -> DatasetError:
    """What is wrong with a line that is not a digit."""
    number, text = line
    where = f"line {number}"
    cells = text.split(b",")
    if len(text) == LONGEST:
        found, expected = f"{LONGEST:,} bytes or more", f"{columns} values"
    elif len(cells) != columns:
        found, expected = counted(len(cells), "value"), f"{columns} values"
    elif columns > PIXELS and not re.fullmatch(rb"[0-9]", cells[0]):
        found, expected = quoted(cells[0]), "a label 0 to 9"
    else:
        pixel = (cell for cell in cells[columns - PIXELS :] if not _is_value(cell))
        found, expected = quoted(next(pixel, b"")), "whole numbers 0 to 255"
    return DatasetError(path, where=where, found=found, expected=expected)


def _is_value(cell: bytes) -> bool:
    return bool(re.fullmatch(rb"[0-9]{1,3}", cell)) and int(cell) <= 255


def write_csv(digits: DigitSet, path: Path) -> Iterator[float]:
    """Write a table; without the column of labels where no digit has one.

    Yields the share written, 0 to 1.

    Raises
    ------
    DatasetError : only some digits have labels, or the file cannot be written.
    """
    unlabelled = digits.labels == UNLABELLED
    if unlabelled.any() and not unlabelled.all():
        raise DatasetError(
            path, found="digits with and without labels", expected="a label for each"
        )
    names = [f"pixel{number}" for number in range(PIXELS)]
    table = digits.images.reshape(-1, PIXELS)
    if not unlabelled.any():
        names.insert(0, "label")
        table = np.column_stack([digits.labels.astype(np.uint8), table])
    try:
        with atomic_write(path) as file:
            file.write(f"{','.join(names)}\n".encode())
            for start in range(0, len(table), BATCH):
                rows = table[start : start + BATCH].tolist()
                file.writelines(f"{','.join(map(str, row))}\n".encode() for row in rows)
                yield start / len(table)
    except OSError as error:
        raise unwritable(path, error) from error
