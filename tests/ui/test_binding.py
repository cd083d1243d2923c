"""What the window stands on."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_qt_gives_back_every_none_that_it_takes(qtbot: QtBot) -> None:
    """A PySide6 that does not aborts the program after some thousand calls."""
    widget = QWidget()
    qtbot.addWidget(widget)
    calls = 1000
    before = sys.getrefcount(None)
    for _ in range(calls):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < calls / 2
