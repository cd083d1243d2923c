"""The window: tabs, menus, status bar, and the wires between them."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QUndoGroup,
)
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QTabWidget, QWidget

from digitpad.errors import DigitpadError, printable
from digitpad.storage.model_file import Model
from digitpad.ui.dataset.dataset_tab import DatasetTab
from digitpad.ui.dataset.read_forms import is_data_set
from digitpad.ui.draw.draw_tab import DrawTab
from digitpad.ui.draw.exchange import Exchange
from digitpad.ui.draw.reader import Reading
from digitpad.ui.draw.tools import THICKEST, THINNEST
from digitpad.ui.drops import local_files
from digitpad.ui.geometry import restore_geometry
from digitpad.ui.models import Models
from digitpad.ui.playground.playground_tab import PlaygroundTab
from digitpad.ui.retrain.retraining import Retraining
from digitpad.ui.settings import number_setting, settings, text_setting
from digitpad.ui.text import ElidedLabel
from digitpad.ui.theme import SPACE, apply_theme
from digitpad.ui.worker import LONGEST_WAIT, Background, running, wait_for_workers

if TYPE_CHECKING:
    # Imported when it is made: the window starts the sooner.
    from PySide6.QtWidgets import QMessageBox

    from digitpad.ui.dataset.workbench import Workbench
    from digitpad.ui.playground.lab import Lab

MESSAGE_TIME = 6000
"""How long the status bar keeps a message, milliseconds."""

CLOSING_TIME = 0.05
"""Seconds that the window waits, while it closes, for what is under way to end."""

LOOK_AGAIN = 20
"""Milliseconds between two looks at whether it has."""

FIRST_SIZE = QSize(1040, 720)
"""Size of the window at its first start, pixels."""

APPEARANCES = {"system": "As the &system", "light": "&Light", "dark": "&Dark"}


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
        self.models = Models(model, path, builtin, self._background, self)
        self._undo_group = QUndoGroup(self)
        undo, redo = self._undo_actions()
        self.draw_tab = DrawTab(model.network, undo, redo)
        self.dataset_tab = DatasetTab(model.network)
        self.playground_tab = PlaygroundTab(self._background)
        self.exchange = Exchange(self.draw_tab.canvas, self._background, self)
        self.retraining = Retraining(self.models, self._background, self)
        self._tabs = self._make_tabs()
        self._make_menus(undo, redo)
        self._make_status_bar()
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
        self.setCentralWidget(tabs)
        return tabs

    def _make_menus(self, undo: QAction, redo: QAction) -> None:
        bar, draw, exchange, models = self.menuBar(), self.draw_tab, self.exchange, self.models
        self._file_menu = file = bar.addMenu("&File")
        file.addActions([exchange.open_action, exchange.save_action])
        file.addSeparator()
        dataset = self.dataset_tab
        file.addActions([dataset.open_folder, dataset.open_file, dataset.open_mine])
        file.addMenu(self.dataset_tab.recent)
        self._before_quit = file.addSeparator()
        quit_action = file.addAction("&Quit", self.close)
        quit_action.setShortcuts([QKeySequence("Ctrl+Q")])
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        edit = bar.addMenu("&Edit")
        edit.addActions([undo, redo])
        # Below them each tab has its own: what cannot be seen must not be changed.
        self._edit_parts: dict[QWidget, list[QAction]] = {
            draw: [
                _separator(self),
                exchange.copy_action,
                exchange.paste_action,
                _separator(self),
                draw.eraser,
                draw.thinner,
                draw.thicker,
                draw.clear,
                draw.teaching.menu.menuAction(),
            ]
        }
        self._edit_menu = edit
        model = bar.addMenu("&Model")
        model.addActions([models.open_action, models.save_action])
        model.addActions([models.previous_action, models.restore_action])
        model.addSeparator()
        model.addAction(self.retraining.action)
        model.addSeparator()
        model.addAction(models.about_action)
        appearance = bar.addMenu("&View").addMenu("&Appearance")
        self._appearances = QActionGroup(self)
        for choice, text in APPEARANCES.items():
            action = appearance.addAction(text)
            action.setCheckable(True)
            action.setData(choice)
            self._appearances.addAction(action)
        help_menu = bar.addMenu("&Help")
        help_menu.addAction("&Keyboard shortcuts", "F1", self._show_shortcuts)
        about = help_menu.addAction("&About digitpad", self._show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _make_status_bar(self) -> None:
        self._model_label = ElidedLabel(self.models.description)
        self._model_label.setIndent(2 * SPACE)  # in line with the page above it
        self._time_label = QLabel()
        self._time_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        # Of fixed size, as it changes with each reading: the window need not be laid out anew.
        metrics = self._time_label.fontMetrics()
        self._time_label.setFixedSize(metrics.horizontalAdvance("000.0 ms"), metrics.height())
        self._time_label.setToolTip("From strokes to probabilities, the last time")
        self.statusBar().addWidget(self._model_label)
        self.statusBar().addPermanentWidget(self._time_label)

    def _connect(self) -> None:
        self.draw_tab.has_read.connect(self._show_time)
        self.models.changed.connect(self._model_changed)
        self.dataset_tab.opened.connect(lambda: self._tabs.setCurrentWidget(self.dataset_tab))
        self.dataset_tab.digit_sent.connect(self.exchange.show_digit)
        self.exchange.put.connect(lambda: self._tabs.setCurrentWidget(self.draw_tab))
        self.exchange.set_found.connect(self.open_dataset)
        self.dataset_tab.made.connect(self._add_workbench)
        self.playground_tab.made.connect(self._add_lab)
        teaching = self.draw_tab.teaching
        teaching.changed.connect(self.dataset_tab.note_my_digits)
        teaching.changed.connect(self.retraining.note_my_digits)
        retraining = self.retraining
        others = (self.exchange, self.dataset_tab, self.playground_tab, teaching, retraining)
        for source in (self.models, self.draw_tab.canvas, *others):
            source.message.connect(self.show_message)
        for failing in (self._background, *others):
            failing.failed.connect(self.show_error)
        self._tabs.currentChanged.connect(self._tab_changed)
        self._appearances.triggered.connect(lambda action: self._set_appearance(action.data()))
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def _restore_settings(self) -> None:
        self.resize(FIRST_SIZE)
        restore_geometry(self, "window/geometry")
        tools = self.draw_tab.tools
        tools.pen_width = number_setting("draw/pen_width", tools.pen_width, THINNEST, THICKEST)
        chosen = text_setting("window/appearance", "system", [*APPEARANCES])
        for action in self._appearances.actions():
            action.setChecked(action.data() == chosen)

    def _add_workbench(self, workbench: "Workbench") -> None:
        """Put what can be done on the Dataset tab into the menus."""
        self._undo_group.addStack(workbench.mending.undo_stack)
        saving, mending = workbench.saving, workbench.mending
        saves = [saving.save_action, saving.export_action]
        self._file_menu.insertActions(self._before_quit, [*workbench.half_actions, *saves])
        self._edit_parts[self.dataset_tab] = [
            _separator(self),
            workbench.filters.find_action,
            mending.menu.menuAction(),
            mending.delete_action,
        ]

    def _add_lab(self, lab: "Lab") -> None:
        """Let the menus undo what is done on the Playground."""
        self._undo_group.addStack(lab.undo_stack)

    def open_dataset(self, path: str | Path) -> None:
        """Open a data set and show it."""
        self.dataset_tab.open(path)

    def make_hidden_tabs(self) -> None:
        """Make what will only be seen when another tab is chosen."""
        self.dataset_tab.make_workbench()
        # One question after the other: the second would cover the first.
        self.dataset_tab.offer_unsaved(then=self.retraining.offer_to_go_on)

    def warm_up(self) -> None:
        """Get ready, away from the window, what the first stroke would else have to wait for."""
        self._background.run(self.draw_tab.reader.warm_up, lambda _: None)

        def tidy() -> None:
            from digitpad.data.leftovers import remove_leftovers

            remove_leftovers()

        self._background.run(tidy, lambda _: None)

    # What happens

    def _tab_changed(self) -> None:
        tab = self._tabs.currentWidget()
        self.exchange.set_enabled(tab is self.draw_tab)
        if tab is self.draw_tab:
            self._undo_group.setActiveStack(self.draw_tab.canvas.undo_stack)
            self.draw_tab.canvas.setFocus()
        elif tab is self.dataset_tab:
            self._undo_group.setActiveStack(self.dataset_tab.make_workbench().mending.undo_stack)
            self.dataset_tab.setFocus()
        else:
            lab = self.playground_tab.make_lab()
            self._undo_group.setActiveStack(lab.undo_stack)
            lab.plane.setFocus()
        for actions in self._edit_parts.values():
            for action in actions:
                self._edit_menu.removeAction(action)
        self._edit_menu.addActions(self._edit_parts.get(tab, []))

    def _model_changed(self) -> None:
        self._model_label.setText(self.models.description)
        self.draw_tab.reader.set_network(self.models.current.network)
        self.dataset_tab.set_network(self.models.current.network)

    def _show_time(self, reading: Reading) -> None:
        self._time_label.setText(
            f"{1000 * reading.seconds:.1f} ms" if reading.probabilities else ""
        )

    def show_message(self, text: str) -> None:
        """Tell the user something, quietly."""
        self.statusBar().showMessage(printable(text), MESSAGE_TIME)

    def show_error(self, error: DigitpadError) -> "QMessageBox":
        """Tell the user what could not be done. A window about to close stays open for it."""
        from digitpad.ui.messages import show_error

        if self._is_closing and self._asks:
            self._is_closing = False
            self._background.open_again()
            self.show()
        return show_error(self, error)

    def _show_shortcuts(self) -> None:
        # This and the like are imported when asked for: the window starts the sooner.
        from digitpad.ui.help import show_shortcuts

        show_shortcuts(self)

    def _show_about(self) -> None:
        from digitpad.ui.help import show_about

        show_about(self)

    def _set_appearance(self, choice: str) -> None:
        settings().setValue("window/appearance", choice)
        apply_theme(_app(), choice)

    def _system_changed(self) -> None:
        apply_theme(_app(), self._appearances.checkedAction().data())

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._tabs.currentWidget() is self.draw_tab and self.exchange.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = local_files(event.mimeData())
        if files and is_data_set(files[0]):
            self.open_dataset(files[0])
        else:
            self.exchange.take(event.mimeData(), "drop")

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
        is_late = time.monotonic() > self._closing_since + LONGEST_WAIT
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
        wait_for_workers(LONGEST_WAIT)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _separator(parent: QWidget) -> QAction:
    line = QAction(parent)
    line.setSeparator(True)
    return line
