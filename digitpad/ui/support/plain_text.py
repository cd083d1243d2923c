"""Texts that others wrote, names, records and errors: shown as they are, never taken for HTML."""

import re
from functools import lru_cache
from html import escape
from unicodedata import east_asian_width

from PySide6 import QtGui
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

MIDDLE = Qt.TextElideMode.ElideMiddle

TIP_WIDTH = 60
"""Letters on a line of a tooltip; a Chinese one counts as two."""

_WIDE = "\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_OPENING, _CLOSING = "（《“‘", "，。、；：！？）》”’"

_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]{{1,{TIP_WIDTH}}})?[{_CLOSING}]*\s*"
)
"""What stays on one line: a word, or a Chinese sign with the punctuation that belongs to it."""


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


@lru_cache(maxsize=1024)
def tip(text: str) -> str:
    """A tooltip of short lines that shows a text as it is, even if it looks like HTML."""
    wrapped = "\n".join(_wrapped(line) for line in text.splitlines())
    return (
        f"<p style='white-space:pre'>{escape(wrapped)}</p>"
        if QtGui.Qt.mightBeRichText(wrapped)
        else wrapped
    )


def _wrapped(line: str) -> str:
    """A line in lines of at most ``TIP_WIDTH``."""
    lines = [""]
    for piece in _PIECE.findall(line):
        if lines[-1] and _width(lines[-1] + piece.rstrip()) > TIP_WIDTH:
            lines.append("")
        lines[-1] += piece
    return "\n".join(one.rstrip() for one in lines)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "FW" else 1 for letter in text)


def without_mnemonic(text: str) -> str:
    """The text of a button, menu entry or label as it is read: "Save" for "&Save"."""
    return re.sub(r"\(&\w\)|&(.)", r"\1", text)


def menu_text(text: str) -> str:
    """A text for a menu, in which an ampersand is an ampersand and no mnemonic."""
    return text.replace("&", "&&")
