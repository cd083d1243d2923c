"""Texts that others wrote, names, records and errors: shown as they are, never taken for HTML."""

from html import escape
from textwrap import fill

from PySide6 import QtGui
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

MIDDLE = Qt.TextElideMode.ElideMiddle

TIP_WIDTH = 60
"""Letters on a line of a tooltip; Chinese ones are twice as wide."""


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows its text as it is, whatever it holds."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class ElidedLabel(QLabel):
    """A label of one line that shows its text as it is, and of a long one as much as fits."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        room = self.contentsRect().adjusted(max(self.indent(), 0), 0, 0, 0)
        text = self.fontMetrics().elidedText(self.text(), MIDDLE, room.width())
        painter = QtGui.QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def tip(text: str) -> str:
    """A tooltip of short lines that shows a text as it is, even if it looks like HTML."""
    width = TIP_WIDTH // 2 if any("\u4e00" <= letter <= "\u9fff" for letter in text) else TIP_WIDTH
    wrapped = "\n".join(fill(line, width, break_on_hyphens=False) for line in text.splitlines())
    return (
        f"<p style='white-space:pre'>{escape(wrapped)}</p>"
        if QtGui.Qt.mightBeRichText(wrapped)
        else wrapped
    )


def menu_text(text: str) -> str:
    """A text for a menu, in which an ampersand is an ampersand and no mnemonic."""
    return text.replace("&", "&&")
