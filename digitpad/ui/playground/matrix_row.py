"""The matrices of an operation beside each other: what a result is made of, and the result."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from digitpad.playground.matrices import NamedArray
from digitpad.playground.operation import Operation
from digitpad.ui.playground.entry_text import Key, cells_of, value_of
from digitpad.ui.playground.matrix_model import Cells
from digitpad.ui.playground.matrix_view import MatrixView
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE, TITLE, scale_text
from digitpad.ui.support.translation import tr

LOOKED_AT = 6
"""Columns of a result that are asked which matrices it is made of: that of each class, as only one
of them has the label in it."""


class MatrixRow(QWidget):
    """Shows matrices, and lights entries of them.

    Signals
    -------
    followed(int, int) : row and column of an entry of the result that the user selected.
    traced(object, int, int) : matrix, row and column of an entry that the user wants to know more
        of.
    made(QTableView) : there is one more table.
    """

    followed = Signal(int, int)
    traced = Signal(object, int, int)
    made = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._views: dict[Key, MatrixView] = {}
        self._output: Key | None = None
        self._pairs: list[tuple[MatrixView, MatrixView]] = []  # weights and their bias
        self._spare: list[MatrixView] = []
        self._known: dict[tuple[object, ...], list[Key]] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._arrow = plain_label("→", self)
        self._arrow.setAccessibleName(tr("Result"))
        scale_text(self._arrow, TITLE)

    @property
    def tables(self) -> list[QTableView]:
        """From left to right."""
        return [view.table for view in self._views.values()]

    def clear(self) -> None:
        """Show nothing."""
        self._take_all()
        self._hide_spare()

    def _hide_spare(self) -> None:
        for view in self._spare:
            view.hide()
        self._arrow.setVisible(bool(self._views))

    def _take_all(self) -> None:
        """Take all views out of the layout. They are still seen: to hide a table takes time."""
        while item := self._layout.takeAt(0):
            if column := item.layout():
                while column.count():
                    column.takeAt(0)
                column.deleteLater()
        self._spare += [*self._views.values()][::-1]
        self._views, self._output, self._pairs = {}, None, []

    def show_output(
        self, operation: Operation, output: NamedArray, labels: NDArray[np.integer]
    ) -> None:
        """Show a result, and left of it the matrices that it is made of.

        Parameters
        ----------
        labels : the classes of all points.
        """
        own = output.name, True
        wanted = [*self._made_of(operation, output), own]
        if wanted != [*self._views]:
            self._make(wanted, operation)
        self._output = own
        for key, view in self._views.items():
            view.show_value(value_of(operation, key), labels)
        for above, below in self._pairs:
            rows, columns = zip(above.needed_widths(), below.needed_widths(), strict=True)
            for view in (above, below):
                view.set_widths(max(rows), max(columns))

    def _made_of(self, operation: Operation, output: NamedArray) -> list[Key]:
        """The matrices that a result is made of, found out once: sums may have many terms."""
        # The settings decide what goes in, such as which features, or the optimizer's averages.
        inputs = tuple(value.name for value in operation.inputs)
        sort = operation.code, inputs, output.name
        if sort not in self._known:
            self._known[sort] = _made_of(operation, output)
        return self._known[sort]

    def _make(self, wanted: list[Key], operation: Operation) -> None:
        """Lay out other views: the tables stay, as it takes long to make them."""
        self._take_all()
        column: QVBoxLayout | None = None
        width = 0
        for key in wanted:
            value = value_of(operation, key)
            rows, columns = value.table.shape
            view = self._spare.pop() if self._spare else self._view()
            is_last = key == wanted[-1]
            # A bias stands below its weights.
            is_bias = column is not None and rows == 1 and columns == width and not is_last
            above = [*self._views.values()][-1] if is_bias else None
            view.stand_below(above)
            if above:
                self._pairs.append((above, view))
            self._views[key] = view
            if column is None or not is_bias:
                if is_last:
                    self._layout.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignVCenter)
                column = QVBoxLayout()
                column.setSpacing(SPACE // 2)
                self._layout.addLayout(column, min(max(columns, 2), 8))
            column.addWidget(view, 0 if is_bias else 1)
            view.show()
            width = columns
        self._hide_spare()

    def _view(self) -> MatrixView:
        view = MatrixView(self)
        self.made.emit(view.table)
        view.selected.connect(lambda row, column: self._select(view, row, column))
        view.activated.connect(lambda row, column: self.traced.emit(self._key(view), row, column))
        return view

    def _key(self, view: MatrixView) -> Key | None:
        return next((key for key, one in self._views.items() if one is view), None)

    def _select(self, view: MatrixView, row: int, column: int) -> None:
        if self._key(view) == self._output:
            self.followed.emit(row, column)

    def select(self, row: int, column: int) -> None:
        """Select an entry of the result."""
        if self._output:
            self._views[self._output].select(row, column)

    def light(self, lit: Mapping[Key, Cells], meant: Mapping[Key, Cells]) -> None:
        """Light entries, and of them those that are meant now."""
        nothing: Cells = frozenset()
        for key, view in self._views.items():
            if key != self._output:
                view.light(lit.get(key, nothing), meant.get(key, nothing))


def _made_of(operation: Operation, output: NamedArray) -> list[Key]:
    """The matrices that a result is made of, in the order of the operation."""
    columns = range(min(output.table.shape[1], LOOKED_AT))
    terms = [t for column in columns for t in operation.parts(output.name, 0, column).terms]
    found = cells_of(terms)
    order: list[Key] = [(value.name, False) for value in operation.inputs]
    order += [(value.name, True) for value in operation.outputs]
    return [key for key in order if key in found]
