"""The window: tabs, menus, status bar, and the wires between them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from digitpad.errors import DigitpadError
from digitpad.files.log import report_lost
from digitpad.models.model_file import Model
from digitpad.ui.dataset.dataset_tab import DatasetTab
from digitpad.ui.draw.draw_tab import DrawTab
from digitpad.ui.draw.image_io import DROPPED, ImageIO
from digitpad.ui.draw.tools import THICKEST, THINNEST
from digitpad.ui.model.compared_model import ComparedModel
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.playground.playground_tab import PlaygroundTab
from digitpad.ui.retrain.controller import RetrainController
from digitpad.ui.sheet.sheet_import import SheetImport
from digitpad.ui.support.settings import number_setting, settings
from digitpad.ui.support.short_names import shortened
from digitpad.ui.support.translation import tr
from digitpad.ui.support.window_geometry import on_screen, restore_geometry
from digitpad.ui.support.worker import MAX_WAIT_LENGTH, TaskRunner, wait_for_workers
from digitpad.ui.window.closing import Closing
from digitpad.ui.window.file_opener import FileOpener
from digitpad.ui.window.inside import Inside
from digitpad.ui.window.lessons import Lessons
from digitpad.ui.window.menus import EditMenu, FileMenu, HelpMenu, ModelMenu, ViewMenu
from digitpad.ui.window.notices import Notices
from digitpad.ui.window.rooms import Rooms
from digitpad.ui.window.side_by_side import SideBySide
from digitpad.ui.window.status_bar import StatusBar
from digitpad.ui.window.tabs import Tabs
from digitpad.ui.window.undo_group import UndoGroup

if TYPE_CHECKING:
    # Imported when they are made, so that the window starts sooner.
    from PySide6.QtWidgets import QMessageBox

    from digitpad.ui.dataset.dataset_view import DatasetView
    from digitpad.ui.playground.playground_view import PlaygroundView

FIRST_SIZE, SMALLEST_SIZE = QSize(1040, 720), QSize(800, 500)
"""Sizes of the window, at its first start and at least."""


class MainWindow(QMainWindow):
    """Wires pen, network and bars, and the menus to all of them.

    Parameters
    ----------
    model, path : what predicts at first, and its file; no path is the built-in model.
    builtin : what *Use built-in model* brings back.

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
        self.setMinimumSize(on_screen(self, SMALLEST_SIZE))
        self.setAcceptDrops(True)
        self._background = TaskRunner(self)
        self.current_model = CurrentModel(model, path, builtin, self._background, self)
        self.compared = ComparedModel(self.current_model, builtin, self._background, self)
        self._undo_group = UndoGroup(self)
        self.draw_tab = DrawTab(
            self.current_model, self._undo_group.undo_action, self._undo_group.redo_action
        )
        self.dataset_tab = DatasetTab(model.network)
        self.playground_tab = PlaygroundTab(self._background)
        self.image_io = ImageIO(
            self.draw_tab.canvas, self._background, self, self.draw_tab.classifier
        )
        self.draw_tab.add_image_actions([self.image_io.open_action, self.image_io.save_action])
        self.sheet_import = SheetImport(
            lambda: self.current_model.current.network, self.draw_tab.canvas.undo_stack, self
        )
        self._opener = FileOpener(
            self._background,
            self.current_model.open,
            self.image_io.open,
            self.open_dataset,
            self.open_playground,
            wants_dataset=lambda: self._tabs.currentWidget() is self.dataset_tab,
        )
        self.retraining = RetrainController(self.current_model, self._background, self)
        self.inside = Inside(self.draw_tab, self.dataset_tab, self.current_model, self)
        self._lay_out()
        self._make_menus()
        learning = self.draw_tab.learning
        self._closing = Closing(
            self,
            [self.lessons, self.dataset_tab, learning, self.retraining, self.playground_tab],
            self._shut_down,
            self._background.open_again,
        )
        self._connect()
        self._restore_settings()
        self._tab_changed()
        self._is_painted = False

    def _lay_out(self) -> None:
        self.notices = Notices(self)
        pages = {
            "draw": (tr("Draw"), self.draw_tab),
            "dataset": (tr("Dataset"), self.dataset_tab),
            "train": (tr("Train"), self.retraining.tab),
            "playground": (tr("Playground"), self.playground_tab),
        }
        self._tabs = Tabs(pages, self)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        self._side = SideBySide(self._tabs, page)
        layout.addWidget(self._side, 1)
        self.setCentralWidget(page)
        self._status_bar = StatusBar(self)
        self._status_bar.show_model(self.current_model.description)
        self._status_bar.addPermanentWidget(self.retraining.indicator)
        self.setStatusBar(self._status_bar)

    def _make_menus(self) -> None:
        draw, dataset, image_io = self.draw_tab, self.dataset_tab, self.image_io
        self._undo_group.addStack(draw.canvas.undo_stack)
        tabs, training, inside, model = self._tabs, self.retraining, self.inside, self.current_model
        rooms = Rooms(
            tabs, draw, dataset, training, self.playground_tab, inside, model, self._undo_group
        )
        self.lessons = Lessons(rooms, self._side, self._background, self)
        self._file_menu = FileMenu(draw, dataset, image_io, self.sheet_import.action, self)
        self._edit_menu = EditMenu(self._undo_group, draw, dataset, image_io, self)
        self._view_menu = ViewMenu(self.inside.action, self._tabs, draw, dataset, self)
        self._help_menu = HelpMenu(self._guide_page, self.lessons.action, self)
        for menu in (
            self._file_menu,
            self._edit_menu,
            ModelMenu(self.current_model, self.compared, draw, self.retraining.action, self),
            self._view_menu,
            self._help_menu,
        ):
            self.menuBar().addMenu(menu)

    def _connect(self) -> None:
        self.draw_tab.classified.connect(self._status_bar.show_time)
        self.current_model.changed.connect(self._model_changed)
        self.compared.changed.connect(self._compared_changed)
        self.draw_tab.second.closed.connect(self.compared.stop)
        self.current_model.notice.connect(self.notices.tell)
        for tab in (self.dataset_tab, self.playground_tab):
            tab.front_wanted.connect(partial(self._tabs.setCurrentWidget, tab))
        self.dataset_tab.digit_sent.connect(self.image_io.show_digit)
        self.inside.draw_wanted.connect(lambda: self._tabs.setCurrentWidget(self.draw_tab))
        self.inside.dataset_wanted.connect(lambda: self._tabs.setCurrentWidget(self.dataset_tab))
        self.image_io.put.connect(lambda: self._tabs.setCurrentWidget(self.draw_tab))
        self.image_io.set_found.connect(self.open_dataset)
        self.image_io.files_found.connect(self._opener.open)
        self.sheet_import.saved.connect(self.open_dataset)
        self.dataset_tab.made.connect(self._add_dataset_view)
        self.playground_tab.made.connect(self._add_playground)
        labelling = self.draw_tab.labelling
        labelling.changed.connect(self.dataset_tab.note_my_digits)
        labelling.changed.connect(self.retraining.note_my_digits)
        # What a sheet adds is as if it were drawn and labelled.
        sheet = self.sheet_import
        sheet.kept.connect(lambda: self._tabs.setCurrentWidget(self.draw_tab))
        sheet.changed.connect(labelling.changed)
        sheet.kept.connect(labelling.kept)
        sheet.taken_out.connect(labelling.taken_out)
        retraining, learning = self.retraining, self.draw_tab.learning
        learning.action.triggered.connect(lambda: self._tabs.setCurrentWidget(self.draw_tab))
        retraining.exclude(learning)
        retraining.front_wanted.connect(lambda: self._tabs.setCurrentWidget(retraining.tab))
        others = (self.image_io, self.dataset_tab, self.playground_tab, retraining, self.lessons)
        for source in (
            self.current_model,
            self.draw_tab.canvas,
            labelling,
            self._opener,
            self._view_menu.languages,
            *others,
        ):
            source.message.connect(self.show_message)
        self.image_io.working.connect(self._status_bar.show_working)
        retraining.stale.connect(self._status_bar.forget)
        for failing in (self._background, labelling, learning, sheet, *others):
            failing.failed.connect(self.show_error)
        self._tabs.currentChanged.connect(self._tab_changed)

    def _restore_settings(self) -> None:
        self.resize(on_screen(self, FIRST_SIZE))
        restore_geometry(self, "window/geometry")
        tools = self.draw_tab.tools
        tools.pen_width = number_setting("draw/pen_width", tools.pen_width, THINNEST, THICKEST)

    def _add_dataset_view(self, view: "DatasetView") -> None:
        """Put what can be done on the Dataset tab into the menus."""
        saver, editing = view.controller.saver, view.controller.editing
        self._undo_group.addStack(editing.undo_stack)
        opened = view.open_dataset
        changes = (opened.replaced, opened.work_changed, editing.edited, editing.restored)
        for change in (*changes, saver.saved):
            change.connect(self._show_dataset)
        self._file_menu.set_dataset_actions(
            view.half_actions, saver.save_action, saver.export_action
        )
        self._edit_menu.set_dataset_actions(
            view.filters.find_action, editing.menu, editing.delete_action
        )
        self._view_menu.set_dataset_actions(view.tile_size.larger, view.tile_size.smaller)

    def _add_playground(self, view: "PlaygroundView") -> None:
        """Put what can be done on the Playground into the menus."""
        self._undo_group.addStack(view.session.undo_stack)
        files = view.files
        self._file_menu.set_playground_actions(
            self.playground_tab, files.open_action, files.recent, files.save_action
        )
        self._edit_menu.set_part(self.playground_tab, [None, files.paste_action])
        files.renamed.connect(self._show_title)

    def open_dataset(self, path: str | Path) -> None:
        """Open a dataset and show it."""
        self.dataset_tab.open(path)

    def open_playground(self, path: str | Path) -> None:
        """Open a saved playground, or points, and show them."""
        self._tabs.setCurrentWidget(self.playground_tab)
        self.playground_tab.make_view().files.open(path)

    def finish_start(self) -> None:
        """Do what can wait until the window is seen: make other tabs, tell what is new."""
        self.dataset_tab.make_view()
        self.notices.tell_settings()
        try:
            self.draw_tab.put_back_drawing()
        except DigitpadError as error:
            self.notices.tell_error(error)
        # One question after the other: the second would cover the first.
        self.dataset_tab.offer_unsaved(then=self.retraining.offer_resume)
        self.playground_tab.offer_unsaved(self.notices.tell)
        self.inside.open_at_first()

    def warm_up(self) -> None:
        """Get ready, away from the window, what the first stroke would else have to wait for."""
        self._background.run(self.draw_tab.classifier.warm_up, lambda _: None)

        def tidy() -> None:
            from digitpad.data.leftovers import remove_leftovers

            remove_leftovers()

        self._background.run(tidy, lambda _: None)

    # What happens

    def _show_dataset(self) -> None:
        """Say which dataset is open, and whether it has changes that are not saved."""
        self._status_bar.show_dataset(self.dataset_tab.make_view().title)
        self._show_title()

    def _show_title(self) -> None:
        """Name what the tab in front holds."""
        tab = self._tabs.currentWidget()
        name = self._tabs.tabText(self._tabs.currentIndex())
        is_modified = False
        if tab is self.draw_tab:
            name = tr("Drawing")
        elif tab is self.dataset_tab:
            view = self.dataset_tab.make_view()
            name = shortened(view.title) or name
            is_modified = len(view.dataset.changed()) > 0
        elif tab is self.playground_tab:
            files = self.playground_tab.make_view().files
            name, is_modified = shortened(files.name) or name, files.is_modified
        # Qt puts its mark in place of "[*]"; two of them stand for the text itself.
        self.setWindowTitle(f"{name.replace('[*]', '[*][*]')}[*] — digitpad")
        self.setWindowModified(is_modified)

    def _guide_page(self) -> str:
        """Name the page of the user guide that tells of the tab in front."""
        return self._tabs.currentWidget().objectName().removesuffix("Tab")

    def _tab_changed(self) -> None:
        tab = self._tabs.currentWidget()
        self.image_io.set_enabled(tab is self.draw_tab)
        if tab is self.draw_tab:
            self._undo_group.setActiveStack(self.draw_tab.canvas.undo_stack)
            self.draw_tab.canvas.setFocus()
        elif tab is self.dataset_tab:
            editing = self.dataset_tab.make_view().controller.editing
            self._undo_group.setActiveStack(editing.undo_stack)
            self.dataset_tab.setFocus()
        elif tab is self.retraining.tab:
            self._undo_group.setActiveStack(None)  # type: ignore[arg-type]  # as Qt has it
            self.retraining.page.setFocus()
        else:
            playground = self.playground_tab.make_view()
            self._undo_group.setActiveStack(playground.session.undo_stack)
            playground.plane.setFocus()
        self._file_menu.show_part(tab)
        self._edit_menu.show_part(tab)
        self._view_menu.show_part(tab)
        self._show_title()

    def _model_changed(self) -> None:
        self._status_bar.show_model(self.current_model.description)
        self.draw_tab.classifier.set_network(self.current_model.current.network)
        self.dataset_tab.set_network(self.current_model.current.network)

    def _compared_changed(self) -> None:
        """Predict with a second model, too, or no longer."""
        model = self.compared.model
        network = model.network if model else None
        self.draw_tab.second.compare_with(network, self.compared.name)
        self.dataset_tab.compare_with(network)

    def show_message(self, text: str) -> None:
        """Tell the user something, quietly."""
        self._status_bar.tell(text)

    def show_error(self, error: DigitpadError) -> "QMessageBox":
        """Tell the user what could not be done. A window about to close stays open for it."""
        from digitpad.ui.support.messages import show_error

        self._closing.call_off()
        return show_error(self, error)

    # The end

    def _shut_down(self) -> None:
        """End what is under way, but for what is being saved, and remember how things are."""
        self._help_menu.close_guide()
        self.lessons.shut_down()  # It may bring back another drawing.
        self._keep_drawing()
        work = (self.inside, self.draw_tab.learning, self.retraining)
        tabs = (self.dataset_tab, self.playground_tab)
        for part in (*work, *tabs, self._background, self.sheet_import):
            part.shut_down()
        remembered = settings()
        remembered.setValue("window/geometry", self.saveGeometry())
        remembered.setValue("draw/pen_width", self.draw_tab.tools.pen_width)

    def _keep_drawing(self) -> None:
        try:
            self.draw_tab.keep_drawing()
        except DigitpadError as error:
            report_lost("the drawing is lost", error)

    def quit(self) -> None:
        """Close without asking: changes that are not saved are kept for the next start."""
        self.dataset_tab.keep_unsaved()
        self.playground_tab.keep_unsaved()
        self._closing.close_without_asking()

    def keep_all(self) -> None:
        """Write what would be lost, now: the program is about to end, and no event comes."""
        self._closing.begin()
        self.dataset_tab.keep_unsaved()
        self.playground_tab.keep_unsaved()
        wait_for_workers(MAX_WAIT_LENGTH)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.image_io.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.image_io.take(event.mimeData(), tr("Drop image"), DROPPED)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
