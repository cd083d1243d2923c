"""What a model and its parts are called in the window."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale

from digitpad.errors import printable
from digitpad.files.resources import resource_path
from digitpad.translatable import translatable
from digitpad.ui.support.translation import selected_language, tr

MADE = {
    "retrained": translatable("Retrained {date}"),
    "taught": translatable("Taught {date}"),
}
"""How a model was made, as the name of its file begins, and how that is told."""

OPTIMIZER_NAMES = {"adam": "Adam", "sgd": "SGD"}

NAME = re.compile(r"(retrained|taught) (\d{4}-\d\d-\d\d \d\d\.\d\d)\.\d\d(\.\d+)?\.npz")
"""The names that the program gives to its own models."""


def model_title(path: str) -> str:
    """The name of a model by the path of its file, which is empty for the built-in one."""
    if not path:
        return tr("Built-in")
    name = printable(Path(path).name)
    found = NAME.fullmatch(name)
    made = QDateTime.fromString(found[2], "yyyy-MM-dd HH.mm") if found else QDateTime()
    if not found or not made.isValid():
        return name
    return tr(MADE[found[1]]).format(date=date_text(made))


def start_title(start: str) -> str:
    """The name of the weights that a training began with, as the record of its model has them."""
    if start == "new weights":
        return tr("Random")
    if start in ("built-in", str(resource_path("model.npz"))):
        return tr("Built-in")
    return model_title(start)


def recorded_date(text: str) -> str:
    """The date in the record of a model, in the user's language; any other text stays."""
    date = QDateTime.fromString(text, "yyyy-MM-dd HH:mm:ss")
    return date_text(date) if date.isValid() else text


def date_text(date: QDateTime) -> str:
    """A date and a time of day in the user's language."""
    language = selected_language()
    locale = QLocale() if language == "system" else QLocale(language)
    return locale.toString(date, tr("d MMM yyyy HH:mm", "how a date is written"))


def layers_text(sizes: Sequence[int]) -> str:
    """The sizes of a network's layers, such as ``784–1200–800–10``."""
    return "–".join(map(str, sizes))
