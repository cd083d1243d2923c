"""Digits on their way to the disk: back to where they came from, or to another place and form."""

from collections.abc import Callable, Generator, Iterator

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.data.collection import Numbers, gathered
from digitpad.data.files import counted
from digitpad.data.formats import stream_to
from digitpad.data.text_saving import stream_changes
from digitpad.errors import DigitpadError
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.file_dialogs import ask_save
from digitpad.ui.messages import ask
from digitpad.ui.progress_row import ProgressRow
from digitpad.ui.settings import remember_folder
from digitpad.ui.worker import Worker, end

FORMS = {
    "Zip of text digits (*.zip)": ".zip",
    "Folder of text digits (*)": "",
    "Table (*.csv)": ".csv",
    "NumPy arrays (*.npz)": ".npz",
    "Pen strokes (*.strokes.npz)": ".strokes.npz",
    "MNIST's form (*-images-idx3-ubyte.gz)": "-images-idx3-ubyte.gz",
}

Button = QMessageBox.StandardButton


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
    saved() : what was changed is on the disk.
    discarded() : what was changed is again as it is on the disk.
    rested() : nothing is being written any more, and nobody waits for that.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be written.
    """

    saved = Signal()
    discarded = Signal()
    rested = Signal()
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, model: DigitsModel, progress: ProgressRow, page: QWidget) -> None:
        super().__init__(page)
        self._model = model
        self._progress = progress
        self._page = page
        self._worker: Worker | None = None
        self._then: Callable[[], None] | None = None
        progress.cancelled.connect(self._finish)
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

    def stop(self) -> None:
        """End what is under way: a file is either written whole or as it was."""
        end(self._worker)
        self._worker = self._then = None
        self._progress.hide()
        self.show_state()

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once no change can be lost any more, or not at all.

        Asks the user where something has been changed and not been saved.
        """
        collection = self._model.collection
        if self._worker:
            self._then = then
            self.message.emit("Waiting until the digits are written")
        elif count := len(collection.changed()):

            def discard() -> None:
                collection.take_back()
                self.discarded.emit()
                then()

            text = f"Save the changes of {counted(count, 'digit')} in {collection.name}?"
            answers = {
                Button.Save: lambda: self.save(then),
                Button.Discard: discard,
                Button.Cancel: _nothing,
            }
            ask(self._page, text, answers)
        else:
            then()

    def save(self, then: Callable[[], None] = _nothing) -> None:
        """Write what was changed back to where it came from, then call ``then``.

        Asks for another place where this one cannot be written to.
        """
        collection = self._model.collection
        labels, deleted = collection.labels, collection.deleted

        def done() -> None:
            collection.mark_saved(labels, deleted)
            self.saved.emit()
            then()

        source = collection.source
        if source is None or not collection.has_files:
            self._export_to(np.flatnonzero(~deleted), done)
            return
        changes = collection.changes()
        going = sum(change is None for change in changes.values())

        def write() -> None:
            what = f"the changes of {counted(len(changes), 'digit')} in {collection.name}"
            self._run(lambda: stream_changes(source, changes), len(changes), what, done)

        if going:
            text = f"Delete {counted(going, 'file')} from {collection.name}?"
            ask(self._page, text, {Button.Yes: write, Button.Cancel: _nothing})
        else:
            write()

    def _export(self) -> None:
        self._export_to(self._model.numbers, _nothing)

    def _export_to(self, numbers: Numbers, done: Callable[[], None]) -> None:
        """Write some digits to a file that the user chooses."""
        target = ask_save(self._page, "Export digits", "digits.zip", "export", FORMS)
        if not target:
            return
        remember_folder("export", target)
        collection = self._model.collection
        name, sets, labels = collection.name, collection.sets, collection.labels

        def write() -> Iterator[float]:
            yield from stream_to(target, gathered(name, sets, labels, numbers))

        self._run(write, len(numbers), f"{counted(len(numbers), 'digit')} to {target}", done)

    def _run(
        self,
        write: Callable[[], Iterator[float]],
        count: int,
        what: str,
        done: Callable[[], None],
    ) -> None:
        """Write so many digits, and tell what was saved."""

        def work() -> Generator[float, None, None]:
            yield from write()

        self._progress.start()
        self._worker = Worker(work)
        self._worker.yielded.connect(
            lambda share: self._progress.show_progress(round(count * share), count)
        )
        self._worker.failed.connect(self._fail)
        self._worker.returned.connect(lambda _: self.message.emit(f"Saved {what}"))
        self._worker.returned.connect(lambda _: done())
        self._worker.ended.connect(self._finish)
        self._worker.start()
        self.show_state()

    def _fail(self, error: DigitpadError) -> None:
        self._then = None  # It is to be read before anything else happens.
        self.failed.emit(error)

    def _finish(self) -> None:
        then = self._then
        self.stop()
        if then:
            self.leave(then)
        else:
            self.rested.emit()
