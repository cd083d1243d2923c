"""One operation of a step: its formula, its code, its matrices, and an entry that is followed."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digitpad.playground.operation import Operation, Phase
from digitpad.playground.parts import Parts
from digitpad.ui.playground.entry_text import (
    Key,
    cells_of,
    term_texts,
    told_of,
)
from digitpad.ui.playground.matrix_row import MatrixRow
from digitpad.ui.playground.matrix_view import heading
from digitpad.ui.playground.step_row import StepRow
from digitpad.ui.playground.terms_list import TermsList
from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import SPACE, frame, scale_text
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.calm_wheel import CalmWheel

MIN_LINES = 2
"""Of code, that are seen in a low window."""

MAX_LINES = 6
"""Of code, that are seen without scrolling: those of the longest operation."""

MATRICES_LINES = 6
"""For the name of a matrix, the names of its columns and four rows: always the same, as else the
page would move. Two rows and a bias below need less."""

NUMBERS_DELAY = 100
"""Milliseconds between two pictures of the numbers."""

WIDE = 80 * SPACE
"""Width from which on matrices stand beside texts, pixels."""

MAX_TERMS = 1000
"""Terms of a sum that are listed: each point is one at most."""


class StepInspector(QWidget):
    """What the operation that is open in a :class:`StepRow` computes, and how.

    Attributes
    ----------
    row, title : all operations, and the open one with its formula; they stand wherever the page
        puts them.

    Signals
    -------
    under_way(object) : the Operation of the step that is gone through, or that the user opened;
        None where there is none.
    """

    under_way = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations: Sequence[Operation] = ()
        self._labels: NDArray[np.integer] = np.zeros(0, int)
        self._operation: Operation | None = None
        self._parts: Parts | None = None
        self._place = 0, 0  # Of the entry that is followed; another matrix has it, too.
        self._late: tuple[Sequence[Operation], Phase | None, NDArray[np.integer]] | None = None
        self._phase: Phase | None = None
        self._numbers = Throttle(self._catch_up, NUMBERS_DELAY, self)
        self.row = StepRow(self)
        self.row.opened.connect(self._open_for_user)
        # Of one line each: labels that wrap would want height from the rest of the page.
        self.title = ElidedLabel(parent=self)
        scale_text(self.title, bold=True)
        self.code = self._code_view()
        self.value = QComboBox(self)
        self.value.setObjectName("playgroundResult")
        self.value.setAccessibleName(tr("Result to follow"))
        self.value.setToolTip(tip(tr("Result to follow to the numbers that made it")))
        self.value.currentIndexChanged.connect(self._show_value)
        CalmWheel([self.value], self)
        self.told = ElidedLabel(parent=self)
        self.terms = TermsList(self)
        self.terms.currentRowChanged.connect(self._light)
        self.matrices = MatrixRow(self)
        self.matrices.followed.connect(self.follow)
        self.matrices.traced.connect(self.trace_back)
        self._lay_out()

    def _code_view(self) -> QPlainTextEdit:
        code = QPlainTextEdit(self)
        code.setReadOnly(True)
        code.setTabChangesFocus(True)
        code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        code.setAccessibleName(tr("Source code"))
        code.setToolTip(tip(tr("Source code, as in the exported NumPy program")))
        frame(code)
        FocusRing(code)
        return code

    def _lay_out(self) -> None:
        texts = QWidget(self)
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.value)
        column.addWidget(self.terms, 1)
        area = QScrollArea(self)
        area.setWidget(self.matrices)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = self.fontMetrics().height() + SPACE // 2
        bar = area.horizontalScrollBar().sizeHint().height()
        area.setMinimumHeight(MATRICES_LINES * line + bar + SPACE // 2)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(texts, 3)
        self._body.addWidget(area, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.code)
        layout.addWidget(self.told)
        layout.addLayout(self._body, 1)
        self._body.setSpacing(SPACE)

    def sizeHint(self) -> QSize:
        """No more than is needed: Qt would take it from the network, which is higher."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the terms above the matrices where there is no room beside them."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = self.width() >= WIDE
        self._body.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return [self.row, self.code, self.value, self.terms, *self.matrices.tables]

    @property
    def followed(self) -> str:
        """The name of the result whose entry is followed; empty for none."""
        output = self.value.currentData()
        return output.name if output else ""

    # What is shown

    def show_operations(
        self,
        operations: Sequence[Operation],
        phase: Phase | None,
        labels: NDArray[np.integer],
    ) -> None:
        """Show the operations of a step; while it is not seen, later.

        Parameters
        ----------
        phase : the one under way, whose first operation is opened; None to leave open what is.
        labels : the class of each point.
        """
        self._late = operations, phase, labels
        if self.isVisible() and self._is_other(operations, phase):
            self._catch_up()
        elif self.isVisible():  # While a point is dragged, numbers alone change.
            self._numbers.request()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if not self._late or not self.isVisible():
            return
        (operations, phase, labels), self._late = self._late, None
        # Where the numbers alone are others, the user goes on looking at the same operation.
        wanted = phase if self._is_other(operations, phase) else None
        opened = _opened(operations, wanted, self._operation)
        self._phase = phase
        self._operations, self._labels = operations, labels
        self.row.show_operations(operations, phase, opened)
        self._open(opened)
        self.under_way.emit(self._operation if phase else None)

    def _is_other(self, operations: Sequence[Operation], phase: Phase | None) -> bool:
        """Whether there are other operations than those shown, or another phase is under way."""
        return _signs(operations, phase) != _signs(self._operations, self._phase)

    def _open(self, number: int) -> None:
        """Open an operation."""
        operation = self._operations[number] if self._operations else None
        before = self.value.currentText() if operation else ""
        self._operation = operation
        self.value.blockSignals(True)
        self.value.clear()
        if operation:
            formula = tr(operation.formula)
            note = f" — {tr(operation.note)}" if operation.note else ""
            title = tr("{title}: {formula}").format(title=tr(operation.title), formula=formula)
            self.title.setText(title + note)
            self.title.setToolTip(tip(self.title.text()))
            self.code.setPlainText(operation.code)
            for output in operation.outputs:
                self.value.addItem(heading(output), output)
            self.value.setCurrentIndex(max(self.value.findText(before), 0))
        else:
            self.title.clear()
            self.code.clear()
        self._fit_code()
        self.value.blockSignals(False)
        self._show_value()

    def _open_for_user(self, number: int) -> None:
        self._open(number)
        self.under_way.emit(self._operation)

    def _fit_code(self) -> None:
        """Give the code as much room as its lines take, or less in a low window."""
        line = self.code.fontMetrics().lineSpacing()
        margins = 2 * (round(self.code.document().documentMargin()) + self.code.frameWidth()) + 2
        lines = min(self.code.blockCount(), MAX_LINES)
        widest = max(
            map(self.code.fontMetrics().horizontalAdvance, self.code.toPlainText().split("\n"))
        )
        if widest + margins > self.code.width():
            margins += self.code.horizontalScrollBar().sizeHint().height()
        self.code.setMinimumHeight(min(lines, MIN_LINES) * line + margins)
        self.code.setMaximumHeight(lines * line + margins)

    def _show_value(self) -> None:
        """Show another result of the operation."""
        output = self.value.currentData()
        if self._operation is None or output is None:
            self._parts = None
            self.matrices.clear()
            self._show_parts()
            return
        self.matrices.show_output(self._operation, output, self._labels)
        for one, following in pairwise([self.terms, *self.matrices.tables]):
            self.setTabOrder(one, following)
        self.follow(*self._place)

    # An entry that is followed

    def follow(self, row: int, column: int) -> None:
        """Follow an entry of the result to the numbers that made it."""
        output = self.value.currentData()
        if self._operation is None or output is None:
            return
        rows, columns = output.table.shape
        self._place = row, column
        at = min(row, rows - 1), min(column, columns - 1)
        self._parts = self._operation.parts(output.name, *at)
        self.matrices.select(*at)
        self._show_parts()

    def _show_parts(self) -> None:
        operation, parts = self._operation, self._parts
        self.terms.blockSignals(True)
        if operation and parts:
            self.told.setText(told_of(operation, parts))
            self.told.setToolTip(tip(self.told.text()))
            self.terms.show_terms([term_texts(operation, t) for t in parts.terms[:MAX_TERMS]])
        else:
            self.told.clear()
            self.terms.show_terms(())
        self.terms.blockSignals(False)
        self._light()

    def _light(self) -> None:
        """Light the numbers that made the entry, those of the selected term most."""
        if self._parts:
            number = self.terms.currentRow()
            meant = self._parts.terms[number : number + 1] if number >= 0 else ()
            self.matrices.light(cells_of(self._parts.terms), cells_of(meant))

    def trace_back(self, key: Key, row: int, column: int) -> None:
        """Go to the operation that made an entry, if one did, and follow it there."""
        name, is_output = key
        if self._operation is None:
            return
        now = self._operations.index(self._operation)
        earlier = range(now if is_output else now - 1, -1, -1)
        for number in earlier:
            if any(output.name == name for output in self._operations[number].outputs):
                self._place = row, column
                self.row.open(number)
                self.value.setCurrentIndex(
                    [output.name for output in self._operations[number].outputs].index(name)
                )
                return

    def open_unit(self, layer: int, unit: int) -> None:
        """Open the sums of a hidden or output unit in the forward pass.

        Parameters
        ----------
        layer : from 1. Nothing is done for one that there is not.
        unit : from 0.
        """
        for number, operation in enumerate(self._operations):
            if operation.layer == layer and operation.phase is Phase.FORWARD:
                self.row.open(number)
                self.follow(self._place[0], unit)
                return


def _opened(operations: Sequence[Operation], phase: Phase | None, before: Operation | None) -> int:
    """Which operation to open: the first of the phase, else the one like that before."""
    for number, operation in enumerate(operations):
        if phase and operation.phase is phase:
            return number
    for number, operation in enumerate(operations):
        if before and _place(operation) == _place(before):
            return number
    return 0


def _signs(operations: Sequence[Operation], phase: Phase | None) -> list[object]:
    """What tells one sort of step from another: all but its numbers."""
    return [phase, *((*_place(operation), operation.formula) for operation in operations)]


def _place(operation: Operation) -> tuple[Phase, str, int]:
    return operation.phase, operation.title, operation.layer
