"""The digits that a drawing is compared with: the open dataset, My digits, reference digits.

They are indexed in the background, once each, and anew for another network.
"""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from digitpad.data.editable_set import EditableSet
from digitpad.explain.known import KnownSet, most_digits
from digitpad.explain.neighbours import NeighbourIndex
from digitpad.nn.metrics import Images
from digitpad.nn.network import Network
from digitpad.ui.support.worker import Worker, in_turn, is_stopped, stop_worker

Loaded = tuple[Images, NDArray[np.integer]]
"""Images, and a label for each."""

HOLD, STEP = 0.3, 0.02
"""Seconds for which the index waits after each movement of the pen, and between two looks."""

NOTHING: Loaded = (np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.int8))


@dataclass(frozen=True, eq=False)
class Source:
    """Digits to be indexed.

    Parameters
    ----------
    path : what is opened to see them.
    load : brings images and labels, in the thread of the index; yields where that can wait.
    dataset : the open dataset that they are of, if they are; its labels change.
    """

    path: str
    load: Callable[[], Generator[None, None, Loaded]]
    dataset: EditableSet | None = None


class KnownDigits(QObject):
    """Keeps an index of each set of known digits.

    Signals
    -------
    changed() : another set can be searched, or one no longer.
    progressed(int, int) : so many digits of all are indexed.
    failed(object) : the DigitpadError of a set that could not be read.
    """

    changed = Signal()
    progressed = Signal(int, int)
    failed = Signal(object)

    def __init__(self, network: Network, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network = network
        self._open: EditableSet | None = None
        self._ready: dict[str, KnownSet] = {}
        self._failed: set[str] = set()
        self._worker: Worker | None = None
        self._indexing = ""  # the path of what is being indexed
        self._turn = Lock()
        self._is_started = False
        self._busy_until = 0.0

    # What there is

    @property
    def sets(self) -> tuple[KnownSet, ...]:
        """What can be searched now, with the labels of now."""
        found = []
        for source in self._sources():
            if (known := self._ready.get(source.path)) is None:
                continue
            if (dataset := source.dataset) is not None:
                known = replace(known, labels=dataset.labels, excluded=dataset.deleted)
            found.append(known)
        return tuple(found)

    # What changes

    def start(self) -> None:
        """Begin to index: they are wanted now."""
        if not self._is_started:
            self._is_started = True
            self._index_next()

    def set_network(self, network: Network) -> None:
        """Compare by this network from now on."""
        self._network = network
        self._busy_until = 0.0
        self._forget(*self._ready, *self._failed)

    def set_open(self, dataset: EditableSet | None) -> None:
        """Search this dataset, all digits of which are loaded, instead of the one before."""
        former, self._open = self._open, dataset if dataset is not None and len(dataset) else None
        self._forget(*(some.path for some in (former, self._open) if some is not None))

    def note_my_digits(self) -> None:
        """Index My digits anew: one has come, or gone."""
        self._forget(_my_digits())

    def hold(self, seconds: float = HOLD) -> None:
        """Let the index wait a moment: something else comes first, such as the pen that moves."""
        self._busy_until = max(self._busy_until, time.monotonic() + seconds)

    def _is_busy(self) -> bool:
        return time.monotonic() < self._busy_until

    def shut_down(self) -> None:
        """End what is under way."""
        stop_worker(self._worker)
        self._worker = None
        self._is_started = False

    def _forget(self, *paths: str) -> None:
        for path in paths:
            self._ready.pop(path, None)
            self._failed.discard(path)
        stop_worker(self._worker)
        self._worker = None
        self.changed.emit()
        if self._is_started:
            self._index_next()

    # Indexing

    def _sources(self) -> list[Source]:
        from digitpad.files.resources import reference_digits

        sources = [] if self._open is None else [_source_of(self._open)]
        for path in (_my_digits(), reference_digits()):
            if all(Path(path) != Path(source.path) for source in sources):
                load = _load_reference if path == reference_digits() else _load_my_digits
                sources.append(Source(path, load))
        return sources

    def _index_next(self) -> None:
        self._worker = None
        waiting = [
            source
            for source in self._sources()
            if source.path not in self._ready and source.path not in self._failed
        ]
        if not waiting:
            self.changed.emit()
            return
        source, network = waiting[0], self._network
        self._indexing = source.path
        self._worker = Worker(partial(_indexed, source, network, self._is_busy, self._turn))
        # Methods, which Qt disconnects when this is deleted; a function it would still call.
        self._worker.yielded.connect(self._tell_progress)
        self._worker.returned.connect(self._note)
        self._worker.failed.connect(self._fail)
        self._worker.start()

    def _tell_progress(self, done: tuple[int, int]) -> None:
        self.progressed.emit(*done)

    def _note(self, known: KnownSet) -> None:
        self._ready[self._indexing] = known
        self._index_next()
        if self._worker is not None:
            self.changed.emit()

    def _fail(self, error: object) -> None:
        self._failed.add(self._indexing)
        self.failed.emit(error)
        self._index_next()


def _indexed(
    source: Source, network: Network, is_busy: Callable[[], bool], turn: Lock
) -> Generator[tuple[int, int], None, KnownSet]:
    """Index a set, and tell how far that is; an index that is no longer wanted goes before."""
    with in_turn(turn):
        images, labels = yield from _loaded(source, is_busy)
        count = min(len(images), most_digits(network.layers[-1][0].shape[0]))
        index = NeighbourIndex(network, images, count)
        for done in index.build():
            yield done, count
            _wait_while(is_busy)
        return KnownSet(source.path, images, labels, index)


def _source_of(dataset: EditableSet) -> Source:
    from digitpad.data.pooled import all_of

    def load() -> Generator[None, None, Loaded]:
        yield from ()
        return all_of([some.images for some in dataset.sets]), dataset.labels

    return Source(dataset.path, load, dataset)


def _loaded(
    source: Source, is_busy: Callable[[], bool]
) -> Generator[tuple[int, int], None, Loaded]:
    loading = source.load()
    while True:
        try:
            next(loading)
        except StopIteration as end:
            loaded: Loaded = end.value
            return loaded
        yield 0, 0
        _wait_while(is_busy)


def _wait_while(is_busy: Callable[[], bool]) -> None:
    while is_busy() and not is_stopped():
        time.sleep(STEP)


def _load_my_digits() -> Generator[None, None, Loaded]:
    from digitpad.data.digitset import concatenate
    from digitpad.data.my_digits import my_digits, stream_texts

    parts = []
    for chunk in stream_texts(my_digits()):
        parts.append(chunk.digits)
        yield
    if not parts:
        return NOTHING  # No digit was added yet.
    digits = concatenate(parts)
    return digits.images, digits.labels


def _load_reference() -> Generator[None, None, Loaded]:
    from digitpad.data.reference import REFERENCE

    for _ in REFERENCE.stream():
        yield
    digits = REFERENCE.get()
    return digits.images, digits.labels


def _my_digits() -> str:
    from digitpad.data.my_digits import my_digits

    return str(my_digits())
