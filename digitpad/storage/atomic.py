"""Saves that succeed as a whole or change nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def atomic_write(path: str | Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a file that takes the place of ``path`` once everything has been written.

    Where anything fails in between, what was at ``path`` is kept and nothing is left behind.
    A link at ``path`` stays a link; the file that it points to is replaced.

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
    OSError : the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    # Unlike the files of the module tempfile, this one gets the permissions of any new file.
    file = temporary.open("xb")
    try:
        with file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
