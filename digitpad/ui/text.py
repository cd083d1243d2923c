"""Texts that others wrote, names, records and errors: shown as they are, never taken for HTML."""

from html import escape

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows its text as it is, whatever it holds."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def plain_tip(text: str) -> str:
    """A tooltip that shows a text as it is: Qt takes what looks like HTML for it."""
    return f"<p>{escape(text)}</p>" if QtGui.Qt.mightBeRichText(text) else text


def menu_text(text: str) -> str:
    """A text for a menu, in which an ampersand is an ampersand and no mnemonic."""
    return text.replace("&", "&&")
