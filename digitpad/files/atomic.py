"""Saves that succeed as a whole or change nothing."""

import errno
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from digitpad.files.resources import is_shipped

TEMPORARY = re.compile(r"\.digitpad-[0-9a-f]{16}\.tmp")
"""The name of every file and folder that is not whole yet."""

OLD = 24 * 60 * 60
"""Seconds after which something temporary belongs to a program that was killed."""

_swept: set[Path] = set()
"""Folders that were looked through since the program started."""


@contextmanager
def atomic_write(path: str | Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a file that takes the place of ``path`` once everything has been written.

    Where anything fails in between, what was at ``path`` is kept and nothing is left behind.
    A link at ``path`` stays a link; the file that it points to is replaced. The new file has the
    permissions of the old one, and its owner where the system allows that.

    Parameters
    ----------
    path : the file to write.
    durable : wait until the disk has it all, so that not even a power cut leaves half of it. This
        takes time, and is not needed where the reader of the file knows when it is damaged.

    Yields
    ------
    A binary file to write to, in the folder of ``path``.

    Raises
    ------
    OSError : the file cannot be written, or what is there is read-only or no file.
    """
    target = Path(os.path.realpath(path))
    replaces = check_replaceable(target)
    temporary = temporary_beside(target)
    # Unlike the files of the module tempfile, a new file gets the permissions of any new file.
    file = temporary.open("xb")
    try:
        with file:
            if replaces:
                # Before there is anything to read in it.
                copy_permissions(target, temporary)
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if target.parent not in _swept:
        _swept.add(target.parent)
        sweep(target.parent)


def check_replaceable(path: Path) -> bool:
    """Whether there is a file at ``path``, which may be replaced or removed.

    Raises
    ------
    OSError : the file is read-only, no usual file, or in the place of what comes with the program.
    """
    if is_shipped(path):
        raise PermissionError(errno.EACCES, "the file comes with digitpad", str(path))
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    # The system lets an administrator write to any file.
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only", str(path))
    return True


def copy_permissions(old: Path, new: Path) -> None:
    """Give a new file or folder the permissions of an old one, and its owner where allowed."""
    status = old.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(new, -1, status.st_gid)
        with suppress(OSError):
            os.chown(new, status.st_uid, -1)
    shutil.copymode(old, new)
    with suppress(OSError):  # Access lists and the like are not possible everywhere.
        shutil.copystat(old, new)
    os.utime(new)  # It is new all the same.


def temporary_beside(path: Path) -> Path:
    """A new name in the folder of ``path``, by which :func:`sweep` knows what was left behind."""
    return path.with_name(f".digitpad-{os.urandom(8).hex()}.tmp")


def sweep(folder: Path) -> None:
    """Remove from a folder what programs that were killed left behind more than a day ago.

    What is still being written changes, and is therefore not old. Nothing is raised.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if TEMPORARY.fullmatch(entry.name):
                _remove_old(entry)


def _remove_old(entry: os.DirEntry[str]) -> None:
    with suppress(OSError):
        if entry.stat(follow_symlinks=False).st_mtime > time.time() - OLD:
            return
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            Path(entry.path).unlink()
