"""Tables: one digit a line, its pixels and its label in columns.

The line of names that most tables start with says which column is the label; without it, the
values do. Written is what Kaggle gives out: ``label,pixel0,...,pixel783``.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import ClassVar

import numpy as np

from digitpad.data.digitset import MAX_ERRORS, SIDE, UNLABELLED, Chunk, Writable
from digitpad.data.formats.arff import is_arff
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.formats.columns import could_be_digits
from digitpad.data.formats.lines import Line, count_lines, dialect_of, read_lines
from digitpad.data.formats.plans import plan_of
from digitpad.data.formats.rows import Plan, digits_in
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write
from digitpad.files.untrusted import READ_ERRORS, unreadable, unwritable

CHUNK_SIZE = 500
"""Lines in a chunk."""

MNIST, MNIST_TRAIN = 70_000, 60_000
"""A table with so many digits of 28x28 is MNIST with both halves, of which so many are the first:
so OpenML gives it out."""


class Table(Form):
    """One digit a line."""

    name = "tables (.csv, .tsv, .arff)"
    order = 70
    endings: ClassVar = {"Table": ".csv"}

    def sniff(self, source: Source) -> bool:
        if source.is_folder or source.is_zip:
            return False
        if is_arff(source.start):
            return True
        lines = [line.rstrip() for line in source.start.split(b"\n", 2)[:2] if line.strip()]
        if any(b"\0" in line for line in lines):
            return False
        counts = [len(dialect_of(lines).cells(line)) for line in lines]
        return any(map(could_be_digits, counts))

    def halves(self, source: Source) -> tuple[str, ...]:
        try:
            plan = plan_of(source, ReadOptions())
            return ("train", "test") if _has_halves(plan, _count(source)) else ()
        except READ_ERRORS as error:
            raise unreadable(source.title, error) from error

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        try:
            plan, total = plan_of(source, options), _count(source)
            with source.open() as file:
                lines, name = _with_digits(read_lines(file, plan.longest), plan), source.name
                if _has_halves(plan, total):
                    is_train = options.half == "train"
                    lines = islice(lines, *((MNIST_TRAIN,) if is_train else (MNIST_TRAIN, None)))
                    name = f"{name} ({options.half})"
                yield from _chunks(source, plan, name, lines, total)
        except READ_ERRORS as error:
            raise unreadable(source.title, error) from error

    def write(self, digits: Writable, path: Path) -> Iterator[float]:
        return write_csv(digits, path)


def _count(source: Source) -> int:
    """How many lines a table has."""
    with source.open() as file:
        return count_lines(file)


def _has_halves(plan: Plan, lines: int) -> bool:
    return lines - plan.skipped == MNIST and plan.columns.side == SIDE


def _with_digits(lines: Iterator[Line], plan: Plan) -> Iterator[Line]:
    """The lines after the head of a table."""
    for line in lines:
        if line[0] > plan.skipped:
            yield line
            break
    yield from lines


def _chunks(
    source: Source, plan: Plan, name: str, lines: Iterator[Line], total: int
) -> Iterator[Chunk]:
    """The digits in all lines, some at a time."""
    room = MAX_ERRORS
    while batch := list(islice(lines, CHUNK_SIZE)):
        digits = digits_in(batch, plan, name, source.title, room)
        room -= len(digits.left_out)
        yield Chunk(digits, batch[-1][0], max(batch[-1][0], total))


def write_csv(digits: Writable, path: Path) -> Iterator[float]:
    """Write a table; without the column of labels where no digit has one.

    Yields the share written, 0 to 1.

    Raises
    ------
    DatasetError : only some digits have labels, or the file cannot be written.
    """
    unlabelled = digits.labels == UNLABELLED
    if unlabelled.any() and not unlabelled.all():
        raise DatasetError(path, found="some digits have no label; give each one a label, or none")
    names = [f"pixel{number}" for number in range(SIDE * SIDE)]
    labels = digits.labels[:, np.newaxis].astype(np.uint8)
    if unlabelled.any():
        labels = labels[:, :0]
    else:
        names.insert(0, "label")
    try:
        with atomic_write(path) as file:
            file.write(f"{','.join(names)}\n".encode())
            written = 0
            for images in digits.batches():
                some = labels[written : written + len(images)]
                rows = np.column_stack([some, images.reshape(-1, SIDE * SIDE)]).tolist()
                file.writelines(f"{','.join(map(str, row))}\n".encode() for row in rows)
                written += len(images)
                yield written / len(digits)
    except OSError as error:
        raise unwritable(path, error) from error


FORM = Table()
