"""The dataset that is open: its one owner, which all parts of the Dataset tab ask."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from digitpad.data.editable_set import EditableSet
from digitpad.data.query import Order, Query, matching_indices, sort_key


class OpenDataset(QObject):
    """What is open, which of its digits are shown, and whether it is being loaded or saved.

    It is the only owner of this state. Only :meth:`replace` opens another dataset.

    Attributes
    ----------
    dataset : all digits that are open; empty while nothing is.
    shown : (M,), which of them are shown, in that order.
    loading : the dataset that is being loaded, None while nothing is. It is opened with its first
        digits; until then the one before stays open.
    is_saving : whether digits are being written, to their own place or to another one.

    Signals
    -------
    replaced() : another dataset is open.
    grown() : more of its digits have been loaded.
    loading_ended(object) : no more digits will come of this EditableSet.
    work_changed() : loading or saving has begun or ended.
    rows_resetting() : other digits are about to be shown.
    rows_appending(int) : so many digits are about to be shown after those that are.
    rows_changed() : they are shown now.
    """

    replaced = Signal()
    grown = Signal()
    loading_ended = Signal(object)
    work_changed = Signal()
    rows_resetting = Signal()
    rows_appending = Signal(int)
    rows_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.dataset = EditableSet()
        self.shown: NDArray[np.intp] = np.empty(0, np.intp)
        self.loading: EditableSet | None = None
        self.is_saving = False
        self._order = Order.NUMBER
        self._sort_key: NDArray[np.generic] | None = None

    @property
    def latest(self) -> EditableSet:
        """What was opened last: the dataset that is being loaded, or else the one that is open."""
        return self.dataset if self.loading is None else self.loading

    @property
    def source(self) -> Path | None:
        """Where the digits that are open, or about to be, can be written back to, if anywhere."""
        return self.latest.source

    @property
    def is_waiting(self) -> bool:
        """Whether nothing has come yet of what is being loaded."""
        return self.latest is not self.dataset

    @property
    def is_unfinished(self) -> bool:
        """Whether something was changed and not saved, or is being written."""
        return self.is_saving or len(self.dataset.changed()) > 0

    # Loading and saving

    def begin_loading(self, dataset: EditableSet) -> None:
        """Note that a dataset is being loaded, which has no digits yet."""
        self.loading = dataset
        self.work_changed.emit()

    def replace(self, dataset: EditableSet) -> None:
        """Open another dataset, of which no digit is shown yet."""
        self.rows_resetting.emit()
        self.dataset, self.shown = dataset, np.empty(0, np.intp)
        self.rows_changed.emit()
        self.replaced.emit()

    def end_loading(self) -> None:
        """Note that nothing is being loaded any more; the dataset that is open stays."""
        loaded, self.loading = self.loading, None
        if loaded is not None:
            self.loading_ended.emit(loaded)
            self.work_changed.emit()

    def set_saving(self, is_saving: bool) -> None:
        """Note that digits are being written, or not any more."""
        self.is_saving = is_saving
        self.work_changed.emit()

    # What is shown

    def show_matching(self, query: Query, *, keeps_order: bool = False) -> bool:
        """Show the digits that a query asks for.

        Parameters
        ----------
        keeps_order : whether digits keep their earlier places, even if they would now be sorted
            elsewhere.

        Returns
        -------
        Whether other rows have changed than new ones at the end.
        """
        has_order = self._order == query.order and (
            self._sort_key is None or len(self._sort_key) == len(self.dataset)
        )
        if not (keeps_order and has_order):
            self._order = query.order
            self._sort_key = sort_key(self.dataset, query.order)
        indices, old = matching_indices(self.dataset, query, self._sort_key), len(self.shown)
        grows = old > 0 and np.array_equal(indices[:old], self.shown)
        if grows and len(indices) == old:
            return False
        if grows:
            self.rows_appending.emit(len(indices) - old)
        else:
            self.rows_resetting.emit()
        self.shown = indices
        self.rows_changed.emit()
        return not grows

    def rows_of(self, indices: NDArray[np.integer]) -> NDArray[np.intp]:
        """The rows that show some digits, those of them that are shown; rising, (K,)."""
        is_asked = np.zeros(len(self.dataset), np.bool_)
        is_asked[indices] = True
        return np.flatnonzero(is_asked[self.shown])
