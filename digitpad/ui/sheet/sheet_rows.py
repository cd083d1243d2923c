"""The labels of a sheet, a field for each row, in which they are typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from digitpad.ui.sheet.sheet_state import Sheet
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr


class SheetRows(QScrollArea):
    """A field for each row of a sheet.

    Signals
    -------
    typed(int, str) : the user has typed this text for a row.
    entered(int, int) : the user is at this place of a row's text.
    dropped() : the user drops what was typed for a row.
    """

    typed = Signal(int, str)
    dropped = Signal()
    entered = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields: list[RowField] = []

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the labels of all rows; what is being typed stays until it is accepted."""
        for row, field in enumerate(self.fields):
            field.show_text(sheet.row_text(row))

    def open(self, sheet: Sheet) -> None:
        """Have a field for each row of another sheet."""
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, SPACE, 0)
        grid.setSpacing(SPACE // 2)
        self.fields = []
        for row in range(sheet.row_count):
            head = tr("Row {row}").format(row=row + 1)
            field = RowField(partial(self._go, row), page)
            field.setAccessibleName(tr("Labels of row {row}").format(row=row + 1))
            field.setToolTip(
                tip(tr('One label for each digit, or one for the whole row; "-" leaves out'))
            )
            field.done.connect(partial(self.typed.emit, row))
            field.dropped.connect(self.dropped)
            field.at.connect(partial(self.entered.emit, row))
            grid.addWidget(QLabel(head, page), row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(quiet_label(f"{len(sheet.row(row)):,}"), row, 2)
            self.fields.append(field)
        grid.setRowStretch(sheet.row_count, 1)
        self.setWidget(page)

    def _go(self, row: int, by: int) -> None:
        """Go to another row; past the last one, stay."""
        if 0 <= row + by < len(self.fields):
            field = self.fields[row + by]
            field.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(field)


class RowField(QLineEdit):
    """The labels of one row.

    Parameters
    ----------
    go : goes so many rows down.

    Signals
    -------
    done(str) : the user has typed this.
    dropped() : the user drops what was typed.
    at(int) : the cursor stands before this digit of the row.
    """

    done = Signal(str)
    dropped = Signal()
    at = Signal(int)

    def __init__(self, go: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._go = go
        self._shown = ""
        self.setMinimumWidth(1)
        self.editingFinished.connect(self._finish)
        self.cursorPositionChanged.connect(self._tell_place)

    @property
    def is_open(self) -> bool:
        """Whether something is typed that the row does not have."""
        return self.text() != self._shown

    def show_text(self, text: str) -> None:
        """Show the labels that the row has, unless others are being typed."""
        if not self.is_open and text != self._shown:
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(place)
        self._shown = text

    def accept(self) -> None:
        """What is typed is what the row has now, in one form or another."""
        self._shown = self.text()

    def _tell_place(self, _: int, place: int) -> None:
        if self.hasFocus():
            self.at.emit(place)

    def _finish(self) -> None:
        if self.is_open:
            self.done.emit(self.text())

    # Qt's events

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.at.emit(self.cursorPosition())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # It would press the button of the dialog, too.
            self._finish()
            if not self.is_open:  # Else it is no labels for the row, and is to be corrected.
                self._go(1)
        elif key == Qt.Key.Key_Escape and self.is_open:
            self.setText(self._shown)
            self.dropped.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
