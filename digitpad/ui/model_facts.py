"""What is known of a model: its sizes, and how it was trained."""

from html import escape
from typing import Any

from PySide6.QtWidgets import QWidget

from digitpad.storage.model_file import Model
from digitpad.ui.messages import show_page
from digitpad.ui.models import figure


def show_model_facts(window: QWidget, model: Model, name: str) -> None:
    """Show what is known of a model."""
    show_page(window, "About this model", f"<h3>{escape(name)}</h3>{_facts(model)}")


def _facts(model: Model) -> str:
    """Sizes and record as rows of rich text."""
    network = model.network
    rows = {
        "layers": " - ".join(f"{size:,}" for size in network.sizes),
        "weights": f"{sum(p.size for p in network.parameters):,} numbers, {network.dtype}",
        "misreads": figure(model) or "not measured",
    }
    for name, value in model.record.items():
        rows.setdefault(_words(name), _said(value))
    cells = (
        f"<tr><td style='padding-right:16px'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in rows.items()
    )
    return f"<table>{''.join(cells)}</table>"


def _said(value: Any) -> str:
    """A JSON value in words."""
    match value:
        case dict():
            return ", ".join(f"{_words(name)} {_said(item)}" for name, item in value.items())
        case list():
            return "; ".join(map(_said, value))
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.4g}"
    return str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
