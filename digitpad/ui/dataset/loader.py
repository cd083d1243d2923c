"""Digits on their way from the disk, read in the background."""

from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from digitpad.data.digitset import Chunk
from digitpad.data.editable_set import EditableSet
from digitpad.data.formats import ReadOptions, halves_of, stream_dataset
from digitpad.data.formats.picture_names import is_picture
from digitpad.data.text.changes import Kind, MissingSourceError
from digitpad.data.text.update import kind_of
from digitpad.errors import DatasetError
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import LOOK_EVERY, Worker, end_if_stopped, stop_worker
from digitpad.ui.widgets.progress_row import ProgressRow

TELL_EVERY = 100
"""Milliseconds between two looks at what has been read: to show it takes time from the reading."""

Halves = tuple[str, ...]


class Loader(QObject):
    """Loads one dataset after another, and can be cancelled.

    The dataset is opened with its first digits. Where none come, the one before stays open, but
    for one of which only a part had come.

    Parameters
    ----------
    open_dataset : is told what is being loaded, and given what has come.
    progress : shows how far it is.

    Signals
    -------
    failed(object) : the DigitpadError that ended it.
    """

    failed = Signal(object)

    def __init__(self, open_dataset: OpenDataset, progress: ProgressRow, page: QWidget) -> None:
        super().__init__(page)
        self._open = open_dataset
        self._progress = progress
        self._done = 0, 0
        self._throttle = Throttle(self._tell, TELL_EVERY, self)
        self._worker: Worker | None = None
        progress.cancelled.connect(self._finish)

    def load(self, path: str | Path, source: Path | None, options: ReadOptions) -> None:
        """Load a dataset, whose changes may be written to ``source``."""
        if self._worker and not self._open.is_waiting:
            self.close()  # No part of a dataset stays that looks like the whole.
        self.stop()
        name = "/".join(filter(None, [Path(path).name, options.file]))
        dataset = EditableSet(name, source)
        dataset.path, dataset.options = str(path), options
        self._progress.start()
        is_shown = Event()
        self._worker = Worker(lambda: _read(path, source, options, is_shown))
        self._worker.yielded.connect(lambda chunk: self._add(dataset, chunk, is_shown))
        self._worker.returned.connect(lambda: _note_whole(dataset))
        self._worker.failed.connect(self.failed)
        self._worker.ended.connect(self._finish)
        self._worker.start()
        self._open.begin_loading(dataset)

    def stop(self) -> None:
        """End what is under way, and tell nothing more of it."""
        self._throttle.stop()
        stop_worker(self._worker)
        self._worker = None

    def give_up(self) -> None:
        """End what is under way; no part of a dataset stays that looks like the whole."""
        if self._open.is_waiting:
            self._finish()
        elif self._worker:
            self.close()

    def close(self) -> None:
        """Have no dataset open any more."""
        self.stop()
        nothing = EditableSet()
        self._open.begin_loading(nothing)
        self._open.replace(nothing)
        self._finish()

    def _add(self, dataset: EditableSet, chunk: Chunk | Kind | Halves, is_shown: Event) -> None:
        if isinstance(chunk, Kind):
            dataset.kind = chunk
            return
        if isinstance(chunk, tuple):
            dataset.halves = chunk
            return
        is_first = self._open.is_waiting and len(chunk.digits) > 0
        if is_first:
            self._open.replace(dataset)
            is_shown.set()
        dataset.append(chunk.digits)
        self._done = chunk.done, chunk.total
        if is_first:
            self._tell()
        else:
            self._throttle.request()

    def _tell(self) -> None:
        done, total = self._done
        text = tr("Loading · {done:,} of {total:,}").format(done=done, total=total)
        self._progress.show_part(text, done, total)
        if not self._open.is_waiting:
            self._open.grown.emit()

    def _finish(self) -> None:
        self.stop()
        self._progress.hide()
        self._open.end_loading()


def _note_whole(dataset: EditableSet) -> None:
    dataset.is_whole = True


def _read(
    path: str | Path, source: Path | None, options: ReadOptions, is_shown: Event
) -> Generator[Chunk | Kind | Halves, None, None]:
    """What a source is, for the time when it is written to again, then its digits, then its halves.

    The halves come last: to look for them takes time, and the digits are wanted first.
    """
    if source:
        with suppress(MissingSourceError):  # The reading says the same.
            yield kind_of(source)
    names: Sequence[str] = ()
    with closing(stream_dataset(path, options=options)) as chunks:
        for chunk in chunks:
            names = chunk.digits.names
            yield chunk
            if len(chunk.digits):
                # The dataset before is gone by then: both would take twice the memory.
                while not is_shown.wait(LOOK_EVERY):
                    end_if_stopped()
    if names and not is_picture(names[0]):
        return  # Text digits have no halves, and of very many even that takes time to see.
    with suppress(DatasetError):  # It may be gone by now.
        yield halves_of(path, options.file)
