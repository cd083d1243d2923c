"""What is known of a model: its sizes, and how it was trained."""

from html import escape
from itertools import islice
from typing import Any

from PySide6.QtWidgets import QWidget

from digitpad.storage.model_file import Model
from digitpad.ui.messages import show_page
from digitpad.ui.models import figure

MOST, LONGEST, DEEPEST = 50, 2000, 4
"""Entries of a record, characters of each, and levels, that are shown: it may hold anything."""


def show_model_facts(window: QWidget, model: Model, name: str) -> None:
    """Show what is known of a model."""
    show_page(window, "About this model", f"<h3>{escape(name)}</h3>{_facts(model)}")


def _facts(model: Model) -> str:
    """Sizes and record as rows of rich text."""
    network = model.network
    rows: dict[str, str] = {
        "layers": " - ".join(f"{size:,}" for size in network.sizes),
        "weights": f"{sum(p.size for p in network.parameters):,} numbers, {network.dtype}",
        "misreads": figure(model) or "not measured",
    }
    for name, value in list(model.record.items())[:MOST]:
        if name != "run":  # Tells the program which training it was; to people it says nothing.
            rows.setdefault(_words(name)[:LONGEST], _said(value)[:LONGEST])
    cells = (
        f"<tr><td style='padding-right:16px'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in rows.items()
    )
    return f"<table>{''.join(cells)}</table>"


def _said(value: Any, depth: int = DEEPEST) -> str:
    """A JSON value in words."""
    match value:
        case dict() | list() if not depth:
            return "…"
        case dict():
            pairs = islice(value.items(), MOST)
            return ", ".join(f"{_words(name)} {_said(item, depth - 1)}" for name, item in pairs)
        case list():
            return "; ".join(_said(item, depth - 1) for item in islice(value, MOST))
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.4g}"
    return str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
