"""Files that one training writes to again and again, and no other meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from digitpad.errors import TrainingError, printable


class InUseError(TrainingError):
    """Another training writes to the same file."""


@contextmanager
def written_alone(path: Path, patience: float = 0) -> Iterator[None]:
    """Keep all other windows and commands from training into a file.

    They know by a file beside it, ``NAME.lock``, that is removed at the end; a program that was
    killed holds it no longer. If it cannot be made, as in a read-only folder, writing is not
    prevented.

    Parameters
    ----------
    patience : seconds to wait for another that has it for a moment, to look at it.

    Raises
    ------
    InUseError : another one does so already.
    """
    # Imported by the first training, so that the window starts sooner.
    from filelock import FileLock, Timeout

    lock = FileLock(f"{path}.lock", timeout=patience)
    try:
        lock.acquire()
    except Timeout:
        raise InUseError(
            f"Another training run uses {printable(path)}; wait until it ends."
        ) from None
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        if lock.is_locked:
            # Only while it is held: afterwards the file may be another's. Who has it open already
            # notices. Windows removes no file that is open; there it goes with the release.
            with suppress(OSError):
                Path(lock.lock_file).unlink()
            lock.release()
