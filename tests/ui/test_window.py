"""Menus, models, settings, and closing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListView,
    QMenu,
    QMessageBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.errors import ModelFileError
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.tools import ToolButton
from digitpad.ui.support.theme import apply_theme
from digitpad.ui.support.worker import running
from digitpad.ui.window.appearance import Appearances
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, gallery_of, wait_for
from tests.ui.hand import SEVEN, Draw, action, prediction, probabilities, wait_for_box

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


def appearances(window: MainWindow) -> Appearances:
    found = window.findChild(Appearances)
    assert isinstance(found, Appearances)
    return found


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """A model file with a network that has learned nothing."""
    path = tmp_path / "other.npz"
    network = Network.initialized([784, 16, 10], np.random.default_rng(0))
    save_model(Model(network, {"test": {"name": "MNIST test", "error_rate": 0.9012}}), path)
    return path


def menu_action(window: MainWindow, text: str) -> QAction:
    menus = window.menuBar().findChildren(QMenu)
    return next(one for menu in menus for one in menu.actions() if one.text() == text)


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
    draw(*SEVEN)  # The first time alone is not told.
    qtbot.waitUntil(lambda: " ms" in texts(window))


def test_another_model_reads_and_the_built_in_one_comes_back(
    qtbot: QtBot, window: MainWindow, draw: Draw, other_model: Path
) -> None:
    draw(*SEVEN)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    before = probabilities(window)
    assert not action(window, "actionRestoreModel").isEnabled()
    window.current_model.open(str(other_model))
    qtbot.waitUntil(lambda: "other.npz (784–16–10), MNIST test set error 90.12%" in texts(window))
    qtbot.waitUntil(lambda: probabilities(window) != before)
    action(window, "actionRestoreModel").trigger()
    qtbot.waitUntil(lambda: probabilities(window) == before)
    assert "Built-in" in texts(window)


def test_a_model_given_at_the_start_reads(qtbot: QtBot, other_model: Path) -> None:
    window = create_window(model=other_model)
    qtbot.addWidget(window)
    assert "other.npz" in texts(window)
    assert action(window, "actionRestoreModel").isEnabled()


def test_a_model_that_is_none_is_refused_at_the_start(tmp_path: Path, qtbot: QtBot) -> None:
    with pytest.raises(ModelFileError, match="no such file"):
        create_window(model=tmp_path / "nothing.npz")


def test_a_damaged_model_says_so_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "bad.npz").write_bytes(b"PK but not really")
    window.current_model.open(str(tmp_path / "bad.npz"))
    box = wait_for_box(qtbot, window)
    assert "bad.npz" in box.text()
    box.close()
    assert "Built-in" in texts(window)


def test_a_saved_model_is_the_same_model(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "saved.npz"
    window.current_model.save(str(path))
    qtbot.waitUntil(path.exists)
    saved, current = load_model(path), window.current_model.current
    assert saved.record == current.record
    for a, b in zip(saved.network.parameters, current.network.parameters, strict=True):
        assert np.array_equal(a, b)


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


def test_explain_stands_at_the_top_of_its_menu(window: MainWindow) -> None:
    view = next(m for m in window.menuBar().findChildren(QMenu) if m.title() == "&View")
    first, second, *_ = view.actions()
    assert first is window.inside.action
    assert second.isSeparator()


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


@pytest.fixture
def _back_to_light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.mark.usefixtures("_back_to_light")
def test_size_pen_and_appearance_are_remembered(qtbot: QtBot) -> None:
    first = create_window()
    qtbot.addWidget(first)
    first.resize(777, 666)
    first.show()
    first.draw_tab.tools.pen_width = 13
    next(a for a in appearances(first).actions() if a.data() == "dark").trigger()
    first.close()
    second = create_window()
    qtbot.addWidget(second)
    second.show()
    assert (second.width(), second.height()) == (777, 666)
    assert second.draw_tab.tools.pen_width == 13
    assert second.draw_tab.canvas.pen_width == 13
    assert appearances(second).checkedAction().data() == "dark"
    qtbot.waitUntil(lambda: second.palette().window().color().lightness() < 64)
    second.close()


@pytest.mark.usefixtures("_back_to_light")
def test_the_drawing_follows_the_appearance(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw([(280, 100), (280, 460)])
    middle = canvas.rect().center()
    assert canvas.grab().toImage().pixelColor(middle).lightness() < 64
    next(a for a in appearances(window).actions() if a.data() == "dark").trigger()
    qtbot.waitUntil(lambda: canvas.grab().toImage().pixelColor(middle).lightness() > 192)
    assert canvas.grab().toImage().pixelColor(20, 20).lightness() < 64


@pytest.mark.usefixtures("_back_to_light")
def test_what_is_coloured_follows_the_appearance(qtbot: QtBot, window: MainWindow) -> None:
    window.draw_tab.eraser.trigger()
    button = next(b for b in window.findChildren(ToolButton) if b.isChecked())
    for appearance in ("dark", "light"):
        next(a for a in appearances(window).actions() if a.data() == appearance).trigger()
        qtbot.waitUntil(
            lambda: button.palette().button().color() == QApplication.palette().accent().color()
        )


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


def test_closing_while_a_model_is_being_read(
    qtbot: QtBot, window: MainWindow, other_model: Path
) -> None:
    window.current_model.open(str(other_model))
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not window.findChildren(QMessageBox)
