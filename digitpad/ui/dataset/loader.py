"""Digits on their way from the disk, read in the background."""

from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from digitpad.data.digitset import Chunk
from digitpad.data.editable_set import EditableSet
from digitpad.data.formats import ReadOptions, halves_of, stream_dataset
from digitpad.data.formats.picture_names import is_picture
from digitpad.data.text.update import Kind, MissingSourceError, kind_of
from digitpad.errors import DatasetError
from digitpad.ui.support.throttle import Soon
from digitpad.ui.support.worker import Worker, end
from digitpad.ui.widgets.progress_row import ProgressRow

TELL_EVERY = 100
"""Milliseconds between two looks at what has been read: to show it takes time from the reading."""

Halves = tuple[str, ...]


class Loader(QObject):
    """Reads one data set after another, and can be cancelled.

    Parameters
    ----------
    progress : shows how far it is.

    Attributes
    ----------
    collection : what is being read, or was read last.
    path : where that is, or how many synthetic digits they are.
    is_whole : whether all of it has been read.

    Signals
    -------
    begun(Collection) : the first digits have come of another set, which they are about to join.
        Where none come, the set before stays, but for one of which only a part had come.
    grown() : more digits have come.
    ended() : no more will come.
    failed(object) : the DigitpadError that ended it.
    """

    begun = Signal(object)
    grown = Signal()
    ended = Signal()
    failed = Signal(object)

    def __init__(self, progress: ProgressRow, page: QWidget) -> None:
        super().__init__(page)
        self.collection = self._begun = EditableSet()
        self.path = ""
        self.is_whole = False
        self._progress = progress
        self._made = 0, 0
        self._soon = Soon(self._tell, TELL_EVERY, self)
        self._worker: Worker | None = None
        progress.cancelled.connect(self._finish)

    @property
    def is_waiting(self) -> bool:
        """Whether nothing has come yet of what is being read."""
        return self.collection is not self._begun

    def read(self, path: str | Path, source: Path | None, options: ReadOptions) -> None:
        """Read a data set, whose changes may be written to ``source``."""
        if self._worker and not self.is_waiting:
            self.close()  # No part of a set stays that looks like the whole.
        self.stop()
        name = "/".join(filter(None, [Path(path).name, options.file]))
        self.collection, self.path = EditableSet(name, source), str(path)
        self.collection.path, self.is_whole = self.path, False
        self.collection.options = options
        self._progress.start()
        self._worker = Worker(lambda: _read(path, source, options))
        self._worker.yielded.connect(self._add)
        self._worker.returned.connect(self._note_end)
        self._worker.failed.connect(self.failed)
        self._worker.ended.connect(self._finish)
        self._worker.start()

    def stop(self) -> None:
        """End what is under way, and tell nothing more of it."""
        self._soon.stop()
        end(self._worker)
        self._worker = None

    def give_up(self) -> None:
        """End what is under way; no part of a set stays that looks like the whole."""
        if self.is_waiting:
            self._finish()
        elif self._worker:
            self.close()

    def close(self) -> None:
        """Have no set open any more."""
        self.stop()
        self.collection, self.path = EditableSet(), ""
        self._begin()
        self._finish()

    def _begin(self) -> None:
        self._begun = self.collection
        self.begun.emit(self.collection)

    def _add(self, chunk: Chunk | Kind | Halves) -> None:
        if isinstance(chunk, Kind):
            self.collection.kind = chunk
            return
        if isinstance(chunk, tuple):
            self.collection.halves = chunk
            return
        is_first = self.is_waiting and len(chunk.digits) > 0
        if is_first:
            self._begin()
        self.collection.append(chunk.digits)
        self._made = chunk.done, chunk.total
        if is_first:
            self._tell()
        else:
            self._soon.ask()

    def _tell(self) -> None:
        self._progress.show_progress(*self._made)
        if not self.is_waiting:
            self.grown.emit()

    def _note_end(self) -> None:
        self.is_whole = True

    def _finish(self) -> None:
        self.stop()
        self._progress.hide()
        self.collection = self._begun
        self.ended.emit()


def _read(
    path: str | Path, source: Path | None, options: ReadOptions
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
    if names and not is_picture(names[0]):
        return  # Text digits have no halves, and of very many even that takes time to see.
    with suppress(DatasetError):  # It may be gone by now.
        yield halves_of(path, options.file)
