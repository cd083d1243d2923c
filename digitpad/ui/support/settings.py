"""What the program remembers from one start to the next.

The file is read with distrust: whatever stands in it, the program starts.
"""

import json
import os
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from digitpad.errors import FileError
from digitpad.files.aside import name_aside
from digitpad.files.atomic import atomic_write
from digitpad.files.log import LOG
from digitpad.files.writable import reason_of, why_not_writable

BYTES = "bytes:"
"""What the text of a path begins with whose bytes are no UTF-8, which the file cannot hold."""

MAX_FILE_BYTES = 1 << 20
"""Bytes of the file; a larger one was not written by this program."""

ANY_TYPE = re.compile(rb'[=,] *"?@Variant\(')
"""What a value begins with that may be of any type and size: it can have Qt abort the program."""


SECTION = re.compile(rb"^\[[\w%]+\]\s*$", re.MULTILINE)
"""The line that a section begins with."""

LINE = re.compile(r"\s*([;#].*|\[[\w%]+\]|[^=\0-\x1f]+=[^\0-\x08\x0b\x0c\x0e-\x1f]*)?\s*")
"""A line of the file as Qt writes it, or a comment."""


@dataclass(frozen=True)
class Damage:
    """Settings that could not be read.

    Parameters
    ----------
    kept : where the damaged file is kept as it was.
    is_partial : whether the other settings in it are used.
    """

    kept: Path
    is_partial: bool


_untold: list[Damage] = []
"""What the user has not been told of."""

T = TypeVar("T")

_looked_at: dict[Path, tuple[int, int, int]] = {}
"""Files whose lines were looked at, and what they were then: this is asked with each setting."""

_unusable: set[str] = set()
"""Keys of values that were logged as unusable."""


def take_damage() -> list[Damage]:
    """Which settings could not be read, told once."""
    taken = _untold[:]
    _untold.clear()
    return taken


def settings() -> QSettings:
    """A readable text file in the user's configuration folder, to write to and to remove from.

    A file that cannot be one is kept aside, as it is, and a new one is begun. Of one with lines
    that are damaged a copy is kept, as they would be lost with the next change of any setting.
    """
    path = _path()
    try:
        damage = _mended(path)
    except OSError:
        path = path.with_name("digitpad-new.ini")
    else:
        if damage:
            LOG.warning("The settings were damaged: they are kept as %s", damage.kept)
            _untold.append(damage)
    return QSettings(str(path), QSettings.Format.IniFormat)


def why_not_kept() -> FileError | None:
    """Why no setting can be written, so that all are forgotten at the end; None if they can."""
    path = Path(settings().fileName())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        reason = why_not_writable(path)
    except OSError as error:
        reason = reason_of(error)
    return FileError.unwritable(path, f"{reason}; no setting is kept") if reason else None


def _path() -> Path:
    """Where the file is. Qt tells it only for a file that it reads at once: for another, then."""
    beside = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "digitpad-nothing")
    return Path(beside.fileName()).parent / "digitpad" / "digitpad.ini"


def _mended(path: Path) -> Damage | None:
    """What was damaged in the file, which Qt can read now.

    Raises
    ------
    OSError : the damaged file cannot be kept under another name.
    """
    try:
        found = path.stat()
        stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
        if _looked_at.get(path) == stamp:
            return None
        is_file = stat.S_ISREG(found.st_mode) and found.st_size <= MAX_FILE_BYTES
        content = path.read_bytes() if is_file else b""
    except OSError:
        return None  # There is none, or Qt cannot read it either.
    # All settings stand in sections. A single value or line that is wrong is no reason to lose
    # the others.
    has_nothing = bool(content.strip()) and not SECTION.search(content)
    if not is_file or has_nothing or ANY_TYPE.search(content):
        return Damage(path.rename(name_aside(path)), is_partial=False)
    _looked_at[path] = stamp
    lines = content.splitlines(keepends=True)
    sound = [line for line in lines if _is_sound(line)]
    if len(sound) == len(lines):
        return None
    aside = name_aside(path)
    try:
        with atomic_write(path) as mended, atomic_write(aside) as kept:
            kept.write(content)
            mended.writelines(sound)
    except OSError:
        return None  # Nothing can be written, so nothing is lost. Qt skips the damaged lines.
    return Damage(aside, is_partial=True)


def _is_sound(line: bytes) -> bool:
    try:
        return LINE.fullmatch(line.decode()) is not None
    except UnicodeDecodeError:
        return False


# Reading, each of one type


def text_setting(key: str, default: str = "", among: Sequence[str] = ()) -> str:
    """A text, where there is one, and one of ``among`` where these are given."""
    value = settings().value(key)
    if isinstance(value, str) and (not among or value in among):
        return value
    return _note_unusable(key, value, default)


def number_setting(key: str, default: int, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``."""
    value = settings().value(key)
    with suppress(ValueError):
        if low <= (number := int(str(value))) <= high:
            return number
    return _note_unusable(key, value, default)


def numbers_setting(key: str, count: int, low: int, high: int) -> list[int]:
    """So many whole numbers from ``low`` to ``high``; none where it is anything else."""
    text = text_setting(key)
    with suppress(ValueError):
        numbers = [int(number) for number in text.split()]
        if len(numbers) == count and all(low <= number <= high for number in numbers):
            return numbers
    return _note_unusable(key, text or None, [])


def bytes_setting(key: str) -> QByteArray:
    """Bytes, such as the place of a window; empty where it is anything else."""
    value = settings().value(key)
    return value if isinstance(value, QByteArray) else _note_unusable(key, value, QByteArray())


def json_setting(key: str) -> dict[str, Any]:
    """A JSON object that was kept as a text; empty where it is anything else."""
    text = text_setting(key, "{}")
    with suppress(ValueError, RecursionError):
        value = json.loads(text)
        if isinstance(value, dict):
            return value
    return _note_unusable(key, text, {})


def _note_unusable(key: str, value: object, default: T) -> T:
    """Return the default; log once if there is a value, which cannot be used."""
    if value is not None and key not in _unusable:
        _unusable.add(key)
        LOG.warning("The setting %s cannot be used, but its default: %.100r", key, value)
    return default


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
