"""What a screen reader and a keyboard find on each tab."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.support.plain_text import TIP_WIDTH
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import SEVEN, Draw

TABS = ("drawTab", "datasetTab", "trainTab", "playgroundTab")

Role = QAccessible.Role
PARTS = {Role.Cell, Role.ListItem, Role.RowHeader, Role.ColumnHeader, Role.TreeItem}
"""Named by what they hold; a view has a name of its own."""


@pytest.fixture(params=TABS)
def page(request: pytest.FixtureRequest, qtbot: QtBot, window: MainWindow, draw: Draw) -> QWidget:
    """Each tab, with something on it."""
    draw(*SEVEN)
    if request.param == "datasetTab":
        window.open_dataset("synthetic:20:4")
        view = window.dataset_tab.make_view()
        qtbot.waitUntil(lambda: len(view.dataset) == 20)
    page = window.findChild(QWidget, request.param)
    assert page is not None
    window._tabs.setCurrentWidget(page)
    if request.param == "drawTab":
        window.inside.action.trigger()
        panel = window.inside.panel
        assert panel is not None
        qtbot.waitUntil(lambda: panel.explanation.found is not None)
    return page


def tree(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What can be seen of a node and of all below it."""
    if node.isValid() and not node.state().invisible:
        yield node
        for number in range(node.childCount()):
            child = node.child(number)
            if child is not None:
                yield from tree(child)


def described(node: QAccessibleInterface) -> str:
    names = []
    while node and isinstance(node.object(), QWidget):
        names.append(node.object().objectName() or type(node.object()).__name__)
        node = node.parent()
    return "/".join(reversed(names[:4]))


def test_each_control_has_a_name(page: QWidget) -> None:
    root = QAccessible.queryAccessibleInterface(page)
    assert root is not None
    controls = [node for node in tree(root) if node.state().focusable and node.role() not in PARTS]
    assert len(controls) > 3
    nameless = [described(node) for node in controls if not node.text(QAccessible.Text.Name)]
    assert nameless == []


def test_each_tab_stop_can_be_seen_and_left(window: MainWindow, page: QWidget) -> None:
    focused().setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)  # From here on the style draws the focus.
    seen, unseen = set[QWidget](), []
    while (stop := focused()) not in seen:
        seen.add(stop)
        with_focus = around(window, stop)
        is_in_sight = not stop.visibleRegion().isEmpty()
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        name = f"{type(stop).__name__} {stop.objectName() or stop.accessibleName()}"
        assert focused() is not stop, f"{name} keeps the Tab key"
        if not is_in_sight or with_focus == around(window, stop):
            unseen.append(name)
    assert len(seen) > 3
    assert unseen == []


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def around(window: MainWindow, widget: QWidget) -> object:
    """What is seen of a widget and a little around it."""
    place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0))).adjusted(-4, -4, 4, 4)
    return window.grab(place).toImage()


def test_no_line_of_a_tooltip_is_long(window: MainWindow, page: QWidget) -> None:
    owners: list[QWidget | QAction] = [*window.findChildren(QWidget), *window.findChildren(QAction)]
    long = []
    for owner in owners:
        text = re.sub(r"<[^>]*>", "", owner.toolTip())
        long += [line for line in text.splitlines() if len(line) > TIP_WIDTH]
    assert long == []


def test_what_is_beside_the_tabs_has_names(window: MainWindow) -> None:
    window.notices.tell("The settings could not be read.", "Use built-in model", lambda: None)
    for widget in (window.notices, window.statusBar(), window.menuBar()):
        root = QAccessible.queryAccessibleInterface(widget)
        assert root is not None
        controls = [node for node in tree(root) if node.state().focusable]
        assert [described(node) for node in controls if not node.text(QAccessible.Text.Name)] == []
