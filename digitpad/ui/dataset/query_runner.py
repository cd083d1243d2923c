"""Which digits the gallery shows: what the filters ask for, with the selection kept over it."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from digitpad.data.editable_set import Indices
from digitpad.ui.dataset.filters import Filters
from digitpad.ui.dataset.gallery import Gallery
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.support.throttle import Throttle

MAX_AT_ONCE = 100_000
"""Digits among which an answer is found within a frame or two of the window."""

ANSWER_AFTER = 200
"""Milliseconds until more digits than that are looked through."""


class QueryRunner(QObject):
    """Runs the query of the filters on the open dataset whenever the answer may be another.

    Signals
    -------
    answered() : the filters have asked something else, and the answer is shown.
    """

    answered = Signal()

    def __init__(self, open_dataset: OpenDataset, filters: Filters, gallery: Gallery) -> None:
        super().__init__(gallery)
        self._open = open_dataset
        self._filters = filters
        self._gallery = gallery
        self._order = filters.query.order
        # Until the user does something in the gallery, it shows the first digits of its order.
        self._is_untouched = True
        self._answer_throttle = Throttle(self._answer, ANSWER_AFTER, self)
        filters.changed.connect(self._ask)
        gallery.touched.connect(self._note_touch)

    def selected_indices(self) -> Indices:
        """The digits of the open dataset that the user has selected, (K,)."""
        return self._open.shown[self._gallery.selected_rows()]

    def show_first(self) -> None:
        """Ask for all digits of a dataset that was just opened, from the first one on."""
        self._is_untouched = True
        self._filters.show_all()

    def show_grown(self) -> None:
        """Show what has been loaded since the last time."""
        self._run(to_top=self._is_untouched)
        if len(self._open.shown) and not self._gallery.currentIndex().isValid():
            self._gallery.show_row(0)

    def show_predicted(self) -> None:
        """Show what is asked for by the predictions that there are now."""
        if self._filters.query.needs_predictions:
            self._run(to_top=self._is_untouched)

    def show_edited(self) -> None:
        """Show what was relabelled or deleted; where it is gone, the next digit is selected.

        The other digits keep their places, so that nothing moves while the user relabels.
        """
        self._is_untouched = False
        row = self._gallery.first_selected_row()
        if self._run(keeps_order=True) and len(self._open.shown):
            self._gallery.show_row(min(row, len(self._open.shown) - 1))

    def show_saved(self) -> None:
        """Show the digits anew where only those with unsaved changes are shown; all, with none."""
        query, dataset = self._filters.query, self._open.dataset
        if not query.changed:
            return
        if dataset.deleted[dataset.changed()].all():  # The deleted ones cannot be shown.
            self._filters.ask(replace(query, changed=False))
        else:
            self._run(keeps_order=True)

    def show_restored(self, indices: Indices) -> None:
        """Show and select digits that are again as they were."""
        self._run(keeps_order=True)
        rows = self._open.rows_of(indices)
        if len(rows):
            self._gallery.select_rows(rows, int(rows[0]))

    def _note_touch(self) -> None:
        self._is_untouched = False

    def _ask(self) -> None:
        """Answer now; among very many digits only once the user stops typing."""
        if len(self._open.dataset) > MAX_AT_ONCE:
            self._answer_throttle.request()
        else:
            self._answer()

    def _answer(self) -> None:
        order = self._filters.query.order
        self._run(to_top=order != self._order)
        self._order = order
        self.answered.emit()

    def _run(self, *, to_top: bool = False, keeps_order: bool = False) -> bool:
        """Show what is asked for now; whether other rows than new ones at the end have changed.

        Digits that were selected stay so where they are still shown, unless the first one is
        wanted.
        """
        selected = self.selected_indices()
        row = self._gallery.currentIndex().row()
        current = self._open.shown[row] if row >= 0 else -1
        if to_top:
            selected, current = selected[:0], -1
        changed = self._open.show_matching(self._filters.query, keeps_order=keeps_order)
        if changed and len(self._open.shown):
            rows = self._open.rows_of(selected)
            rows = rows if len(rows) else np.array([0])
            found = np.flatnonzero(self._open.shown == current)
            self._gallery.select_rows(rows, int(found[0] if len(found) else rows[0]))
        return changed
