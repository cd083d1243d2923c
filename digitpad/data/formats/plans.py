"""How a table is read: what its first lines tell, and the user where they do not."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from digitpad.data.digitset import SIDE, DigitSet
from digitpad.data.formats import columns as layout
from digitpad.data.formats.arff import arff_names, is_arff
from digitpad.data.formats.base import ReadOptions, Source, UnclearError
from digitpad.data.formats.columns import DECIMAL, WHOLE, Columns, UnsureError
from digitpad.data.formats.lines import Dialect, Line, dialect_of, read_lines
from digitpad.data.formats.rows import BYTE, Plan, digits_in
from digitpad.data.formats.sizes import Range, measured_range
from digitpad.errors import DatasetError

SAMPLE_LINES = 40
"""Lines that are looked at to tell what a table's columns are."""

MORE = 100_000
"""Lines whose ends are looked at where the first ones do not tell."""

MAX_LINE_BYTES = 1 << 17
"""Bytes of a line that are looked at; 64 x 64 decimal numbers have less."""

PREVIEW = 10
"""Digits that are shown where the user is asked."""


def plan_of(source: Source, options: ReadOptions) -> Plan:
    """How a table is read.

    Raises
    ------
    DatasetError : it does not hold digits.
    UnclearError : nothing tells which column is the label.
    """
    names, skipped = _arff_head(source)
    lines = _first_lines(source, skipped, SAMPLE_LINES)
    if not lines:
        raise DatasetError(source.title, found="no digits")
    dialect = dialect_of([text for _, text in lines])
    if not names and layout.are_names(cells := dialect.cells(lines[0][1])):
        names, skipped = [cell.decode(errors="replace") for cell in cells], lines[0][0]
        lines = lines[1:]
    try:
        columns = _columns(source, options, names, dialect, lines)
    except ValueError as error:
        expected = f"a label and {SIDE * SIDE} pixels"
        raise DatasetError(
            source.title, where=f"line {skipped or 1}", found=str(error), expected=expected
        ) from error
    except UnsureError as error:
        raise _unclear(source, error, names, dialect, lines, skipped) from error
    return _plan(source, columns, dialect, lines, skipped)


def _arff_head(source: Source) -> tuple[list[str], int]:
    """Names of the columns, and the line that they end on, where it is an ARFF file."""
    if not is_arff(source.start):
        return [], 0
    with source.open() as file:
        return arff_names(file, source.title)


def _first_lines(source: Source, skipped: int, count: int) -> list[Line]:
    """The first lines with digits; the first may hold names."""
    with source.open() as file:
        lines = (line for line in read_lines(file, MAX_LINE_BYTES) if line[0] > skipped)
        return list(islice(lines, count))


def _columns(
    source: Source,
    options: ReadOptions,
    names: Sequence[str],
    dialect: Dialect,
    lines: Sequence[Line],
) -> Columns:
    """What the columns hold.

    Raises
    ------
    ValueError : no digits; the text says what is there.
    UnsureError : nothing tells which column is the label.
    """
    rows = [_whole_numbers(dialect.cells(text)) for _, text in lines]
    count = len(names) or Counter(map(len, rows)).most_common(1)[0][0]
    if options.label_column is not None:
        return layout.by_choice(names, options.label_column, count)
    if names:
        return layout.by_names(names)
    rows = [row for row in rows if len(row) == count]
    try:
        return layout.by_values(count, rows)
    except UnsureError:
        if len(lines) < SAMPLE_LINES:
            raise
    return layout.by_values(count, _ends(source, dialect))


def _ends(source: Source, dialect: Dialect) -> list[list[bytes]]:
    """The first two and last ten values of many lines."""
    ends = []
    with source.open() as file:
        for _, text in islice(read_lines(file, MAX_LINE_BYTES), MORE):
            cells = dialect.tidy(text).split(b",", 2)[:2] + dialect.tidy(text).rsplit(b",", 10)[1:]
            ends.append(_whole_numbers(cells))
    return ends


def _whole_numbers(cells: Sequence[bytes]) -> list[bytes]:
    """Values of which ``7.0`` and ``7.0e+00`` are written ``7``."""
    return [_whole_number(cell) if b".0" in cell else cell for cell in cells]


def _whole_number(cell: bytes) -> bytes:
    if not re.fullmatch(DECIMAL, cell):
        return cell
    value = float(cell)
    return b"%d" % value if value.is_integer() else cell


def _unclear(
    source: Source,
    error: UnsureError,
    names: Sequence[str],
    dialect: Dialect,
    lines: Sequence[Line],
    skipped: int,
) -> UnclearError:
    """The question which column is the label, with a few digits for each answer."""
    candidates, previews = [], list[DigitSet]()
    for column in error.columns:
        candidates.append(names[column] if names else str(column + 1))
        columns = layout.by_choice((), str(column + 1), len(names) or max(error.columns) + 1)
        plan = _plan(source, columns, dialect, lines, skipped)
        previews.append(digits_in(lines[:PREVIEW], plan, source.name, source.title, 0))
    return UnclearError(
        source.title,
        found=f"unclear which column is the label ({' or '.join(candidates)})",
        question="label_column",
        candidates=candidates,
        previews=previews,
    )


def _plan(
    source: Source, columns: Columns, dialect: Dialect, lines: Sequence[Line], skipped: int
) -> Plan:
    """The plan for columns that are known: how its pixels are written, and their range."""
    pattern = columns.pattern(DECIMAL)
    matches = [pattern.fullmatch(dialect.tidy(text)) for _, text in lines]
    rows = [match["pixels"] for match in matches if match]
    zeros = _zeros(rows)
    if zeros:
        dialect = replace(dialect, zeros=zeros)
        rows = [(row + b",").replace(zeros + b",", b",")[:-1] for row in rows]
    whole = [row for row in rows if not row.strip(b"0123456789,")]
    # One line with a slip of the pen does not make decimal numbers of all others.
    is_whole = 2 * len(whole) >= len(rows)
    span: Range | None = BYTE
    if whole if is_whole and (columns.side != SIDE or zeros) else not is_whole:
        values = np.array([np.fromstring(row, sep=",") for row in (whole if is_whole else rows)])
        most = values.max(axis=1)
        # A row with a slip does not tell the range of all others.
        span = measured_range(values[most <= 2 * np.median(most)])
    if span is None:
        raise DatasetError(
            source.title,
            found="another range",
            expected="values 0 to 1, 0 to 16, 0 to 255 or -1 to 1",
        )
    return Plan(dialect, columns, WHOLE if is_whole else DECIMAL, span, skipped)


def _zeros(rows: Sequence[bytes]) -> bytes:
    """What every value ends in, e.g. ``b".0"``; nothing where not all end in the same."""
    match = re.match(rb"[0-9]++(\.0*+),", rows[0]) if rows else None
    if not match:
        return b""
    zeros = bytes(match[1])
    counts = [((row + b",").count(zeros + b","), row.count(b",") + 1) for row in rows]
    return zeros if all(found == cells for found, cells in counts) else b""
