"""View > Language: what is selected is remembered, and holds from the next start on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.ui.support.settings import settings
from digitpad.ui.support.translation import KEY, install_translators, selected_language
from digitpad.ui.window.language import Languages
from digitpad.ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    system = QLocale()
    yield
    QLocale.setDefault(system)
    settings().setValue(KEY, "en")
    install_translators(qapp)


def menu_titles(window: MainWindow) -> list[str]:
    return [action.text() for action in window.menuBar().actions()]


def select(window: MainWindow, language: str) -> None:
    languages = window.findChild(Languages)
    assert isinstance(languages, Languages)
    next(one for one in languages.actions() if one.data() == language).trigger()


def test_a_choice_is_remembered_and_told_in_both_languages(window: MainWindow) -> None:
    select(window, "zh_CN")
    assert selected_language() == "zh_CN"
    assert menu_titles(window)[0] == "&File"
    told = window.statusBar().currentMessage()
    assert told.startswith("The language changes at the next start. · ")
    assert told.endswith("语言将在下次启动时更改。")
    window.statusBar().clearMessage()
    select(window, "system")  # As it was: nothing changes.
    assert not window.statusBar().currentMessage()


@pytest.mark.parametrize("how", ["selected", "of the system"])
def test_the_window_and_qt_speak_chinese_at_the_next_start(
    qtbot: QtBot, window: MainWindow, how: str
) -> None:
    if how == "selected":
        select(window, "zh_CN")
    else:
        QLocale.setDefault(QLocale("zh_CN"))
    window.close()
    again = create_window()
    qtbot.addWidget(again)
    assert menu_titles(again) == ["文件(&F)", "编辑(&E)", "模型(&M)", "视图(&V)", "帮助(&H)"]
    names = {one.title() for one in again.menuBar().findChildren(QMenu)}
    assert {"外观(&A)", "语言(&G)"} <= names
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "取消"
    again.close()


def test_qts_file_dialog_is_chinese_throughout(qtbot: QtBot, qapp: QApplication) -> None:
    settings().setValue(KEY, "zh_CN")
    install_translators(qapp)
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert labels
    assert not [text for text in labels if text.isascii()]
