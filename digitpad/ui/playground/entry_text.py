"""How an entry of a matrix came about, in words and numbers."""

from collections.abc import Iterable

from digitpad.playground.matrices import NamedArray
from digitpad.playground.operation import Operation
from digitpad.playground.parts import Entry, Parts, Term
from digitpad.ui.playground.matrix_model import Cells, place_name, side_name
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.translation import joined, tr

Key = tuple[str, bool]
"""Name of a matrix, and whether it is one of the operation's outputs."""


def key_of(entry: Entry) -> Key:
    """The matrix of an entry."""
    return entry.name, entry.is_output


def value_of(operation: Operation, key: Key) -> NamedArray:
    """A matrix of an operation."""
    name, is_output = key
    values = operation.outputs if is_output else operation.inputs
    return next(value for value in values if value.name == name)


def cells_of(terms: Iterable[Term]) -> dict[Key, Cells]:
    """Of each matrix the entries that some terms are computed of."""
    found: dict[Key, set[tuple[int, int]]] = {}
    for term in terms:
        for factor in term.factors:
            found.setdefault(key_of(factor), set()).add((factor.row, factor.column))
    return {key: frozenset(cells) for key, cells in found.items()}


def number_text(value: float) -> str:
    """A number of a term, with four digits."""
    return with_minus(f"{value:.4g}")


def entry_name(operation: Operation, entry: Entry) -> str:
    """The name of an entry, e.g. ``"w1 (x, Unit 7)"``."""
    value = value_of(operation, key_of(entry))
    place = place_name(value.rows, entry.row, value.columns, entry.column)
    return tr("{matrix} ({place})").format(matrix=entry.name, place=place) if place else entry.name


def term_texts(operation: Operation, term: Term) -> tuple[str, str]:
    """A term: the numbers that it is computed of and its value, and the names of the numbers.

    Names that belong between the numbers stand there.
    """
    value = number_text(term.value)
    if term.scale is None:  # By the formula of the operation.
        given = joined(f"{entry_name(operation, f)} = {number_text(f.value)}" for f in term.factors)
        return f"{given} → {value}", ""
    names = " · ".join(entry_name(operation, factor) for factor in term.factors)
    numbers = [number_text(factor.value) for factor in term.factors]
    if term.scale != 1:
        numbers.insert(0, number_text(term.scale))
    product = f"{' × '.join(numbers)} = {value}" if len(numbers) > 1 else value
    return product, names


def told_of(operation: Operation, parts: Parts) -> str:
    """The value of an entry, and which row times which column it is where it is that."""
    texts = {"entry": entry_name(operation, parts.entry), "value": number_text(parts.entry.value)}
    products = [t for t in parts.terms if len(t.factors) == 2 and t.scale == 1]
    others = [t for t in parts.terms if t not in products]
    lines = [_line(operation, key, cells) for key, cells in cells_of(products).items()]
    if len(lines) == 2 and all(lines) and len(others) < 2:
        texts |= {"one": lines[0], "other": lines[1]}
        if not others:
            return tr("{entry} = {value}: {one} times {other}.").format(**texts)
        texts["bias"] = entry_name(operation, others[0].factors[0])
        text = tr("{entry} = {value}: {one} times {other}, plus {bias}.")
        return text.format(**texts)
    singles = cells_of(parts.terms)
    if len(parts.terms) > 1 and len(singles) == 1 and all(t.scale == 1 for t in parts.terms):
        (key, cells), *_ = singles.items()
        if line := _line(operation, key, cells):
            return tr("{entry} = {value}: the sum of {line}.").format(line=line, **texts)
    if len(parts.terms) == 1:
        return tr("{entry} = {value}").format(**texts)
    text = tr("{entry} = {value}: the sum of {n:,} terms.")
    return text.format(n=len(parts.terms), **texts)


def _line(operation: Operation, key: Key, cells: Cells) -> str:
    """The row or the column of a matrix that some entries are; empty where they are neither."""
    value = value_of(operation, key)
    rows, columns = ({cell[side] for cell in cells} for side in (0, 1))
    if len(rows) == 1 and len(cells) == value.table.shape[1]:
        name = side_name(value.rows, min(rows))
        return tr("row {name} of {matrix}").format(name=name, matrix=value.name)
    if len(columns) == 1 and len(cells) == value.table.shape[0]:
        name = side_name(value.columns, min(columns))
        return tr("column {name} of {matrix}").format(name=name, matrix=value.name)
    return ""
