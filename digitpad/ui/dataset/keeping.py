"""Keeps changes that are not saved on the disk, and offers those of a program that was killed."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtWidgets import QWidget

from digitpad.data.collection import Collection
from digitpad.data.files import counted, unwritable
from digitpad.data.unsaved import (
    Redone,
    Unsaved,
    new_unsaved_file,
    read_unsaved,
    redone,
    unsaved_files,
    unsaved_folder,
    unsaved_in,
    write_unsaved,
)
from digitpad.errors import DigitpadError
from digitpad.ui.dataset.names import listed, shortened
from digitpad.ui.messages import Answer, Button, ask
from digitpad.ui.soon import Soon
from digitpad.ui.worker import Worker, once

WRITE_AFTER = 1000
"""Milliseconds between a change and the time when it is on the disk."""


@dataclass
class _Kept:
    """A file with changes, and the lock by which others know that a living window has it."""

    file: Path
    lock: QLockFile

    def remove(self) -> None:
        with suppress(OSError):
            self.file.unlink(missing_ok=True)
        self.lock.unlock()


class Keeping(QObject):
    """Keeps the changes of the open set in a file until they are saved or discarded.

    Parameters
    ----------
    page : where questions are asked.
    redo : makes changes again in the collection that is open.

    Signals
    -------
    wanted(str) : a set is to be opened, whose changes will be made again.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of changes that could not be made again.
    """

    wanted = Signal(str)
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, page: QWidget, redo: Callable[[Redone], None]) -> None:
        super().__init__(page)
        self._page = page
        self._redo = redo
        self._collection = Collection()
        self._noted: tuple[Collection, int] = self._collection, 0
        self._mine: _Kept | None = None
        self._offered: tuple[Unsaved, _Kept] | None = None
        self._writing = threading.Lock()
        self._begun = self._written = 0
        self._soon = Soon(self._write, WRITE_AFTER, self)

    # What is open now

    def note(self, collection: Collection) -> None:
        """Have what is changed by now written soon."""
        noted = collection, collection.revision
        if noted != self._noted:
            self._noted, self._collection = noted, collection
            self._soon.ask()

    def keep(self) -> None:
        """Write what is changed by now, at once."""
        self._soon.stop()
        self._job()()

    def close(self) -> None:
        """Leave on the disk only what was neither saved nor discarded."""
        self._soon.stop()
        self.settle()
        self._forget_offer()

    def settle(self) -> None:
        """Leave nothing on the disk, at once, where nothing is changed."""
        if self._mine and not len(self._collection.changed()):
            self._drop(self._mine)
            self._mine = None

    def _drop(self, kept: _Kept) -> None:
        """Remove a file, also where a thread was about to write it."""
        with self._writing:
            self._begun += 1
            self._written = self._begun
            kept.remove()

    def _write(self) -> None:
        worker = Worker(lambda: once(self._job()))
        worker.failed.connect(
            lambda error: self.message.emit(f"Unsaved changes are at risk: {error}")
        )
        worker.start()

    def _job(self) -> Callable[[], None]:
        """What writes the changes as they are now, in any thread."""
        collection = self._collection.frozen()
        if not self._mine:
            if not len(collection.changed()):
                return lambda: None
            self._mine = _new()
        file = self._mine.file
        self._begun += 1
        place = self._begun

        def write() -> None:
            with self._writing:
                if place < self._written:
                    return  # Another thread was faster, with later changes.
                self._written = place
                try:
                    write_unsaved(unsaved_in(collection), file)
                except OSError as error:
                    raise unwritable(file, error) from error

        return write

    # What was open in a program that ended

    def offer(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask what becomes of changes that a program left behind, if any; then call ``then``."""
        for file in unsaved_files():
            lock = _lock(file)
            if (self._mine and file == self._mine.file) or not lock.tryLock(0):
                continue
            kept = _Kept(file, lock)
            if unsaved := read_unsaved(file):
                self._offered = unsaved, kept
                self._ask(unsaved, kept, then)
                return
            kept.remove()
        for left in unsaved_folder().glob("*.lock"):
            if not left.with_suffix(".json").exists() and (lock := _lock(left)).tryLock(0):
                lock.unlock()
        then()

    def _ask(self, unsaved: Unsaved, kept: _Kept, then: Callable[[], None]) -> None:
        one, name = len(unsaved.digits) == 1, shortened(Path(unsaved.path).name)
        text = (
            f"{counted(len(unsaved.digits), 'changed digit')} of {name}"
            f" {'was' if one else 'were'} not saved when the program ended."
            f" Open it with the {'change' if one else 'changes'}?"
        )

        def discard() -> None:
            self._offered = None
            kept.remove()
            self.offer(then)  # There may be more.

        def open_it() -> None:
            self.wanted.emit(unsaved.path)
            then()

        def leave_it() -> None:
            self._forget_offer()
            then()

        answers: dict[Answer, Callable[[], None]] = {
            Button.Open: open_it,
            Button.Discard: discard,
            "&Later": leave_it,
        }
        ask(self._page, text, answers)

    def _forget_offer(self) -> None:
        """Leave the changes for the next start."""
        if self._offered:
            self._offered[1].lock.unlock()
        self._offered = None

    def opened(self, collection: Collection, is_whole: bool) -> None:
        """Make the changes again, where this is the set that was opened for them."""
        if not self._offered:
            return
        unsaved, kept = self._offered
        if not is_whole or collection.path != unsaved.path:
            self._forget_offer()
            return
        self._offered = None
        if self._mine:
            self._drop(self._mine)
        self._mine = kept
        found = redone(unsaved, collection)
        if len(found.numbers):
            self._redo(found)
        else:
            self.note(collection)
            self._soon.ask()
        if found.left_out:
            self.failed.emit(
                DigitpadError(
                    f"{counted(len(found.left_out), 'change')} could not be made again: the digits"
                    f" are gone or were changed since ({listed(found.left_out)})."
                )
            )


def _new() -> _Kept:
    file = new_unsaved_file()
    lock = _lock(file)
    with suppress(OSError):  # What cannot be written says so when it is.
        file.parent.mkdir(parents=True, exist_ok=True)
    lock.tryLock(0)
    return _Kept(file, lock)


def _lock(file: Path) -> QLockFile:
    """Held while a window lives; one that was killed holds it no longer."""
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    return lock
