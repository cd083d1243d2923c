"""The history of runs: look at them, compare two, use, save or delete their models."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import ModelFileError, printable
from digitpad.learning.run_history import PastRun, delete_run, read_runs
from digitpad.models.model_file import load_model
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.model.dataset_titles import score_title
from digitpad.ui.retrain.run_facts import COLUMNS, COMMAND, NAMES, cells, command, facts
from digitpad.ui.support.icons import icon
from digitpad.ui.support.messages import Answer, ask
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, frame, quiet_label
from digitpad.ui.support.translation import joined, plural, tr
from digitpad.ui.support.window_geometry import on_screen
from digitpad.ui.support.worker import TaskRunner

Button = QMessageBox.StandardButton

_Index = QModelIndex | QPersistentModelIndex

MAX_COMPARED = 2

FIRST_SIZE = QSize(1120, 560)
"""Pixels."""

MAX_NAMED = 20
"""Files named that cannot be read."""


class HistoryDialog(QDialog):
    """A table of all runs, and below it what is known of those that are selected.

    Parameters
    ----------
    undecided : the model file of the run that is still to be decided on; None where there is none.
    """

    def __init__(
        self,
        current_model: CurrentModel,
        background: TaskRunner,
        undecided: Callable[[], Path | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("historyDialog")
        self.setWindowTitle(tr("Training history"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(on_screen(self, FIRST_SIZE))
        self._current_model = current_model
        self._background = background
        self._undecided = undecided
        self._runs: list[PastRun] = []
        self.table = self._make_table()
        self._hint = quiet_label(tr("Loading…"))
        self._unread = quiet_label("")
        self._unread.setWordWrap(True)
        self._unread.hide()
        self.details = Details(self)
        self.use_button = self._button(
            "check", tr("&Use model"), tr("Make the model of this run the current model")
        )
        self.save_button = self._button(
            "save", tr("S&ave as…"), tr("Save the model of this run to a file")
        )
        self.copy_button = self._button(
            "copy", tr("&Copy command"), tr("Copy the command line that repeats this run")
        )
        self.delete_button = self._button("trash-2", tr("&Delete…"), "")
        self._lay_out()
        self._connect()
        self._show_selected()
        self._read()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(COLUMNS), self)
        table.setObjectName("runs")
        table.setAccessibleName(tr("Runs"))
        table.setHorizontalHeaderLabels([tr(name) for name in COLUMNS])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        frame(table)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setItemDelegate(_Cell(table))
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(5 * SPACE)
        mode = QHeaderView.ResizeMode
        for column in range(len(COLUMNS)):
            # Names take what the figures leave; the tooltip of a cell has all of its text.
            header.setSectionResizeMode(
                column, mode.Stretch if column in NAMES else mode.ResizeToContents
            )
        return table

    def _button(self, name: str, text: str, what: str) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        button.setToolTip(tip(what))
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidget(self.details)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.use_button, self.save_button, self.copy_button, self.delete_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        close = self._button("x", tr("C&lose"), "")
        close.clicked.connect(self.close)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.table, 2)
        layout.addWidget(self._unread)
        layout.addWidget(self._hint)
        layout.addWidget(scroll, 3)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._show_selected)
        self.use_button.clicked.connect(self._use)
        self.save_button.clicked.connect(self._save)
        self.copy_button.clicked.connect(self._copy)
        self.delete_button.clicked.connect(self._ask_to_delete)
        self._current_model.changed.connect(self._show_selected)

    def _read(self) -> None:
        """List what there is, away from the window."""
        # A method, which Qt disconnects when this is deleted; a function it would still call.
        self._background.run(read_runs, self._show)

    def _show(self, found: tuple[list[PastRun], list[ModelFileError]]) -> None:
        runs, unread = found
        self._runs = runs
        files = joined(printable(Path(error.file).name) for error in unread[:MAX_NAMED])
        self._unread.setText(tr("Runs that cannot be read: {files}").format(files=files))
        self._unread.setToolTip(tip("\n".join(map(str, unread[:MAX_NAMED]))))
        self._unread.setVisible(bool(unread))
        self.table.setRowCount(len(runs))
        for row, past in enumerate(runs):
            for column, text in enumerate(cells(past)):
                item = QTableWidgetItem(text)
                item.setToolTip(tip(text))
                self.table.setItem(row, column, item)
        if runs:
            self.table.selectRow(0)
        self._show_selected()

    def selected(self) -> list[PastRun]:
        """The runs that are selected, from the top."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._runs[row] for row in rows]

    def _show_selected(self) -> None:
        runs = self.selected()
        hint = tr("Select a run to see its settings, or two to compare them.")
        if not self._runs:
            hint = tr("No runs yet. Train a model to see it here.")
        elif len(runs) == MAX_COMPARED:
            hint = tr("Two runs side by side; values that differ are bold.")
        self._hint.setText(hint)
        self.details.show_runs(runs[:MAX_COMPARED])
        is_one = len(runs) == 1
        for button in (self.use_button, self.save_button, self.copy_button):
            button.setEnabled(is_one)
        why_not = self._why_not_delete(runs)
        self.delete_button.setEnabled(bool(runs) and not why_not)
        self.delete_button.setToolTip(tip(why_not or tr("Delete the model files of these runs")))

    def _why_not_delete(self, runs: list[PastRun]) -> str:
        """Why these cannot be deleted; empty where they can."""
        paths = [past.path for past in runs]
        if Path(self._current_model.path) in paths:
            return tr("The current model cannot be deleted.")
        undecided = tr("First use the new model, or keep the current one.")
        return undecided if self._undecided() in paths else ""

    # What becomes of a run

    def _use(self) -> None:
        self._current_model.open(str(self.selected()[0].path))

    def _save(self) -> None:
        path = self.selected()[0].path
        if where := self._current_model.ask_where():
            self._background.run(
                lambda: load_model(path), lambda model: self._current_model.save_other(model, where)
            )

    def _copy(self) -> None:
        QApplication.clipboard().setText(command(self.selected()[0]))

    def _ask_to_delete(self) -> None:
        runs = self.selected()
        text = plural(
            len(runs),
            tr("Permanently delete this run and its model?"),
            tr("Permanently delete {n} runs and their models?"),
        )
        answers: dict[Answer, Callable[[], None]] = {
            tr("&Delete"): partial(self._delete, runs),
            Button.Cancel: lambda: None,
        }
        ask(self, text, answers)

    def _delete(self, runs: list[PastRun]) -> None:
        def delete() -> None:
            for past in runs:
                delete_run(past.path)

        def ended() -> None:
            self._current_model.forget_deleted()
            self._read()

        self._background.save(delete, lambda _: None).ended.connect(ended)


class _Cell(QStyledItemDelegate):
    """A cell without a frame of its own: a whole row is selected, and the frame dims its text."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class Details(QWidget):
    """What is known of some runs, side by side; where they differ, in bold."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._rows: list[str] = []

    def show_runs(self, runs: list[PastRun]) -> None:
        """Show these."""
        self._rows = []
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        all_facts = [facts(past) for past in runs]
        names = list(dict.fromkeys(name for each in all_facts for name in each if name != COMMAND))
        for row, name in enumerate([*names, COMMAND] if all_facts else []):
            values = [each.get(name, "–") for each in all_facts]
            shown = score_title(tr(name))
            self._rows.append(" | ".join([shown, *values]))
            self._grid.addWidget(quiet_label(shown), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, value in enumerate(values, 1):
                self._grid.addWidget(_value(value, len(set(values)) > 1), row, column)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        for column in range(1, MAX_COMPARED + 1):
            self._grid.setColumnStretch(column, int(column <= len(runs)))

    @property
    def text(self) -> str:
        """Everything that is told, a row of values a line."""
        return "\n".join(self._rows)


def _value(text: str, is_different: bool) -> QLabel:
    label = plain_label(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    font = label.font()
    font.setBold(is_different)
    label.setFont(font)
    return label
