"""What is known of a past run, in words. The record of a model file may hold anything."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from digitpad.errors import printable
from digitpad.files.resources import resource_path
from digitpad.learning.comparison import CHECK_PART, Comparison, Score
from digitpad.learning.run_history import PastRun
from digitpad.ui.support.duration import duration

UNKNOWN = "–"

MAX_TEXT, MAX_LISTED = 300, 20
"""Characters of a text, and parts of a list, that are shown."""

COLUMNS = (
    "Date",
    "Started from",
    "Learned from",
    "Epochs",
    "Reference before",
    "Reference after",
    "Held out",
    "Name",
)

SETTINGS = {
    "epochs": "epochs",
    "batch": "batch",
    "learning_rate": "learning rate",
    "l2": "L2",
    "label_smoothing": "label smoothing",
    "seed": "seed",
}


def cells(past: PastRun) -> tuple[str, ...]:
    """A row of the table, see ``COLUMNS``."""
    scores = _scores(past)
    count, before, after = scores.get(CHECK_PART, (0, 0, 0))
    return (
        _date(past),
        _start(past),
        _sets(past),
        _epochs(past),
        f"{before:,} of {count:,}" if count else UNKNOWN,
        f"{after:,} of {count:,}" if count else _share(past, "reference"),
        _share(past, "validation"),
        printable(past.path.name),
    )


def facts(past: PastRun) -> dict[str, str]:
    """Everything about a run: what it is called, and its value in words."""
    record, settings = past.record, _mapping(past.record.get("settings"))
    seconds = _number(record.get("seconds"))
    scores = {
        name: f"{before:,} → {after:,} of {count:,} misclassified"
        for name, (count, before, after) in _scores(past).items()
    }
    return {
        "date": _date(past),
        "started from": _start(past),
        "learned from": _sets(past),
        **(scores or {CHECK_PART: _share(past, "reference")}),
        "epochs done": f"{_epochs(past)}, best {_text(record.get('best_epoch'))}",
        "time": UNKNOWN if seconds is None else duration(seconds),
        "what the model knew": "kept" if record.get("keep") is True else "not kept",
        "optimizer": _text(record.get("optimizer")),
        **{words: _text(settings.get(name)) for name, words in SETTINGS.items()},
        "distort": "yes" if record.get("augment") is True else "no",
        "non-digits": _text(record.get("non_digits", record.get("junk"))),
        "command": command(past),
    }


def command(past: PastRun) -> str:
    """The command line that makes the same model again."""
    return _text(past.record.get("command"), 10 * MAX_TEXT)


def _date(past: PastRun) -> str:
    if isinstance(date := past.record.get("date"), str):
        return _text(date)
    try:
        return datetime.fromtimestamp(past.path.stat().st_mtime).isoformat(" ", "seconds")
    except OSError:  # It is gone by now.
        return UNKNOWN


def _start(past: PastRun) -> str:
    start = _text(past.record.get("started_from"), 10 * MAX_TEXT)
    if start == str(resource_path("model.npz")):
        return "built-in"
    return start if start == "new weights" else Path(start).name


def _sets(past: PastRun) -> str:
    """Names of the sets that it learned from."""
    names = past.record.get("sets")
    if not isinstance(names, list):
        parts = past.record.get("learned_from")
        names = [_mapping(part).get("name") for part in parts] if isinstance(parts, list) else []
    return ", ".join(_text(name) for name in names[:MAX_LISTED]) or UNKNOWN


def _epochs(past: PastRun) -> str:
    planned = _mapping(past.record.get("settings")).get("epochs")
    return f"{_text(past.record.get('epochs_done'))} of {_text(planned)}"


def _share(past: PastRun, kind: str) -> str:
    """The share of misclassified digits of a kind, in per cent."""
    rate = _number(_mapping(past.record.get(kind)).get("error_rate"))
    return UNKNOWN if rate is None else f"{100 * rate:.2f} %"


def _scores(past: PastRun) -> dict[str, tuple[int, int, int]]:
    """Count, errors before, and errors after, of each kind of digits."""
    listed = past.record.get("comparison")
    found = {}
    for score in listed[:MAX_LISTED] if isinstance(listed, list) else []:
        match score:
            case {"name": str(name), "count": int(count), "before": int(old), "after": int(new)}:
                found[_text(name)] = (count, old, new)
    return found


def stored_comparison(past: PastRun) -> Comparison | None:
    """What the record of a run tells of its comparison, without the digits; None for nothing."""
    scores = [Score(name, *numbers) for name, numbers in _scores(past).items()]
    return Comparison(scores) if scores else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> float | None:
    return float(value) if type(value) in (int, float) and abs(value) < 1e12 else None


def _text(value: Any, longest: int = MAX_TEXT) -> str:
    """A value on one line; of no value a dash."""
    return UNKNOWN if value is None else printable(str(value)[:longest]).replace("\n", " ")
