"""Saves that happen whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4


@contextmanager
def atomic_write(path: str | Path) -> Iterator[BinaryIO]:
    """A new file to write to, which takes the place of ``path`` once all of it is on the disk.

    Where anything fails, what was at ``path`` is kept and nothing is left beside it.

    Raises
    ------
    OSError : the folder or the disk does not take it.
    """
    target = Path(path).resolve()
    temporary = target.with_name(f".{target.name}.{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
