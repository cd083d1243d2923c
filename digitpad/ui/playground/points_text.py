"""What is told of points that were read from a table."""

from digitpad.errors import printable
from digitpad.playground.points_file import PointsTable, Scaling
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.short_names import shortened
from digitpad.ui.support.translation import joined, plural, tr

MAX_NAMED = 3
"""Lines that were left out, which are named."""


def told_of(table: PointsTable) -> str:
    """What was read, how it was scaled, and what was left out, in full sentences."""
    named = [(str(number), printable(name)) for number, name in enumerate(table.names, 1)]
    names = joined(f"{number} = {shortened(name)}" for number, name in named)
    counted = plural(table.count, tr("1 point"), tr("{n:,} points"))
    # Classes that are called 1, 2 and so on need no names.
    is_named = any(number != name for number, name in named)
    text = tr("{points} in {n} classes: {names}.") if is_named else tr("{points} in {n} classes.")
    told = [text.format(points=counted, n=len(table.names), names=names)]
    if table.count > len(table.points):
        told.append(tr("Only {n:,} of them are used, evenly spread.").format(n=len(table.points)))
    if table.scaling:
        told.append(_scaling_text(table.scaling))
    if table.left_out_count:
        told.append(_left_out_text(table))
    return " ".join(told)


def _left_out_text(table: PointsTable) -> str:
    """Which lines were left out, and why: the first of them by name."""
    skipped = plural(
        table.left_out_count,
        tr("1 line without x, y and label was skipped"),
        tr("{n:,} lines without x, y and label were skipped"),
    )
    one = tr("line {n:,} ({found})")
    named = [one.format(n=line.line, found=line.found) for line in table.left_out[:MAX_NAMED]]
    lines = joined(named)
    if more := table.left_out_count - len(named):
        lines = tr("{lines} and {n:,} more").format(lines=lines, n=more)
    return tr("{skipped}: {lines}.").format(skipped=skipped, lines=lines)


def _scaling_text(scaling: Scaling) -> str:
    """How values became positions."""
    (x, y), (x_unit, y_unit) = scaling.centre, scaling.unit
    return tr("Scaled to the plane: x = {x_formula}, y = {y_formula}.").format(
        x_formula=_formula("x", x, x_unit), y_formula=_formula("y", y, y_unit)
    )


def _formula(name: str, centre: float, unit: float) -> str:
    """``(name − centre) / unit``, with a plus where the centre is negative."""
    sign = "+" if centre < 0 else "−"
    return with_minus(f"({name} {sign} {abs(centre):g}) / {unit:g}")
