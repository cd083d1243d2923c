"""The one button of a page that its user is most likely to want."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

STYLE = """
QPushButton:enabled {{
    background: {accent}; color: {text}; border: 1px solid {accent}; border-radius: 3px;
    padding: 5px 16px;
}}
QPushButton:enabled:hover, QPushButton:enabled:pressed {{ border-color: {edge}; }}
QPushButton:focus {{ border: 2px solid {edge}; padding: 4px 15px; }}
QPushButton:disabled {{ padding: 5px 16px; }}
"""


class PrimaryButton(QPushButton):
    """A button in the accent colour of the theme, which the style alone would make pale."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._dress()

    def _dress(self) -> None:
        palette, role = QApplication.palette(), QPalette.ColorRole
        colours = {"accent": role.Accent, "text": role.HighlightedText, "edge": role.Text}
        style = STYLE.format(**{name: palette.color(r).name() for name, r in colours.items()})
        if style != self.styleSheet():  # To set one says that the palette has changed.
            self.setStyleSheet(style)

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
