"""Where things stand on the Draw tab, and how one gets there with the Tab key."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.draw_tab import DrawTab
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import action

pytestmark = pytest.mark.light_window

NARROW = [(682, 430), (690, 470)]
"""Beside the lessons in a window of 960x540."""

SIZES = [(780, 400), (960, 430), (1366, 660), (1920, 970), (900, 900), *NARROW]


@pytest.fixture
def tab(qtbot: QtBot, window: MainWindow) -> Iterator[DrawTab]:
    """The tab alone, so that it can have any size."""
    tab = window.draw_tab
    tabs = tab.parent()
    assert isinstance(tabs, QWidget)
    tab.setParent(None)
    qtbot.addWidget(tab)
    tab.show()
    yield tab
    tab.setParent(window)  # As it closes, the window shuts down what the tab has under way.


def place(tab: DrawTab, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(tab, QPoint()), widget.size())


def resize(qtbot: QtBot, tab: DrawTab, size: tuple[int, int]) -> None:
    tab.resize(*size)
    QApplication.processEvents()
    assert (tab.width(), tab.height()) == size


def test_it_fits_into_a_small_window(tab: DrawTab) -> None:
    least = tab.minimumSizeHint()
    assert least.width() <= 780
    assert least.height() <= 400
    tab.resize(least)
    assert tab.canvas.width() >= 200


@pytest.mark.parametrize("size", SIZES)
def test_the_canvas_is_a_square_on_the_left_and_nothing_overlaps(
    qtbot: QtBot, tab: DrawTab, size: tuple[int, int]
) -> None:
    resize(qtbot, tab, size)
    explain = next(b for b in tab.findChildren(QToolButton) if b.text() == "Explain")
    parts = (tab.tools, tab.canvas, tab.prediction, tab.bars, tab.labelling, tab.learn_now_row)
    seen = [place(tab, part) for part in (*parts, explain)]
    if tab.network_input.isVisible():
        heads = [one for one in tab.findChildren(QLabel) if "Network input" in one.text()]
        seen += [place(tab, one) for one in (tab.network_input, *heads)]
    assert tab.network_input.isVisible() or size == (780, 400)
    assert tab.canvas.width() == tab.canvas.height()
    assert place(tab, tab.canvas).left() == place(tab, tab.tools).left() == 16
    assert not any(one.intersects(other) for one in seen for other in seen if one is not other)
    assert all(tab.rect().contains(one) for one in seen)


@pytest.mark.parametrize("size", [(1366, 660), (1920, 970)])
def test_no_large_screen_is_left_empty(qtbot: QtBot, tab: DrawTab, size: tuple[int, int]) -> None:
    resize(qtbot, tab, size)
    canvas, bars, shown = (place(tab, one) for one in (tab.canvas, tab.bars, tab.network_input))
    assert canvas.height() > size[1] - 120
    assert size[0] - shown.right() < 80
    assert shown.left() - bars.right() < 60
    assert bars.width() <= 420
    assert bars.height() <= 10 * 26


def test_a_side_panel_gets_the_rest_and_leaves_no_gap_while_hidden(
    qtbot: QtBot, tab: DrawTab
) -> None:
    resize(qtbot, tab, (1366, 660))
    before = place(tab, tab.bars)
    panel = QFrame()
    panel.setMinimumWidth(260)
    tab.set_side_panel(panel)
    QApplication.processEvents()
    assert panel.isVisible()
    assert place(tab, panel).right() == 1366 - 16 - 1
    assert place(tab, panel).width() > 300
    assert place(tab, tab.bars).right() < place(tab, panel).left()
    panel.hide()
    qtbot.waitUntil(lambda: place(tab, tab.bars) == before)
    panel.show()
    qtbot.waitUntil(lambda: place(tab, tab.bars) != before)


@pytest.mark.parametrize("size", [(780, 400), (1200, 600), (1366, 660), (1920, 970)])
def test_a_side_panel_has_room(qtbot: QtBot, tab: DrawTab, size: tuple[int, int]) -> None:
    panel = QFrame()
    panel.setMinimumWidth(276)
    tab.set_side_panel(panel)
    resize(qtbot, tab, size)
    canvas, seen = place(tab, tab.canvas), place(tab, panel)
    assert seen.right() == size[0] - 16 - 1
    assert seen.width() >= 276
    assert canvas.width() <= 0.4 * size[0]
    assert 240 <= seen.left() - canvas.right() - 2 * 16 <= 272 + 2 * 8 + 1
    if size[0] >= 1366:
        assert canvas.width() > 500
        assert seen.width() > 0.35 * size[0]


def test_a_hidden_side_panel_stays_hidden(qtbot: QtBot, tab: DrawTab) -> None:
    panel = QFrame()
    panel.hide()
    tab.set_side_panel(panel)
    assert not panel.isVisible()
    panel.show()  # It has its place at once: painted before, it would cover the canvas.
    assert place(tab, panel).left() > place(tab, tab.canvas).right()


def test_the_tab_key_goes_as_the_eye_does(window: MainWindow, canvas: Canvas) -> None:
    panel = QFrame()
    button = QToolButton(panel)
    button.setText("In the panel")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.draw_tab.set_side_panel(panel)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton)
    way: list[str] = []
    buttons = [b for b in window.draw_tab.findChildren(QToolButton) if b.text() == "Pen"]
    buttons[0].setFocus()
    for _ in range(30):
        widget = QApplication.focusWidget()
        if not isinstance(widget, QWidget) or not window.draw_tab.isAncestorOf(widget):
            break
        text = widget.text() if isinstance(widget, QToolButton) else ""
        way.append(text or widget.accessibleName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    tools = ["Pen", "Eraser", "Undo", "Clear", "Pen width", "Open image", "Save image"]
    assert way == [*tools, "Canvas", "Explain", "In the panel", *map(str, range(10))]


def test_the_focus_on_the_canvas_can_be_seen(canvas: Canvas) -> None:
    def edge() -> list[str]:
        image = canvas.grab().toImage()
        return [image.pixelColor(at, image.height() // 2).name() for at in (0, 1)]

    accent = canvas.palette().accent().color().name()
    canvas.setFocus()
    assert edge() == [accent, accent]
    canvas.clearFocus()
    assert accent not in edge()


def test_the_slider_is_named_after_the_tool(window: MainWindow, canvas: Canvas) -> None:
    slider = window.draw_tab.tools.findChildren(QSlider)[0]
    shown = window.draw_tab.tools.findChildren(QLabel)[0]
    assert shown.text() == "Pen &width"
    assert slider.accessibleName() == "Pen width"
    QTest.keyClick(canvas, Qt.Key.Key_E)
    assert shown.text() == "Eraser &width"
    assert slider.accessibleName() == "Eraser width"
    pen = next(b for b in window.draw_tab.findChildren(QToolButton) if b.text() == "Pen")
    QTest.mouseClick(pen, Qt.MouseButton.LeftButton)
    assert pen.isChecked()
    assert not canvas.erasing
    assert shown.text() == "Pen &width"
    QTest.mouseClick(pen, Qt.MouseButton.LeftButton)  # Clicked again, the pen stays in hand.
    assert pen.isChecked()
    assert not canvas.erasing


def test_each_tool_has_an_icon_and_a_text(window: MainWindow) -> None:
    buttons = window.draw_tab.tools.findChildren(QToolButton)
    assert len(buttons) == 7
    assert all(button.text() and not button.icon().isNull() for button in buttons)
    assert action(window, "actionUndo").icon().isNull() is False
