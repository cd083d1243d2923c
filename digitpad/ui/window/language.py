"""The choice of the language."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.ui.support.translation import KEY, LANGUAGES, selected_language, tr, tr_in
from digitpad.ui.window.choices import Choices


class Languages(Choices):
    """English, Chinese or the language of the system, from the next start on.

    Parameters
    ----------
    menu : where the choices are added.

    Signals
    -------
    message(str) : something quiet to tell the user.
    """

    message = Signal(str)

    def __init__(self, menu: QMenu, window: QWidget) -> None:
        # Each language is named in itself, whatever the window's is.
        texts = {**LANGUAGES, "system": tr("&System")}
        self._running = selected_language()
        super().__init__(menu, KEY, texts, self._running, window)
        self.changed.connect(self._tell)

    def _tell(self, choice: str) -> None:
        if choice != self._running:
            # Also in the new language, for those who cannot read the old one.
            text = tr("The language changes at the next start.")
            other = tr_in(choice, "The language changes at the next start.")
            self.message.emit(" · ".join(dict.fromkeys([text, other])))
