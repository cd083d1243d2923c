"""Every file that the program keeps is written by what leaves the old one or a whole new one."""

import ast
from pathlib import Path

import digitpad

PACKAGE = Path(digitpad.__file__).parent

WRITERS = {
    "files/atomic.py": "the writer itself",
    "files/together.py": "several files, each replaced when all are written",
    "cli.py": "nowhere: the terminal has gone",
    "commands/predict.py": "a copy for one moment",
    "data/formats/base.py": "a copy for one moment",
    "data/digit_arrays.py": "members of a zip that the writer has opened",
    "data/text/update.py": "members of a zip that the writer has opened",
    "data/text/export.py": "a folder under another name, which is renamed when it is whole",
    "start.py": "a stamp, beside an environment that is made anew without it",
}
"""Modules that write on their own, and why they may."""

WRITING = {"write_bytes", "write_text", "imwrite"}


def writes_on_its_own(call: ast.Call) -> bool:
    """Whether a call writes to a path: ``open`` for writing, or what opens by itself."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    modes = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    if name == "open":
        return any(
            isinstance(mode, ast.Constant) and mode.value in ("w", "wb", "x", "xb", "a", "ab")
            for mode in modes
        )
    return name in WRITING


def test_whatever_is_kept_goes_through_one_writer() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(
            isinstance(node, ast.Call) and writes_on_its_own(node)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    }
    assert found == set(WRITERS), f"use atomic_write: {sorted(found ^ set(WRITERS))}"
