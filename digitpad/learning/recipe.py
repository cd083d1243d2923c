"""How a model was trained, taken from its record, as settings for another training."""

import shlex
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from digitpad.learning.config import SETTINGS, checked, defaults, present_names
from digitpad.models.model_file import Model

NO_START = ("new weights", "built-in")
"""What a record says of a model that no file was its start, or none that others have."""

READING = ("half", "label_column", "transpose", "invert", "scale")
"""Settings that tell how a dataset is read: only the command line has them."""


@dataclass(frozen=True)
class Recipe:
    """What to train on, and how: plain values within their limits.

    Parameters
    ----------
    datasets : as ``digitpad train`` takes them; none where that is not known.
    settings : fields of :class:`digitpad.learning.config.TrainingConfig`.
    """

    datasets: tuple[str, ...]
    settings: dict[str, Any]


def recipe_of(model: Model) -> Recipe:
    """How a model was trained; defaults for all that its record does not tell.

    A record may hold anything, as any program may have written it.
    """
    record = present_names(model.record)
    inner = record.get("settings")
    known = {**record, **(inner if isinstance(inner, dict) else {})}
    start = known.get("started_from", "")
    known["start"] = "" if start in NO_START or not inner else start
    words = _words(known.get("command"))
    datasets = _datasets(words)
    known |= _each(known.get("learned_from"), len(datasets)) | _reading(words)
    known["hidden"] = model.network.sizes[1:-1]
    settings = defaults(is_fine_tuning=bool(known["start"]))
    for name in SETTINGS:
        with suppress(KeyError, ValueError):
            settings[name] = checked(name, known[name])
    settings["keep"] = settings["keep"] and bool(settings["start"])
    return Recipe(datasets, settings)


def _words(command: Any) -> list[str]:
    """The words of a training's command line; none where it is something else."""
    try:
        words = shlex.split(command) if isinstance(command, str) else []
    except ValueError:
        return []
    return words[2:] if words[:2] == ["digitpad", "train"] else []


def _datasets(words: Sequence[str]) -> tuple[str, ...]:
    """The datasets, which stand before all options."""
    options = [place for place, word in enumerate(words) if word.startswith("-")]
    return tuple(words[: options[0]] if options else words)


def _reading(words: Sequence[str]) -> dict[str, Any]:
    """How the datasets are read."""
    found: dict[str, Any] = {}
    for name in READING:
        option = f"--{name.replace('_', '-')}"
        if option in words[:-1]:
            is_flag = SETTINGS[name].kind is bool
            found[name] = True if is_flag else words[words.index(option) + 1]
        elif option in words:
            found[name] = True
    return found


def _each(parts: Any, count: int) -> dict[str, Any]:
    """How often the digits of each of ``count`` datasets are shown, and which share is held out."""
    parts = parts if isinstance(parts, list) else []
    parts = [present_names(part) for part in parts if isinstance(part, dict)]
    if not count or len(parts) != count:
        return {}
    return {
        "repeats": [part.get("repeats") for part in parts],
        "validation": [part.get("held_out") for part in parts],
    }
