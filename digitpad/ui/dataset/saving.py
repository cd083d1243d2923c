"""Digits on their way to the disk: back to where they came from, or to another place and form."""

import threading
from collections.abc import Callable, Collection, Generator
from contextlib import closing

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from digitpad.data.collection import Numbers, gathered
from digitpad.data.files import counted
from digitpad.data.formats import known_endings, stream_to
from digitpad.data.text_saving import ChangedFilesError, MissingSourceError
from digitpad.errors import DigitpadError, printable
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.dataset.names import listed, shortened
from digitpad.ui.dataset.write_back import OtherFormError, can_write_back, stream_back
from digitpad.ui.file_dialogs import ask_save
from digitpad.ui.messages import Answer, Button, ask
from digitpad.ui.progress_row import ProgressRow
from digitpad.ui.settings import remember_folder
from digitpad.ui.worker import Worker

FIRST = ".zip"
"""The ending that is suggested."""


def filters() -> dict[str, str]:
    """What the file dialog offers to write, and the ending that each gives to a name."""
    endings = known_endings()
    order = sorted(endings, key=lambda text: endings[text] != FIRST)
    return {f"{text} (*{endings[text]})": endings[text] for text in order}


def _nothing() -> None:
    pass


class Saving(QObject):
    """Saves and exports, one after the other, away from the window.

    Parameters
    ----------
    model : its digits are saved.
    progress : shows how far it is.

    Signals
    -------
    saved() : what was changed, or a part of it, is on the disk.
    moved(object) : when all digits were saved elsewhere: the path, a str.
    discarded(object) : the user wants these digits as they are on the disk, integers (M,).
    outdated() : the disk holds other digits than were read.
    rested() : nothing is being written any more, and nobody waits for that.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be written.
    """

    saved = Signal()
    moved = Signal(object)  # Qt would cut a text at the first byte that is no UTF-8.
    discarded = Signal(object)
    outdated = Signal()
    rested = Signal()
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, model: DigitsModel, progress: ProgressRow, page: QWidget) -> None:
        super().__init__(page)
        self._model = model
        self._progress = progress
        self._page = page
        self._worker: Worker | None = None
        self._cancel = threading.Event()
        self._count = 0
        self._outcome: Callable[[], None] = _nothing
        self._then: Callable[[], None] | None = None
        progress.cancelled.connect(self.cancel)
        self.save_action = QAction("&Save digits", self)
        self.save_action.setShortcuts(QKeySequence.StandardKey.Save)
        self.save_action.setToolTip("Write changed digits back to their files (Ctrl+S)")
        self.save_action.triggered.connect(lambda: self.save())
        self.export_action = QAction("&Export shown digits…", self)
        self.export_action.setShortcut("Ctrl+E")
        self.export_action.setToolTip("Write the digits that are shown to another file (Ctrl+E)")
        self.export_action.triggered.connect(self._export)
        for action in (self.save_action, self.export_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            page.addAction(action)

    @property
    def is_unfinished(self) -> bool:
        """Whether something was changed and not saved, or is being written."""
        return self._worker is not None or len(self._model.collection.changed()) > 0

    def show_state(self) -> None:
        """Offer what can be done now."""
        collection, idle = self._model.collection, self._worker is None
        self.save_action.setEnabled(idle and len(collection.changed()) > 0)
        self.export_action.setEnabled(idle and len(self._model.numbers) > 0)

    def cancel(self) -> None:
        """End what is under way at its next step: a file is either written whole or as it was.

        Who waits for it, to close the window, does not any more.
        """
        self._then = None
        self._cancel.set()
        self._progress.show_ending()

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once no change can be lost any more, or not at all.

        Asks the user where something has been changed and not been saved.
        """
        collection = self._model.collection
        changed = collection.changed()
        if self._worker:
            self._then = then
            self.message.emit("Waiting until the digits are written")
        elif len(changed):

            def discard() -> None:
                self.discarded.emit(changed)
                then()

            count = counted(len(changed), "digit")
            text = f"Save the changes of {count} in {shortened(collection.name)}?"
            answers = {
                Button.Save: lambda: self.save(then),
                Button.Discard: discard,
                Button.Cancel: _nothing,
            }
            ask(self._page, text, answers)
        else:
            then()

    # Back to where the digits came from

    def save(self, then: Callable[[], None] = _nothing) -> None:
        """Write what was changed back to where it came from, then call ``then``.

        Asks for another place where this one cannot be written to.
        """
        collection = self._model.collection
        if not can_write_back(collection):
            self._save_elsewhere(then)
            return
        going = int(collection.deleted[collection.changed()].sum())
        if going:
            text = f"Delete {counted(going, 'file')} from {shortened(collection.name)}?"
            answers: dict[Answer, Callable[[], None]] = {
                "&Delete": lambda: self._write_back(then),
                Button.Cancel: _nothing,
            }
            ask(self._page, text, answers)
        else:
            self._write_back(then)

    def _write_back(self, then: Callable[[], None], overwrite: Collection[str] = ()) -> None:
        """Write what was changed; ``overwrite`` names files whatever they hold by now."""
        collection = self._model.collection
        source, kind = collection.source, collection.kind
        assert source
        assert kind
        numbers, frozen = collection.changed(), collection.frozen()
        written: list[str] = []

        def write() -> Generator[float, None, None]:
            return stream_back(source, kind, frozen.changes(), written, overwrite)

        def note() -> None:
            """What was written is saved, also where the rest was not."""
            done = numbers[: len(written)]  # They are written in this order.
            collection.mark_saved(done, frozen.labels[done], frozen.deleted[done])
            self.saved.emit()

        def fail(error: DigitpadError) -> None:
            note()
            if isinstance(error, ChangedFilesError):
                self._ask_about_changed(error.names, then)
            elif isinstance(error, MissingSourceError):
                self._ask_about_missing(error, then)
            elif isinstance(error, OtherFormError):
                self._save_elsewhere(then)
            else:
                self.failed.emit(error)

        def done(is_whole: bool) -> None:
            note()
            if is_whole:
                count = counted(len(numbers), "digit")
                self.message.emit(f"Saved the changes of {count} in {shortened(collection.name)}")
                then()

        self._run(write, len(numbers), done, fail)

    def _ask_about_changed(self, names: list[str], then: Callable[[], None]) -> None:
        """Have the user decide about files that another program changed."""
        collection = self._model.collection
        one = len(names) == 1
        text = (
            f"{counted(len(names), 'digit')} {'was' if one else 'were'} changed by another program"
            f" since {shortened(collection.name)} was opened ({listed(names)})."
            f" Overwrite {'it' if one else 'them'} with your changes, or keep theirs?"
        )

        def keep_theirs() -> None:
            theirs = set(names)
            changed = collection.changed()
            kept = [collection.name_of(number) in theirs for number in changed.tolist()]
            self.discarded.emit(changed[kept])
            after = self.outdated.emit if then is _nothing else then
            if len(collection.changed()):
                self._write_back(after)
            else:
                after()

        answers: dict[Answer, Callable[[], None]] = {
            "&Overwrite": lambda: self._write_back(then, names),
            "&Keep theirs": keep_theirs,
            "&Save a copy…": lambda: self._save_elsewhere(then),
            Button.Cancel: _nothing,
        }
        ask(self._page, text, answers)

    def _ask_about_missing(self, error: MissingSourceError, then: Callable[[], None]) -> None:
        """Have the user choose another place where the digits' own is gone."""
        text = (
            f"{shortened(self._model.collection.name)} was moved, deleted or replaced since it was"
            f" opened (found {error.found}). Nothing was written. Save all digits to another place?"
        )
        answers: dict[Answer, Callable[[], None]] = {
            "&Save a copy…": lambda: self._save_elsewhere(then),
            Button.Cancel: _nothing,
        }
        ask(self._page, text, answers)

    # To another place

    def _save_elsewhere(self, then: Callable[[], None]) -> None:
        """Write all digits to a file that the user chooses, and go on with them there."""
        collection = self._model.collection
        labels, deleted = collection.labels, collection.deleted

        def done(target: str) -> None:
            # While the rest of a set was still being read, more digits may have come since.
            collection.mark_saved(np.arange(len(labels)), labels, deleted)
            self.saved.emit()
            if then is _nothing and not len(collection.changed()):
                self.moved.emit(target)
            then()

        self._export_to("Save digits as", np.flatnonzero(~deleted), done)

    def _export(self) -> None:
        self._export_to("Export digits", self._model.numbers, lambda _: None)

    def _export_to(self, title: str, numbers: Numbers, done: Callable[[str], None]) -> None:
        """Write some digits to a file that the user chooses."""
        target = ask_save(self._page, title, f"digits{FIRST}", "export", filters())
        if not target:
            return
        remember_folder("export", target)
        collection = self._model.collection
        name, sets, labels = collection.name, collection.sets, collection.labels

        def write() -> Generator[float, None, None]:
            yield from stream_to(target, gathered(name, sets, labels, numbers))

        def finish(is_whole: bool) -> None:
            if is_whole:
                self.message.emit(f"Saved {counted(len(numbers), 'digit')} to {printable(target)}")
                done(target)

        self._run(write, len(numbers), finish, self.failed.emit)

    # Away from the window

    def _run(
        self,
        write: Callable[[], Generator[float, None, None]],
        count: int,
        done: Callable[[bool], None],
        fail: Callable[[DigitpadError], None],
    ) -> None:
        """Write so many digits, then call ``fail`` with what went wrong or ``done``.

        ``done`` is told whether all is written; not where the user cancelled it.
        """
        self._cancel.clear()

        def work() -> Generator[float, None, bool]:
            with closing(write()) as shares:
                for share in shares:
                    yield share
                    if self._cancel.is_set():
                        return False
            return True

        def returned(is_whole: bool) -> None:
            self._outcome = lambda: done(is_whole)

        def failed(error: DigitpadError) -> None:
            self._then = None  # It is to be read before anything else happens.
            self._outcome = lambda: fail(error)

        self._progress.start()
        self._count, self._outcome = count, _nothing
        self._worker = Worker(work)
        self._worker.yielded.connect(self._show_share)
        self._worker.returned.connect(returned)
        self._worker.failed.connect(failed)
        self._worker.ended.connect(self._finish)
        self._worker.start()
        self.show_state()

    def _show_share(self, share: float) -> None:
        if not self._cancel.is_set():
            self._progress.show_progress(round(self._count * share), self._count)

    def _finish(self) -> None:
        then, outcome = self._then, self._outcome
        self._worker = self._then = None
        self._progress.hide()
        self.show_state()
        outcome()
        if then:
            self.leave(then)
        elif not self._worker:
            self.rested.emit()
