"""A sheet that was found: its picture, the labels of its rows, and the selected digit."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QUndoStack, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from digitpad.ui.sheet.selected_digit import SelectedDigit
from digitpad.ui.sheet.sheet_picture import ZOOM_STEP, SheetPicture
from digitpad.ui.sheet.sheet_rows import SheetRows
from digitpad.ui.sheet.sheet_state import (
    RowTextError,
    Sheet,
    including_all,
    labelled,
    selecting,
    selecting_beside,
    toggled,
    with_row_text,
)
from digitpad.ui.support.icons import icon
from digitpad.ui.support.images import picture_image
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.support.undo import UndoStep


class SheetPage(QWidget):
    """Shows and edits one sheet; each edit can be undone.

    Signals
    -------
    changed() : the sheet is another one.

    Attributes
    ----------
    sheet : as it is now; None before the first.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.undo_stack = QUndoStack(self)
        self._fits = True
        self.picture = SheetPicture(self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.picture)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().installEventFilter(self)
        self.rows = SheetRows(self)
        self.selected = SelectedDigit(self)
        self._problem = plain_label("", self)
        self._lay_out()
        self._connect()

    def _button(self, name: str, text: str, what: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        button.setToolTip(tip(what))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE // 2)
        zooms = (
            ("zoom-in", tr("Zoom in"), tr("Zoom in (Ctrl++)"), partial(self._zoom, ZOOM_STEP)),
            (
                "zoom-out",
                tr("Zoom out"),
                tr("Zoom out (Ctrl+-)"),
                partial(self._zoom, 1 / ZOOM_STEP),
            ),
            ("maximize", tr("Fit"), tr("Show the whole picture (Ctrl+0)"), self._fit),
        )
        for zoom in zooms:
            tools.addWidget(self._button(*zoom))
        tools.addStretch(1)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addLayout(tools)
        column.addWidget(self._scroll, 1)
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, 1)  # The picture gets all the room there is.
        splitter.setStretchFactor(1, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _right(self) -> QWidget:
        everything = self._button(
            "check", tr("Include &all"), tr("Keep all digits"), partial(self._include, True)
        )
        nothing = self._button(
            "x", tr("Include &none"), tr("Leave all digits out"), partial(self._include, False)
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE // 2)
        buttons.addWidget(everything)
        buttons.addWidget(nothing)
        buttons.addStretch(1)
        hint = quiet_label(
            tr(
                "Select a digit and type its label; Space leaves it out. In a row, type one label"
                " for all its digits, or one for each."
            )
        )
        for text in (hint, self._problem):
            _let_wrap(text)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(SPACE, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(section_head(tr("Labels")))
        column.addWidget(hint)
        column.addWidget(self.rows, 1)
        column.addWidget(self._problem)
        column.addLayout(buttons)
        column.addWidget(self.selected)
        self._problem.hide()
        return right

    def _connect(self) -> None:
        self.picture.selected.connect(lambda number: self._show(selecting(self._now, number)))
        self.picture.stepped.connect(self._step)
        self.picture.labelled.connect(self._label)
        self.picture.toggled.connect(self._toggle)
        self.rows.typed.connect(self._type_row)
        self.rows.corrected.connect(self._check_row)
        self.rows.entered.connect(self._enter_row)
        self.selected.labelled.connect(lambda label: self._label(self._now.selected, label))
        self.selected.left_out.connect(self._leave_out)
        shortcuts: tuple[
            tuple[QKeySequence | QKeySequence.StandardKey, Callable[[], None]], ...
        ] = (
            (QKeySequence.StandardKey.Undo, self.undo_stack.undo),
            (QKeySequence.StandardKey.Redo, self.undo_stack.redo),
            (QKeySequence.StandardKey.ZoomIn, partial(self._zoom, ZOOM_STEP)),
            (QKeySequence.StandardKey.ZoomOut, partial(self._zoom, 1 / ZOOM_STEP)),
            (QKeySequence("Ctrl+0"), self._fit),
        )
        for keys, slot in shortcuts:
            QShortcut(keys, self, slot, context=Qt.ShortcutContext.WindowShortcut)

    def open(self, pixels: NDArray[np.uint8], sheet: Sheet) -> None:
        """Show another sheet, and the whole of its picture."""
        self.undo_stack.clear()
        self._problem.hide()
        self.picture.set_image(picture_image(pixels))
        self.rows.open(sheet)
        self._show(sheet)
        self._fit()

    @property
    def is_edited(self) -> bool:
        """Whether the user has changed labels, or is about to."""
        return not self.undo_stack.isClean() or self.open_row is not None

    @property
    def open_row(self) -> int | None:
        """The first row for which something is typed that is no labels for it."""
        return next((row for row, field in enumerate(self.rows.fields) if field.is_open), None)

    # Edits

    @property
    def _now(self) -> Sheet:
        assert self.sheet is not None
        return self.sheet

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.picture.show_sheet(sheet)
        self.rows.show_sheet(sheet)
        self.selected.show_sheet(sheet)
        frame = self.picture.frame_of(sheet.selected).center().toPoint()
        self._scroll.ensureVisible(frame.x(), frame.y())
        self.changed.emit()

    def _edit(self, text: str, sheet: Sheet) -> None:
        """Show an edited sheet, as a step that can be undone."""
        before = self._now
        self.undo_stack.push(
            UndoStep(text, partial(self._show, sheet), partial(self._show, before))
        )

    def _label(self, number: int, label: int) -> None:
        self._edit(tr("Change label"), labelled(self._now, number, label))

    def _toggle(self, number: int) -> None:
        self._edit(tr("Leave out"), toggled(self._now, number))

    def _leave_out(self) -> None:
        if self._now.digits[self._now.selected].is_included:
            self._toggle(self._now.selected)

    def _include(self, included: bool) -> None:
        text = tr("Include all") if included else tr("Include none")
        self._edit(text, including_all(self._now, included))

    def _step(self, across: int, down: int) -> None:
        if down:
            self._show(selecting_beside(self._now, down))
        else:
            self._show(selecting(self._now, self._now.selected + across))

    def _type_row(self, row: int, text: str) -> None:
        sheet = self._check_row(row, text)
        if sheet is not None:
            self.rows.fields[row].accept()
            self._edit(tr("Change labels of a row"), sheet)

    def _check_row(self, row: int, text: str) -> Sheet | None:
        """The sheet with what is typed for a row; None where that is wrong, and it is marked."""
        try:
            sheet, problem = with_row_text(self._now, row, text), ""
        except RowTextError as error:
            sheet, problem = None, tr(error.text).format(**error.values)
        self.rows.fields[row].mark(problem)
        self._tell_problem()
        return sheet

    def _tell_problem(self) -> None:
        """Say below the rows what is wrong with one of them."""
        found = self.rows.problem
        if found is not None:
            row, problem = found
            self._problem.setText(tr("Row {row}: {problem}").format(row=row + 1, problem=problem))
        self._problem.setVisible(found is not None)

    def _enter_row(self, row: int, place: int) -> None:
        numbers = self._now.row(row)
        sheet = replace(self._now, selected=numbers[min(place, len(numbers) - 1)])
        # Only what is selected: the row's text is being typed.
        self._show(sheet)
        self._tell_problem()

    # The zoom

    def _fit(self) -> None:
        self._fits = True
        self.picture.set_zoom(self.picture.zoom_that_fits(self._scroll.maximumViewportSize()))

    def _zoom(self, by: float) -> None:
        smallest = self.picture.zoom_that_fits(self._scroll.maximumViewportSize())
        self._fits = self.picture.zoom * by <= smallest
        self.picture.set_zoom(max(self.picture.zoom * by, smallest))
        if self.sheet is not None:
            frame = self.picture.frame_of(self.sheet.selected).center().toPoint()
            self._scroll.ensureVisible(frame.x(), frame.y())

    # Qt's events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the whole picture in view where it was, and zoom with Ctrl and the wheel."""
        if event.type() == QEvent.Type.Resize and self._fits:
            QTimer.singleShot(0, self, self._fit)
        if (
            isinstance(event, QWheelEvent)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._zoom(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
            return True
        return super().eventFilter(watched, event)


def _let_wrap(label: QLabel) -> None:
    """Break a text at the width of its column, which is not to be wider for it."""
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
