"""What is known of a past run, in words. The record of a model file may hold anything."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QDateTime

from digitpad.errors import printable
from digitpad.learning.comparison import CHECK_PART, Comparison, Score
from digitpad.learning.config import present_command
from digitpad.learning.run_history import PastRun, recorded_scores
from digitpad.translatable import translatable
from digitpad.ui.model.dataset_titles import shown_title
from digitpad.ui.model.model_title import (
    OPTIMIZER_NAMES,
    date_text,
    model_title,
    recorded_date,
    start_title,
)
from digitpad.ui.support.duration import duration
from digitpad.ui.support.translation import joined, tr

UNKNOWN = "–"

MAX_TEXT, MAX_LISTED = 300, 20
"""Characters of a text, and parts of a list, that are shown."""

COLUMNS = (
    translatable("Date"),
    translatable("Initial\nweights"),
    translatable("Training\ndata"),
    translatable("Epochs"),
    translatable("Reference\nerrors before"),
    translatable("Reference\nerrors after"),
    translatable("Validation\nerror"),
    translatable("Model file"),
)

NAMES = (1, 2, 7)
"""Columns of names, which may be long."""

SETTINGS = {
    "epochs": translatable("Epochs"),
    "batch": translatable("Batch size"),
    "learning_rate": translatable("Learning rate"),
    "l2": translatable("L2 regularization"),
    "label_smoothing": translatable("Label smoothing"),
    "seed": translatable("Random seed"),
}

COMMAND = translatable("Command")

FACTS = {
    "start": translatable("Initial weights"),
    "sets": translatable("Training data"),
    "done": translatable("Epochs finished"),
    "time": translatable("Training time"),
    "keep": translatable("Keep what the model knows"),
    "optimizer": translatable("Optimizer"),
    "augment": translatable("Data augmentation"),
    "non_digits": translatable("Non-digit samples"),
}


def cells(past: PastRun) -> tuple[str, ...]:
    """A row of the table, see ``COLUMNS``."""
    scores = _scores(past)
    count, before, after = scores.get(CHECK_PART, (0, 0, 0))
    some = tr("{n:,} of {count:,}")
    return (
        _date(past),
        _start(past),
        _sets(past),
        _epochs(past),
        some.format(n=before, count=count) if count else UNKNOWN,
        some.format(n=after, count=count) if count else _share(past, "reference"),
        _share(past, "validation"),
        model_title(str(past.path)),
    )


def facts(past: PastRun) -> dict[str, str]:
    """Everything about a run: what it is called, and its value in words."""
    record, settings = past.record, _mapping(past.record.get("settings"))
    seconds = _number(record.get("seconds"))
    changed = tr("{before:,} → {after:,} of {count:,} misclassified")
    scores = {
        name: changed.format(before=before, after=after, count=count)
        for name, (count, before, after) in _scores(past).items()
    }
    done = tr("{epochs}, best: epoch {best}")
    optimizer = _text(record.get("optimizer"))
    return {
        COLUMNS[0]: _date(past),
        FACTS["start"]: _start(past),
        FACTS["sets"]: _sets(past),
        **(scores or {CHECK_PART: _share(past, "reference")}),
        FACTS["done"]: done.format(epochs=_epochs(past), best=_text(record.get("best_epoch"))),
        FACTS["time"]: UNKNOWN if seconds is None else duration(seconds),
        FACTS["keep"]: _on_or_off(record.get("keep")),
        FACTS["optimizer"]: OPTIMIZER_NAMES.get(optimizer, optimizer),
        **{words: _setting(settings.get(name)) for name, words in SETTINGS.items()},
        FACTS["augment"]: _on_or_off(record.get("augment")),
        FACTS["non_digits"]: _text(record.get("non_digits", record.get("junk"))),
        COMMAND: command(past),
    }


def _on_or_off(value: Any) -> str:
    return tr("On") if value is True else tr("Off")


def command(past: PastRun) -> str:
    """The command line that makes the same model again."""
    return present_command(_text(past.record.get("command"), 10 * MAX_TEXT))


def _date(past: PastRun) -> str:
    if isinstance(date := past.record.get("date"), str):
        return _text(recorded_date(date))
    try:
        return date_text(QDateTime.fromSecsSinceEpoch(int(past.path.stat().st_mtime)))
    except OSError:  # It is gone by now.
        return UNKNOWN


def _start(past: PastRun) -> str:
    # An empty name would be that of the built-in model.
    return start_title(_text(past.record.get("started_from") or None, 10 * MAX_TEXT))


def _sets(past: PastRun) -> str:
    """Names of the sets that it was trained on."""
    names = past.record.get("sets")
    if not isinstance(names, list):
        parts = past.record.get("learned_from")
        names = [_mapping(part).get("name") for part in parts] if isinstance(parts, list) else []
    return joined(shown_title(_text(name)) for name in names[:MAX_LISTED]) or UNKNOWN


def _epochs(past: PastRun) -> str:
    planned = _mapping(past.record.get("settings")).get("epochs")
    done = _text(past.record.get("epochs_done"))
    return tr("{done} of {epochs}").format(done=done, epochs=_text(planned))


def _share(past: PastRun, kind: str) -> str:
    """The share of misclassified digits of a kind, as a percentage."""
    rate = _number(_mapping(past.record.get(kind)).get("error_rate"))
    return UNKNOWN if rate is None else f"{rate:.2%}"


def _scores(past: PastRun) -> dict[str, tuple[int, int, int]]:
    """Count, errors before, and errors after, of each kind of digits."""
    scores = recorded_scores(past.record)[:MAX_LISTED]
    return {_text(score.name): (score.count, score.before, score.after) for score in scores}


def stored_comparison(past: PastRun) -> Comparison | None:
    """What the record of a run tells of its comparison, without the digits; None for nothing."""
    scores = [Score(name, *numbers) for name, numbers in _scores(past).items()]
    return Comparison(scores) if scores else None


def _setting(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else _text(value)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> float | None:
    return float(value) if type(value) in (int, float) and abs(value) < 1e12 else None


def _text(value: Any, longest: int = MAX_TEXT) -> str:
    """A value on one line; of no value a dash."""
    return UNKNOWN if value is None else printable(str(value)[:longest]).replace("\n", " ")
