"""Finds the control that a lesson means, and brings it to where it can be seen."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QScrollArea, QWidget

from digitpad.ui.widgets.fold import Fold
from digitpad.ui.window.rooms import Rooms

Place = tuple[QWidget, QRect | None]
"""A widget, and the part of it that is meant; None for all of it."""


def bring_up(name: str, rooms: Rooms, window: QMainWindow) -> Place | None:
    """Bring the control of an object name to the front, and give it the focus.

    Parameters
    ----------
    name : of a widget, of a menu, of an action, or of the page of a tab, which stands for the tab.

    Returns where it is; None where there is nothing that can be seen.
    """
    page = rooms.tabs.findChild(QWidget, name)
    if page and (index := rooms.tabs.indexOf(page)) >= 0:
        return rooms.tabs.tabBar(), rooms.tabs.tabBar().tabRect(index)
    place = find_control(name, rooms, window)
    if place is None or place[1]:
        return place
    _uncover(place[0], rooms)
    if not place[0].isVisible():
        return None
    if place[0].focusPolicy() != Qt.FocusPolicy.NoFocus:
        place[0].setFocus(Qt.FocusReason.OtherFocusReason)
    return place


def find_control(name: str, rooms: Rooms, window: QMainWindow) -> Place | None:
    """Where the control of an object name is, on whatever tab."""
    rooms.playground.make_view()
    _ = rooms.retraining.page
    widget = window.findChild(QWidget, name)
    if isinstance(widget, QMenu):
        return _title_of(widget, window)
    if widget:
        return widget, None
    action = window.findChild(QAction, name)
    if action is None:
        return None
    beside = [one for one in action.associatedObjects() if isinstance(one, QWidget)]
    for widget in beside:
        if not isinstance(widget, QMenu) and not widget.isHidden() and _is_button(widget):
            return widget, None
    for menu in (one for one in beside if isinstance(one, QMenu)):
        return _title_of(menu, window)
    return None


def _is_button(widget: QWidget) -> bool:
    return widget.inherits("QAbstractButton")


def _title_of(menu: QMenu, window: QMainWindow) -> Place:
    """Where the menu bar has the menu that this one is in."""
    while isinstance(parent := menu.parent(), QMenu):
        menu = parent
    return window.menuBar(), window.menuBar().actionGeometry(menu.menuAction())


def _uncover(widget: QWidget, rooms: Rooms) -> None:
    """Select its tab, unfold and scroll whatever it is in."""
    above: list[QWidget] = []
    parent = widget.parentWidget()
    while parent:
        above.append(parent)
        parent = parent.parentWidget()
    for one in above:
        if rooms.tabs.indexOf(one) >= 0:
            rooms.tabs.setCurrentWidget(one)
    for one in above:
        if isinstance(one, Fold):
            one.open()
        elif isinstance(one, QScrollArea):
            one.ensureWidgetVisible(widget)
