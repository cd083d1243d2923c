"""Digits on their way to the disk: back to where they came from, or to another place and form."""

from collections.abc import Callable, Collection, Generator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from digitpad.data.editable_set import Indices
from digitpad.data.formats import stream_to
from digitpad.data.selection import selected
from digitpad.data.text.changes import (
    BlockedFilesError,
    ChangedFilesError,
    Kind,
    MissingSourceError,
)
from digitpad.data.text.update import stream_same
from digitpad.errors import DigitpadError
from digitpad.ui.dataset.dataset_state import DatasetState, can_export, can_save
from digitpad.ui.dataset.dataset_texts import name_text
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.dataset.save_questions import (
    blocked_text,
    changed_text,
    delete_text,
    exported_text,
    leave_text,
    missing_text,
    other_text,
    saved_text,
)
from digitpad.ui.dataset.write_back import OtherFormError, can_write_back, stream_back
from digitpad.ui.support.error_text import ShownError
from digitpad.ui.support.export_types import FIRST, export_filters
from digitpad.ui.support.file_dialogs import ask_folder, ask_open, ask_save
from digitpad.ui.support.file_types import dataset_filter
from digitpad.ui.support.messages import Answer, Button, ask
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.short_names import shortened
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.progress_row import ProgressRow
from digitpad.ui.widgets.saving_job import SavingJob


def _nothing() -> None:
    pass


class Saver(QObject):
    """Saves and exports, one after the other, away from the window.

    Parameters
    ----------
    open_dataset : its digits are saved.
    progress : shows how far it is.

    Signals
    -------
    saved() : what was changed, or a part of it, is on the disk.
    found() : the open dataset is at another place now, where the user found it.
    moved(object) : when all digits were saved elsewhere: the path, a str.
    discarded(object) : the user wants these digits as they are on the disk, integers (M,).
    outdated() : the disk holds other digits than were read.
    idle() : nothing is being written any more, and nobody waits for that.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be written.
    """

    saved = Signal()
    found = Signal()
    moved = Signal(object)  # Qt would cut a text at the first byte that is no UTF-8.
    discarded = Signal(object)
    outdated = Signal()
    idle = Signal()
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, open_dataset: OpenDataset, progress: ProgressRow, page: QWidget) -> None:
        super().__init__(page)
        self._open = open_dataset
        self._page = page
        self._job = SavingJob(progress, self)
        self._job.ended.connect(self._finish)
        self._then: Callable[[], None] | None = None
        progress.cancelled.connect(self.cancel)
        self.save_action = QAction(tr("&Save dataset"), self)
        self.save_action.setShortcuts(QKeySequence.StandardKey.Save)
        self.save_action.setToolTip(tip(tr("Save label changes to the files (Ctrl+S)")))
        self.save_action.triggered.connect(lambda: self.save())
        self.export_action = QAction(tr("&Export visible digits…"), self)
        self.export_action.setShortcut("Ctrl+E")
        self.export_action.setToolTip(tip(tr("Export the visible digits (Ctrl+E)")))
        self.export_action.triggered.connect(self._export)
        for action in (self.save_action, self.export_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            page.addAction(action)

    def show_state(self, state: DatasetState) -> None:
        """Offer what can be done now."""
        self.save_action.setEnabled(can_save(state))
        self.export_action.setEnabled(can_export(state))

    def cancel(self) -> None:
        """End what is under way at its next step: a file is either written whole or as it was.

        Who waits for it, to close the window, does not any more.
        """
        self._then = None
        self._job.cancel()

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once no change can be lost any more, or not at all.

        Asks the user where something has been changed and not been saved.
        """
        dataset = self._open.dataset
        changed = dataset.changed()
        if self._open.is_saving:
            self._then = then
            self.message.emit(tr("Saving…"))
        elif len(changed):

            def discard() -> None:
                self.discarded.emit(changed)
                then()

            answers = {
                Button.Save: lambda: self.save(then),
                Button.Discard: discard,
                Button.Cancel: _nothing,
            }
            ask(self._page, leave_text(name_text(dataset), len(changed)), answers)
        else:
            then()

    # Back to where the digits came from

    def save(self, then: Callable[[], None] = _nothing) -> None:
        """Write what was changed back to where it came from, then call ``then``.

        Asks for another place where this one cannot be written to.
        """
        dataset = self._open.dataset
        if not can_write_back(dataset):
            self._save_elsewhere(then)
            return
        going = int(dataset.deleted[dataset.changed()].sum())
        if going:
            answers: dict[Answer, Callable[[], None]] = {
                tr("&Delete"): lambda: self._write_back(then),
                Button.Cancel: _nothing,
            }
            ask(self._page, delete_text(name_text(dataset), going), answers)
        else:
            self._write_back(then)

    def _write_back(
        self,
        then: Callable[[], None],
        overwrite: Collection[str] = (),
        leave_out: Collection[str] = (),
    ) -> None:
        """Write what was changed.

        Parameters
        ----------
        then : called once all is saved.
        overwrite : files that are replaced whatever they hold by now.
        leave_out : files whose changes stay unsaved.
        """
        dataset = self._open.dataset
        source, kind = dataset.source, dataset.kind
        assert source
        assert kind
        numbers, frozen = dataset.changed(), dataset.frozen()
        if leave_out:
            is_left_out = [dataset.name_of(n) in leave_out for n in numbers.tolist()]
            numbers = numbers[np.logical_not(is_left_out)]
        written: list[str] = []

        def write() -> Generator[float, None, None]:
            all_changes = frozen.changes().items()
            changes = {name: change for name, change in all_changes if name not in leave_out}
            return stream_back(source, kind, changes, written, overwrite)

        def note() -> None:
            """What was written is saved, also where the rest was not."""
            done = numbers[: len(written)]  # They are written in this order.
            dataset.mark_saved(done, frozen.labels[done], frozen.deleted[done])
            self.saved.emit()

        def fail(error: DigitpadError) -> None:
            note()
            if isinstance(error, ChangedFilesError):
                self._ask_about_changed(error.names, then, leave_out)
            elif isinstance(error, BlockedFilesError):
                self._ask_about_blocked(error.reasons, then, overwrite, leave_out)
            elif isinstance(error, MissingSourceError):
                self._ask_about_missing(error, then)
            elif isinstance(error, OtherFormError):
                self._save_elsewhere(then)
            else:
                self.failed.emit(error)

        def done(is_whole: bool) -> None:
            note()
            if is_whole:
                self.message.emit(saved_text(name_text(dataset), len(numbers), sorted(leave_out)))
                if not leave_out:
                    self._go_on(then)

        self._run(write, len(numbers), done, fail)

    def _go_on(self, then: Callable[[], None]) -> None:
        """All is saved; ask again where something was changed while it was written."""
        if then is not _nothing:
            self.leave(then)

    def _read_again(self) -> None:
        """What was opened is no longer what is on the disk."""
        self.outdated.emit()

    def _ask_about_changed(
        self, names: list[str], then: Callable[[], None], leave_out: Collection[str]
    ) -> None:
        """Have the user decide about files that another program changed."""
        dataset = self._open.dataset

        def keep_theirs() -> None:
            theirs = set(names)
            changed = dataset.changed()
            kept = [dataset.name_of(number) in theirs for number in changed.tolist()]
            self.discarded.emit(changed[kept])
            after = self._read_again if then is _nothing else then
            if len(dataset.changed()):
                self._write_back(after, leave_out=leave_out)
            else:
                after()

        answers: dict[Answer, Callable[[], None]] = {
            tr("&Overwrite"): lambda: self._write_back(then, names, leave_out),
            tr("&Keep theirs"): keep_theirs,
            **self._save_the_others(names, then, (), leave_out),
            tr("Save a &copy…"): lambda: self._save_elsewhere(then),
            Button.Cancel: _nothing,
        }
        ask(self._page, changed_text(name_text(dataset), names), answers)

    def _ask_about_blocked(
        self,
        reasons: dict[str, str],
        then: Callable[[], None],
        overwrite: Collection[str],
        leave_out: Collection[str],
    ) -> None:
        """Have the user decide about files that cannot be written."""
        dataset = self._open.dataset
        others = len(dataset.changed()) - len({*reasons, *leave_out})
        answers: dict[Answer, Callable[[], None]] = {
            **self._save_the_others([*reasons], then, overwrite, leave_out),
            tr("Save a &copy…"): lambda: self._save_elsewhere(then),
            Button.Cancel: _nothing,
        }
        ask(self._page, blocked_text(name_text(dataset), reasons, others), answers)

    def _save_the_others(
        self,
        names: Collection[str],
        then: Callable[[], None],
        overwrite: Collection[str],
        leave_out: Collection[str],
    ) -> dict[Answer, Callable[[], None]]:
        """The answer that saves all but some files, where there are others."""
        left = {*names, *leave_out}
        if len(left) >= len(self._open.dataset.changed()):
            return {}
        return {tr("&Save the others"): lambda: self._write_back(then, overwrite, left)}

    def _ask_about_missing(self, error: MissingSourceError, then: Callable[[], None]) -> None:
        """Let the user select another place if the source of the digits is missing."""
        answers: dict[Answer, Callable[[], None]] = {
            tr("&Find it…"): lambda: self._find(then),
            tr("Save a &copy…"): lambda: self._save_elsewhere(then),
            Button.Cancel: _nothing,
        }
        ask(self._page, missing_text(name_text(self._open.dataset), error), answers)

    def _find(self, then: Callable[[], None]) -> None:
        """Have the user show where the digits are now, and save there if they are the same."""
        dataset = self._open.dataset
        kind, frozen = dataset.kind, dataset.frozen()
        assert kind
        title = tr('Find "{name}"').format(name=shortened(name_text(dataset)))
        if kind is Kind.FOLDER:
            selected = ask_folder(self._page, title, "dataset")
        else:
            selected = ask_open(self._page, title, "dataset", dataset_filter())
        if not selected:
            return
        place = Path(selected)

        def look() -> Generator[float, None, None]:
            return stream_same(place, kind, frozen.as_on_disk())

        def done(is_whole: bool) -> None:
            if is_whole:
                dataset.move(place)
                self.found.emit()
                self._write_back(then)

        def fail(error: DigitpadError) -> None:
            if isinstance(error, ChangedFilesError | MissingSourceError):
                error = ShownError(other_text(place.name, len(frozen), error))
            self.failed.emit(error)

        self._run(look, len(frozen), done, fail)

    # To another place

    def _save_elsewhere(self, then: Callable[[], None]) -> None:
        """Write all digits to a file that the user chooses, and go on with them there."""
        dataset = self._open.dataset
        labels, deleted = dataset.labels, dataset.deleted

        def done(target: str) -> None:
            # While the rest of a set was still being read, more digits may have come since.
            dataset.mark_saved(np.arange(len(labels)), labels, deleted)
            self.message.emit(exported_text(target, int(np.count_nonzero(~deleted))))
            self.saved.emit()
            stays = then in (_nothing, self._read_again)
            if stays and not len(dataset.changed()):
                self.moved.emit(target)  # What is there is not shown again: the copy is.
            else:
                self._go_on(then)

        self._export_to(tr("Save dataset as"), np.flatnonzero(~deleted), done)

    def _export(self) -> None:
        numbers = self._open.shown

        def done(target: str) -> None:
            self.message.emit(exported_text(target, len(numbers)))

        self._export_to(tr("Export digits"), numbers, done)

    def _export_to(self, title: str, numbers: Indices, done: Callable[[str], None]) -> None:
        """Write some digits to a file that the user chooses."""
        # Taken before the user chooses: another dataset may be open by then.
        dataset = self._open.dataset
        labels, sets = dataset.labels, [dataset.sets]
        target = ask_save(self._page, title, f"digits{FIRST}", "export", export_filters())
        if not target:
            return
        remember_folder("export", target)

        def write() -> Generator[float, None, None]:
            # Held no longer than needed: another set may be opened while this one is written.
            yield from stream_to(target, selected(sets.pop(), labels, numbers))

        def finish(is_whole: bool) -> None:
            if is_whole:
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
        """See :meth:`SavingJob.start`."""
        self._open.set_saving(True)
        self._job.start(write, count, done, fail)

    def _finish(self, outcome: Callable[[], None], has_failed: bool) -> None:
        then, self._then = self._then, None
        self._open.set_saving(False)
        outcome()
        if then and not has_failed:  # What failed is to be read before anything else happens.
            self.leave(then)
        elif not self._open.is_saving:
            self.idle.emit()
