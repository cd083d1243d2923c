"""Labelled points in a table of x, y and label: read from a file or a text, and written."""

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import DatasetError
from digitpad.files.regular import read_start
from digitpad.files.untrusted import quoted, unreadable
from digitpad.playground.points import MAX_CLASSES, MAX_POINTS, MIN_CLASSES, Points

COLUMNS = ("x", "y", "label")
"""Names of the columns that are written, and in which order columns are without names."""

TEST, IS_TEST = "test", ("1", "true", "yes", "test")
"""Name of a column that tells which points are held out, and its values there."""

MAX_BYTES = 10_000_000
"""Of a table that is read: far more than so many points as there can be."""

MAX_LEFT_OUT = 100
"""Lines that were left out, which are kept."""

REACH = 3.0
"""Positions up to here, either way, are seen on the plane at first: they stay as they are."""

SMALLEST_REACH = 1.0
"""Points that all lie nearer to 0 than this would be a small heap in the middle. Those of a truth
table, 0 and 1 or -1 and 1, stay as they are."""

Row = tuple[float, float, str, bool]
"""x, y, label, and whether the point is held out."""


@dataclass(frozen=True)
class Scaling:
    """How the numbers of a table became positions: ``(value - centre) / unit``.

    Parameters
    ----------
    centre, unit : for x and y.
    """

    centre: tuple[float, float]
    unit: tuple[float, float]


@dataclass(frozen=True)
class LeftOut:
    """A line that is no point.

    Parameters
    ----------
    line : its number, from 1.
    found : what there is in place of x, y and label.
    """

    line: int
    found: str


@dataclass(frozen=True, eq=False)
class PointsTable:
    """What was read from a table.

    Parameters
    ----------
    points : what there is to learn from.
    names : the label of each class, as it is in the table.
    scaling : None where positions are as they are in the table.
    count : points in the table; more than :data:`~digitpad.playground.points.MAX_POINTS` are
        thinned evenly.
    left_out : the first :data:`MAX_LEFT_OUT` lines that are no points.
    left_out_count : all lines that were left out.
    """

    points: Points
    names: tuple[str, ...]
    scaling: Scaling | None
    count: int
    left_out: tuple[LeftOut, ...] = ()
    left_out_count: int = 0


def are_points(start: bytes) -> bool:
    """Whether a file that starts like this is a table of points: most of its lines are some."""
    rows, left_out = _rows(_decoded(start))
    return len(rows) > len(left_out)


def read_points(path: str | Path) -> PointsTable:
    """Read the points in a file.

    Raises
    ------
    DatasetError : it is no table of points, or cannot be read.
    """
    try:
        content = read_start(path, MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if len(content) > MAX_BYTES:
        raise DatasetError(path, found=f"too large for points (more than {MAX_BYTES:,} bytes)")
    return parse_points(_decoded(content), Path(path).name)


def parse_points(text: str, name: str) -> PointsTable:
    """Read the points in a text.

    Commas, semicolons, tabs or blanks separate; beside all but commas, a number may have a decimal
    comma. The first line may have names: with those of :data:`COLUMNS`, columns may be in another
    order, and there may be more of them, such as :data:`TEST`. Blank lines, and lines that begin
    with ``#``, are skipped.

    Parameters
    ----------
    name : what errors call it.

    Raises
    ------
    DatasetError : there is no point, most lines are none, or it has too few or too many labels.
    """
    if len(text) > MAX_BYTES:
        raise DatasetError(name, found=f"too long for points (more than {MAX_BYTES:,} characters)")
    rows, left_out = _rows(text)
    if len(left_out) >= max(len(rows), 1):
        first = left_out[0]
        raise DatasetError(
            name, expected="x, y and label", found=first.found, where=f"line {first.line}"
        )
    if not rows:
        raise DatasetError(name, found="no points", expected="lines of x, y and label")
    names, labels = _classes([row[2] for row in rows])
    is_test = np.array([row[3] for row in rows])
    if not MIN_CLASSES <= len(names) <= MAX_CLASSES:
        some = ", ".join(quoted(label.encode()) for label in names[: MAX_CLASSES + 1])
        more = ", …" if len(names) > MAX_CLASSES + 1 else ""
        raise DatasetError(
            name,
            expected=f"{MIN_CLASSES} to {MAX_CLASSES} different labels",
            found=f"{len(names):,} ({some}{more})",
        )
    positions, scaling = _on_the_plane(np.array([row[:2] for row in rows]))
    kept = np.linspace(0, len(rows) - 1, min(len(rows), MAX_POINTS)).round().astype(int)
    return PointsTable(
        Points(positions[kept], labels[kept], len(names), is_test[kept]),
        names,
        scaling,
        len(rows),
        tuple(left_out[:MAX_LEFT_OUT]),
        len(left_out),
    )


def points_csv(points: Points) -> str:
    """A table of points; classes are counted from 1, as the window does.

    Which are held out is told where some are.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    held_out = [(int(one),) for one in points.is_test] if points.is_test.any() else None
    writer.writerow((*COLUMNS, TEST) if held_out else COLUMNS)
    places = zip(points.positions.tolist(), points.labels.tolist(), strict=True)
    for number, ((x, y), label) in enumerate(places):
        more = held_out[number] if held_out else ()
        writer.writerow((repr(x), repr(y), label + 1, *more))
    return text.getvalue()


def _decoded(content: bytes) -> str:
    """A text in the encodings that spreadsheets write; in the last one, nothing is an error."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _rows(text: str) -> tuple[list[Row], list[LeftOut]]:
    """All points of a text, and the lines that are none."""
    numbered = enumerate(io.StringIO(text.removeprefix("\ufeff"), newline=None), 1)
    lines = [(n, line.strip(" \n")) for n, line in numbered]
    lines = [(n, line) for n, line in lines if line.strip() and not line.startswith("#")]
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    if not lines:
        return rows, left_out
    half = len(lines) / 2
    separator = next((s for s in "\t;," if sum(s in line for _, line in lines) > half), " ")
    first = _cells(lines[0][1], separator)
    has_names = len(first) >= len(COLUMNS) and all(_number(c, separator) is None for c in first[:2])
    columns: Sequence[int] | None = None
    if has_names:
        names = [cell.lower() for cell in first]
        if set(COLUMNS) <= set(names):
            columns = [names.index(column) for column in (*COLUMNS, TEST) if column in names]
    for number, line in lines[has_names:]:
        row = _row(_cells(line, separator), separator, columns)
        if isinstance(row, str):
            left_out.append(LeftOut(number, row))
        else:
            rows.append(row)
    return rows, left_out


def _cells(line: str, separator: str) -> list[str]:
    """The values of a line, without their quotation marks."""
    try:
        cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True))
    except csv.Error:  # One of them is too long.
        return []
    return [cell.strip() for cell in cells]


def _row(cells: Sequence[str], separator: str, columns: Sequence[int] | None) -> Row | str:
    """The point of a line, or what was found in its place."""
    if columns is None and len(cells) != len(COLUMNS):
        return "1 value" if len(cells) == 1 else f"{len(cells):,} values"
    if columns and len(cells) <= max(columns):
        return f"{len(cells):,} values"
    x_text, y_text, label, *more = (cells[c] for c in columns or range(len(COLUMNS)))
    x, y = _number(x_text, separator), _number(y_text, separator)
    if x is None or y is None:
        return quoted((x_text if x is None else y_text).encode())
    is_test = bool(more) and more[0].lower() in IS_TEST
    return (x, y, label, is_test) if label else "no label"


def _number(text: str, separator: str) -> float | None:
    """A finite number; None where it is none."""
    if separator != ",":
        text = text.replace(",", ".")
    try:
        number = float(text.replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _classes(labels: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.integer]]:
    """The names of all classes in order, numbers by their value, and the class of each label."""
    numbers = [_number(label, ",") for label in labels]
    values: Sequence[Any] = labels if None in numbers else numbers
    names = dict(zip(values, labels, strict=True))
    number = {value: place for place, value in enumerate(sorted(names))}
    return tuple(names[value] for value in number), np.array([number[value] for value in values])


def _on_the_plane(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], Scaling | None]:
    """Positions (N, 2) that can be seen and learned from, and how they were scaled, if they were.

    Each axis is scaled for itself, so that lengths and weights, say, are as wide as each other.
    """
    if SMALLEST_REACH <= np.abs(values).max() <= REACH:
        return values, None
    centre, unit = zip(*map(_centre_and_unit, values.T), strict=True)
    return (values - centre) / unit, Scaling(centre, unit)


def _centre_and_unit(values: NDArray[np.float64]) -> tuple[float, float]:
    """What to subtract from the values of an axis, and to divide by.

    Rounded, so that the window can tell them, and anybody repeat them.
    """
    low, high = float(values.min()), float(values.max())
    unit = float(f"{(high / 2 - low / 2) / (0.9 * REACH):.2g}") or 1.0
    # Halves, as the sum of two numbers may be too large.
    return round(low / 2 + high / 2, 1 - math.floor(math.log10(unit))), unit
