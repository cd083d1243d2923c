"""What is known of a model: its sizes, and how it was trained."""

from html import escape
from itertools import islice
from typing import Any

from PySide6.QtWidgets import QWidget

from digitpad.models.model_file import Model
from digitpad.models.record import error_figure
from digitpad.ui.support.messages import show_page

MAX_ITEMS, MAX_TEXT, MAX_DEPTH = 50, 2000, 4
"""Entries of a record, characters of each, and levels, that are shown: it may hold anything."""

MAX_DIGITS = 10**9
"""No set has more: a count above it is none."""


def show_model_facts(window: QWidget, model: Model, name: str) -> None:
    """Show what is known of a model."""
    show_page(window, "About this model", f"<h3>{escape(name)}</h3>{_facts(model)}")


def _facts(model: Model) -> str:
    """Sizes and record as rows of rich text."""
    network = model.network
    rows: dict[str, str] = {
        "layers": " - ".join(f"{size:,}" for size in network.sizes),
        "weights": f"{sum(p.size for p in network.parameters):,} numbers, {network.dtype}",
        "misclassified": error_figure(model) or "not measured",
    }
    for name, value in list(model.record.items())[:MAX_ITEMS]:
        if name != "run":  # Tells the program which training it was; to people it says nothing.
            rows.setdefault(_words(name)[:MAX_TEXT], _said(value)[:MAX_TEXT])
    cells = (
        f"<tr><td style='padding-right:16px'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in rows.items()
    )
    return f"<table>{''.join(cells)}</table>"


def _said(value: Any, depth: int = MAX_DEPTH) -> str:
    """A JSON value in words."""
    match value:
        case dict() | list() if not depth:
            return "…"
        case {"digits": int(count), "error_rate": float(rate), **rest} if _is_share(rate, count):
            counted = f"{round(rate * count):,} of {count:,} misclassified ({100 * rate:.2f} %)"
            return _counted(counted, rest, depth)
        case {
            "digits": int(count),
            "correct_before": int(before),
            "correct_after": int(after),
            **rest,
        }:
            return _counted(f"{after:,} of {count:,} correct ({before:,} before)", rest, depth)
        case dict():
            pairs = islice(value.items(), MAX_ITEMS)
            return ", ".join(f"{_words(name)} {_said(item, depth - 1)}" for name, item in pairs)
        case list():
            return "; ".join(_said(item, depth - 1) for item in islice(value, MAX_ITEMS))
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.4g}"
    return str(value)


def _is_share(rate: float, count: int) -> bool:
    return 0 <= rate <= 1 and 0 <= count <= MAX_DIGITS


def _counted(counted: str, rest: dict[Any, Any], depth: int) -> str:
    """A figure, behind the name of what it was counted on, and all else that is known of it."""
    name = rest.pop("name", None)
    said = f"{name}: {counted}" if isinstance(name, str) else counted
    return f"{said}, {_said(rest, depth)}" if rest else said


FORMER = {"junk": "non-digits", "times": "repeats"}
"""What former versions called things in their records, and what they are called now."""


def _words(name: str) -> str:
    return FORMER.get(name, name.replace("_", " "))
