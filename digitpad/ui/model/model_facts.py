"""What is known of a model: its sizes, how well it predicts, and how it was trained."""

from collections.abc import Iterable
from html import escape
from itertools import islice
from typing import Any

from PySide6.QtWidgets import QWidget

from digitpad.learning.comparison import Score
from digitpad.learning.config import present_command, present_names
from digitpad.learning.run_history import recorded_scores
from digitpad.models.model_file import Model
from digitpad.models.plain_weights import ASSUMED, TRANSPOSED
from digitpad.models.record import measured_error
from digitpad.translatable import translatable
from digitpad.ui.model.dataset_titles import OWN, score_title, shown_title
from digitpad.ui.model.model_title import OPTIMIZER_NAMES, layers_text, recorded_date, start_title
from digitpad.ui.support.duration import duration
from digitpad.ui.support.messages import show_page
from digitpad.ui.support.translation import joined, tr

MAX_ITEMS, MAX_TEXT, MAX_DEPTH = 50, 2000, 4
"""Entries of a record, characters of each, and levels, that are shown: it may hold anything."""

SHORT = 60
"""Characters of a text that is not wrapped."""

MAX_DIGITS = 10**9
"""No set has more: a count above it is none."""

RESULTS = {
    "date": translatable("Date"),
    "reference": translatable("Reference digits (test set)"),
    "test": translatable("Test error"),
    "validation": translatable("Validation error"),
    "taught": translatable("Taught digits"),
    "started_from": translatable("Initial weights"),
    "sets": translatable("Training data"),
    "epochs_done": translatable("Epochs finished"),
    "best_epoch": translatable("Best epoch"),
    "seconds": translatable("Training time"),
}
"""What entries of a record are called, in the order in which they are told."""

SETTINGS = {
    "optimizer": translatable("Optimizer"),
    "epochs": translatable("Epochs"),
    "batch": translatable("Batch size"),
    "learning_rate": translatable("Learning rate"),
    "l2": translatable("L2 regularization"),
    "label_smoothing": translatable("Label smoothing"),
    "ema_decay": translatable("Weight averaging"),
    "keep": translatable("Distillation"),
    "augment": translatable("Data augmentation"),
    "non_digits": translatable("Non-digit samples"),
    "seed": translatable("Random seed"),
    "trained_with": translatable("Trained with"),
    "processes": translatable("Processes"),
    "made_of": translatable("Arrays of the file"),
    "not_used": translatable("Arrays not used"),
    "assumed": translatable("Assumed"),
    "transposed": translatable("Transposed"),
    "normalized": translatable("Normalized pixels"),
}
"""The same for the entries of the second column."""

LABELS = {**RESULTS, **SETTINGS}

UNTOLD = ("run", "settings", "learned_from", "comparison", "command")
"""Entries that are not listed: the first is for the program, the others have their own places."""

FORMER = {"averaging": "ema_decay"}
"""Entries under the names that they had in former versions."""

OWN_DIGITS = ("reference digits", "digits held out")
"""Names of digits that add nothing to the name of the entry."""


def show_model_facts(window: QWidget, model: Model, name: str) -> None:
    """Show what is known of a model."""
    show_page(window, tr("Model information"), facts_page(model, name))


def facts_page(model: Model, name: str) -> str:
    """What is known of a model, as rich text."""
    entries = _entries(model.record)
    others = [entry for entry in entries if entry not in LABELS][:MAX_ITEMS]
    left = _table(_measures(model) | _rows(entries, RESULTS))
    left += _datasets(model.record.get("learned_from"))
    left += _comparison(recorded_scores(model.record)[:MAX_ITEMS])
    right = _table(_rows(entries, [*SETTINGS, *others]))
    # Side by side, as a small screen is wider than high.
    columns = f"<table><tr><td style='padding-right:24px'>{left}</td><td>{right}</td></tr></table>"
    command = _command(model.record.get("command"))
    return f"<h3>{escape(name)}</h3>{columns}{command}"


def _measures(model: Model) -> dict[str, str]:
    """Its sizes, and whether it was ever evaluated."""
    network = model.network
    rows = {
        tr("Layers"): layers_text(network.sizes),
        tr("Parameters"): f"{sum(p.size for p in network.parameters):,} ({network.dtype})",
    }
    if measured_error(model) is None:
        rows[tr("Test error")] = tr("Not evaluated")
    return rows


def _rows(entries: dict[str, Any], names: Iterable[str]) -> dict[str, str]:
    """Names and values, in words, of those of these entries that exist."""
    return {
        _label(name)[:MAX_TEXT]: _value(name, entries[name])[:MAX_TEXT]
        for name in names
        if name in entries
    }


def _table(rows: dict[str, str]) -> str:
    """A table as rich text."""
    cells = (f"<tr>{_cell(label)}{_cell(value)}</tr>" for label, value in rows.items())
    return f"<table>{''.join(cells)}</table>"


def _cell(text: str, *, bold: bool = False) -> str:
    """A cell of a table; a short text stays on one line."""
    wrapping = "nowrap" if len(text) <= SHORT else "normal"
    weight = "bold" if bold else "normal"
    style = f"padding-right:16px; white-space:{wrapping}; font-weight:{weight}"
    return f"<td style='{style}'>{escape(text)}</td>"


def _command(command: Any) -> str:
    """The command line that trains the same model, where it is known."""
    if not isinstance(command, str):
        return ""
    head = escape(tr("Command"))
    return f"<h4>{head}</h4><p>{escape(present_command(command[:MAX_TEXT]))}</p>"


def _entries(record: dict[str, Any]) -> dict[str, Any]:
    """A record's entries, and those of its settings, by the names that they have today."""
    settings = record.get("settings")
    both = {**record, **(settings if isinstance(settings, dict) else {})}
    if record.get("learned_from"):
        both.pop("sets", None)  # The same datasets have a table.
    told = {FORMER.get(name, name): both[name] for name in both if name not in UNTOLD}
    return present_names(told)


def _datasets(parts: Any) -> str:
    """What it learned from, a row for each dataset; empty where that is not known."""
    if not isinstance(parts, list):
        return ""
    heads = (tr("Dataset"), tr("Digits"), tr("Repeats"), tr("Validation"))
    titles = "".join(_cell(head, bold=True) for head in heads)
    rows = [f"<tr>{titles}</tr>"]
    for part in islice((part for part in parts if isinstance(part, dict)), MAX_ITEMS):
        share = part.get("held_out")
        is_share = isinstance(share, float) and 0 <= share <= 1
        texts = (
            _named(part.get("name", "")),
            _said(part.get("digits", "")),
            _said(part.get("repeats", part.get("times", ""))),
            f"{share:.0%}" if is_share else _said(share),
        )
        cells = "".join(_cell(text[:MAX_TEXT]) for text in texts)
        rows.append(f"<tr>{cells}</tr>")
    head = escape(tr("Training data"))
    return f"<h4>{head}</h4><table>{''.join(rows)}</table>"


def _comparison(scores: list[Score]) -> str:
    """How many digits were misclassified before and after, a row for each kind of digits."""
    if not scores:
        return ""
    heads = (tr("Digits", "which"), tr("Before"), tr("After"))
    rows = [f"<tr>{''.join(_cell(head, bold=True) for head in heads)}</tr>"]
    for score in scores:
        name = f"{score_title(score.name)} · {score.count:,}"
        texts = (name, f"{score.before:,}", f"{score.after:,}")
        cells = "".join(_cell(text[:MAX_TEXT]) for text in texts)
        rows.append(f"<tr>{cells}</tr>")
    head = escape(tr("Misclassified"))
    return f"<h4>{head}</h4><table>{''.join(rows)}</table>"


def _label(name: str) -> str:
    """What an entry is called; one that is not known, as it is."""
    if name in LABELS:
        return tr(LABELS[name])
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _value(name: str, value: Any) -> str:
    """The value of an entry in words."""
    match name, value:
        case "seconds", int() | float() if not isinstance(value, bool) and 0 <= value < 1e9:
            return duration(value)
        case "started_from", str() if value:
            return start_title(value)
        case "optimizer", str() if value in OPTIMIZER_NAMES:
            return OPTIMIZER_NAMES[value]
        case "date", str():
            return recorded_date(value)
        case "sets", list():
            return joined(map(_named, value[:MAX_ITEMS]))
        case (("assumed" | "transposed"), str()) if value in (ASSUMED, TRANSPOSED):
            return tr(value)
        case "normalized", {"mean": float(mean), "std": float(std)}:
            return tr("mean {mean:.4g}, deviation {std:.4g}").format(mean=mean, std=std)
    return _said(value)


def _said(value: Any, depth: int = MAX_DEPTH) -> str:
    """A JSON value in words."""
    match value:
        case dict() | list() if not depth:
            return "…"
        case {"digits": int(count), "error_rate": float(rate)} if _is_share(rate, count):
            return _measured(value.get("name"), round(rate * count), count, rate)
        case {
            "digits": int(count),
            "correct_before": int(before),
            "correct_after": int(after),
        }:
            text = tr("{name}: {after:,} of {all:,} correct (before: {before:,})")
            name = _named(value.get("name", OWN))
            return text.format(name=name, after=after, all=count, before=before)
        case dict():
            pairs = islice(value.items(), MAX_ITEMS)
            return joined(f"{_label(name)}: {_said(item, depth - 1)}" for name, item in pairs)
        case list():
            return "; ".join(_said(item, depth - 1) for item in islice(value, MAX_ITEMS))
        case bool():
            return tr("On") if value else tr("Off")
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.4g}"
        case None:
            return ""
    return str(value)


def _named(name: Any) -> str:
    """The name of a dataset."""
    return shown_title(name) if isinstance(name, str) else _said(name)


def _measured(name: Any, errors: int, count: int, rate: float) -> str:
    """How many digits were misclassified, behind the name of the set, where it has one."""
    if not isinstance(name, str) or name in OWN_DIGITS:
        text = tr("{errors:,} of {all:,} misclassified ({rate:.2%})")
        return text.format(errors=errors, all=count, rate=rate)
    text = tr("{name}: {errors:,} of {all:,} misclassified ({rate:.2%})")
    return text.format(name=score_title(name), errors=errors, all=count, rate=rate)


def _is_share(rate: float, count: int) -> bool:
    return 0 <= rate <= 1 and 0 <= count <= MAX_DIGITS
