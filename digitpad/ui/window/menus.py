"""What is in the menus."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from digitpad.ui.dataset.dataset_tab import DatasetTab
from digitpad.ui.draw.draw_tab import DrawTab
from digitpad.ui.draw.image_io import ImageIO
from digitpad.ui.model.compared_model import ComparedModel
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.support.translation import tr
from digitpad.ui.window.appearance import Appearances
from digitpad.ui.window.language import Languages
from digitpad.ui.window.tab_menu import TabMenu
from digitpad.ui.window.tabs import Tabs
from digitpad.ui.window.undo_group import UndoGroup

if TYPE_CHECKING:
    from digitpad.ui.window.guide import GuideWindow


class FileMenu(TabMenu):
    """Opens images and datasets, saves what the tab in front holds, and quits."""

    def __init__(
        self,
        draw_tab: DrawTab,
        dataset_tab: DatasetTab,
        image_io: ImageIO,
        import_sheet: QAction,
        window: QMainWindow,
    ) -> None:
        super().__init__(tr("&File"), window.menuBar())
        self._dataset_tab = dataset_tab
        self._playground_tab: QWidget | None = None  # Until something is in it.
        self._open_image = image_io.open_action
        self._folder_keys = dataset_tab.open_folder.shortcuts()
        self.addAction(self._open_image)
        before_sets = self.addSeparator()
        self.addActions([dataset_tab.open_folder, dataset_tab.open_file, dataset_tab.open_mine])
        self.addMenu(dataset_tab.recent)
        self.addAction(import_sheet)
        self._before_quit = self.addSeparator()
        quit_action = self.addAction(tr("&Quit"), window.close)
        quit_action.setShortcuts([QKeySequence("Ctrl+Q")])
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        self.set_part(draw_tab, [image_io.save_action], before_sets)

    def show_part(self, tab: QWidget) -> None:
        super().show_part(tab)
        # Ctrl+O opens what the tab in front holds.
        open_keys = QKeySequence.keyBindings(QKeySequence.StandardKey.Open)
        holds_dataset = tab is self._dataset_tab
        has_own = holds_dataset or tab is self._playground_tab
        self._open_image.setShortcuts([] if has_own else open_keys)
        self._dataset_tab.open_folder.setShortcuts(
            [*(open_keys if holds_dataset else []), *self._folder_keys]
        )

    def set_dataset_actions(
        self, half_actions: list[QAction], save: QAction, export: QAction
    ) -> None:
        """Say what the menu has while the Dataset tab is in front."""
        actions = [None, *half_actions, None, save, export]
        self.set_part(self._dataset_tab, actions, self._before_quit)

    def set_playground_actions(
        self, tab: QWidget, open_it: QAction, recent: QMenu, save: QAction
    ) -> None:
        """Say what the menu has while the Playground tab is in front."""
        self._playground_tab = tab
        open_it.setShortcuts(QKeySequence.StandardKey.Open)
        self.set_part(tab, [None, open_it, recent.menuAction(), save], self._before_quit)


class EditMenu(TabMenu):
    """Undoes, and edits what the tab in front holds."""

    def __init__(
        self,
        undo_group: UndoGroup,
        draw_tab: DrawTab,
        dataset_tab: DatasetTab,
        image_io: ImageIO,
        window: QMainWindow,
    ) -> None:
        super().__init__(tr("&Edit"), window.menuBar())
        self.setObjectName("editMenu")
        self._dataset_tab = dataset_tab
        self.addActions([undo_group.undo_action, undo_group.redo_action])
        self.set_part(
            draw_tab,
            [
                None,
                image_io.copy_action,
                image_io.paste_action,
                None,
                draw_tab.eraser,
                draw_tab.thinner,
                draw_tab.thicker,
                draw_tab.clear,
                draw_tab.labelling.menu.menuAction(),
            ],
        )

    def set_dataset_actions(self, find: QAction, relabel: QMenu, delete: QAction) -> None:
        """Say what the menu has while the Dataset tab is in front."""
        self.set_part(self._dataset_tab, [None, find, relabel.menuAction(), delete])


class ModelMenu(QMenu):
    """Opens, saves and trains the model."""

    def __init__(
        self,
        current_model: CurrentModel,
        compared: ComparedModel,
        draw_tab: DrawTab,
        retrain: QAction,
        window: QMainWindow,
    ) -> None:
        super().__init__(tr("&Model"), window.menuBar())
        self.addActions([current_model.open_action, current_model.save_action])
        self.addAction(current_model.export_action)
        self.addActions([current_model.previous_action, current_model.restore_action])
        self.addMenu(compared.menu)
        self.addSeparator()
        self.addActions([draw_tab.learning.action, draw_tab.after_each.action, retrain])
        self.addSeparator()
        self.addAction(current_model.about_action)


class ViewMenu(TabMenu):
    """Explains the prediction, switches tabs, and selects appearance and language.

    Attributes
    ----------
    languages : the choice of the language.
    """

    def __init__(
        self,
        explain: QAction,
        tabs: Tabs,
        draw_tab: DrawTab,
        dataset_tab: DatasetTab,
        window: QMainWindow,
    ) -> None:
        super().__init__(tr("&View"), window.menuBar())
        self._dataset_tab = dataset_tab
        self.addAction(explain)
        self.addSeparator()
        turn = ((tr("&Next tab"), "Ctrl+Tab", 1), (tr("&Previous tab"), "Ctrl+Shift+Tab", -1))
        for text, key, by in turn:
            self.addAction(text, QKeySequence(key), partial(tabs.turn, by))
        self._after_sizes = self.addSeparator()
        Appearances(self.addMenu(tr("&Appearance")), window)  # The window keeps it.
        self.languages = Languages(self.addMenu(tr("Lan&guage")), window)
        self.set_part(draw_tab, [None, *draw_tab.digits.actions], self._after_sizes)

    def set_dataset_actions(self, larger: QAction, smaller: QAction) -> None:
        """Say what the menu has while the Dataset tab is in front."""
        self.set_part(self._dataset_tab, [None, larger, smaller], self._after_sizes)


class HelpMenu(QMenu):
    """Shows the user guide, and what the program is.

    Parameters
    ----------
    page : names the page of the guide about the tab in front.
    lessons : opens the lessons.
    """

    def __init__(self, page: Callable[[], str], lessons: QAction, window: QMainWindow) -> None:
        super().__init__(tr("&Help"), window.menuBar())
        self._window = window
        self._guide: GuideWindow | None = None
        self.addAction(tr("&User guide"), "F1", lambda: self._show_guide(page()))
        self.addAction(lessons)
        self.addAction(tr("&Keyboard shortcuts"), lambda: self._show_guide("shortcuts"))
        about = self.addAction(tr("&About digitpad"), self._show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _show_guide(self, page: str) -> None:
        # Imported when needed, so that the window starts sooner.
        from digitpad.ui.window.guide import GuideWindow

        self._guide = self._guide or GuideWindow(self._window)
        self._guide.open(page)

    def close_guide(self) -> None:
        """Close the guide, where it is open."""
        if self._guide:
            self._guide.close()

    def _show_about(self) -> None:
        from digitpad.ui.window.about import show_about

        show_about(self._window)
