"""The main window: its names, its size, what its title and status bar say, its keys and its end."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, gallery_of, wait_for
from tests.ui.hand import SEVEN, Draw, action, prediction

NAMES = [
    "mainWindow",
    "tabs",
    "drawTab",
    "datasetTab",
    "canvas",
    "probabilityBars",
    "networkInput",
    "prediction",
    "gallery",
    "digitDetail",
]
ACTIONS = [
    "actionClear",
    "actionUndo",
    "actionRedo",
    "actionOpenDataset",
    "actionOpenModel",
    "actionSaveModel",
    "actionRestoreModel",
]


def tabs_of(window: MainWindow) -> QTabWidget:
    tabs = window.findChild(QTabWidget, "tabs")
    assert isinstance(tabs, QTabWidget)
    return tabs


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel))


def test_everything_is_found_by_its_name(window: MainWindow) -> None:
    found = {widget.objectName() for widget in [window, *window.findChildren(QWidget)]}
    assert set(NAMES) <= found
    for name in ACTIONS:
        action(window, name)


def test_create_window_shows_nothing_by_itself(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    assert not window.isVisible()


def test_nothing_is_clipped_in_a_small_window(window: MainWindow) -> None:
    window.resize(900, 640)
    assert (window.width(), window.height()) == (900, 640)
    for widget in window.draw_tab.findChildren(QWidget):
        if widget.isVisible():
            assert widget.width() >= widget.minimumSizeHint().width(), widget
            corner = widget.mapTo(window, widget.rect().bottomRight())
            assert window.rect().contains(corner), widget


def test_the_status_bar_tells_model_and_time(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    said = texts(window)
    assert "Built-in (784–" in said
    assert "error on reference digits (test set) 0." in said
    draw(*SEVEN)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    for _ in range(3):  # The first time alone is not told.
        with qtbot.waitSignal(window.draw_tab.classified):
            draw(*SEVEN)
    assert " ms" in texts(window)


def test_the_title_names_what_the_tab_in_front_holds(qtbot: QtBot, window: MainWindow) -> None:
    tabs = tabs_of(window)
    assert window.windowTitle() == "Drawing[*] — digitpad"
    tabs.setCurrentWidget(window.playground_tab)
    assert window.windowTitle() == "Playground[*] — digitpad"
    window.open_dataset("synthetic:20:4")
    wait_for(qtbot, window, "20 ")
    assert window.windowTitle() == "synthetic:20:4[*] — digitpad"
    assert not window.isWindowModified()
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Right)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    assert window.isWindowModified()
    tabs.setCurrentWidget(window.draw_tab)
    assert not window.isWindowModified()  # The mark is for what the title names.
    tabs.setCurrentWidget(window.dataset_tab)
    assert window.isWindowModified()
    action(window, "actionUndo").trigger()
    assert not window.isWindowModified()


def test_a_name_with_the_sign_for_the_mark_is_shown_as_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "a[*]b"
    shutil.copytree(Path(__file__).parent / "former_home" / "data" / "My digits", folder)
    window.open_dataset(folder)
    qtbot.waitUntil(lambda: window.windowTitle() == "a[*][*]b[*] — digitpad")


def test_the_status_bar_names_the_open_dataset(qtbot: QtBot, window: MainWindow) -> None:
    window.open_dataset("synthetic:20:4")
    qtbot.waitUntil(lambda: "Dataset: synthetic:20:4" in texts(window))


def test_a_message_stands_alone_however_early_it_is_told(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    window.show_message("Told before the window is shown")
    window.show()
    bar = window.statusBar()
    labels = [
        label for label in bar.findChildren(QLabel) if label.text().lower().startswith("model")
    ]
    assert labels
    assert not labels[0].isVisible()
    bar.clearMessage()
    assert labels[0].isVisible()
    window.close()


def test_the_first_window_leaves_some_of_the_screen(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    room = window.screen().availableGeometry()
    assert window.width() <= 0.9 * room.width()
    assert window.height() <= 0.9 * room.height()
    window.resize(1, 1)
    assert window.size() == QSize(800, 500).boundedTo(room.size() * 0.9)
    window.close()


@pytest.mark.parametrize("in_menu_bar", [False, True])
def test_ctrl_tab_turns_the_tabs_also_from_the_menu_bar(
    window: MainWindow, in_menu_bar: bool
) -> None:
    tabs = tabs_of(window)

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> int:
        QTest.keyClick(focused(), key, modifiers)
        return tabs.currentIndex()

    if in_menu_bar:
        window.menuBar().setFocus()  # As it has after a menu was opened and left by Esc.
    last = tabs.count() - 1
    shift = CTRL | Qt.KeyboardModifier.ShiftModifier
    assert press(Qt.Key.Key_Tab, CTRL) == 1
    assert press(Qt.Key.Key_Backtab, shift) == 0
    assert press(Qt.Key.Key_Backtab, shift) == last
    assert press(Qt.Key.Key_Tab, CTRL) == 0


def test_ctrl_o_opens_what_the_tab_in_front_holds(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask_file(*words: object) -> tuple[str, str]:
        asked.append("image")
        return "", ""

    def ask_folder(*words: object) -> str:
        asked.append("dataset")
        return ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask_file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask_folder)
    for tab in (window.draw_tab, window.dataset_tab, window.playground_tab, window.draw_tab):
        tabs_of(window).setCurrentWidget(tab)
        QTest.keyClick(focused(), Qt.Key.Key_O, CTRL)
        QTest.keyClick(focused(), Qt.Key.Key_D, CTRL)
    assert asked == ["image", "dataset", "dataset", "dataset", *["image", "dataset"] * 2]


def test_keys_of_the_draw_tab_stay_there(window: MainWindow, draw: Draw) -> None:
    draw(*SEVEN)
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    assert window.dataset_tab.isVisible()
    gallery = window.findChild(QListView, "gallery")
    assert gallery is not None
    QTest.keyClick(gallery, Qt.Key.Key_Delete)
    QTest.keyClick(gallery, Qt.Key.Key_E)
    assert window.draw_tab.canvas.drawing
    assert not window.draw_tab.eraser.isChecked()


def test_a_window_may_go_right_after_it_was_painted_first(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.waitUntil(lambda: not running())
    window.grab()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    with qtbot.captureExceptions() as raised:
        QApplication.processEvents()
    assert raised == []


def test_closing_in_the_middle_of_a_stroke(
    qtbot: QtBot, window: MainWindow, canvas: Canvas
) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    with qtbot.waitSignal(window.closed):
        window.close()
