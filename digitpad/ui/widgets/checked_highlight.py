"""A button that can be seen to be on."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton


class CheckedHighlight(QObject):
    """Gives a button the accent while it is on: what the style does then is hardly seen."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        button.toggled.connect(self._show)
        button.installEventFilter(self)
        self._show(button.isChecked())

    def _show(self, on: bool) -> None:
        palette = QPalette()
        if on:
            palette.setBrush(QPalette.ColorRole.Button, self._button.palette().accent())
            palette.setBrush(
                QPalette.ColorRole.ButtonText, self._button.palette().highlightedText()
            )
        self._button.setPalette(palette)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self._show(self._button.isChecked())
        return False
