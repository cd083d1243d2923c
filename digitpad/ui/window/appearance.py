"""The choice between light and dark."""

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from digitpad.ui.support.settings import settings, text_setting
from digitpad.ui.support.theme import apply_theme

APPEARANCES = {"system": "As the &system", "light": "&Light", "dark": "&Dark"}

KEY = "window/appearance"


def selected_appearance() -> str:
    """A key of :data:`APPEARANCES`."""
    return text_setting(KEY, "system", [*APPEARANCES])


class Appearances(QActionGroup):
    """The actions of a menu of which one is checked, and what they do.

    Parameters
    ----------
    menu : where they are added.
    """

    def __init__(self, menu: QMenu, window: QWidget) -> None:
        super().__init__(window)
        for choice, text in APPEARANCES.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(choice)
            action.setChecked(choice == selected_appearance())
            self.addAction(action)
        self.triggered.connect(self._choose)
        QApplication.styleHints().colorSchemeChanged.connect(self._apply)

    def _choose(self, action: QAction) -> None:
        settings().setValue(KEY, action.data())
        self._apply()

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self.checkedAction().data())
