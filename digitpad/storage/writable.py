"""Whether a file could be written, found out before there is anything to write."""

import os
import tempfile
from pathlib import Path


def why_not_writable(path: str | Path) -> str:
    """Why a file cannot be written, e.g. ``"no such folder"``; empty where it can.

    Nothing is left behind, and what is there stays as it is.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            return "it is a folder"
        if target.exists() and not target.is_file():
            return "it is no usual file"
        if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
            return "it is read-only"
        if not target.parent.exists():
            return "no such folder"
        if not target.parent.is_dir():
            return f"{target.parent.name} is no folder"
        with tempfile.TemporaryFile(dir=target.parent):
            return ""
    except OSError as error:
        return error.strerror or str(error)
