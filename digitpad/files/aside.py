"""Damaged files get another name, so that they are kept and not looked at again."""

from contextlib import suppress
from itertools import count
from pathlib import Path


def put_aside(path: Path) -> Path:
    """Rename a damaged file, never to the name of another one; its new path.

    It keeps its name if the system does not let us rename it.
    """
    with suppress(OSError):
        return path.rename(name_aside(path))
    return path


def name_aside(path: Path) -> Path:
    """A new name for a damaged file, in the same folder."""
    names = (path.with_name(f"{path.name}.damaged{number or ''}") for number in count())
    return next(name for name in names if not name.exists())
