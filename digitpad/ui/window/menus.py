"""What is in the menus."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from digitpad.ui.dataset.dataset_tab import DatasetTab
from digitpad.ui.draw.draw_tab import DrawTab
from digitpad.ui.draw.image_io import ImageIO
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.window.appearance import Appearances
from digitpad.ui.window.tab_menu import TabMenu
from digitpad.ui.window.undo_group import UndoGroup


class FileMenu(TabMenu):
    """Opens pictures and datasets, saves what the tab in front holds, and quits."""

    def __init__(
        self, draw_tab: DrawTab, dataset_tab: DatasetTab, image_io: ImageIO, window: QMainWindow
    ) -> None:
        super().__init__("&File", window.menuBar())
        self._dataset_tab = dataset_tab
        self.addAction(image_io.open_action)
        before_sets = self.addSeparator()
        self.addActions([dataset_tab.open_folder, dataset_tab.open_file, dataset_tab.open_mine])
        self.addMenu(dataset_tab.recent)
        self._before_quit = self.addSeparator()
        quit_action = self.addAction("&Quit", window.close)
        quit_action.setShortcuts([QKeySequence("Ctrl+Q")])
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        self.set_part(draw_tab, [image_io.save_action], before_sets)

    def set_dataset_actions(
        self, half_actions: list[QAction], save: QAction, export: QAction
    ) -> None:
        """Say what the menu has while the Dataset tab is in front."""
        actions = [None, *half_actions, None, save, export]
        self.set_part(self._dataset_tab, actions, self._before_quit)


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
        super().__init__("&Edit", window.menuBar())
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
        self, current_model: CurrentModel, draw_tab: DrawTab, retrain: QAction, window: QMainWindow
    ) -> None:
        super().__init__("&Model", window.menuBar())
        self.addActions([current_model.open_action, current_model.save_action])
        self.addActions([current_model.previous_action, current_model.restore_action])
        self.addSeparator()
        self.addActions([draw_tab.learning.action, draw_tab.after_each.action, retrain])
        self.addSeparator()
        self.addAction(current_model.about_action)


class ViewMenu(QMenu):
    """Chooses between light and dark."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__("&View", window.menuBar())
        Appearances(self.addMenu("&Appearance"), window)  # The window keeps it.


class HelpMenu(QMenu):
    """Shows the keys, and what the program is."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__("&Help", window.menuBar())
        self._window = window
        self.addAction("&Keyboard shortcuts", "F1", self._show_shortcuts)
        about = self.addAction("&About digitpad", self._show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _show_shortcuts(self) -> None:
        # The pages are imported when asked for: the window starts the sooner.
        from digitpad.ui.window.help import show_shortcuts

        show_shortcuts(self._window)

    def _show_about(self) -> None:
        from digitpad.ui.window.help import show_about

        show_about(self._window)
