"""What is known of a model: its sizes, and how it was trained."""

import json
from html import escape

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
        rows.setdefault(name.replace("_", " "), json.dumps(value, ensure_ascii=False))
    cells = (
        f"<tr><td style='padding-right:16px'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in rows.items()
    )
    return f"<table>{''.join(cells)}</table>"
