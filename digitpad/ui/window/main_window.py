"""The window: tabs, menus, status bar, and the wires between them."""

import itertools
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QUndoGroup,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import DigitpadError
from digitpad.files.log import report_lost
from digitpad.models.model_file import Model
from digitpad.ui.dataset.dataset_tab import DatasetTab
from digitpad.ui.draw.draw_tab import DrawTab
from digitpad.ui.draw.image_io import ImageIO
from digitpad.ui.draw.tools import THICKEST, THINNEST
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.playground.playground_tab import PlaygroundTab
from digitpad.ui.retrain.controller import RetrainController
from digitpad.ui.support.settings import number_setting, settings, told_damage
from digitpad.ui.support.window_geometry import restore_geometry
from digitpad.ui.support.worker import MAX_WAIT_LENGTH, Background, running, wait_for_workers
from digitpad.ui.window.appearance import Appearances
from digitpad.ui.window.file_opener import FileOpener
from digitpad.ui.window.notices import Notices
from digitpad.ui.window.status_bar import StatusBar

if TYPE_CHECKING:
    # Imported when it is made: the window starts the sooner.
    from PySide6.QtWidgets import QMessageBox

    from digitpad.ui.dataset.dataset_view import DatasetView
    from digitpad.ui.playground.playground_view import PlaygroundView

CLOSING_TIME = 0.05
"""Seconds that the window waits, while it closes, for what is under way to end."""

LOOK_AGAIN = 20
"""Milliseconds between two looks at whether it has."""

_Parts = dict[QWidget, list[QAction]]
"""What each tab has of its own in a menu."""

FIRST_SIZE = QSize(1040, 720)
"""Size of the window at its first start, pixels."""


class MainWindow(QMainWindow):
    """Wires pen, network and bars, and the menus to all of them.

    Parameters
    ----------
    model, path : what reads at first, and its file; no path is the built-in model.
    builtin : what *Back to the built-in model* brings back.

    Signals
    -------
    first_painted() : the window can be seen.
    closed() : it is closed, and nothing is under way any more.
    """

    first_painted = Signal()
    closed = Signal()

    def __init__(self, model: Model, path: str, builtin: Model) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("digitpad")
        self.setMinimumSize(768, 624)
        self.setAcceptDrops(True)
        self._background = Background(self)
        self.current_model = CurrentModel(model, path, builtin, self._background, self)
        self._undo_group = QUndoGroup(self)
        undo, redo = self._undo_actions()
        self.draw_tab = DrawTab(self.current_model, undo, redo)
        self.dataset_tab = DatasetTab(model.network)
        self.playground_tab = PlaygroundTab(self._background)
        self.image_io = ImageIO(self.draw_tab.canvas, self._background, self)
        self._opener = FileOpener(
            self._background,
            self.current_model.open,
            self.image_io.open,
            self.open_dataset,
            wants_dataset=lambda: self._tabs.currentWidget() is self.dataset_tab,
        )
        self.retraining = RetrainController(self.current_model, self._background, self)
        self.notices = Notices(self)
        self._tabs = self._make_tabs()
        self._make_menus(undo, redo)
        self._status_bar = StatusBar(self)
        self._status_bar.show_model(self.current_model.description)
        self.setStatusBar(self._status_bar)
        self._connect()
        self._restore_settings()
        self._tab_changed()
        self._is_painted = False
        self._asks = True
        self._is_closing = False
        self._closing_since = 0.0

    def _undo_actions(self) -> tuple[QAction, QAction]:
        """Undo and redo for whichever tab is in front."""
        undo = self._undo_group.createUndoAction(self, "&Undo")
        redo = self._undo_group.createRedoAction(self, "&Redo")
        for action, name, icon_text in ((undo, "actionUndo", "Undo"), (redo, "actionRedo", "Redo")):
            action.setObjectName(name)
            action.setIconText(icon_text)
        undo.setShortcuts(QKeySequence.StandardKey.Undo)
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        return undo, redo

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget(self)
        tabs.setObjectName("tabs")
        tabs.setDocumentMode(True)
        # Keys go to the page: a tab that was clicked must not take E and Delete for itself.
        tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for tab, name, text in (
            (self.draw_tab, "drawTab", "Draw"),
            (self.dataset_tab, "datasetTab", "Dataset"),
            (self.playground_tab, "playgroundTab", "Playground"),
        ):
            tab.setObjectName(name)
            tabs.addTab(tab, text)
        self._undo_group.addStack(self.draw_tab.canvas.undo_stack)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        layout.addWidget(tabs, 1)
        self.setCentralWidget(page)
        return tabs

    def _make_menus(self, undo: QAction, redo: QAction) -> None:
        bar, draw, image_io, current_model = (
            self.menuBar(),
            self.draw_tab,
            self.image_io,
            self.current_model,
        )
        self._file_menu = file = bar.addMenu("&File")
        file.addAction(image_io.open_action)
        self._before_sets = file.addSeparator()
        dataset = self.dataset_tab
        file.addActions([dataset.open_folder, dataset.open_file, dataset.open_mine])
        file.addMenu(dataset.recent)
        self._before_quit = file.addSeparator()
        quit_action = file.addAction("&Quit", self.close)
        quit_action.setShortcuts([QKeySequence("Ctrl+Q")])
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        # Each tab has its own: what cannot be seen must not be saved or changed.
        self._file_parts: _Parts = {draw: [image_io.save_action]}
        edit = bar.addMenu("&Edit")
        edit.addActions([undo, redo])
        self._edit_parts: _Parts = {
            draw: [
                _separator(self),
                image_io.copy_action,
                image_io.paste_action,
                _separator(self),
                draw.eraser,
                draw.thinner,
                draw.thicker,
                draw.clear,
                draw.labelling.menu.menuAction(),
            ]
        }
        self._edit_menu = edit
        model = bar.addMenu("&Model")
        model.addActions([current_model.open_action, current_model.save_action])
        model.addActions([current_model.previous_action, current_model.restore_action])
        model.addSeparator()
        model.addActions([draw.learning.action, draw.after_each.action, self.retraining.action])
        model.addSeparator()
        model.addAction(current_model.about_action)
        self._appearances = Appearances(bar.addMenu("&View").addMenu("&Appearance"), self)
        help_menu = bar.addMenu("&Help")
        help_menu.addAction("&Keyboard shortcuts", "F1", self._show_shortcuts)
        about = help_menu.addAction("&About digitpad", self._show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _connect(self) -> None:
        self.draw_tab.classified.connect(self._status_bar.show_time)
        self.current_model.changed.connect(self._model_changed)
        self.dataset_tab.opened.connect(lambda: self._tabs.setCurrentWidget(self.dataset_tab))
        self.dataset_tab.digit_sent.connect(self.image_io.show_digit)
        self.image_io.put.connect(lambda: self._tabs.setCurrentWidget(self.draw_tab))
        self.image_io.set_found.connect(self.open_dataset)
        self.image_io.files_found.connect(self._opener.open)
        self.dataset_tab.made.connect(self._add_workbench)
        self.playground_tab.made.connect(self._add_playground)
        labelling = self.draw_tab.labelling
        labelling.changed.connect(self.dataset_tab.note_my_digits)
        labelling.changed.connect(self.retraining.note_my_digits)
        retraining, learning = self.retraining, self.draw_tab.learning
        learning.action.triggered.connect(lambda: self._tabs.setCurrentWidget(self.draw_tab))
        retraining.exclude(learning)
        others = (self.image_io, self.dataset_tab, self.playground_tab, retraining)
        for source in (self.current_model, self.draw_tab.canvas, self._opener, *others):
            source.message.connect(self.show_message)
        for failing in (self._background, labelling, learning, *others):
            failing.failed.connect(self.show_error)
        self._tabs.currentChanged.connect(self._tab_changed)

    def _restore_settings(self) -> None:
        self.resize(FIRST_SIZE)
        restore_geometry(self, "window/geometry")
        tools = self.draw_tab.tools
        tools.pen_width = number_setting("draw/pen_width", tools.pen_width, THINNEST, THICKEST)

    def _add_workbench(self, view: "DatasetView") -> None:
        """Put what can be done on the Dataset tab into the menus."""
        self._undo_group.addStack(view.editing.undo_stack)
        saver, editing = view.saver, view.editing
        self._file_parts[self.dataset_tab] = [
            _separator(self),
            *view.half_actions,
            _separator(self),
            saver.save_action,
            saver.export_action,
        ]
        self._edit_parts[self.dataset_tab] = [
            _separator(self),
            view.filters.find_action,
            editing.menu.menuAction(),
            editing.delete_action,
        ]

    def _add_playground(self, view: "PlaygroundView") -> None:
        """Let the menus undo what is done on the Playground."""
        self._undo_group.addStack(view.session.undo_stack)

    def open_dataset(self, path: str | Path) -> None:
        """Open a data set and show it."""
        self.dataset_tab.open(path)

    def make_hidden_tabs(self) -> None:
        """Make what will only be seen when another tab is chosen."""
        self.dataset_tab.make_view()
        if damage := told_damage():
            self.notices.tell(damage)
        try:
            self.draw_tab.put_back_drawing()
        except DigitpadError as error:
            self.notices.tell(str(error))
        # One question after the other: the second would cover the first.
        self.dataset_tab.offer_unsaved(then=self.retraining.offer_resume)

    def warm_up(self) -> None:
        """Get ready, away from the window, what the first stroke would else have to wait for."""
        self._background.run(self.draw_tab.classifier.warm_up, lambda _: None)

        def tidy() -> None:
            from digitpad.data.leftovers import remove_leftovers

            remove_leftovers()

        self._background.run(tidy, lambda _: None)

    # What happens

    def _tab_changed(self) -> None:
        tab = self._tabs.currentWidget()
        self.image_io.set_enabled(tab is self.draw_tab)
        if tab is self.draw_tab:
            self._undo_group.setActiveStack(self.draw_tab.canvas.undo_stack)
            self.draw_tab.canvas.setFocus()
        elif tab is self.dataset_tab:
            self._undo_group.setActiveStack(self.dataset_tab.make_view().editing.undo_stack)
            self.dataset_tab.setFocus()
        else:
            view = self.playground_tab.make_view()
            self._undo_group.setActiveStack(view.session.undo_stack)
            view.plane.setFocus()
        for menu, parts in (
            (self._file_menu, self._file_parts),
            (self._edit_menu, self._edit_parts),
        ):
            for action in itertools.chain(*parts.values()):
                menu.removeAction(action)
        before = self._before_sets if tab is self.draw_tab else self._before_quit
        self._file_menu.insertActions(before, self._file_parts.get(tab, []))
        self._edit_menu.addActions(self._edit_parts.get(tab, []))

    def _model_changed(self) -> None:
        self._status_bar.show_model(self.current_model.description)
        self.draw_tab.classifier.set_network(self.current_model.current.network)
        self.dataset_tab.set_network(self.current_model.current.network)

    def show_message(self, text: str) -> None:
        """Tell the user something, quietly."""
        self._status_bar.tell(text)

    def show_error(self, error: DigitpadError) -> "QMessageBox":
        """Tell the user what could not be done. A window about to close stays open for it."""
        from digitpad.ui.support.messages import show_error

        if self._is_closing and self._asks:
            self._is_closing = False
            self._background.open_again()
            self.show()
        return show_error(self, error)

    def _show_shortcuts(self) -> None:
        # This and the like are imported when asked for: the window starts the sooner.
        from digitpad.ui.window.help import show_shortcuts

        show_shortcuts(self)

    def _show_about(self) -> None:
        from digitpad.ui.window.help import show_about

        show_about(self)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.image_io.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.image_io.take(event.mimeData(), "drop")

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._asks and self._has_asked():
            event.ignore()
            return
        if not self._is_closing:
            self._begin_closing()
        wait_for_workers(CLOSING_TIME)
        if self._is_closing and not self._has_to_wait():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
            QTimer.singleShot(LOOK_AGAIN, self._go_on_closing)

    def _has_to_wait(self) -> bool:
        """Whether something is being saved, or told to end and given the time for it.

        What only reads may never come back, as from a network that is gone.
        """
        is_late = time.monotonic() > self._closing_since + MAX_WAIT_LENGTH
        return any(not (worker.is_stopped and is_late) for worker in running())

    def _has_asked(self) -> bool:
        """Whether the user has been asked first, about what would be lost."""

        def close() -> None:
            QTimer.singleShot(0, self.close)

        if self._is_closing:
            return False
        if self.dataset_tab.is_unfinished:
            self._tabs.setCurrentWidget(self.dataset_tab)
            self.dataset_tab.leave(close)
            return True
        if self.retraining.is_unfinished:
            self.retraining.leave(close)
            return True
        return False

    def _begin_closing(self) -> None:
        """End what is under way, but for what is being saved, and remember how things are."""
        self._is_closing = True
        self._closing_since = time.monotonic()
        self.hide()  # What is under way may take a moment to end.
        self._keep_drawing()
        self.draw_tab.learning.shut_down()
        self.retraining.shut_down()
        self.dataset_tab.shut_down()
        self.playground_tab.shut_down()
        self._background.shut_down()
        remembered = settings()
        remembered.setValue("window/geometry", self.saveGeometry())
        remembered.setValue("draw/pen_width", self.draw_tab.tools.pen_width)

    def _go_on_closing(self) -> None:
        """Close, once nothing is under way and every error has been read."""
        if self._is_closing:
            if self._has_to_wait():
                QTimer.singleShot(LOOK_AGAIN, self._go_on_closing)
            else:
                self.close()

    def _keep_drawing(self) -> None:
        try:
            self.draw_tab.keep_drawing()
        except DigitpadError as error:
            report_lost("the drawing is lost", error)

    def quit(self) -> None:
        """Close without asking: changes that are not saved are kept for the next start."""
        self._asks = False
        self.dataset_tab.keep_unsaved()
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QDialog):
                box.reject()  # A file dialog waits for an answer in an event loop of its own.
        self.close()

    def keep_all(self) -> None:
        """Write what would be lost, now: the program is about to end, and no event comes."""
        self._begin_closing()
        self.dataset_tab.keep_unsaved()
        wait_for_workers(MAX_WAIT_LENGTH)


def _separator(parent: QWidget) -> QAction:
    line = QAction(parent)
    line.setSeparator(True)
    return line
