"""What the program remembers from one start to the next.

The file is read with distrust: whatever stands in it, the program starts.
"""

import json
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from digitpad.files.log import LOG

BYTES = "bytes:"
"""What the text of a path begins with whose bytes are no UTF-8, which the file cannot hold."""

MAX_FILE_BYTES = 1 << 20
"""Bytes of the file; a larger one was not written by this program."""

ANY_TYPE = re.compile(rb'[=,] *"?@Variant\(')
"""What a value begins with that may be of any type and size: it can have Qt abort the program."""


SECTION = re.compile(rb"^\[[\w%]+\]\s*$", re.MULTILINE)
"""The line that a section begins with."""

_set_aside: list[Path] = []
"""Damaged files that the user has not been told of."""


def take_set_aside() -> list[Path]:
    """Where damaged settings are kept of which the user has not been told, once."""
    taken = _set_aside[:]
    _set_aside.clear()
    return taken


def settings() -> QSettings:
    """A readable text file in the user's configuration folder, to write to and to remove from.

    A file that cannot be one is kept aside, as it is, and a new one is begun.
    """
    path = _path()
    if _is_damaged(path):
        aside = path.with_name(f"{path.name}.damaged")
        try:
            path.replace(aside)
            LOG.warning("The settings were damaged: they are kept as %s", aside)
            _set_aside.append(aside)
        except OSError:
            path = path.with_name("digitpad-new.ini")
    return QSettings(str(path), QSettings.Format.IniFormat)


def _path() -> Path:
    """Where the file is. Qt tells it only for a file that it reads at once: for another, then."""
    beside = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "digitpad-nothing")
    return Path(beside.fileName()).parent / "digitpad" / "digitpad.ini"


def _is_damaged(path: Path) -> bool:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_FILE_BYTES:
            return True
        content = path.read_bytes()
    except OSError:
        return False  # There is none, or Qt cannot read it either.
    # All settings stand in sections. A single value or line that is wrong is no reason to lose
    # the others.
    has_nothing = bool(content.strip()) and not SECTION.search(content)
    return has_nothing or ANY_TYPE.search(content) is not None


# Reading, each of one type


def text_setting(key: str, default: str = "", among: Sequence[str] = ()) -> str:
    """A text, where there is one, and one of ``among`` where these are given."""
    value = settings().value(key)
    return value if isinstance(value, str) and (not among or value in among) else default


def number_setting(key: str, default: int, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``."""
    try:
        number = int(str(settings().value(key)))
    except ValueError:
        return default
    return number if low <= number <= high else default


def numbers_setting(key: str, count: int, low: int, high: int) -> list[int]:
    """So many whole numbers from ``low`` to ``high``; none where it is anything else."""
    try:
        numbers = [int(number) for number in text_setting(key).split()]
    except ValueError:
        return []
    fits = len(numbers) == count and all(low <= number <= high for number in numbers)
    return numbers if fits else []


def bytes_setting(key: str) -> QByteArray:
    """Bytes, such as the place of a window; empty where it is anything else."""
    value = settings().value(key)
    return value if isinstance(value, QByteArray) else QByteArray()


def json_setting(key: str) -> dict[str, Any]:
    """A JSON object that was kept as a text; empty where it is anything else."""
    try:
        value = json.loads(text_setting(key, "{}"))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


# Paths


def path_setting(key: str) -> str | None:
    """A path, or None where there is none."""
    value = settings().value(key)
    return path_from_text(value) if isinstance(value, str) else None


def path_to_text(path: str) -> str:
    """A path as the file can hold it, also where its bytes are no UTF-8."""
    raw = os.fsencode(path)
    try:
        raw.decode()
    except UnicodeDecodeError:
        from urllib.parse import quote_from_bytes

        return BYTES + quote_from_bytes(raw)
    return path


def path_from_text(text: str) -> str:
    """The path that :func:`path_to_text` wrote."""
    if text.startswith(BYTES):
        from urllib.parse import unquote_to_bytes

        return os.fsdecode(unquote_to_bytes(text.removeprefix(BYTES)))
    return text


def last_folder(kind: str) -> str:
    """Where the user last opened or saved something of this kind; at first, their documents."""
    remembered = path_setting(f"folders/{kind}")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    places = (remembered, documents)
    return next((place for place in places if place and Path(place).is_dir()), str(Path.home()))


def remember_folder(kind: str, path: str) -> None:
    """Remember the folder of a path for :func:`last_folder`."""
    settings().setValue(f"folders/{kind}", path_to_text(str(Path(path).parent)))
