"""Whether a file could be written, found out before there is anything to write, and why not."""

import os
import tempfile
from pathlib import Path

from digitpad.files.atomic import check_replaceable


def why_not_writable(path: str | Path) -> str:
    """Why a file cannot be written, e.g. ``"no such folder"``; empty where it can.

    Nothing is left behind, and what is there stays as it is.
    """
    target = Path(os.path.realpath(path))
    try:
        if not target.parent.exists():
            return "no such folder"
        if not target.parent.is_dir():
            return f"{target.parent.name} is not a folder"
        check_replaceable(target)
        with tempfile.TemporaryFile(dir=target.parent):
            return ""
    except OSError as error:
        return reason_of(error)


def reason_of(error: OSError) -> str:
    """Why the system does not write a file, in words that can follow a colon."""
    if isinstance(error, FileNotFoundError):
        return "no such folder"
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]
