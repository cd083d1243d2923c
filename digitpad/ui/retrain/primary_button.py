"""The one button of a page that its user is most likely to want."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

STYLE = """
QPushButton:enabled {{
    background: {accent}; color: {text}; border: 1px solid {accent}; border-radius: 3px;
    padding: 5px 16px;
}}
QPushButton:enabled:hover, QPushButton:enabled:pressed {{ border-color: {edge}; }}
QPushButton:focus {{ border: 2px solid {edge}; padding: 4px 15px; }}
QPushButton:disabled {{
    background: {off}; color: {faint}; border: 1px solid {line}; border-radius: 3px;
    padding: 5px 16px;
}}
"""


class PrimaryButton(QPushButton):
    """A button in the accent colour of the theme, which the style alone would make pale."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._dress()
        parent.installEventFilter(self)  # With a style sheet, a widget is told of no new palette.

    def _dress(self) -> None:
        palette, role = QApplication.palette(), QPalette.ColorRole
        colours = {
            "accent": role.Accent,
            "text": role.HighlightedText,
            "edge": role.Text,
            "off": role.Button,
            "line": role.Mid,
        }
        named = {name: palette.color(r).name() for name, r in colours.items()}
        faint = palette.color(QPalette.ColorGroup.Disabled, role.ButtonText)
        self.setStyleSheet(STYLE.format(**named, faint=faint.name(QColor.NameFormat.HexArgb)))

    # Qt's events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        return False
