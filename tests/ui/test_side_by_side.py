"""The panel beside the tabs takes what they do not need."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.window.side_by_side import SideBySide
from digitpad.ui.window.tabs import Tabs


def test_the_panel_gets_narrower_when_a_tab_comes_to_need_more(qtbot: QtBot) -> None:
    parent, first, second, panel = (QWidget() for _ in range(4))
    qtbot.addWidget(parent)
    tabs = Tabs({"first": ("First", first), "second": ("Second", second)}, parent)
    side = SideBySide(tabs, parent)
    side.set_panel(panel)
    side.resize(960, 400)
    parent.show()
    assert panel.width() == 300
    first.setMinimumWidth(700)
    qtbot.waitUntil(lambda: panel.width() <= 260)
