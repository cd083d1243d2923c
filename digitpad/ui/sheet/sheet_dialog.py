"""The dialog in which the digits of a sheet are labelled."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import DigitpadError
from digitpad.ui.sheet.sheet_page import SheetPage
from digitpad.ui.sheet.sheet_state import Sheet
from digitpad.ui.support.icons import icon
from digitpad.ui.support.messages import Button, ask, show_error
from digitpad.ui.support.plain_text import ElidedLabel, plain_label
from digitpad.ui.support.short_names import shortened
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import plural, tr
from digitpad.ui.support.window_geometry import on_screen
from digitpad.ui.widgets.progress_row import ProgressRow

FIRST_SIZE = QSize(1040, 680)
"""Pixels."""


class SheetDialog(QDialog):
    """Shows that digits are being looked for, then the sheet, or why there is none.

    Signals
    -------
    another_wanted() : the user wants to select another picture.
    cancelled() : the user wants what is under way to end, or else to leave.
    keep_wanted(object, bool) : the user wants to keep this Sheet, in *My digits* or a new dataset.
    """

    another_wanted = Signal()
    cancelled = Signal()
    keep_wanted = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheetDialog")
        self.setWindowTitle(tr("Import sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(on_screen(self, FIRST_SIZE))
        self.page = SheetPage(self)
        self.page.changed.connect(self._offer)
        self._message = plain_label("", self)
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._message)
        self._pages.addWidget(self.page)
        self._counts = ElidedLabel("", self)
        self.progress = ProgressRow(self)
        self.progress.cancelled.connect(self.cancelled)
        self.mine = QRadioButton(tr("&My digits"), self)
        self.new_set = QRadioButton(tr("New &dataset"), self)
        self.mine.setChecked(True)
        self.mine.toggled.connect(self._offer)
        self.keep = QPushButton(self)
        self.keep.clicked.connect(self._keep)
        self.keep.setDefault(True)
        self.another = QPushButton(icon("folder-open"), tr("Anothe&r picture…"), self)
        self.another.setAutoDefault(False)
        self.another.clicked.connect(self.another_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        close = QPushButton(tr("Cancel"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.cancelled)
        self._foot = QWidget(self)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(SPACE)
        self._to = QLabel(tr("Add to:"), self)
        for widget in (self._to, self.mine, self.new_set):
            foot.addWidget(widget)
        foot.addStretch(1)
        for button in (self.another, close, self.keep):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._counts)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self._foot)

    # What it shows

    def show_looking(self, path: str) -> None:
        """Show that digits are being looked for."""
        self._counts.setText(Path(path).name)
        self._show_message(tr("Finding digits…"))
        self.progress.start()

    def show_failure(self, error: DigitpadError) -> None:
        """Show why there are no digits; over the sheet before, if there is one."""
        if self.page.sheet is not None:
            self.show_page()
            show_error(self, error)
            return
        self.progress.hide()
        self._show_message(str(error))
        self.another.setFocus()

    def show_sheet(self, path: str, pixels: NDArray[np.uint8], sheet: Sheet) -> None:
        """Show a sheet, so that its labels can be corrected."""
        self._name = Path(path).name
        self.show_page()
        self.page.open(pixels, sheet)

    def show_page(self) -> None:
        """Show the sheet that was found last, with all that was typed."""
        self.progress.hide()
        self._pages.setCurrentWidget(self.page)
        self._show_foot(True)
        self._offer()
        self.page.picture.setFocus()

    @property
    def is_page_shown(self) -> bool:
        """Whether a sheet is seen, and nothing in its place."""
        return self._pages.currentWidget() is self.page

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once the sheet may go; ask first where its labels were changed."""
        if not (self.is_page_shown and self.page.is_edited):
            then()
            return
        text = tr('Discard your labels for "{name}"?').format(name=shortened(self._name))
        ask(self, text, {Button.Discard: then, Button.Cancel: lambda: None})

    def set_saving(self, is_saving: bool) -> None:
        """Allow no edit while the digits are being written."""
        self.page.setEnabled(not is_saving)
        self._foot.setEnabled(not is_saving)

    def _show_message(self, text: str) -> None:
        self._message.setText(text)
        self._pages.setCurrentWidget(self._message)
        self._show_foot(False)

    def _show_foot(self, has_sheet: bool) -> None:
        for widget in (self._to, self.mine, self.new_set, self.keep):
            widget.setVisible(has_sheet)

    def _offer(self) -> None:
        """Say how many digits there are, and offer to keep those that are included."""
        sheet = self.page.sheet
        if sheet is None:
            return
        digits = plural(len(sheet.digits), tr("1 digit"), tr("{n:,} digits"))
        rows = plural(sheet.row_count, tr("1 row"), tr("{n:,} rows"))
        uncertain = sum(digit.is_doubted for digit in sheet.digits)
        texts = [self._name, tr("{digits} in {rows}").format(digits=digits, rows=rows)]
        if uncertain:
            texts.append(
                plural(
                    uncertain,
                    tr("1 uncertain prediction (dashed frame)"),
                    tr("{n:,} uncertain predictions (dashed frames)"),
                )
            )
        self._counts.setText(" · ".join(texts))
        count = len(sheet.included)
        text = (
            plural(count, tr("Add 1 digit"), tr("Add {n:,} digits"))
            if self.mine.isChecked()
            else plural(count, tr("Save 1 digit…"), tr("Save {n:,} digits…"))
        )
        self.keep.setText(text)
        self.keep.setEnabled(count > 0)

    def _keep(self) -> None:
        self.page.rows.finish()
        row = self.page.open_row
        if row is not None:
            self.page.rows.go_to(row)  # What is wrong with it stands below the rows.
            return
        self.keep_wanted.emit(self.page.sheet, self.mine.isChecked())

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancelled.emit()
        if self.isVisible():
            event.ignore()
