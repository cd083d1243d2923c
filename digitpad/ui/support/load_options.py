"""How each dataset was read, remembered for the next time."""

import json
from dataclasses import asdict, replace

from digitpad.data.formats import ReadOptions
from digitpad.translatable import translatable
from digitpad.ui.support.settings import json_setting, path_to_text, settings
from digitpad.ui.support.translation import tr

KEY = "dataset/read_options"

MAX_REMEMBERED = 50
"""Sets of which it is remembered."""

HALF_NAMES = {"train": translatable("Training set"), "test": translatable("Test set")}
"""Names of the halves of a dataset, translated where they are shown."""


def remember_options(path: str, options: ReadOptions) -> None:
    """Remember how a set was read; the usual way needs no remembering."""
    kept = json_setting(KEY)
    name = path_to_text(path)
    kept.pop(name, None)
    if options != ReadOptions():
        kept[name] = asdict(options)
    settings().setValue(KEY, json.dumps(dict([*kept.items()][-MAX_REMEMBERED:])))


def options_for(path: str) -> ReadOptions:
    """How a set was read the last time; the usual way where that is not known."""
    kept = json_setting(KEY).get(path_to_text(path))
    options = ReadOptions()
    if not isinstance(kept, dict):
        return options
    if kept.get("half") in [*HALF_NAMES]:  # A list is no key of a dictionary.
        options = replace(options, half=kept["half"])
    if isinstance(kept.get("label_column"), str):
        options = replace(options, label_column=kept["label_column"])
    if isinstance(kept.get("file"), str):
        options = replace(options, file=kept["file"])
    return options


def described(options: ReadOptions) -> str:
    """What is unusual about how a set is read, for people; empty where nothing is."""
    parts = [options.file, tr(HALF_NAMES["test"]) if options.half == "test" else ""]
    return " · ".join(filter(None, parts))
