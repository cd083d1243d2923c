"""Playgrounds and points into the tab and out of it: files, clipboard, drag and drop."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from digitpad.playground.points_file import PointsTable, parse_points, read_points
from digitpad.playground.state import PlaygroundState, Setup
from digitpad.playground.state_file import is_json, read_state, save_state
from digitpad.ui.playground.points_text import told_of
from digitpad.ui.playground.session import PlaygroundSession
from digitpad.ui.playground.shortcuts import Shortcuts
from digitpad.ui.support.file_dialogs import ask_open, ask_save
from digitpad.ui.support.icons import icon
from digitpad.ui.support.messages import Button, ask
from digitpad.ui.support.mime import local_files
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.recent import RecentMenu, remember_recent
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.short_names import shortened
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner

KIND = "playground"
"""Under which folder and recent files are remembered."""

OPENED = "*.json *.csv *.tsv *.txt"

PASTED, DROPPED = "The text on the clipboard", "The text that was dropped"
"""What errors call them."""


class PlaygroundFiles(QObject):
    """Opens and saves playgrounds; opens, pastes and takes points that are dropped.

    It is an event filter of the widgets on which files are dropped.

    Attributes
    ----------
    open_action, save_action, paste_action : what the menus have.
    recent : the menu of files that were opened lately.

    Signals
    -------
    message(str) : something quiet to tell the user.
    renamed() : ``name`` or ``is_modified`` is another.
    """

    message = Signal(str)
    renamed = Signal()

    def __init__(
        self,
        session: PlaygroundSession,
        shortcuts: Shortcuts,
        background: TaskRunner,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session, self._background, self._page = session, background, page
        self._given_up: PlaygroundState | None = None  # What the user does not want to save.
        self._told = "", False  # What the title was told last.
        session.changed.connect(self._tell_name)
        # A little later: a stack that is deleted tells of its end, too.
        session.undo_stack.indexChanged.connect(self._tell_name, Qt.ConnectionType.QueuedConnection)
        self.open_action = self._action(
            shortcuts, "Open", tr("Open &playground or points…"), "folder-open"
        )
        self.open_action.setIconText(tr("Open…"))
        self.open_action.setToolTip(
            tip(tr("Open a saved playground, or points from a CSV table (Ctrl+O)"))
        )
        self.open_action.triggered.connect(self._ask_open)
        self.save_action = self._action(shortcuts, "Save", tr("&Save playground as…"), "save")
        self.save_action.setShortcuts(QKeySequence.StandardKey.Save)
        self.save_action.setToolTip(tip(tr("Save points, settings and weights (Ctrl+S)")))
        self.save_action.triggered.connect(lambda: self._ask_save())
        self.paste_action = self._action(shortcuts, "Paste", tr("&Paste points"), "clipboard-paste")
        self.paste_action.setShortcuts(QKeySequence.StandardKey.Paste)
        self.paste_action.setToolTip(tip(tr("Paste lines of x, y and label (Ctrl+V)")))
        self.paste_action.triggered.connect(self.paste)
        self.recent = RecentMenu(
            tr("Recent p&laygrounds"),
            KIND,
            self.open,
            page,
            nothing=tr("No recent playgrounds"),
        )

    def _action(self, shortcuts: Shortcuts, name: str, text: str, icon_name: str) -> QAction:
        action = shortcuts.add(name, text, "", lambda: None)
        action.setIcon(icon(icon_name))
        return action

    @property
    def name(self) -> str:
        """Of the file that was opened or saved last, for the title; empty for none."""
        return Path(self._session.state.setup.document.file).name

    @property
    def is_modified(self) -> bool:
        """Whether something was changed or learned since."""
        return self._session.is_modified

    def _tell_name(self) -> None:
        now = self.name, self.is_modified
        if now != self._told:
            self._told = now
            self.renamed.emit()

    # In

    def _ask_open(self) -> None:
        known, all_files = tr("Playgrounds and points"), tr("All files")
        kinds = f"{known} ({OPENED});;{all_files} (*)"
        if path := ask_open(self._page, tr("Open playground or points"), KIND, kinds):
            self.open(path)

    def open(self, path: str | Path) -> None:
        """Open a playground or points, whichever the file has."""
        path = str(Path(path).absolute())
        remember_folder(KIND, path)
        self._background.run(lambda: _read(path), partial(self._show, path))

    def _show(self, path: str, content: Setup | PointsTable) -> None:
        remember_recent(KIND, path)
        if isinstance(content, Setup):
            self._session.open_file(path, content)
            self._tell_name()
            self.message.emit(tr("Opened {file}").format(file=path))
        else:
            self._session.open_points(content.points, told_of(content), is_in_file=True)

    def paste(self) -> None:
        """Learn from the points on the clipboard, or in a file that was copied."""
        data = QApplication.clipboard().mimeData()
        files = local_files(data) if data else []
        if files:
            self.open(files[0])
        else:
            self._take_text(data.text() if data else "", PASTED)

    def _take_text(self, text: str, name: str) -> None:
        def show(table: PointsTable) -> None:
            self._session.open_points(table.points, told_of(table), is_in_file=False)

        self._background.run(lambda: parse_points(text, name), show)

    def take_drops(self, widget: QWidget) -> None:
        """Open files and texts that are dropped on a widget."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files and texts that are dropped."""
        if isinstance(event, QDragEnterEvent) and _is_wanted(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            files = local_files(event.mimeData())
            if files:
                self.open(files[0])
            else:
                self._take_text(event.mimeData().text(), DROPPED)
            return True
        return False

    # Out

    @property
    def is_unfinished(self) -> bool:
        """Whether something would be lost."""
        session = self._session
        return session.is_unsaved and session.state is not self._given_up

    def leave(self, then: Callable[[], None]) -> None:
        """Ask what becomes of what is not saved, and call ``then`` once it may be left."""
        self._session.runner.pause()
        state = self._session.state

        def discard() -> None:
            self._given_up = state
            then()

        def save() -> None:
            if state.setup.document.file:
                self.save(state.setup.document.file, then)
            else:
                self._ask_save(then)

        changed = tr('Save changes to "{name}"?').format(name=shortened(self.name))
        text = changed if self.name else tr("Save the playground with your points?")
        answers = {Button.Save: save, Button.Discard: discard, Button.Cancel: lambda: None}
        ask(self._page, text, answers)

    def _ask_save(self, then: Callable[[], None] = lambda: None) -> None:
        name = self.name or "playground.json"
        kinds = {tr("Playgrounds (*.json)"): ".json"}
        path = ask_save(self._page, tr("Save playground as"), name, KIND, kinds)
        if path:
            self.save(path, then)

    def save(self, path: str, then: Callable[[], None] = lambda: None) -> None:
        """Save everything as it is now, then call ``then``."""
        remember_folder(KIND, path)
        setup, content = self._session.setup_now(), self._session.content

        def done(_: object) -> None:
            remember_recent(KIND, path)
            self._session.note_saved(path, setup.document, content)
            self._tell_name()
            self.message.emit(tr("Saved {file}").format(file=path))
            then()

        self._background.save(lambda: save_state(path, setup), done)


def _read(path: str) -> Setup | PointsTable:
    return read_state(path) if is_json(path) else read_points(path)


def _is_wanted(event: QDropEvent) -> bool:
    """Whether what is dragged may be a playground or points; all else is the window's."""
    data = event.mimeData()
    endings = tuple(OPENED.replace("*", "").split())
    files = local_files(data)
    if files:
        return files[0].lower().endswith(endings)
    return data.hasText() and not data.hasImage()
