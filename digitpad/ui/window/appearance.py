"""The choice between light and dark."""

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from digitpad.translatable import translatable
from digitpad.ui.support.settings import text_setting
from digitpad.ui.support.theme import apply_theme
from digitpad.ui.support.translation import tr
from digitpad.ui.window.choices import Choices

APPEARANCES = {
    "system": translatable("&System"),
    "light": translatable("&Light"),
    "dark": translatable("&Dark"),
}

KEY = "window/appearance"


def selected_appearance() -> str:
    """A key of :data:`APPEARANCES`."""
    return text_setting(KEY, "system", [*APPEARANCES])


class Appearances(Choices):
    """Light, dark, or as the system is.

    Parameters
    ----------
    menu : where the choices are added.
    """

    def __init__(self, menu: QMenu, window: QWidget) -> None:
        texts = {choice: tr(text) for choice, text in APPEARANCES.items()}
        super().__init__(menu, KEY, texts, selected_appearance(), window)
        self.changed.connect(_apply)
        # A bound method: Qt disconnects it when the window is deleted.
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _follow_system(self) -> None:
        _apply(selected_appearance())


def _apply(choice: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, choice)
