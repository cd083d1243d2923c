"""The labels of a sheet, a field for each row, in which they are typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from digitpad.ui.sheet.sheet_state import Sheet
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.wrong_text import mark_text


class SheetRows(QScrollArea):
    """A field for each row of a sheet.

    Signals
    -------
    typed(int, str) : the user has typed this text for a row.
    corrected(int, str) : the user is typing this for a row that is marked as wrong.
    entered(int, int) : the user is at this place of a row's text.
    """

    typed = Signal(int, str)
    corrected = Signal(int, str)
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
            field.done.connect(partial(self.typed.emit, row))
            field.corrected.connect(partial(self.corrected.emit, row))
            field.at.connect(partial(self.entered.emit, row))
            grid.addWidget(QLabel(head, page), row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(quiet_label(f"{len(sheet.row(row)):,}"), row, 2)
            self.fields.append(field)
        grid.setRowStretch(sheet.row_count, 1)
        self.setWidget(page)

    @property
    def problem(self) -> tuple[int, str] | None:
        """A row that is marked, and what is wrong with it: the one with the focus, or the first."""
        wrong = [(row, field) for row, field in enumerate(self.fields) if field.problem]
        wrong.sort(key=lambda one: not one[1].hasFocus())
        return (wrong[0][0], wrong[0][1].problem) if wrong else None

    def finish(self) -> None:
        """Take what was typed for the rows, though the keys may still go there."""
        for field in self.fields:
            field.finish()

    def go_to(self, row: int, why: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Let the keys go to a row: to where they were in its text, or to all of it after a key."""
        self.fields[row].setFocus(why)
        self.ensureWidgetVisible(self.fields[row])

    def _go(self, row: int, by: int) -> None:
        """Go to another row; past the last one, stay."""
        if 0 <= row + by < len(self.fields):
            self.go_to(row + by, Qt.FocusReason.TabFocusReason)


class RowField(QLineEdit):
    """The labels of one row.

    Parameters
    ----------
    go : goes so many rows down.

    Signals
    -------
    done(str) : the user has typed this.
    corrected(str) : this is the text now, after one that was marked as wrong.
    at(int) : the cursor stands before this digit of the row.

    Attributes
    ----------
    problem : what is wrong with the text; empty where nothing is.
    """

    done = Signal(str)
    corrected = Signal(str)
    at = Signal(int)

    def __init__(self, go: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._go = go
        self._shown = ""
        self._is_clicked = False  # And had not the focus before.
        self.mark("")
        self.setMinimumWidth(1)
        self.editingFinished.connect(self.finish)
        self.textChanged.connect(self._correct)
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

    def mark(self, problem: str) -> None:
        """Show what is wrong with the text; with an empty problem, that nothing is."""
        self.problem = problem
        usual = tr('One label for each digit, or one for the whole row; "-" leaves out')
        mark_text(self, problem, usual)

    def finish(self) -> None:
        """The user has typed what stands here."""
        if self.is_open:
            self.done.emit(self.text())

    def _correct(self, text: str) -> None:
        if self.problem:
            self.corrected.emit(text)

    def _tell_place(self, _: int, place: int) -> None:
        if self.hasFocus():
            self.at.emit(place)

    # Qt's events

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        self.at.emit(self.cursorPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select all with the first click, so that what is typed takes the place of all labels."""
        super().mouseReleaseEvent(event)
        if self._is_clicked and not self.hasSelectedText():
            self.blockSignals(True)  # The digit that was clicked stays selected in the picture.
            self.selectAll()
            self.blockSignals(False)
        self._is_clicked = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # It would press the button of the dialog, too.
            self.finish()
            if not self.is_open:  # Else it is no labels for the row, and is to be corrected.
                self._go(1)
        elif key == Qt.Key.Key_Escape and self.is_open:
            self.setText(self._shown)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
