"""Files that may be read to their end: a pipe would make us wait, a device may have no end."""

import errno
import os
import stat
from pathlib import Path


def read_start(path: str | Path, most: int) -> bytes:
    """The first bytes of a file, at most ``most``.

    Raises
    ------
    OSError : it is no file, or cannot be read.
    ValueError : no file can have such a name.
    """
    check_regular(path)
    with Path(path).open("rb") as file:
        return file.read(most)


def check_regular(path: str | Path) -> None:
    """Refuse what is neither a file nor a folder; a folder is refused when it is opened.

    Raises
    ------
    OSError : it is a pipe, a device or a socket, or is not there.
    ValueError : no file can have such a name.
    """
    mode = os.stat(path).st_mode  # noqa: PTH116, as a path may be a text
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "neither a file nor a folder", str(path))
