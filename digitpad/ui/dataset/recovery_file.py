"""A file with changes that are not saved, which one living window has for itself."""

import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

from digitpad.data.unsaved_changes import Unsaved, write_unsaved
from digitpad.files.aside import put_aside
from digitpad.files.untrusted import unwritable
from digitpad.files.user_data import unsaved_folder


class RecoveryFile:
    """Written in any thread, one writing at a time; the later changes stay.

    Parameters
    ----------
    file : its path.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = _lock(file)
        self._writing = threading.Lock()
        self._begun = self._written = 0
        self._is_removed = False

    def take(self) -> bool:
        """Have it for oneself, until it is released or the program ends; whether that is so."""
        return self._lock.tryLock(0)

    def release(self) -> None:
        """Leave it to others, as it is."""
        self._lock.unlock()

    def put_aside(self) -> Path:
        """Give it a name by which it is not looked at any more, where possible; its path."""
        aside = put_aside(self.file)
        self.release()
        return aside

    def turn(self) -> int:
        """The number of the next writing: changes of a later turn are the later ones."""
        self._begun += 1
        return self._begun

    def write(self, unsaved: Unsaved, turn: int) -> None:
        """Write changes; waits while other ones are being written.

        Raises
        ------
        DatasetError : they cannot be written.
        """
        try:
            with self._writing:
                if turn > self._written and not self._is_removed:
                    self._written = turn
                    write_unsaved(unsaved, self.file)
        except OSError as error:
            raise unwritable(self.file, error) from error
        finally:
            if self._is_removed:
                self.remove()

    def remove(self) -> None:
        """Remove it, and write it no more.

        Nobody waits here: where a thread is writing, that thread removes it when it has ended.
        """
        self._is_removed = True
        if self._writing.acquire(blocking=False):
            with suppress(OSError):
                self.file.unlink(missing_ok=True)
            self._lock.unlock()
            self._writing.release()


def remove_locks() -> None:
    """Remove the locks of windows that were killed and left no changes behind."""
    for left in unsaved_folder().glob("*.lock"):
        if not left.with_suffix(".json").exists() and (lock := _lock(left)).tryLock(0):
            lock.unlock()


def _lock(file: Path) -> QLockFile:
    """Held while a window lives; one that was killed holds it no longer."""
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    return lock
