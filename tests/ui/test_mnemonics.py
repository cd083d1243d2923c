"""Alt and a letter reach each button and field of a page, the same ones in both languages."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.app import _tell_unusable, create_window
from digitpad.ui.dataset.plausibility_bar import BUTTONS
from digitpad.ui.support.plain_text import without_mnemonic
from digitpad.ui.support.settings import settings
from digitpad.ui.support.translation import KEY, install_translators, tr
from digitpad.ui.window.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier
LANGUAGES = ("en", "zh_CN")
PAGES = ("drawTab", "datasetTab", "trainTab")


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    settings().setValue(KEY, "en")
    install_translators(qapp)


def window_in(qtbot: QtBot, qapp: QApplication, language: str) -> MainWindow:
    """The window with everything made that is made when it is first needed."""
    settings().setValue(KEY, language)
    install_translators(qapp)
    window = create_window()
    qtbot.addWidget(window)
    window.finish_start()
    for number in range(window._tabs.count()):
        window._tabs.setCurrentIndex(number)
    window.inside._make_panel()
    return window


def letter(text: str) -> str:
    """The mnemonic of a text, empty for none."""
    _, mark, rest = text.replace("&&", "").partition("&")
    return rest[:1].upper() if mark else ""


def texts_of(page: QWidget) -> list[str]:
    """What stands on each control, but for those that have a key or a menu entry of their own.

    Of two that say the same, and so do the same, one has a mnemonic.
    """
    texts = [label.text() for label in page.findChildren(QLabel) if label.buddy()]
    for one in page.findChildren(QAbstractButton):
        has_entry = isinstance(one, QToolButton) and one.defaultAction() is not None
        if len(one.text()) > 1 and not has_entry:
            texts.append(one.text())
    texts.sort(key=lambda text: bool(letter(text)))
    return list({without_mnemonic(text): text for text in texts}.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mnemonic_is_there_twice(qtbot: QtBot, qapp: QApplication, language: str) -> None:
    window = window_in(qtbot, qapp, language)
    bar = [letter(action.text()) for action in window.menuBar().actions()]
    menus = [menu for menu in window.findChildren(QMenu) if menu.title()]
    for tab in range(window._tabs.count()):
        window._tabs.setCurrentIndex(tab)
        for menu in [window.menuBar(), *menus]:
            assert_different([a.text() for a in menu.actions() if a.isVisible()])
        page = window._tabs.currentWidget()
        assert_different(texts_of(page), bar)
    for repair in BUTTONS.values():
        assert_different([*texts_of(window.dataset_tab), tr(repair)], bar)
    _tell_unusable(window, "gone.npz: no such file")  # It stands above every tab.
    assert set(map(letter, texts_of(window.notices))) <= {""}
    window.close()


def assert_different(texts: list[str], taken: list[str] | None = None) -> None:
    letters = [*(taken or []), *filter(None, map(letter, texts))]
    assert len(letters) == len(set(letters)), texts


def test_whatever_can_have_a_mnemonic_has_the_same_in_both_languages(
    qtbot: QtBot, qapp: QApplication
) -> None:
    found = {}
    for language in LANGUAGES:
        window = window_in(qtbot, qapp, language)
        taken = {letter(action.text()) for action in window.menuBar().actions()}
        pages = [window.findChild(QWidget, name) for name in PAGES]
        texts = [texts_of(page) for page in pages if page]
        found[language] = [sorted(map(letter, each)) for each in texts]
        if language == "en":
            for each in texts:
                used = taken | {letter(text) for text in each}
                assert [text for text in each if not letter(text) and free_in(text) - used] == []
        window.close()
    assert found["en"] == found["zh_CN"]


def free_in(text: str) -> set[str]:
    return {sign for sign in without_mnemonic(text).upper() if sign.isascii() and sign.isalpha()}


def test_alt_and_a_letter_reach_a_field_and_press_a_button(
    qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_W, ALT)
    assert isinstance(QApplication.focusWidget(), QSlider)
    window._tabs.setCurrentWidget(window.dataset_tab)
    QTest.keyClick(window, Qt.Key.Key_D, ALT)
    filters = window.dataset_tab.make_view().filters
    qtbot.waitUntil(lambda: filters.query.misclassified)  # A button stays down for a moment.
