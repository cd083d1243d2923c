"""The menus hold what can be done to what is seen."""

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QTabWidget, QToolButton
from pytestqt.qtbot import QtBot

from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.support.plain_text import without_mnemonic
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL
from tests.ui.hand import SEVEN, Draw, action, wait_for_box


def menu_action(window: MainWindow, text: str) -> QAction:
    menus = window.menuBar().findChildren(QMenu)
    return next(one for menu in menus for one in menu.actions() if one.text() == text)


@pytest.mark.parametrize("name", ["actionAboutModel"])
def test_pages_of_text_open_and_close(qtbot: QtBot, window: MainWindow, name: str) -> None:
    action(window, name).trigger()
    box = wait_for_box(qtbot, window)
    assert "784" in box.text()
    box.close()


def test_about_says_what_it_is_without_stock_icons(qtbot: QtBot, window: MainWindow) -> None:
    menu_action(window, "&About digitpad").trigger()
    box = wait_for_box(qtbot, window)
    assert "small NumPy network" in box.text()
    assert all(shown.icon().isNull() for shown in box.buttons())
    box.close()


def test_undo_names_the_step_as_within_a_sentence(
    window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    undo, redo = action(window, "actionUndo"), action(window, "actionRedo")
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("&Undo", False, False)
    draw(*SEVEN[:1])
    assert (undo.text(), undo.iconText(), undo.isEnabled()) == ("&Undo stroke", "Undo", True)
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert (undo.text(), undo.isEnabled()) == ("&Undo", False)
    assert (redo.text(), redo.isEnabled()) == ("&Redo stroke", True)


def test_a_button_is_told_once_that_its_action_has_changed(window: MainWindow) -> None:
    pages = window.draw_tab, window.playground_tab.make_view(), window.dataset_tab.make_view()
    actions = {
        one.defaultAction()
        for page in pages
        for one in page.findChildren(QToolButton)
        if one.defaultAction() and not isinstance(one.parent(), QLineEdit)  # These never change.
    }
    assert len(actions) > 10
    for one in actions:
        told = one.receivers(SIGNAL("changed()"))
        for text in ("Other", one.text()):
            one.setText(text)
        assert one.receivers(SIGNAL("changed()")) == told, one.text()


def test_a_button_with_a_key_tells_it(window: MainWindow, draw: Draw) -> None:
    draw(*SEVEN)
    draw(*SEVEN)
    action(window, "actionUndo").trigger()
    pages = window.draw_tab, window.playground_tab.make_view()
    buttons = [one for page in pages for one in page.findChildren(QToolButton)]
    told = {}
    for button in buttons:
        if button.defaultAction() and (keys := button.defaultAction().shortcuts()):
            texts = [key.toString().replace("Del", "Delete") for key in keys]
            told[button.text()] = any(f"({key})" in button.toolTip() for key in texts)
    assert {"Undo", "Redo", "Clear", "Open image"} <= told.keys()
    told.pop("Learn now")  # It tells why nothing can be learned yet.
    assert all(told.values()), told


def test_explain_tells_its_key_in_each_tab_that_has_it(window: MainWindow) -> None:
    pages = window.draw_tab, window.dataset_tab.make_view()
    for page in pages:
        buttons = page.findChildren(QAbstractButton)
        explain = next(one for one in buttons if without_mnemonic(one.text()) == "Explain")
        assert explain.toolTip().endswith("(W)"), page


def test_explain_stands_at_the_top_of_its_menu(window: MainWindow) -> None:
    view = next(m for m in window.menuBar().findChildren(QMenu) if m.title() == "&View")
    first, second, *_ = view.actions()
    assert first is window.inside.action
    assert second.isSeparator()


def test_the_edit_menu_has_what_can_be_done_to_what_is_seen(window: MainWindow) -> None:
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    edit = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "&Edit")
    draw, digits = (
        {"&Paste image", "Cle&ar", "Correct &label"},
        {"&Find digits", "&Delete digits"},
    )
    for _ in range(2):
        for index, own in enumerate((draw, digits, set[str]())):
            tabs.setCurrentIndex(index)
            found = [action.text() for action in edit.actions()]
            assert found[0].startswith("&Undo")
            assert found[-1]
            assert (draw | digits) & set(found) == own


def test_the_file_menu_saves_what_is_seen(window: MainWindow) -> None:
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    file = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "&File")
    sets = ["Open &dataset folder…", "Open dataset &file…", "Open &My digits", "Open &recent"]
    sets.append("&Import sheet…")
    halves = ["Open training set", "Open test set"]
    draw = ["&Open image…", "&Save image as…", "", *sets, "", "&Quit"]
    saves = ["&Save dataset", "&Export visible digits…"]
    digits = ["&Open image…", "", *sets, "", *halves, "", *saves, "", "&Quit"]
    train = ["&Open image…", "", *sets, "", "&Quit"]
    points = ["Open &playground or points…", "Recent p&laygrounds", "&Save playground as…"]
    play = ["&Open image…", "", *sets, "", *points, "", "&Quit"]
    for _ in range(2):
        for index, texts in enumerate((draw, digits, train, play)):
            tabs.setCurrentIndex(index)
            assert [action.text() for action in file.actions()] == texts
