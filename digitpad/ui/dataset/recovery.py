"""Keeps changes that are not saved on the disk, and offers those of a program that was killed."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from digitpad.data.editable_set import EditableSet
from digitpad.data.unsaved_changes import (
    DamagedError,
    Redone,
    Unsaved,
    add_gone,
    new_unsaved_file,
    read_unsaved,
    redone,
    unsaved_files,
    unsaved_in,
)
from digitpad.errors import DatasetError, printable
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.dataset.recovery_file import RecoveryFile, remove_locks
from digitpad.ui.support.error_text import ShownError
from digitpad.ui.support.load_options import described
from digitpad.ui.support.messages import Answer, Button, ask
from digitpad.ui.support.short_names import listed, shortened
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import Worker, as_generator

WRITE_AFTER = 1000
"""Milliseconds between a change and the time when it is on the disk."""


class Recovery(QObject):
    """Keeps the changes of the open dataset in a file until they are saved or discarded.

    Parameters
    ----------
    open_dataset : its changes are kept.
    redo : makes changes again in it.
    page : where questions are asked.

    Signals
    -------
    wanted(object, object) : when the user has answered *Open*: the path, a str, of the set that
        is to be opened, whose changes are made again once it is whole, and its ReadOptions, None
        where they are not known.
    message(str) : when changes could not be written, or those of another program not be read.
    failed(object) : the DigitpadError of changes that were found damaged, or, when the set has
        been opened, of those that could not be made again.
    """

    wanted = Signal(object, object)  # Qt would cut a text at the first byte that is no UTF-8.
    message = Signal(str)
    failed = Signal(object)

    def __init__(
        self, open_dataset: OpenDataset, redo: Callable[[Redone], None], page: QWidget
    ) -> None:
        super().__init__(page)
        self._open = open_dataset
        self._page = page
        self._redo = redo
        self._mine: RecoveryFile | None = None
        self._wanted: tuple[Unsaved, RecoveryFile] | None = None
        self._throttle = Throttle(self._write, WRITE_AFTER, self)

    # What is open now

    def note(self) -> None:
        """Have what is changed by now written soon."""
        self._throttle.request()

    def keep(self) -> None:
        """Write what is changed by now, at once; it is on the disk when this returns.

        Raises
        ------
        DatasetError : it cannot be written.
        """
        self._throttle.stop()
        self._job()()

    def close(self) -> None:
        """Leave on the disk only what was neither saved nor discarded."""
        self._throttle.stop()
        self.settle()
        self._forget_wanted()

    def settle(self) -> None:
        """Leave nothing on the disk where nothing is changed."""
        if self._mine and not len(self._open.dataset.changed()):
            self._mine.remove()
            self._mine = None

    def _write(self) -> None:
        job = self._job()  # Here: it is the window's thread that knows what is open.
        worker = Worker(lambda: as_generator(job))
        worker.failed.connect(
            lambda error: self.message.emit(
                tr("Unsaved changes could not be backed up: {error}").format(error=error)
            )
        )
        worker.start()

    def _job(self) -> Callable[[], None]:
        """What writes the changes as they are now, in any thread."""
        dataset = self._open.dataset.frozen()
        if not self._mine:
            if not len(dataset.changed()):
                return lambda: None
            self._mine = _new()
        mine, turn = self._mine, self._mine.turn()
        return lambda: mine.write(unsaved_in(dataset), turn)

    # What was open in a program that ended

    def offer(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask what becomes of changes that a program left behind, if any; then call ``then``."""
        for file in unsaved_files():
            kept = RecoveryFile(file)
            if kept.take() and (unsaved := self._read(kept)):
                self._ask(unsaved, kept, then)
                return
        remove_locks()
        then()

    def _read(self, kept: RecoveryFile) -> Unsaved | None:
        """What is in a file. A damaged file is set aside; one that cannot be accessed stays."""
        try:
            return read_unsaved(kept.file)
        except DamagedError:
            place = printable(kept.put_aside())
            text = tr(
                "Unsaved changes of the last session cannot be recovered: their file is damaged."
                " It is now {path}."
            )
            self.failed.emit(ShownError(text.format(path=place)))
        except DatasetError as error:
            kept.release()
            text = tr("Unsaved changes of the last session cannot be read: {error}")
            self.message.emit(text.format(error=error))
        return None

    def _ask(self, unsaved: Unsaved, kept: RecoveryFile, then: Callable[[], None]) -> None:
        count = len(unsaved.digits)
        read_as = described(unsaved.options) if unsaved.options else ""
        name = " · ".join(filter(None, map(shortened, [Path(unsaved.path).name, read_as])))
        text = (
            tr(
                'Changes to 1 digit of "{name}" were not saved when the program ended.'
                " Open the dataset with this change?"
            )
            if count == 1
            else tr(
                'Changes to {n:,} digits of "{name}" were not saved when the program ended.'
                " Open the dataset with these changes?"
            )
        )

        def open_it() -> None:
            self._forget_wanted()
            self._wanted = unsaved, kept
            self.wanted.emit(unsaved.path, unsaved.options)
            then()

        def discard() -> None:
            kept.remove()
            self.offer(then)  # There may be more.

        def leave_it() -> None:
            kept.release()
            then()

        answers: dict[Answer, Callable[[], None]] = {
            Button.Open: open_it,
            Button.Discard: discard,
            tr("&Later"): leave_it,
        }
        ask(self._page, text.format(n=count, name=name), answers)

    def _forget_wanted(self) -> None:
        """Leave the changes for the next start."""
        if self._wanted:
            self._wanted[1].release()
        self._wanted = None

    def note_loaded(self, loaded: EditableSet) -> None:
        """Make the changes again, where this is the dataset that was opened for them.

        Parameters
        ----------
        loaded : what was loaded, or was to be: where none of it could be, another one is open.
        """
        if self._mine:
            self._throttle.request()  # How many digits there are is known only now.
        if not self._wanted or not self._wanted[0].is_of(loaded):
            return
        if loaded.is_whole and loaded is self._open.dataset:
            self._find_again(loaded, self._wanted)
        else:
            self._forget_wanted()

    def _find_again(
        self,
        dataset: EditableSet,
        wanted: tuple[Unsaved, RecoveryFile],
        *,
        in_conflicts: bool = False,
    ) -> None:
        """Look for the digits away from the window: there may be a million names."""
        frozen = dataset.frozen()

        def found(redo: Redone) -> None:
            if self._wanted is not wanted or self._open.dataset is not dataset:
                return
            if redo.conflicts:
                self._ask_about_conflicts(redo, dataset, wanted)
            else:
                self._make_again(redo, dataset, wanted[1])

        work = partial(redone, wanted[0], frozen, in_conflicts=in_conflicts)
        worker = Worker(lambda: as_generator(work))
        worker.returned.connect(found)
        worker.failed.connect(self.failed)
        worker.start()

    def _ask_about_conflicts(
        self, found: Redone, dataset: EditableSet, wanted: tuple[Unsaved, RecoveryFile]
    ) -> None:
        """Let the user decide about digits that another program changed; keep all until then."""
        count = len(found.conflicts)
        text = (
            tr(
                'Another program changed 1 digit of "{name}" since you changed it ({files}).'
                " Use your change, or keep what is in the file?"
            )
            if count == 1
            else tr(
                'Another program changed {n:,} digits of "{name}" since you changed them ({files}).'
                " Use your changes, or keep what is in the files?"
            )
        )
        name, files = shortened(dataset.name), listed(found.conflicts)
        keep = tr("&Keep the file's") if count == 1 else tr("&Keep the files'")

        def still() -> bool:
            return self._wanted is wanted and self._open.dataset is dataset

        answers: dict[Answer, Callable[[], None]] = {
            tr("&Use mine"): lambda: (
                self._find_again(dataset, wanted, in_conflicts=True) if still() else None
            ),
            keep: lambda: self._make_again(found, dataset, wanted[1]) if still() else None,
            tr("&Later"): self._forget_wanted,
        }
        ask(self._page, text.format(n=count, name=name, files=files), answers)

    def _make_again(self, found: Redone, dataset: EditableSet, kept: RecoveryFile) -> None:
        self._wanted = None
        if self._mine:
            self._mine.remove()
        self._mine = kept
        add_gone(dataset, found.gone)
        if len(found.numbers):
            self._redo(found)
        else:
            self.note()
        if found.left_out:
            count = len(found.left_out)
            text = (
                tr("1 change could not be recovered: the digit is gone ({files}).")
                if count == 1
                else tr("{n:,} changes could not be recovered: the digits are gone ({files}).")
            )
            self.failed.emit(ShownError(text.format(n=count, files=listed(found.left_out))))


def _new() -> RecoveryFile:
    kept = RecoveryFile(new_unsaved_file())
    with suppress(OSError):  # What cannot be written says so when it is.
        kept.file.parent.mkdir(parents=True, exist_ok=True)
    kept.take()
    return kept
