"""The user guide: its pages in both languages, and keys that are what they say."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QImageReader, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QListWidget, QTextBrowser, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from digitpad.files.resources import resource_path
from digitpad.ui.window.guide import PAGES, GuideWindow
from digitpad.ui.window.main_window import MainWindow

pytestmark = pytest.mark.light_window

FOLDERS = [resource_path("guide") / language for language in ("en", "zh_CN")]

NOT_ACTIONS = {
    *map(str, range(10)),
    *("Ctrl+A", "Return", "Page Up", "Page Down", "Arrow keys"),
    *("Insert", "Home", "F2", "Esc"),
}
"""Keys that a widget handles by itself."""


def opened(qtbot: QtBot, window: MainWindow) -> GuideWindow:
    QTest.keyClick(window, Qt.Key.Key_F1)
    guide = window.findChild(GuideWindow)
    assert isinstance(guide, GuideWindow)
    qtbot.waitUntil(guide.isActiveWindow)
    return guide


def text_of(guide: GuideWindow) -> QTextBrowser:
    browser = guide.findChild(QTextBrowser)
    assert isinstance(browser, QTextBrowser)
    return browser


def page_of(guide: GuideWindow) -> str:
    return Path(text_of(guide).source().toLocalFile()).stem


def buttons(guide: GuideWindow) -> tuple[QAbstractButton, QAbstractButton]:
    back, forward = guide.findChildren(QToolButton)
    return back, forward


def click_link(browser: QTextBrowser, text: str) -> None:
    """Click the first place that has this text and is a link."""
    cursor = browser.document().find(text)
    while not cursor.charFormat().isAnchor():
        cursor = browser.document().find(text, cursor)
    browser.setTextCursor(cursor)
    browser.ensureCursorVisible()
    place = browser.cursorRect(cursor).center() - QPoint(6, 0)
    QTest.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=place)


# The window


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_f1_opens_the_page_of_the_tab_in_front(qtbot: QtBot, window: MainWindow, tab: int) -> None:
    window._tabs.setCurrentIndex(tab)
    guide = opened(qtbot, window)
    assert guide.isVisible()
    assert not guide.isModal()
    assert f"{page_of(guide)}Tab" == window._tabs.currentWidget().objectName()
    heading = text_of(guide).document().firstBlock().text()
    assert guide.windowTitle() == f"{heading} — User guide — digitpad"


def test_pages_are_reached_by_list_links_and_back(qtbot: QtBot, window: MainWindow) -> None:
    guide = opened(qtbot, window)
    pages = guide.findChild(QListWidget)
    assert isinstance(pages, QListWidget)
    assert pages.currentRow() == PAGES.index("draw")
    pages.setCurrentRow(0)
    assert page_of(guide) == "first-steps"
    click_link(text_of(guide), "Train")
    assert page_of(guide) == "train"
    assert pages.currentRow() == PAGES.index("train")
    back, forward = buttons(guide)
    assert not forward.isEnabled()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page_of(guide) == "first-steps"
    assert pages.currentRow() == 0
    QTest.mouseClick(forward, Qt.MouseButton.LeftButton)
    assert page_of(guide) == "train"


def test_the_part_that_has_the_focus_can_be_told(qtbot: QtBot, window: MainWindow) -> None:
    guide = opened(qtbot, window)
    pages, text = guide.findChild(QListWidget), text_of(guide)
    assert isinstance(pages, QListWidget)
    for has, lacks in ((text, pages), (pages, text)):
        has.setFocus()
        accent = guide.palette().accent().color()
        assert has.grab().toImage().pixelColor(1, 20) == accent
        assert lacks.grab().toImage().pixelColor(1, 20) != accent
    guide.resize(guide.width() - 50, guide.height() - 50)
    corner = pages.rect().bottomRight() - QPoint(1, 1)
    qtbot.waitUntil(lambda: pages.grab().toImage().pixelColor(corner) == accent)


def test_a_picture_is_as_wide_as_the_page_at_most(qtbot: QtBot, window: MainWindow) -> None:
    guide = opened(qtbot, window)
    for width in (500, 760):
        guide.resize(width, 500)
        browser = text_of(guide)
        qtbot.waitUntil(
            lambda browser=browser: (  # type: ignore[misc]
                0.7 * browser.viewport().width()
                < browser.document().idealWidth()
                <= browser.viewport().width()
            )
        )


def test_its_size_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    guide = opened(qtbot, window)
    guide.resize(600, 444)
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()
    again = GuideWindow(window)
    assert again.size() == QSize(600, 444)


def test_it_closes_with_the_window(qtbot: QtBot, window: MainWindow) -> None:
    guide = opened(qtbot, window)
    window.close()
    assert not guide.isVisible()


# The pages


@pytest.mark.parametrize("folder", FOLDERS, ids=["en", "zh_CN"])
def test_all_pages_are_there_and_what_they_refer_to(folder: Path) -> None:
    assert sorted(path.stem for path in folder.glob("*.md")) == sorted(PAGES)
    for path in folder.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# ")
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("lesson:"):
                name = target.removeprefix("lesson:")
                file = resource_path("lessons") / folder.name / f"{name}.md"
            else:
                file = folder / target
            assert file.is_file(), target
            assert file.suffix == ".md" or QImageReader(str(file)).canRead(), target


def test_both_languages_have_the_same_parts() -> None:
    def parts(path: Path) -> list[tuple[str, ...]]:
        text = path.read_text(encoding="utf-8")
        heads = re.findall(r"^(#+) ", text, re.MULTILINE)
        return [tuple(heads), tuple(re.findall(r"\]\(([^)]+)\)", text)), tuple(listed_keys(path))]

    english, chinese = FOLDERS
    for page in PAGES:
        assert parts(english / f"{page}.md") == parts(chinese / f"{page}.md"), page


@pytest.mark.parametrize("folder", FOLDERS, ids=["en", "zh_CN"])
def test_emphasis_in_the_pages_is_no_asterisk(qtbot: QtBot, folder: Path) -> None:
    for page in PAGES:
        browser = QTextBrowser()
        qtbot.addWidget(browser)
        browser.setMarkdown((folder / f"{page}.md").read_text(encoding="utf-8"))
        assert "**" not in browser.toPlainText(), page


# The keys


def listed_keys(path: Path) -> list[str]:
    """The keys of a page's tables, each by itself."""
    found: list[str] = []
    for cell in re.findall(r"^\| ([^|]+?) \|", path.read_text(encoding="utf-8"), re.MULTILINE):
        if run := re.fullmatch(r"(Ctrl\+)?(\d) (?:to|至) (?:Ctrl\+)?(\d)", cell):
            before, first, last = run[1] or "", int(run[2]), int(run[3])
            found += [f"{before}{digit}" for digit in range(first, last + 1)]
        elif cell not in ("Key", "按键"):
            found += [ALSO.get(key, key) for key in re.split(r", | and | 和 ", cell)]
    return [key for key in found if not key.startswith(("`", "-", "Command", "命令"))]


def real_keys(window: QWidget) -> list[set[str]]:
    """The keys of each action, shortcut and button, but for mnemonics."""
    found = [one.shortcuts() for one in window.findChildren(QAction)]
    found += [list(one.keys()) for one in window.findChildren(QShortcut)]
    found += [[one.shortcut()] for one in window.findChildren(QAbstractButton)]
    names = [{key.toString() for key in keys} for keys in found]
    return [
        {ALSO.get(name, name) for name in some}
        for some in names
        if any(name and not re.fullmatch(r"Alt\+\w", name) for name in some)
    ]


ALSO = {
    **{"Del": "Delete", "Ins": "Insert", "PgUp": "Page Up", "PgDown": "Page Down"},
    "方向键": "Arrow keys",
}
"""Names of Qt and of the Chinese page, and those on the English page."""


def test_the_page_of_the_keys_lists_all_there_are_and_no_other(
    qtbot: QtBot, window: MainWindow
) -> None:
    for tab in range(window._tabs.count()):
        window._tabs.setCurrentIndex(tab)
    opened(qtbot, window)
    real = real_keys(window)
    listed = set(listed_keys(FOLDERS[0] / "shortcuts.md"))
    assert listed - set().union(*real) - NOT_ACTIONS == set()
    assert [keys for keys in real if not keys & listed] == []
