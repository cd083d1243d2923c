"""The panel beside the tabs takes what they do not need."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.draw.tools import ToolButton
from digitpad.ui.window.main_window import SMALLEST_SIZE, MainWindow
from digitpad.ui.window.side_by_side import SideBySide
from digitpad.ui.window.tabs import Tabs
from tests.ui import playground_hand
from tests.ui.lessons_hand import Learner


@pytest.fixture
def learner(qtbot: QtBot, window: MainWindow) -> Learner:
    return Learner(qtbot, window)


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


@pytest.mark.parametrize("wide", ["first", "second"])
def test_only_the_tab_in_front_counts(qtbot: QtBot, wide: str) -> None:
    parent, first, second, panel = (QWidget() for _ in range(4))
    qtbot.addWidget(parent)
    tabs = Tabs({"first": ("First", first), "second": ("Second", second)}, parent)
    {"first": first, "second": second}[wide].setMinimumWidth(900)
    side = SideBySide(tabs, parent)
    side.set_panel(panel)
    side.resize(960, 400)
    parent.show()
    for name in ("second", "first", "second"):
        tabs.setCurrentIndex(["first", "second"].index(name))
        width = 176 if name == wide else 300
        qtbot.waitUntil(partial(has_width, panel, width))
        assert bar(side).isVisible() == (name == wide)


@pytest.mark.light_window
def test_explain_in_draw_takes_nothing_from_the_lesson_beside_another_tab(
    qtbot: QtBot, window: MainWindow, learner: Learner
) -> None:
    window.resize(960, 540)
    learner.begin(0)
    window.findChild(Tabs, "tabs").setCurrentWidget(window.draw_tab)  # type: ignore[union-attr]
    window.draw_tab.canvas.setFocus()
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: learner.panel.width() < 300)
    playground_hand.opened(qtbot, window)
    qtbot.waitUntil(lambda: learner.panel.width() == 300)
    assert not bar(window).isVisible()


@pytest.mark.light_window
@pytest.mark.parametrize("size", [(800, 500), (960, 540), (1366, 768)])
def test_the_panel_leaves_room_for_the_tabs(learner: Learner, size: tuple[int, int]) -> None:
    learner.window.resize(*size)
    assert learner.window.width() == size[0]
    assert 170 <= learner.panel.width() <= 300
    assert learner.panel.geometry().right() < learner.window.width()


@pytest.mark.light_window
@pytest.mark.parametrize("width", [176, 300])
def test_the_buttons_of_a_step_have_whole_texts(learner: Learner, width: int) -> None:
    learner.begin(0)
    panel = learner.panel
    panel.setFixedWidth(width)
    panel.resize(width, 480)
    for button in panel.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()


@pytest.mark.light_window
def test_no_tab_scrolls_sideways_beside_the_panel(qtbot: QtBot, learner: Learner) -> None:
    window = learner.window
    window.resize(SMALLEST_SIZE)
    across = bar(window)
    tabs = window._tabs
    for _ in range(tabs.count()):
        tabs.turn(1)
        qtbot.waitUntil(lambda: across.maximum() == 0)
        assert learner.panel.isVisible()
    assert window.draw_tab.network_input.isVisible()  # A lesson tells of it.
    assert all(button.toolTip() for button in window.draw_tab.tools.findChildren(ToolButton))


def has_width(widget: QWidget, width: int) -> bool:
    return widget.width() == width


def bar(widget: QWidget) -> QScrollBar:
    """Shows that the tab in front has more than is seen."""
    side = widget if isinstance(widget, SideBySide) else widget.findChild(SideBySide)
    assert side is not None
    return side._area.horizontalScrollBar()
