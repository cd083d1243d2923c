"""A whole playground as a JSON file: points, settings, weights, optimizer, losses and record.

Everything comes back exactly: a float is written with as many digits as it has. A file is data:
each value is checked, and each size before anything of that size is made.
"""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np

from digitpad.errors import DigitpadError, FileError
from digitpad.files.atomic import atomic_write
from digitpad.files.regular import read_start
from digitpad.files.untrusted import unreadable, unwritable
from digitpad.playground.checked_json import Checked, WrongValueError
from digitpad.playground.state import Setup
from digitpad.playground.state_json import setup_from_json, setup_to_json

FORMAT, VERSION = "digitpad playground", 1

MAX_BYTES = 20_000_000
"""More than the largest playground takes, with 500 segments of 500 points each."""

_START = re.compile(rb'\s*\{\s*"format"\s*:\s*"digitpad playground"')


def is_state(start: bytes) -> bool:
    """Whether a file that starts like this is a playground that was saved."""
    return bool(_START.match(start))


def is_json(path: str | Path) -> bool:
    """Whether a file looks like a JSON text, of whatever sort, and not like a table."""
    if Path(path).suffix.lower() == ".json":
        return True
    try:
        start = read_start(path, 1000)
    except (OSError, ValueError):
        return False  # Who reads it says why that cannot be done.
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def save_state(path: str | Path, setup: Setup) -> None:
    """Write a playground, all or nothing.

    Raises
    ------
    DigitpadError : it cannot be written, or there is a number in it that is none.
    """
    values = {"format": FORMAT, "version": VERSION, **setup_to_json(setup)}
    try:
        text = json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise DigitpadError(
            "The weights are too large to be saved. Reset, or undo the last steps."
        ) from error
    try:
        with atomic_write(path) as file:
            file.write(text.encode())
            file.write(b"\n")
    except OSError as error:
        raise unwritable(path, error) from error


def read_state(path: str | Path) -> Setup:
    """Read a playground.

    Raises
    ------
    FileError : it is none, or damaged, or cannot be read.
    """
    try:
        content = read_start(path, MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if len(content) > MAX_BYTES:
        raise FileError(path, found=f"too large for a playground (more than {MAX_BYTES:,} bytes)")
    try:
        return _setup(_parsed(content))
    except json.JSONDecodeError as error:
        raise FileError(
            path,
            where=f"line {error.lineno}, column {error.colno}",
            found="damaged or incomplete; this is no JSON",
        ) from error
    except (RecursionError, ValueError) as error:
        raise FileError(path, found="this is no JSON text") from error
    except WrongValueError as error:
        raise FileError(
            path, where=error.where, expected=error.expected, found=error.found
        ) from error


def _parsed(content: bytes) -> Checked:
    def refuse(name: str) -> float:
        raise WrongValueError("", "numbers", name)

    return Checked(json.loads(content.decode("utf-8-sig"), parse_constant=refuse))


def _setup(values: Checked) -> Setup:
    known: Any = values.value
    if not isinstance(known, dict) or known.get("format") != FORMAT:
        raise WrongValueError("", f'a "{FORMAT}"', "another JSON text")
    version = values["version"].whole(1, 10**9)
    if version > VERSION:
        raise WrongValueError(
            "version", f"at most {VERSION}", f"{version}; it needs a newer digitpad"
        )
    with np.errstate(over="ignore", invalid="ignore"):
        return setup_from_json(values)
